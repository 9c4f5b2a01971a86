"""Parts that do not make up their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import counted, flaw_at
from dangvu.proofreading.claims.claims import Division, Strength
from dangvu.proofreading.claims.judgement import total
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.rounding import exactly, rounds_to, swapped
from dangvu.proofreading.numbers.units import Level as UnitLevel
from dangvu.proofreading.numbers.units import scale_of
from dangvu.proofreading.reading.flow import Flow

_LONG_ENOUGH = 3
"""Figures of fewer digits are too often one slip apart by chance."""
_NEARLY = Decimal("0.15")
"""Where a list is not surely complete, a shortfall up to this share of the whole is taken for a slip."""


def sum_flaws(flow: Flow, divisions: Sequence[Division]) -> Iterator[Flaw]:
    """A flaw at the whole of every asserted sum that fails under every reading of its parts."""
    seen: set[tuple[int, Decimal]] = set()
    reached = {_places(division) for division in divisions if _reach(division.parts, division.whole)}
    for division, parts in _all_failing(divisions):
        if division.cue != "implied" and _places(division) in reached:
            continue
        summed = total(parts)
        key = (division.whole.start, summed)
        if key not in seen:
            seen.add(key)
            yield _flaw(flow, division, parts, summed)


def _places(division: Division) -> tuple[int, ...]:
    """Where the parts stand: those of one whole are no parts of another."""
    return tuple(part.start for part in division.parts)


def corrected(divisions: Sequence[Division]) -> dict[int, Decimal]:
    """What the figures of failing sums would be if each alone were wrong, by the identity of their phrase."""
    found: dict[int, Decimal] = {}
    for division, parts in _all_failing(divisions):
        summed = total(parts)
        found[id(division.whole)] = summed
        found.update({id(part): part.amount + division.whole.amount - summed for part in parts})
    return found


def _all_failing(divisions: Sequence[Division]) -> Iterator[tuple[Division, tuple[Phrase, ...]]]:
    for division in divisions:
        parts = _failing(division)
        if parts is not None and division.whole.figure is not None:
            yield division, parts


def _failing(division: Division) -> tuple[Phrase, ...] | None:
    """The parts whose sum contradicts the whole, or ``None`` when the text is right or does not assert a sum."""
    whole = division.whole
    assert whole.figure is not None
    readings = _readings(division.parts)
    if division.strength is Strength.NONE or any(_reach(parts, whole) for parts in readings):
        return None
    parts = min(reversed(readings), key=lambda reading: abs(total(reading) - whole.amount))
    stated, summed = whole.figure.value, total(parts) / scale_of(whole.unit)
    if division.strength in {Strength.UPPER, Strength.SLIP} and not _one_slip(stated, summed):
        return parts if division.strength is Strength.UPPER and summed > stated else None
    off = abs(stated - summed) if division.strength is Strength.NEAR else stated - summed
    if division.strength in {Strength.CLOSE, Strength.NEAR} and off > stated * _NEARLY:
        return parts if swapped(exactly(stated), exactly(summed)) else None
    return parts


def _reach(parts: Sequence[Phrase], whole: Phrase) -> bool:
    """Whether the parts are the whole, rounded as it is where they are told in a smaller unit of money."""
    assert whole.figure is not None
    summed, scale = total(parts), scale_of(whole.unit)
    finer = any(scale_of(part.unit) < scale for part in parts)
    return summed == whole.amount or (finer and rounds_to(summed / scale, whole.figure.value, whole.figure.decimals))


def _one_slip(stated: Decimal, summed: Decimal) -> bool:
    """Whether two neighbouring digits have changed places, or one digit of at least four is another."""
    first, second = _digits(stated), _digits(summed)
    if len(first) != len(second) or len(first) < _LONG_ENOUGH:
        return False
    one_other = sum(a != b for a, b in zip(first, second, strict=True)) == 1
    return swapped(first, second) or (one_other and len(first) > _LONG_ENOUGH)


def _digits(value: Decimal) -> str:
    return re.sub(r"\D", "", exactly(value))


def _readings(parts: tuple[Phrase, ...]) -> list[tuple[Phrase, ...]]:
    """The ways to read an enumeration: as it stands, and without units that are counted apart."""
    listed = parts[0].outer is not None and all(part.closing == ";" for part in parts[:-1])
    upper = tuple(part for part in parts if part.unit.level is not UnitLevel.BELOW or listed)
    return [parts, upper] if 1 < len(upper) < len(parts) else [parts]


def _flaw(flow: Flow, division: Division, parts: tuple[Phrase, ...], summed: Decimal) -> Flaw:
    assert division.whole.figure is not None
    sure = division.strength is Strength.FULL
    message = "sum-column" if division.cue == "column" else "sum" if sure else "sum-exceeds"
    if not sure and summed < division.whole.amount:
        message = "sum"
    scale = scale_of(division.whole.unit)
    return flaw_at(
        flow,
        counted(division.whole.figure),
        Kind.SUM,
        message,
        exactly(summed / scale),
        level=Level.ERROR if sure else Level.WARNING,
        facts={"sum": " + ".join(exactly(part.amount / scale) for part in parts)},
        related=parts,
    )
