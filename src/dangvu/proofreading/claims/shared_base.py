"""Shares of a whole that nothing beside them names, but that most of them agree on.

*Bầu được 13 người. Tái cử 10 (chiếm 76,9%); nữ 4 (30,76%). Có 9 đồng chí ở nơi khác (69,2%).*: all are shares of 13.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangvu.proofreading.claims.bases import can_hold, comes_close
from dangvu.proofreading.claims.changes import is_rate, moved
from dangvu.proofreading.claims.claims import Change, Comparison
from dangvu.proofreading.claims.phrases import Phrase, walk
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.tokens import Kind

_LEAST = 2
"""So many shares must agree on a whole before another is held against it."""

Pair = tuple[Phrase, Phrase]


def shared_bases(level: Sequence[Phrase], comparisons: Sequence[Comparison]) -> Iterator[Comparison]:
    """A comparison with the common whole for every share in brackets that has none of its own."""
    pairs = [(outer, share) for outer in walk(level) for share in _shares_of(outer)]
    whole = _common_whole(level, pairs)
    known = [comparison.stated for comparison in comparisons]
    if whole is not None:
        for count, share in pairs:
            if share not in known and can_hold(whole, count) and comes_close(share, count, whole):
                yield Comparison(share, count, (whole,), Change.SHARE)


def _shares_of(count: Phrase) -> list[Phrase]:
    """The shares that open a bracket behind a count."""
    if not count.countable or count.figure is None or count.figure.kind is not Kind.COUNT:
        return []
    first = [inside[0] for inside in count.inner if inside]
    return [share for share in first if is_rate(share) and moved(share.lead) is None and not share.inner]


def _common_whole(level: Sequence[Phrase], pairs: Sequence[Pair]) -> Phrase | None:
    """The figure before the pairs that most of them are shares of, if it is more than half and at least two."""
    if len(pairs) <= _LEAST:
        return None
    first = pairs[0][0].order
    wholes = [phrase for phrase in level if phrase.countable and phrase.order < first]
    agreeing = {id(whole): sum(_agrees(pair, whole) for pair in pairs) for whole in wholes}
    best = max(wholes, key=lambda whole: agreeing[id(whole)], default=None)
    most = agreeing[id(best)] if best is not None else 0
    return best if most >= _LEAST and most * 2 > len(pairs) else None


def _agrees(pair: Pair, whole: Phrase) -> bool:
    count, share = pair
    assert share.figure is not None
    fits = can_hold(whole, count) and whole.amount > 0
    return fits and rounds_to(count.amount * 100 / whole.amount, share.figure.value, share.figure.decimals)
