"""Shares, changes and attainments that do not follow from the figures beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.checks.rounding import rounds_to, written
from dangvu.proofreading.claims.claims import Change, Comparison
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.flow import Flow

_HUNDRED = Decimal(100)
_KINDS = {Change.SHARE: Kind.PERCENT, Change.ATTAINED: Kind.TARGET, Change.EXCEEDED: Kind.TARGET,
          Change.MISSED: Kind.TARGET, Change.MULTIPLE: Kind.GROWTH}  # fmt: skip


def comparison_flaws(flow: Flow, comparisons: Iterable[Comparison]) -> Iterator[Flaw]:
    """A flaw at every stated share or change that no reading of its bases gives."""
    for comparison in comparisons:
        stated, now = comparison.stated.figure, comparison.now.figure
        assert stated is not None and now is not None
        bases = [base for base in _bases(comparison, now) if base]
        if not bases or any(_agrees(comparison, stated, now, base) for base in bases):
            continue
        yield _flaw(flow, comparison, stated, now, bases[0])


def _bases(comparison: Comparison, now: Token) -> list[Decimal]:
    bases = [_base(now, phrase) for phrase in comparison.bases]
    if comparison.by is not None and comparison.by.figure is not None:
        by = comparison.by.figure.value
        bases.append(now.value - by if comparison.change is Change.RISE else now.value + by)
    return bases


def _base(now: Token, phrase: Phrase | None) -> Decimal:
    if phrase is None:
        return now.other
    return phrase.figure.value if phrase.figure is not None else Decimal(0)


def _agrees(comparison: Comparison, stated: Token, now: Token, base: Decimal) -> bool:
    if stated.kind is TokenKind.COUNT:
        return _difference(comparison.change, now.value, base) == stated.value
    if comparison.change is Change.MULTIPLE:
        return rounds_to(now.value / base, stated.value, stated.decimals)
    readings = [] if _in_points(stated) else [_rate(comparison.change, now.value, base)]
    if now.kind is TokenKind.PERCENT and comparison.change in {Change.RISE, Change.FALL}:
        readings.append(_difference(comparison.change, now.value, base))
    return any(rounds_to(reading, stated.value, stated.decimals) for reading in readings)


def _in_points(stated: Token) -> bool:
    """Whether a change of a percentage is told in points: *tăng 1,6 điểm phần trăm*."""
    return "điểm" in stated.text


def _rate(change: Change, now: Decimal, base: Decimal) -> Decimal:
    if change in {Change.EXCEEDED, Change.RISE}:
        return (now - base) * _HUNDRED / base
    if change in {Change.FALL, Change.MISSED}:
        return (base - now) * _HUNDRED / base
    return now * _HUNDRED / base


def _difference(change: Change, now: Decimal, base: Decimal) -> Decimal:
    return base - now if change in {Change.FALL, Change.MISSED} else now - base


def _flaw(flow: Flow, comparison: Comparison, stated: Token, now: Token, base: Decimal) -> Flaw:
    related = [comparison.now, *(phrase for phrase in comparison.bases[:1] if phrase is not None)]
    change, percent = comparison.change, stated.kind is TokenKind.PERCENT
    rate = percent and now.kind is not TokenKind.PERCENT
    if change is Change.MULTIPLE:
        exact, rate = now.value / base, True
    else:
        exact = (_rate if rate else _difference)(change, now.value, base)
    decimals = stated.decimals if percent or rate else max(now.decimals, stated.decimals)
    expected = written(exact, decimals) + (" điểm phần trăm" if _in_points(stated) else "%" if percent else "")
    kind = _KINDS.get(change, Kind.GROWTH if percent else Kind.DIFFERENCE)
    message = "direction" if exact < 0 else str(kind)
    facts = {"arithmetic": _arithmetic(change, now.value, base, rate=rate)}
    return flaw_at(flow, stated, kind, message, expected, facts=facts, related=related)


def _arithmetic(change: Change, now: Decimal, base: Decimal, *, rate: bool) -> str:
    first, second = written(now, _places(now)), written(base, _places(base))
    if not rate:
        return f"{second} - {first}" if change in {Change.FALL, Change.MISSED} else f"{first} - {second}"
    if change in {Change.EXCEEDED, Change.RISE}:
        return f"({first} - {second}) / {second}"
    if change in {Change.FALL, Change.MISSED}:
        return f"({second} - {first}) / {second}"
    return f"{first} / {second}"


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
