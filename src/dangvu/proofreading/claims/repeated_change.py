"""Differences that a rate beside them repeats, where the rate tells from which figures to which they lead.

*Có 137 đơn vị. … còn 52 đơn vị, gồm 43 xã và 09 phường, giảm 85 đơn vị, tương ứng giảm 62,04%*: no word ties the
difference to the two figures, but the rate follows exactly from them alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from dangvu.proofreading.claims.changes import NEAR, change_beside, change_near, is_rate, moved
from dangvu.proofreading.claims.claims import Change, Comparison
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.units import BARE, compatible

_FAR = 3
"""A difference that is off by more than this part of itself tells something else."""


def repeated_changes(level: Sequence[Phrase], known: Sequence[Phrase]) -> Iterator[Comparison]:
    """A comparison for every difference outside ``known`` whose figures the rate beside it gives away."""
    told = {id(phrase) for phrase in known}
    past: list[Phrase] = []
    for sentence in by_sentence(list(walk(level))):
        counts = [phrase for phrase in sentence if phrase.countable and phrase.unit is not BARE]
        for rate in filter(is_rate, sentence):
            moved_by = change_beside(rate, sentence)
            if moved_by is not None and id(moved_by) not in told and rate.figure is not None and rate.figure.decimals:
                yield from _of_rate(rate, moved_by, [*past, *counts])
        past = counts


def _of_rate(rate: Phrase, moved_by: Phrase, counts: Sequence[Phrase]) -> Iterator[Comparison]:
    change = change_near(moved_by)
    ends = [other for other in counts if other.order < moved_by.order and compatible(other.unit, moved_by.unit)]
    ends = [other for other in ends if moved(other.lead[-NEAR:]) is None]
    if change is None or any(_apart(*pair, change) == moved_by.amount for pair in permutations(ends, 2)):
        return
    given = [
        (now, base) for now, base in permutations(ends, 2) if now.unit == base.unit and _gives(rate, now, base, change)
    ]
    if len(given) == 1 and abs(_apart(*given[0], change) - moved_by.amount) * _FAR <= moved_by.amount:
        now, base = given[0]
        yield Comparison(moved_by, now, (base,), change)


def _apart(now: Phrase, base: Phrase, change: Change) -> Decimal:
    return now.amount - base.amount if change is Change.RISE else base.amount - now.amount


def _gives(rate: Phrase, now: Phrase, base: Phrase, change: Change) -> bool:
    figure = rate.figure
    assert figure is not None
    return base.amount > 0 and rounds_to(change.rate(now.amount, base.amount), figure.value, figure.decimals)
