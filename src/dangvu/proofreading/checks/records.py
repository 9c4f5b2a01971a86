"""Figures of the text against figures from the records, handed in as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.checks.rounding import written
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.reading.flow import Flow


@dataclass(frozen=True, slots=True)
class RecordedFigure:
    """A figure from the records, of the report's day and scope.

    ``label`` is how a text says it before or after the number, in lower case (``tổng số đảng viên``).
    """

    label: str
    value: int


def record_flaws(read: Sequence[tuple[Flow, Sequence[Phrase]]], records: Sequence[RecordedFigure]) -> Iterator[Flaw]:
    """A flaw at every undated figure that a text says in the words of a record, but with another value."""
    for flow, phrases in read:
        dated = {phrase.sentence for phrase in phrases if phrase.times}
        for phrase in phrases:
            if not phrase.countable or phrase.figure is None or phrase.sentence in dated:
                continue
            said = flow.text[phrase.start : phrase.end].lower()
            for record in records:
                if record.label in said and phrase.figure.value != record.value:
                    yield flaw_at(
                        flow,
                        phrase.figure,
                        Kind.DATABASE,
                        "database",
                        written(Decimal(record.value)),
                        facts={"label": record.label},
                    )
