"""Our own reports are proofread like those of others, before they are issued."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language

from dangvu.kernel.findings import Finding
from dangvu.proofreading.findings import Kind, TextFinding
from dangvu.proofreading.messages import LANGUAGES
from dangvu.proofreading.numbers.superscripts import raised
from dangvu.proofreading.pipeline import Options, proofread
from dangvu.proofreading.reading.document import Document as TextDocument
from dangvu.proofreading.reading.plain import document_from_text
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.pandoc import Node, Tree
from dangvu.reports.writing.tree import plain_text, table_rows, walk

_AROUND = 40
"""Letters quoted on either side of what contradicts, enough to find the place by."""


def contradictions(document: Document, tree: Tree) -> tuple[Finding, ...]:
    """What contradicts in the text of a report, of which ``tree`` is the neutral tree; slips of the keyboard aside.

    As with all findings, errors hold an issue up, doubts and notes do not.
    """
    read = document_from_text("", text_of(document, tree))
    options = Options(get_language() or LANGUAGES[0], frozenset({Kind.TYPO}))
    return tuple(
        Finding(f"proofreading.{found.kind}", found.message, _excerpt(read, found), found.severity)
        for found in proofread(read, options).findings
    )


def text_of(document: Document, tree: Tree) -> str:
    """The report as plain text: place and date, title, body with numbered headings, and the footnotes at the end."""
    notes: list[str] = []
    head = [document.letterhead.place_and_date, document.letterhead.title, document.letterhead.subject]
    body = [_block(block, notes) for block in tree["blocks"]]
    foot = [f"{raised(str(number))} {note}" for number, note in enumerate(notes, start=1)]
    return "\n\n".join([*filter(None, head), *body, *foot])


def _block(block: Node, notes: list[str]) -> str:
    if block["t"] == "Table":
        rows = [[_words(cell[4], notes) for cell in row] for row in table_rows(block)]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return _words(block["c"], notes)


def _words(nodes: Any, notes: list[str]) -> str:
    return "".join(_pieces(nodes, notes))


def _pieces(nodes: Any, notes: list[str]) -> Iterator[str]:
    """The words of nodes; a footnote leaves its mark, and its text in ``notes``."""
    for node in walk(nodes, into_notes=False):
        if node["t"] == "Note":
            notes.append(plain_text(node["c"]))
            yield raised(str(len(notes)))
        elif node["t"] == "Str":
            yield node["c"]
        elif node["t"] in ("Space", "SoftBreak", "LineBreak"):
            yield " "


def _excerpt(read: TextDocument, found: TextFinding) -> str:
    first, last = read.line_bounds(found.line)
    return f"“{read.text[max(first, found.start - _AROUND) : min(last, found.end + _AROUND)].strip()}”"
