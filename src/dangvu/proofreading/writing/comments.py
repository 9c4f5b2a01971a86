"""A copy of a Word file with a comment at each finding."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from docx.text.run import Run as DocxRun

from dangvu.kernel.findings import Refusal
from dangvu.proofreading.findings import TextFinding
from dangvu.proofreading.messages import sentence
from dangvu.proofreading.reading.docx import DamagedDocx, Run, open_docx
from dangvu.proofreading.reading.source import unreadable

_AUTHOR = "Dangvu"


def write_comments(name: str, findings: Sequence[TextFinding], target: Path, language: str = "vi") -> int:
    """Write a copy of the Word file ``name`` to ``target`` with a comment at each finding; the number of comments.

    Raises ``Refusal`` when the file is no readable Word file.
    """
    if not name.lower().endswith(".docx"):
        raise Refusal.of("proofreading.fix-only-docx", sentence("fix-only-docx", {"file": name}, language))
    try:
        copy, count = commented(name, Path(name).read_bytes(), findings)
    except (DamagedDocx, OSError) as error:
        raise unreadable("damaged", name, language, "Word") from error
    target.write_bytes(copy)
    return count


def commented(name: str, content: bytes, findings: Sequence[TextFinding]) -> tuple[bytes, int]:
    """The Word file ``content`` with a comment at each finding, and the number of comments.

    A finding in a footnote is commented at the footnote's mark, since Word has no comments inside footnotes.
    Raises ``DamagedDocx``.
    """
    _, runs, opened = open_docx(name, content)
    body = opened.element.body
    paragraphs = opened.paragraphs
    count = 0
    for finding in findings:
        touched = [run for run in runs if run.start < finding.end and finding.start < run.end and _in(body, run)]
        if not touched:
            touched = _mark_of_note(runs, finding, body)
        if touched:
            wrapped = [DocxRun(run.element, paragraphs[0]) for run in (touched[0], touched[-1])]
            opened.add_comment(wrapped, text=finding.message, author=_AUTHOR, initials="DV")
            count += 1
    copy = io.BytesIO()
    opened.save(copy)
    return copy.getvalue(), count


def _in(body: object, run: Run) -> bool:
    return any(parent is body for parent in run.element.iterancestors())


def _mark_of_note(runs: Sequence[Run], finding: TextFinding, body: object) -> list[Run]:
    """The run that holds the mark of the footnote in which the finding stands."""
    marks = [run for run in runs if _in(body, run) and any("footnoteReference" in child.tag for child in run.element)]
    notes = [index for index, start in enumerate(_note_starts(runs, body)) if start <= finding.start]
    return [marks[min(notes[-1], len(marks) - 1)]] if notes and marks else []


def _note_starts(runs: Sequence[Run], body: object) -> list[int]:
    """Where the text of each footnote begins: at the run that repeats its mark."""
    return [
        run.start
        for run in runs
        if not _in(body, run) and any(child.tag.endswith("}footnoteRef") for child in run.element)
    ]
