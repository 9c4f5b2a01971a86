"""Shares and changes that no wording ties to their figures, but that nearly follow from some of the passage.

The last resort: where a rate or a difference follows exactly from any two figures of the passage, it is right; where it
follows from none and a pair that it may well be meant of comes close, that pair is held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, pairwise

from dangvu.proofreading.claims.bases import total_after
from dangvu.proofreading.claims.changes import NEAR, change_of, is_rate, moved
from dangvu.proofreading.claims.claims import Change, Comparison, Division
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.claims.subjects import now_of
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.rounding import rounds_to, swapped, written
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, Unit

_POINTS = Decimal(8)
_RELATIVE = Decimal("0.35")
"""A rate this many points and this part of itself off is still meant as what it nearly is."""
_LONGEST_RUN = 6
_MOVED = {("tăng",), ("giảm",), ("thêm",), ("hơn",)}
_EXCHANGED = ({"money"}, {"organization", "unit"})
"""Kinds told for each other: million and billion đồng, *46 tổ chức cơ sở đảng … 31 tổ chức*."""
_BARE_RATE = frozenset({"tỷ", "lệ", "đạt", "chiếm", "này", "là", "bằng"})
_MOVES = frozenset({Change.RISE, Change.FALL})


def loose_comparisons(
    level: Sequence[Phrase], divisions: Sequence[Division], known: Sequence[Phrase]
) -> Iterator[Comparison]:
    """A comparison for every rate and difference outside ``known`` that some figures of the passage nearly give."""
    told = {id(phrase) for phrase in known}
    everything = list(walk(level))
    finder = _Finder(everything, divisions)
    for sentence in by_sentence(everything):
        if any("lần lượt" in " ".join(phrase.words) for phrase in sentence):
            continue
        for phrase in sentence:
            if id(phrase) in told or phrase.figure is None or phrase.approximate or phrase.averaged:
                continue
            change = change_of(phrase, sentence)
            if change is not None and is_rate(phrase):
                yield from finder.rate(phrase, change, sentence)
            elif change in _MOVES and phrase.figure.kind is Kind.COUNT and _merely_moves(phrase):
                yield from finder.difference(phrase, change)


class _Finder:
    """Tries the figures of one passage."""

    def __init__(self, everything: Sequence[Phrase], divisions: Sequence[Division]) -> None:
        self.counts = [phrase for phrase in everything if phrase.countable and not phrase.averaged]
        self.wholes = {id(part): division.whole for division in divisions for part in division.parts}
        self.rated = {id(phrase) for phrase, following in pairwise(everything) if is_rate(following)}

    def rate(self, phrase: Phrase, change: Change, sentence: list[Phrase]) -> Iterator[Comparison]:
        """The pair that the rate ``phrase`` is nearly of, unless any other gives it exactly."""
        before = sentence[: sentence.index(phrase)]
        wholes = total_after(phrase, sentence) if change is Change.SHARE else []
        nows = self.nows(phrase, change, before, wholes)
        pairs = [(now, base) for now in nows for base in wholes or self.bases(phrase, now, change)]
        near = [(off, pair) for pair in pairs if (off := _off(phrase, change, *pair)) is not None]
        if near and not self.follows(phrase, change):
            now, base = min(near, key=lambda found: found[0])[1]
            yield Comparison(phrase, now, (base,), change)
        elif not nows and change is Change.SHARE and "lệ" in phrase.lead and _BARE_RATE.issuperset(phrase.lead):
            ratios = [other for other in before if _is_ratio(other)]
            yield from (Comparison(phrase, ratio, (None,), change) for ratio in ratios if len(ratios) == 1)

    def nows(self, phrase: Phrase, change: Change, before: list[Phrase], wholes: Sequence[Phrase]) -> list[Phrase]:
        """The figure beside the rate, or those that it names in their own words."""
        now = now_of(phrase, change, before)
        if now is not None and now.countable:
            return [now]
        near = [other for other in self.counts if self.around(other, phrase) and other.order < phrase.order]
        if wholes:
            return [other for other in near if self.alike(other, wholes[0]) and other.amount < wholes[0].amount]
        named = _pairs(phrase.lead)
        return [other for other in near if named & (_pairs((*other.under, *other.lead)) | _pairs(other.trail))]

    def bases(self, phrase: Phrase, now: Phrase, change: Change) -> list[Phrase]:
        """The figures of the same kind that the rate may be of; none that has a rate of its own beside it."""
        fitting = [other for other in self.counts if other is not now and self.alike(now, other)]
        fitting = [other for other in fitting if id(other) not in self.rated]
        if change is Change.SHARE:
            return [other for other in fitting if other.amount > now.amount]
        return [other for other in fitting if self.around(other, phrase) and self.wholes.get(id(now)) is not other]

    def follows(self, phrase: Phrase, change: Change) -> bool:
        """Whether any two figures, or sums of neighbours, give the rate."""
        near = [other for other in self.counts if self.around(other, phrase)]
        nows = {*_values(near), *_runs(near)}
        bases = {*_values(self.counts), *_runs(near)}
        return any(_fits(phrase, change.rate(now, base)) for now in nows for base in bases if base)

    def difference(self, phrase: Phrase, change: Change) -> Iterator[Comparison]:
        """The only two figures of the kind whose difference nearly is the one stated."""
        near = [other for other in self.counts if self.around(other, phrase) and other.order < phrase.order]
        values = {*_values(near), *_runs(near)}
        if any(abs(first - second) == phrase.amount for first, second in combinations(values, 2)):
            return
        told = [other for other in near if self.alike(phrase, other) and moved(other.lead[-NEAR:]) is None]
        pairs = [(now, base) for base, now in combinations(told, 2) if _is_near(phrase, abs(now.amount - base.amount))]
        if len(pairs) == 1:
            now, base = sorted(pairs[0], key=lambda other: other.amount, reverse=change is Change.RISE)
            yield Comparison(phrase, now, (base,), change)

    def around(self, other: Phrase, phrase: Phrase) -> bool:
        """Whether a figure stands in the sentence of another or in the one before."""
        return phrase.sentence - 1 <= other.sentence <= phrase.sentence

    def alike(self, now: Phrase, other: Phrase) -> bool:
        """Whether both count one kind of thing, money, or persons of any kind."""
        units = {self.unit(now), self.unit(other)}
        families, kinds = {unit.family for unit in units}, {unit.kind for unit in units}
        persons = families == {"person"} and "person" in kinds
        return BARE not in units and (len(units) == 1 or persons or families in _EXCHANGED)

    def unit(self, phrase: Phrase) -> Unit:
        """What a figure counts; a part without a word for it counts what its whole does."""
        whole = self.wholes.get(id(phrase))
        return whole.unit if phrase.unit is BARE and whole is not None else phrase.unit


def _is_ratio(phrase: Phrase) -> bool:
    return phrase.figure is not None and phrase.figure.kind is Kind.RATIO


def _pairs(said: tuple[str, ...]) -> set[tuple[str, str]]:
    """The pairs of neighbouring words that say more than *tỷ lệ* or *trong số*."""
    empty = words("small_words") | {"tỷ", "lệ"}
    return {pair for pair in pairwise(said) if not empty.issuperset(pair)}


def _merely_moves(phrase: Phrase) -> bool:
    """Whether the change is told at the figure itself: *tăng 12*, *nhiều hơn năm trước 37*, not *giảm hình thức 2*."""
    return phrase.lead[-1:] in _MOVED or "hơn" in phrase.lead[-NEAR:]


def _off(phrase: Phrase, change: Change, now: Phrase, base: Phrase) -> Decimal | None:
    """How far the rate of the pair is from the stated one, if it nearly is that."""
    assert phrase.figure is not None
    rate = change.rate(now.amount, base.amount) if base.amount else Decimal(-1)
    off = abs(rate - phrase.figure.value)
    near = off <= min(_POINTS, _RELATIVE * max(rate, phrase.figure.value))
    return off if rate > 0 and (near or swapped(written(rate, phrase.figure.decimals), phrase.figure.text)) else None


def _is_near(phrase: Phrase, difference: Decimal) -> bool:
    return abs(difference - phrase.amount) <= _RELATIVE * max(difference, phrase.amount)


def _fits(phrase: Phrase, rate: Decimal) -> bool:
    assert phrase.figure is not None
    return rounds_to(rate, phrase.figure.value, phrase.figure.decimals)


def _values(near: Sequence[Phrase]) -> list[Decimal]:
    ratios = [phrase.figure.other for phrase in near if phrase.figure is not None and _is_ratio(phrase)]
    return [*(phrase.amount for phrase in near), *ratios]


def _runs(near: Sequence[Phrase]) -> list[Decimal]:
    """The sums of figures that stand one after the other."""
    amounts = [phrase.amount for phrase in near]
    starts = range(len(amounts))
    return [value for start in starts for value in list(accumulate(amounts[start : start + _LONGEST_RUN]))[1:]]
