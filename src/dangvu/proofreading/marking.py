"""A text with its findings marked, ready to be shown line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dangvu.kernel.findings import Level
from dangvu.proofreading.findings import Kind, TextFinding
from dangvu.proofreading.reading.document import Document

_GRAVEST_FIRST = (Level.ERROR, Level.WARNING, Level.NOTE)


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with the number that it bears in the text and beside it."""

    number: int
    finding: TextFinding

    @property
    def terms(self) -> list[str]:
        """What is added up, each on a line of its own, or the one calculation; nothing where nothing is calculated."""
        arithmetic = self.finding.arithmetic
        if not arithmetic:
            return []
        return arithmetic.split(" + ") if self.finding.kind in {Kind.SUM, Kind.DIFFERENCE} else [arithmetic]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: ``level`` and ``kinds`` of the findings on it, whether it ``relates`` to one.

    ``begins`` and ``ends`` are the findings that begin and end with it.
    """

    text: str
    level: str
    kinds: tuple[Kind, ...]
    relates: bool
    begins: tuple[Remark, ...]
    ends: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text with the findings that begin on it."""

    number: int
    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...]


def marked_lines(document: Document, findings: Sequence[TextFinding]) -> Iterator[Line]:
    """The lines of ``document`` that are not empty, cut where findings and related figures begin and end."""
    remarks = [Remark(number, finding) for number, finding in enumerate(findings, start=1)]
    start = 0
    for number, text in enumerate(document.text.split("\n"), start=1):
        end = start + len(text)
        if text.strip():
            here = [remark for remark in remarks if remark.finding.start < end and start < remark.finding.end]
            near = [
                place for remark in remarks for place in remark.finding.related if place[0] < end and start < place[1]
            ]
            begun = tuple(remark for remark in here if start <= remark.finding.start)
            yield Line(number, tuple(_pieces(document.text, start, end, here, near)), begun)
        start = end + 1


def _pieces(
    text: str, start: int, end: int, remarks: Sequence[Remark], related: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    places = [*((remark.finding.start, remark.finding.end) for remark in remarks), *related]
    cuts = sorted({start, end, *(cut for place in places for cut in place if start < cut < end)})
    for first, last in pairwise(cuts):
        on = [remark for remark in remarks if remark.finding.start < last and first < remark.finding.end]
        levels = {remark.finding.severity for remark in on}
        yield Piece(
            text[first:last],
            next((str(level) for level in _GRAVEST_FIRST if level in levels), ""),
            tuple(dict.fromkeys(remark.finding.kind for remark in on)),
            any(place[0] < last and first < place[1] for place in related),
            tuple(remark for remark in on if remark.finding.start == first),
            tuple(remark for remark in on if remark.finding.end == last),
        )
