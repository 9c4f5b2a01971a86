"""Shares, changes and attainments that do not follow from the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from dangvu.proofreading.checks.places import flaw_at, spans_of
from dangvu.proofreading.claims.claims import Change, Comparison
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.claims.second_look import follows_elsewhere
from dangvu.proofreading.claims.tabled import Remote
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.rounding import exactly, rounds_to, written
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.numbers.units import scale_of
from dangvu.proofreading.reading.flow import Flow

_NEARLY_ALL = 99
_ABOUT = 3
_KINDS = {Change.SHARE: Kind.PERCENT, Change.ATTAINED: Kind.TARGET, Change.EXCEEDED: Kind.TARGET,
          Change.MISSED: Kind.TARGET, Change.MULTIPLE: Kind.GROWTH}  # fmt: skip

_REMOTE = 10
"""A difference so many times more or less than that of two figures is not theirs."""
_TIMES = re.compile(r"\s+lần\b")
"""The word of a multiple, which is marked with it as a percentage is with its sign."""


def comparison_flaws(
    flow: Flow, comparisons: Iterable[Comparison], corrected: Mapping[int, Decimal], figures: Sequence[Phrase] = ()
) -> Iterator[Flaw]:
    """A flaw at every stated share or change that no reading of its bases gives, nor a pair of ``figures`` beside it.

    ``corrected`` are the values that figures of failing sums should have: what agrees with one of them follows from a
    contradiction that is told already. In a series (*giảm từ 8,42% xuống 6,17%; năm 2024 còn 4,61%, giảm 1,56 điểm*)
    a change may also start from where the one before it ended.
    """
    before: Decimal | None = None
    for comparison in comparisons:
        bases = [base for base in _bases(comparison) if base]
        now = comparison.now.amount
        reached, before = before, now
        if not bases or any(_agrees(comparison, now, base) for base in bases):
            continue
        if reached and comparison.change in {Change.RISE, Change.FALL} and _agrees(comparison, now, reached):
            continue
        others = [corrected[id(base)] for base in comparison.bases if id(base) in corrected]
        instead = corrected.get(id(comparison.now), now)
        if any(_agrees(comparison, value, base) for value in (now, instead) for base in [*bases, *others] if base):
            continue
        misread = _is_remote(comparison, bases[0]) or _leads_elsewhere(comparison, bases[0], figures)
        if not misread and not follows_elsewhere(comparison, figures):
            yield _flaw(flow, comparison, bases[0])


def remote_flaws(remotes: Iterable[Remote]) -> Iterator[Flaw]:
    """A flaw at every rate that does not follow from the figures in a table or paragraph elsewhere."""
    for remote in remotes:
        comparison = remote.comparison
        base = comparison.bases[0]
        if base is None or not base.amount or _agrees(comparison, comparison.now.amount, base.amount):
            continue
        flaw = _flaw(remote.flow, comparison, base.amount, elsewhere=True)
        places = [*spans_of(remote.now_flow, [comparison.now]), *spans_of(remote.base_flow, [base])]
        yield replace(flaw, related=tuple(places))


def _bases(comparison: Comparison) -> list[Decimal]:
    """What the share or change may be taken of; ``None`` stands for the denominator of a ratio."""
    now = comparison.now
    assert now.figure is not None
    whole = now.figure.other * scale_of(now.unit)
    money = now.unit.family == "money"
    meant = [base for base in comparison.bases if base is None or (base.unit.family == "money") == money]
    bases = [whole if phrase is None else phrase.amount for phrase in meant]
    if comparison.change is Change.SHARE and not _whole(comparison):
        bases = [base for base in bases if base != now.amount]
    if comparison.by is not None:
        moved = comparison.by.amount
        bases.append(now.amount - moved if comparison.change is Change.RISE else now.amount + moved)
    return bases


def _leads_elsewhere(comparison: Comparison, base: Decimal, figures: Sequence[Phrase]) -> bool:
    """Whether a difference would lead the other way, and not even by what is stated, so that other figures are meant.

    That is only so where its start stands behind another figure, or where other figures stand between it and its end.
    """
    stated, now = comparison.stated, comparison.now
    start = next((one for one in comparison.bases if one is not None and one.amount == base), None)
    behind = start.outer if start is not None else None
    between = [one for one in figures if now.order < one.order < stated.order and one.unit == now.unit]
    between = [one for one in between if one.outer is now.outer]
    loose = behind is not None and behind.figure is not None and (behind is not stated or bool(between))
    difference, by = _difference(comparison.change, now.amount, base), stated.amount
    counted = stated.figure is not None and stated.figure.kind is TokenKind.COUNT
    return loose and counted and difference < 0 and abs(difference + by) > max(by, -difference) / _ABOUT


def _whole(comparison: Comparison) -> bool:
    """Whether a share is told as all, or nearly all."""
    stated = comparison.stated.figure
    return stated is not None and stated.value > _NEARLY_ALL


def _agrees(comparison: Comparison, now: Decimal, base: Decimal) -> bool:
    stated, counted = comparison.stated.figure, comparison.now.figure
    assert stated is not None and counted is not None
    if stated.kind is TokenKind.COUNT:
        return _difference(comparison.change, now, base) == comparison.stated.amount
    if comparison.change is Change.MULTIPLE:
        return rounds_to(now / base, stated.value, stated.decimals)
    readings = [] if _in_points(stated) else [comparison.change.rate(now, base)]
    start = comparison.now.says("openings", within=(*comparison.now.setting, *comparison.now.lead))
    if comparison.by is not None and start and comparison.now.amount:
        readings.append(comparison.by.amount * 100 / comparison.now.amount)
    if counted.kind is TokenKind.PERCENT and comparison.change is not Change.SHARE:
        readings.append(_difference(comparison.change, now, base))
    if any(rounds_to(reading, stated.value, stated.decimals) for reading in readings):
        return True
    return comparison.by is not None and _may_be_rounded(comparison, comparison.by, base)


def _may_be_rounded(comparison: Comparison, moved_by: Phrase, base: Decimal) -> bool:
    """Whether the rate is that of a difference which is rounded itself: *giảm 1,3 triệu tấn (giảm 6,4%)*."""
    stated, moved = comparison.stated.figure, moved_by.figure
    assert stated is not None and moved is not None
    if not moved.decimals:
        return False
    half = Decimal(1).scaleb(-moved.decimals) * scale_of(moved_by.unit) / 2
    rates = [(moved_by.amount + off) * 100 / base for off in (-half, half)]
    step = Decimal(1).scaleb(-stated.decimals)
    return min(rates) < stated.value + step and max(rates) >= stated.value - step / 2


def _is_remote(comparison: Comparison, base: Decimal) -> bool:
    """Whether a difference is so far from that of two figures told before it that it is told of something else."""
    stated = comparison.stated.figure
    if stated is None or any(one is not None and one.start > stated.start for one in comparison.bases[:1]):
        return False
    found, told = abs(comparison.now.amount - base), comparison.stated.amount
    return stated.kind is TokenKind.COUNT and max(found, told) > _REMOTE * min(found, told) > 0


def _in_points(stated: Token) -> bool:
    """Whether a change of a percentage is told in points: *tăng 1,6 điểm phần trăm*."""
    return "điểm" in stated.text


def _difference(change: Change, now: Decimal, base: Decimal) -> Decimal:
    return base - now if change in {Change.FALL, Change.MISSED} else now - base


def _flaw(flow: Flow, comparison: Comparison, base: Decimal, *, elsewhere: bool = False) -> Flaw:
    stated, now, change = comparison.stated.figure, comparison.now, comparison.change
    assert stated is not None and now.figure is not None
    related = [] if elsewhere else [now, *(phrase for phrase in comparison.bases[:1] if phrase is not None)]
    percent = stated.kind is TokenKind.PERCENT
    rate = (percent and now.figure.kind is not TokenKind.PERCENT) or change is Change.MULTIPLE
    if rate:
        exact = now.amount / base if change is Change.MULTIPLE else change.rate(now.amount, base)
        told = written(exact, stated.decimals)
    else:
        exact = _difference(change, now.amount, base) / scale_of(comparison.stated.unit)
        told = written(exact, stated.decimals) if percent else exactly(exact)
    multiple = _TIMES.match(flow.text, stated.end) if change is Change.MULTIPLE else None
    expected = told + ("%" if percent and not _in_points(stated) else " lần" if multiple is not None else "")
    kind = _KINDS.get(change, Kind.GROWTH if percent and not _in_points(stated) else Kind.DIFFERENCE)
    message = "direction" if exact < 0 else str(kind)
    scale = scale_of(now.unit)
    facts = {"arithmetic": _arithmetic(change, exactly(now.amount / scale), exactly(base / scale), rate=rate)}
    token = _number(stated) if multiple is None else replace(stated, end=multiple.end())
    return flaw_at(flow, token, kind, message, expected, facts=facts, related=related)


def _number(stated: Token) -> Token:
    """The token, of points without their words: *0,36* of *0,36 điểm phần trăm*."""
    length = len(stated.text.split()[0]) if _in_points(stated) else len(stated.text)
    return replace(stated, end=stated.start + length, text=stated.text[:length])


def _arithmetic(change: Change, first: str, second: str, *, rate: bool) -> str:
    if not rate:
        return f"{second} - {first}" if change in {Change.FALL, Change.MISSED} else f"{first} - {second}"
    if change in {Change.EXCEEDED, Change.RISE}:
        return f"({first} - {second}) / {second}"
    if change in {Change.FALL, Change.MISSED}:
        return f"({second} - {first}) / {second}"
    return f"{first} / {second}"
