"""Findings as text: the line with the figure marked, and the sentence below."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from dangvu.kernel.findings import Level
from dangvu.proofreading.findings import TextFinding
from dangvu.proofreading.messages import sentence
from dangvu.proofreading.reading.document import Document

_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.NOTE: "36"}
_WINDOW = 60
"""How many characters of a long line are shown on either side of the figure."""


def as_text(document: Document, findings: Sequence[TextFinding], language: str, *, colour: bool) -> Iterator[str]:
    """The lines that a person reads."""
    for finding in findings:
        yield f"{finding.file}:{finding.line}: {finding.severity} [{finding.kind}]"
        yield f"    {_marked(document, finding, colour=colour)}"
        yield f"    {finding.message}"
    summary = sentence("count", {"count": str(len(findings))}, language) if findings else ""
    yield f"{document.name}: {summary or sentence('clean', {}, language)}"


def as_json(findings: Iterable[TextFinding]) -> str:
    """The findings as the list that programs read."""
    return json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=2)


def _marked(document: Document, finding: TextFinding, *, colour: bool) -> str:
    first, last = document.line_bounds(finding.line)
    start, end = max(first, finding.start - _WINDOW), min(max(last, finding.end), finding.end + _WINDOW)
    before = ("…" if start > first else "") + document.text[start : finding.start]
    after = document.text[finding.end : end] + ("…" if end < last else "")
    opening, closing = (f"\033[1;{_COLOURS[finding.severity]}m", "\033[0m") if colour else ("»", "«")
    return f"{before}{opening}{finding.quote}{closing}{after}".replace("\n", " ").strip()
