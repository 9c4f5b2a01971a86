"""A second look before a rate or a difference is doubted: whether other figures beside it give exactly that value.

The words may have been read of the wrong figures. Where the stated value is so fine that it will hardly come about by
chance (a difference of three digits, a rate of two decimals), any pair of like figures near it that gives it is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, permutations

from dangvu.proofreading.claims.changes import is_rate
from dangvu.proofreading.claims.claims import Comparison
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE

_LEAST = 100
"""Smaller differences come about by chance among a handful of figures."""
_SMALL = 20
"""Differences to a base that is named come about less easily."""
_FINE = 2
"""Rates with fewer decimals are only looked for in their own sentence."""
_MOST = 24


def follows_elsewhere(comparison: Comparison, figures: Sequence[Phrase]) -> bool:
    """Whether a pair of ``figures`` of one kind near what is stated gives it exactly."""
    stated = comparison.stated
    figure = stated.figure
    assert figure is not None
    near = [other for other in figures if stated.sentence - 1 <= other.sentence <= stated.sentence]
    counts = [other for other in near if other.countable and other.unit is not BARE and other is not stated]
    if figure.kind is Kind.COUNT:
        named = [base for base in comparison.bases if base is not None and stated.amount >= _SMALL]
        if any(abs(other.amount - base.amount) == stated.amount for other in counts for base in named):
            return True
        pairs = _pairs(counts) if stated.amount >= _LEAST and _is_far(comparison, counts) else ()
        return any(first.amount - second.amount == stated.amount for first, second in pairs)
    if figure.kind is not Kind.PERCENT or "điểm" in figure.text or not figure.decimals:
        return False
    if comparison.sure:
        return False
    rates = [other.amount for other in near if is_rate(other) and other is not stated]
    if any(abs(first - second) == figure.value for first, second in combinations(rates, 2)):
        return True
    return _gives_with_an_end(comparison, figures) or _gives_beside(comparison, counts)


def _gives_with_an_end(comparison: Comparison, figures: Sequence[Phrase]) -> bool:
    """Whether the rate follows from one of its two figures and another of the kind, anywhere in the passage."""
    alike = [other for other in figures if other.countable and other.unit == comparison.now.unit != BARE]
    ends = [comparison.now.amount, *(base.amount for base in comparison.bases[:1] if base is not None)]
    values = {value for other in alike if other.figure is not None for value in (other.amount, other.figure.other)}
    return any(_gives(comparison, *pair) for value in values for end in ends for pair in ((value, end), (end, value)))


def _gives_beside(comparison: Comparison, counts: Sequence[Phrase]) -> bool:
    """Whether it follows from a figure told before it and its base, or from two of one kind beside it."""
    stated, figure = comparison.stated, comparison.stated.figure
    here = [other for other in counts if other.sentence == stated.sentence]
    bases = [base.amount for base in comparison.bases[:1] if base is not None]
    before = [other for other in here if other.order < stated.order]
    if any(_gives(comparison, other.amount, base) for other in before for base in bases if other.amount != base):
        return True
    near = counts if figure is not None and figure.decimals >= _FINE else here
    return any(_gives(comparison, first.amount, second.amount) for first, second in _pairs(near))


def _is_far(comparison: Comparison, counts: Sequence[Phrase]) -> bool:
    """Whether a base told before a difference has other figures between them, so that it may not be meant."""
    bases = [base.order for base in comparison.bases[:1] if base is not None]
    apart = [other for other in counts if other is not comparison.now and other.outer is None]
    return any(base < other.order < comparison.stated.order for base in bases for other in apart)


def _pairs(counts: Sequence[Phrase]) -> list[tuple[Phrase, Phrase]]:
    return [(first, second) for first, second in permutations(counts[-_MOST:], 2) if first.unit == second.unit]


def _gives(comparison: Comparison, now: Decimal, base: Decimal) -> bool:
    figure = comparison.stated.figure
    assert figure is not None
    return base > 0 and rounds_to(comparison.change.rate(now, base), figure.value, figure.decimals)
