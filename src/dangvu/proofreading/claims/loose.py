"""Shares and changes that no wording ties to their figures, but that nearly follow from some of the passage.

The last resort: where a rate or a difference follows exactly from any two figures of the passage, it is right; where it
follows from none and a pair that it may well be meant of comes close, that pair is held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, combinations, pairwise, product

from dangvu.proofreading.claims.bases import may_be_named, names_whole, total_after
from dangvu.proofreading.claims.changes import NEAR, change_near, change_of, is_rate, moved, names_plan
from dangvu.proofreading.claims.claims import Change, Comparison, Division
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk, years_of
from dangvu.proofreading.claims.subjects import now_of, speaks_of
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.rounding import rounds_to, swapped, written
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, Unit, scale_of

_POINTS = Decimal(8)
_RELATIVE = Decimal("0.35")
"""A rate this many points and this part of itself off is still meant as what it nearly is."""
_LONGEST_RUN = 6
_MOVED = {("tăng",), ("giảm",), ("thêm",), ("hơn",)}
_EXCHANGED = ({"money"}, {"organization", "unit"})
"""Kinds told for each other: million and billion đồng, *46 tổ chức cơ sở đảng … 31 tổ chức*."""
_AMOUNTS_TO = {("tương", "ứng"), ("tương", "đương"), ("tức", "là")}
_BARE_RATE = frozenset({"tỷ", "lệ", "đạt", "chiếm", "này", "là", "bằng"})
_PLANNED = frozenset({Change.ATTAINED, Change.EXCEEDED, Change.MISSED})
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
            if "điểm" in phrase.figure.text:
                continue
            if change is not None and is_rate(phrase):
                yield from finder.rate(phrase, change, sentence)
            elif change in _MOVES and phrase.figure.kind is Kind.COUNT and _merely_moves(phrase):
                yield from finder.difference(phrase, change)


class _Finder:
    """Tries the figures of one passage."""

    def __init__(self, everything: Sequence[Phrase], divisions: Sequence[Division]) -> None:
        self.figures = [phrase for phrase in everything if phrase.figure is not None and phrase.unit.family != "time"]
        self.figures = [phrase for phrase in self.figures if not is_rate(phrase)]
        self.counts = [phrase for phrase in self.figures if phrase.countable and not phrase.averaged]
        self.wholes = {id(part): division.whole for division in divisions for part in division.parts}
        beside = [(phrase, rate) for phrase, rate in pairwise(everything) if rate.sentence == phrase.sentence]
        self.rated = {id(phrase) for phrase, rate in beside if is_rate(rate)}
        self.shared = {id(phrase) for phrase, rate in beside if _is_share(rate)}

    def rate(self, phrase: Phrase, change: Change, sentence: list[Phrase]) -> Iterator[Comparison]:
        """The pair that the rate ``phrase`` is nearly of, unless any other gives it exactly."""
        before = sentence[: sentence.index(phrase)]
        beside = list(self.beside_difference(phrase, change, before))
        if beside:
            yield from beside
            return
        wholes = total_after(phrase, sentence) if change is Change.SHARE else []
        nows = self.nows(phrase, change, before, wholes)
        pairs = [(now, base) for now in nows for base in wholes or self.bases(phrase, now, change)]
        near = [(off, pair) for pair in pairs if (off := _off(phrase, change, *pair)) is not None]
        ratio = self.ratio(phrase, nows, before) if change in {Change.SHARE, Change.ATTAINED} else None
        if near and not self.follows(phrase, change, nows):
            now, base = min(near, key=lambda found: found[0])[1]
            yield Comparison(phrase, now, (base,), change)
        elif ratio is not None and not near:
            yield Comparison(phrase, ratio, (None,), change)

    def ratio(self, phrase: Phrase, nows: Sequence[Phrase], before: list[Phrase]) -> Phrase | None:
        """The only ratio of the clause, if the rate is nearly that: *305/312 chi bộ sinh hoạt đủ 12 kỳ, đạt 97,8%*."""
        clause, bare = before, bool(phrase.lead) and _BARE_RATE.issuperset(phrase.lead)
        for place, other in enumerate(before):
            if other.closing in {";", "\n"} and not bare:
                clause = before[place + 1 :]
        ratios = [other for other in clause if _is_ratio(other) and other.outer is None]
        if len(ratios) != 1 or id(ratios[0]) in self.rated:
            return None
        only = ratios[0]
        assert only.figure is not None
        whole = replace(only, figure=replace(only.figure, kind=Kind.COUNT, value=only.figure.other))
        near = _off(phrase, Change.SHARE, only, whole) is not None
        return only if near and (bare or not self.follows(phrase, Change.SHARE, nows)) else None

    def beside_difference(self, phrase: Phrase, change: Change, before: Sequence[Phrase]) -> Iterator[Comparison]:
        """The figures that a difference told before the rate leads from and to, if the rate nearly is of them.

        *Từ 412 biên chế …, giảm 45 biên chế, đạt tỷ lệ 10,92%*: 45 of the 412, or what is left of them.
        """
        reached = change in _PLANNED or ("đạt" in phrase.lead and names_plan(phrase))
        if reached or "chiếm" in phrase.lead or names_whole(phrase):
            return
        near: list[tuple[Decimal, Comparison]] = []
        for moved_by in _differences(phrase, before):
            way = change_near(moved_by) or change
            told = [other for other in self.counts if self.alike(other, moved_by) and self.around(other, phrase)]
            told = [other for other in told if moved(other.lead[-NEAR:]) is None and speaks_of(phrase, other, moved_by)]
            for now, start in _ends(told, moved_by, 1 if way is Change.RISE else -1):
                for meant in {way, change}:
                    off = _off(phrase, meant, now, start)
                    if off is not None:
                        near.append((off, Comparison(phrase, now, (start,), meant)))
        ways = {change, Change.SHARE, *(comparison.change for _, comparison in near)}
        best = min(near, key=lambda found: found[0], default=None)
        if best is not None and (_is_exact(phrase, best[1]) or not any(self.follows(phrase, way, []) for way in ways)):
            yield best[1]

    def nows(self, phrase: Phrase, change: Change, before: list[Phrase], wholes: Sequence[Phrase]) -> list[Phrase]:
        """The figure beside the rate, or those that it names in their own words."""
        behind = next((other for other in self.counts if other.order == phrase.order + 1), None)
        if behind is not None and behind.mark == "," and behind.lead[:2] in _AMOUNTS_TO:
            return [behind]
        now = now_of(phrase, change, before)
        if now is not None and now.countable:
            return [now]
        near = [other for other in self.counts if self.around(other, phrase) and other.order < phrase.order]
        if wholes:
            return [other for other in near if self.alike(other, wholes[0]) and other.amount < wholes[0].amount]
        named = _pairs(phrase.lead)
        told = [other for other in near if named & (_pairs((*other.under, *other.lead)) | _pairs(other.trail))]
        return [other for other in told if speaks_of(phrase, other, self.wholes.get(id(other)))]

    def bases(self, phrase: Phrase, now: Phrase, change: Change) -> list[Phrase]:
        """The figures of the same kind that the rate may be of; none that has a rate of its own beside it."""
        told = [other for other in self.counts if other.sentence <= phrase.sentence]
        fitting = [other for other in told if other is not now and self.alike(now, other)]
        fitting = [other for other in fitting if not any(_of_other_times(told, other) for told in (now, phrase))]
        if change is Change.SHARE:
            larger = [other for other in fitting if other.amount > now.amount]
            free = [other for other in larger if id(other) not in self.shared]
            return [other for other in larger if may_be_named(phrase, now, other)] if names_whole(phrase) else free
        fitting = [other for other in fitting if id(other) not in self.rated and not _is_of_other_change(phrase, other)]
        return [other for other in fitting if self.around(other, phrase) and self.wholes.get(id(now)) is not other]

    def follows(self, phrase: Phrase, change: Change, nows: Sequence[Phrase]) -> bool:
        """Whether any two figures, or one and the sum of neighbours, give the rate."""
        near = [other for other in self.figures if self.around(other, phrase)]
        singles, runs = {*_values(near), *_values(nows)}, _runs(near)
        pairs = [*product(singles, _values(self.figures)), *product(_values(nows), runs), *product(runs, singles)]
        fine = phrase.figure is not None and phrase.figure.decimals > 0
        pairs = pairs if fine else pairs[: len(pairs) - len(runs) * len(singles)]
        return any(_fits(phrase, change.rate(now, base)) for now, base in pairs if base)

    def difference(self, phrase: Phrase, change: Change) -> Iterator[Comparison]:
        """The only two figures of the kind whose difference nearly is the one stated."""
        around = [other for other in self.figures if self.around(other, phrase) and other is not phrase]
        values = {*_values(around), *_runs(around)}
        near = [other for other in self.counts if other in around and other.order < phrase.order]
        if any(abs(first - second) == phrase.amount for first, second in combinations(values, 2)):
            return
        told = [other for other in near if self.alike(phrase, other) and moved(other.lead[-NEAR:]) is None]
        told = [other for other in told if not names_plan(other)]
        pairs = [(now, base) for base, now in combinations(told, 2) if _is_near(phrase, abs(now.amount - base.amount))]
        pairs = [pair for pair in pairs if "hơn" in phrase.lead or any(_is_start(end) for end in pair)]
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


def _is_of_other_change(phrase: Phrase, base: Phrase) -> bool:
    """Whether a figure in a bracket is the start of another rate: *bằng 102% kế hoạch và tăng 7% so với … (1.712)*."""
    outer = base.outer
    apart = outer is not None and outer is not phrase and outer is not phrase.outer
    return apart and outer is not None and is_rate(outer) and moved(outer.lead) is not None


def _is_share(phrase: Phrase) -> bool:
    """Whether a rate is the share of the figure before it, not what is attained of a plan or has changed."""
    return is_rate(phrase) and moved(phrase.lead) is None and not names_plan(phrase)


def _differences(phrase: Phrase, before: Sequence[Phrase]) -> list[Phrase]:
    """The differences told in the clause before a rate, or that its bracket stands behind."""
    told = [phrase.outer] if phrase.outer is not None and phrase.mark == "" else []
    for other in reversed(before if phrase.outer is None else []):
        held = other if other.outer is None or other.outer is phrase.outer else other.outer
        if held.closing in {";", "\n"} and change_near(phrase) is None:
            break
        told.append(other)
    counted = [other for other in told if other.countable and other.figure is not None]
    return [other for other in counted if change_near(other) is not None]


def _ends(told: Sequence[Phrase], moved_by: Phrase, sign: int) -> Iterator[tuple[Phrase, Phrase]]:
    """The ends that a difference may have: a figure told and the one it leads to or from, told as well or not."""
    for other in told:
        if other.amount > moved_by.amount:
            end, start = _later(other, moved_by, sign), _later(other, moved_by, -sign)
            yield next((one for one in told if one.amount == end.amount), end), other
            if other.lead[-2:] != ("so", "với") and other.lead[-1:] != ("từ",):
                yield other, start


def _later(start: Phrase, moved_by: Phrase, sign: int) -> Phrase:
    """The figure that a difference leads to from ``start``, at its place."""
    assert start.figure is not None
    value = start.figure.value + sign * moved_by.amount / scale_of(start.unit)
    return replace(start, figure=replace(start.figure, value=value))


def _is_ratio(phrase: Phrase) -> bool:
    return phrase.figure is not None and phrase.figure.kind is Kind.RATIO


def _pairs(said: tuple[str, ...]) -> set[tuple[str, str]]:
    """The pairs of neighbouring words that say more than *tỷ lệ* or *trong số*."""
    empty = words("small_words") | {"tỷ", "lệ"}
    return {pair for pair in pairwise(said) if not empty.issuperset(pair)}


def _is_start(phrase: Phrase) -> bool:
    """Whether a figure is told with a time, so that another may have changed from it."""
    said = (*phrase.setting, *phrase.lead)
    return bool(phrase.told_for) or phrase.says("openings", within=said) or phrase.says("earlier", within=said)


def _of_other_times(first: Phrase, second: Phrase) -> bool:
    """Whether two figures are told for different years."""
    years, others = years_of(first), years_of(second)
    return bool(years) and bool(others) and years.isdisjoint(others)


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


def _is_exact(phrase: Phrase, comparison: Comparison) -> bool:
    base = comparison.bases[0]
    return base is not None and _fits(phrase, comparison.change.rate(comparison.now.amount, base.amount))


def _values(near: Sequence[Phrase]) -> list[Decimal]:
    ratios = [phrase.figure.other for phrase in near if phrase.figure is not None and _is_ratio(phrase)]
    return [*(phrase.amount for phrase in near), *ratios]


def _runs(near: Sequence[Phrase]) -> list[Decimal]:
    """The sums of figures that stand one after the other."""
    amounts = [phrase.amount for phrase in near]
    starts = range(len(amounts))
    return [value for start in starts for value in list(accumulate(amounts[start : start + _LONGEST_RUN]))[1:]]
