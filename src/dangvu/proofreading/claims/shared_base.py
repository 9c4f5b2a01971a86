"""Shares of a whole that nothing beside them names, but that most of them agree on.

*Bầu được 13 người. Tái cử 10 (chiếm 76,9%); nữ 4 (30,76%). Có 9 đồng chí ở nơi khác (69,2%).*: all are shares of 13.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from dangvu.proofreading.claims.bases import can_hold, comes_close
from dangvu.proofreading.claims.changes import is_rate, moved
from dangvu.proofreading.claims.claims import Change, Comparison
from dangvu.proofreading.claims.judgement import total
from dangvu.proofreading.claims.phrases import Phrase, by_sentence
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import scale_of

_LEAST = 2
"""So many shares must agree on a whole before another is held against it."""

Pair = tuple[Phrase, Phrase]


def shared_bases(level: Sequence[Phrase], comparisons: Sequence[Comparison]) -> Iterator[Comparison]:
    """A comparison with the common whole for every share that has none of its own."""
    pairs = [*_pairs(level)]
    whole = _common_whole(level, pairs)
    known = [comparison.stated for comparison in comparisons]
    if whole is not None:
        for count, share in pairs:
            if share not in known and can_hold(whole, count) and comes_close(share, count, whole):
                yield Comparison(share, count, (whole,), Change.SHARE)


def _pairs(level: Sequence[Phrase]) -> Iterator[Pair]:
    """The counts with the shares that open a bracket behind them, or follow with *chiếm*."""
    for sentence in by_sentence(level):
        for count, following in zip_longest(sentence, sentence[1:]):
            if not count.countable or count.figure is None or count.figure.kind is not Kind.COUNT:
                continue
            first = [inside[0] for inside in count.inner if inside]
            taken = following is not None and following.lead[:1] == ("chiếm",) and following.mark in {",", ""}
            for share in [*first, *([following] if taken else [])]:
                if is_rate(share) and moved(share.lead) is None and not share.inner:
                    yield count, share


def _common_whole(level: Sequence[Phrase], pairs: Sequence[Pair]) -> Phrase | None:
    """The figure before the pairs that most of them are shares of, if it is more than half and at least two.

    Where there is none, the counts together may be it.
    """
    if len(pairs) <= _LEAST:
        return None
    first = pairs[0][0].order
    wholes = [phrase for phrase in level if phrase.countable and phrase.order < first]
    wholes.append(_together([count for count, _ in pairs]))
    agreeing = [sum(_agrees(pair, whole) for pair in pairs) for whole in wholes]
    most = max(agreeing)
    return wholes[agreeing.index(most)] if most >= _LEAST and most * 2 > len(pairs) else None


def _together(counts: Sequence[Phrase]) -> Phrase:
    """The sum of the counts, at the place of the last."""
    last = counts[-1]
    assert last.figure is not None
    return replace(last, figure=replace(last.figure, value=total(counts) / scale_of(last.unit)))


def _agrees(pair: Pair, whole: Phrase) -> bool:
    count, share = pair
    assert share.figure is not None
    fits = can_hold(whole, count) and whole.amount > 0
    return fits and rounds_to(count.amount * 100 / whole.amount, share.figure.value, share.figure.decimals)
