"""Whether a text really asserts that parts make up a whole.

A sum is claimed only when the words assert a partition. Groups that overlap are never summed; an open list ("such as")
is never complete; "trong đó" alone announces some parts, not all, unless the groups are known to be complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dangvu.proofreading.claims.claims import Strength
from dangvu.proofreading.claims.groups import (
    Dimension,
    group_of,
    overlapping,
    parallel_labels,
    partition_by_unit,
    same_verb,
    shared_dimension,
)
from dangvu.proofreading.claims.phrases import Phrase, years_of
from dangvu.proofreading.lexicon.load import phrases
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, Level

_REMOTE = 3
"""Parts that together are less than a third of the whole, or more than three times, are not meant as its parts."""


def strength_of(whole: Phrase, parts: Sequence[Phrase], cue: str, heading: str, region: Sequence[Phrase]) -> Strength:
    """How surely ``parts`` are asserted to make up ``whole``; ``region`` is the enumeration they come from."""
    of_one_kind = partition_by_unit(whole, parts) or _same_unit(whole, parts)
    apart = whole.sentence != parts[0].sentence
    meant = not _remote(whole, parts) or (cue == "strong" and of_one_kind and not apart)
    shared = _open_list(whole, region) or overlapping(parts) or _of_other_years(whole, parts)
    if len(parts) > 1 and not _remote(whole, parts) and _share_together(parts):
        return Strength.FULL
    dimension = shared_dimension(parts)
    one_group = dimension is not None and cue == "weak" and group_of(whole, dimension) and whole.lead
    if len(parts) < 2 or not meant or shared or one_group:
        return Strength.NONE
    if cue in {"weak", "with"}:
        return _after_in_which(whole, parts, dimension)
    if cue in {"among", "result", "listed"}:
        return Strength.CLOSE if _unannounced(whole, parts, cue, dimension) else Strength.NONE
    if cue == "heading":
        return _under_heading(parts, dimension, heading)
    sure = of_one_kind or (dimension is not None and (dimension.complete or cue == "strong"))
    return Strength.FULL if sure and not (cue == "strong" and apart) else Strength.CLOSE


def _share_together(parts: Sequence[Phrase]) -> bool:
    """Whether each part has its share in a bracket, and all are of what the parts add up to: *412 (29,2%), …*."""
    summed = total(parts)
    rates = [next((inside[0].figure for inside in part.inner if inside), None) for part in parts]
    return all(
        rate is not None
        and rate.kind is Kind.PERCENT
        and rate.decimals > 0
        and rounds_to(part.amount * 100 / summed, rate.value, rate.decimals)
        for part, rate in zip(parts, rates, strict=True)
        if summed
    )


def _of_other_years(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    """Whether the parts are told for other years only: *năm 2025 khám 186 lượt (năm 2024: 172 lượt; năm 2023: …)*."""
    years = years_of(whole)
    told = [year for part in parts for year in years_of(part)]
    apart = [year for year in told if years and not min(years) <= year <= max(years)]
    return bool(apart) and years.isdisjoint(told)


def _unannounced(whole: Phrase, parts: Sequence[Phrase], cue: str, dimension: Dimension | None) -> bool:
    """Whether parts that no cue announces are meant as all there are."""
    if cue == "listed":
        return dimension is not None and dimension.complete
    alike = _by_agents(whole, parts) if cue == "among" else len({part.unit for part in parts}) == 1
    return dimension is not None or alike


def total(parts: Sequence[Phrase]) -> Decimal:
    """The sum of the amounts of ``parts``; of a ratio its numerator counts."""
    return sum((part.amount for part in parts), Decimal(0))


def _after_in_which(whole: Phrase, parts: Sequence[Phrase], dimension: Dimension | None) -> Strength:
    kinds = {part.unit.kind for part in parts}
    if partition_by_unit(whole, parts):
        return Strength.FULL if kinds == {"committee", "cell"} else Strength.CLOSE
    if dimension is not None:
        if dimension.complete and (len(parts) > 2 or dimension.size == 2):
            return Strength.FULL if len(parts) >= dimension.size - 1 else Strength.CLOSE
        return Strength.CLOSE if len(parts) > 2 else Strength.UPPER
    measured = whole.unit.family in {"money", "measure"}
    if parallel_labels(parts):
        return Strength.UPPER if measured else Strength.CLOSE
    if all(not part.trail for part in parts) and not measured:
        return Strength.NEAR
    return Strength.SLIP if _same_unit(whole, parts) else Strength.NONE


def _under_heading(parts: Sequence[Phrase], dimension: Dimension | None, heading: str) -> Strength:
    if dimension is not None and dimension.complete:
        return Strength.FULL
    if dimension is not None or heading:
        return Strength.CLOSE if len(parts) > 2 else Strength.UPPER
    return Strength.CLOSE


def _by_agents(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    """Whether the same things are parted by who did them: *19 cuộc do A, 28 cuộc do B*, *A mở 19 lớp, B mở 28 lớp*."""
    return _same_unit(whole, parts) and (parallel_labels(parts) or same_verb(parts))


def _same_unit(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    return all(part.unit == whole.unit and part.unit is not BARE for part in parts)


def _open_list(whole: Phrase, region: Sequence[Phrase]) -> bool:
    if any(phrase.figure is None and phrase.says("rest") for phrase in region):
        return True
    cue = phrases("strong_cues").first_in(whole.trail)
    said = whole.trail[: cue[1]] if cue else whole.trail
    return any(phrase.says("open_list") for phrase in region) or whole.says("open_list", within=said)


def _remote(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    upper = [part for part in parts if part.unit.level is not Level.BELOW]
    stated, summed = whole.amount, total(upper or parts)
    return not stated or not summed or summed > stated * _REMOTE or stated > summed * _REMOTE
