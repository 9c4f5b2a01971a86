"""Parts that do not make up their whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.checks.rounding import written
from dangvu.proofreading.claims.claims import Division, Strength
from dangvu.proofreading.claims.judgement import total
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.units import Level as UnitLevel
from dangvu.proofreading.reading.flow import Flow

_NEARLY = Decimal("0.15")
"""Where a list is not surely complete, a shortfall up to this share of the whole is taken for a slip."""


def sum_flaws(flow: Flow, divisions: Sequence[Division]) -> Iterator[Flaw]:
    """A flaw at the whole of every asserted sum that fails under every reading of its parts."""
    seen: set[tuple[int, Decimal]] = set()
    for division in divisions:
        parts = _failing(division)
        if parts is None or division.whole.figure is None:
            continue
        summed = total(parts)
        key = (division.whole.figure.start, summed)
        if key not in seen:
            seen.add(key)
            yield _flaw(flow, division, parts, summed)


def _failing(division: Division) -> tuple[Phrase, ...] | None:
    """The parts whose sum contradicts the whole, or ``None`` when the text is right or does not assert a sum."""
    assert division.whole.figure is not None
    stated = division.whole.figure.value
    readings = _readings(division.parts)
    if division.strength is Strength.NONE or any(total(parts) == stated for parts in readings):
        return None
    parts = readings[-1]
    summed = total(parts)
    if division.strength is Strength.UPPER and summed <= stated:
        return None
    if division.strength is Strength.CLOSE and stated - summed > stated * _NEARLY:
        return None
    return parts


def _readings(parts: tuple[Phrase, ...]) -> list[tuple[Phrase, ...]]:
    """The ways to read an enumeration: as it stands, and without units that are counted apart."""
    upper = tuple(part for part in parts if part.unit.level is not UnitLevel.BELOW)
    return [parts, upper] if 1 < len(upper) < len(parts) else [parts]


def _flaw(flow: Flow, division: Division, parts: tuple[Phrase, ...], summed: Decimal) -> Flaw:
    assert division.whole.figure is not None
    sure = division.strength is Strength.FULL
    message = "sum-column" if division.cue == "column" else "sum" if sure else "sum-exceeds"
    if not sure and summed < division.whole.figure.value:
        message = "sum"
    numbers = " + ".join(written(part.figure.value) for part in parts if part.figure is not None)
    return flaw_at(
        flow,
        division.whole.figure,
        Kind.SUM,
        message,
        written(summed),
        level=Level.ERROR if sure else Level.WARNING,
        facts={"sum": numbers},
        related=parts,
    )
