"""PDF through Typst: the same page as the DOCX, footnotes at the foot of the page, fonts of our own inside the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.neutral import replace_figures
from dangvu.reports.writing.pandoc import Node, Tree, write_tree
from dangvu.reports.writing.tables import is_kept_together
from dangvu.reports.writing.tree import plain_text, printable, walk
from dangvu.reports.writing.typesetting import (
    CELL_PAD_MM,
    FONTS,
    PAGE_NUMBER_MM,
    PARAGRAPH_GAP_PT,
    TITLE_RULE_MM,
    set_head,
)

_OPENING_LINES = 2
"""Lines of a paragraph that stay together at the foot of a page."""
_LINE_LETTERS = 80
"""Letters that a line holds at least."""

_environment = Environment(
    loader=PackageLoader("dangvu.reports.writing", "templates"),
    autoescape=False,  # noqa: S701 - Typst is not HTML; every text goes through the filter below
    undefined=StrictUndefined,
)
_environment.filters["typst"] = lambda text: json.dumps(printable(text), ensure_ascii=False)


def write_pdf(document: Document, tree: Tree) -> bytes:
    """The report as PDF/A-2b; the same document gives the same bytes."""
    import typst  # noqa: PLC0415 - the wheel is large; only reports need it

    letterhead = document.letterhead
    source = _environment.get_template("report.typ.jinja").render(
        document=document,
        layout=document.layout,
        letterhead=letterhead,
        head=set_head(document),
        title=f"{letterhead.title} {letterhead.subject}",
        body=write_tree(_kept_together(replace_figures(tree, _as_text)), "typst"),
        number_edge=document.layout.number_edge,
        number_align=document.layout.number_align,
        number_mm=PAGE_NUMBER_MM,
        gap_pt=PARAGRAPH_GAP_PT,
        cell_pad_mm=CELL_PAD_MM,
        rule_mm=TITLE_RULE_MM,
    )
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    compiler = typst.Compiler(source.encode(), font_paths=fonts, ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", pdf_standards="a-2b", timestamp=datetime.combine(document.dated, time(), UTC))
    assert isinstance(pdf, bytes)
    return pdf


def _as_text(_name: str, inlines: list[Node]) -> Node:
    """A figure in print: its text."""
    return {"t": "Span", "c": [["", [], []], inlines]}


def _kept_together(tree: Tree) -> Tree:
    """The tree with a note for Typst wherever blocks belong on one page.

    A heading stays with the first lines of its text and their footnotes, a short table is not broken, and the last
    block stays with what follows, so that no signature stands alone.
    """
    blocks: list[Node] = []
    source = tree["blocks"]
    for index, node in enumerate(source):
        if node["t"] == "Header" and (index == 0 or source[index - 1]["t"] != "Header"):
            blocks.append(_typst(f"#room({_lines_needed(source[index:])})"))
        if node is source[-1]:
            blocks += [_typst("#block(sticky: true)["), node, _typst("]")]
        elif node["t"] == "Table" and is_kept_together(node):
            blocks += [_typst("#block(breakable: false)["), node, _typst("]")]
        else:
            blocks.append(node)
    return {**tree, "blocks": blocks}


def _lines_needed(nodes: Sequence[Node]) -> int:
    """The lines that headings, the first two lines below them and the footnotes of these take, generously counted."""
    lines = 0
    for node in nodes:
        if node["t"] != "Header":
            return lines + _OPENING_LINES + sum(_lines(note) for note in _early_notes(node))
        lines += _lines(node["c"][2]) + 1
    return lines


def _early_notes(node: Node) -> Iterator[Node]:
    """The footnotes referred to in the first lines of a paragraph."""
    read = 0
    for inline in walk(node):
        if inline["t"] == "Note" and read < _OPENING_LINES * _LINE_LETTERS:
            yield inline
        read += len(inline["c"]) if inline["t"] == "Str" else 1


def _lines(nodes: Any) -> int:
    return len(plain_text(nodes)) // _LINE_LETTERS + 1


def _typst(source: str) -> Node:
    return {"t": "RawBlock", "c": ["typst", source]}
