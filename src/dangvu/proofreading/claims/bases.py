"""The figures that a stated share, change or attainment may be taken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from dangvu.proofreading.claims.changes import FAR, NEAR, NEARBY, SLIP, is_rate, moved, names_plan, plan_before
from dangvu.proofreading.claims.claims import Change, Comparison, Division, Strength
from dangvu.proofreading.claims.groups import shared_dimension
from dangvu.proofreading.claims.judgement import total
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.rounding import swapped, written
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, compatible, length_of_unit, unit_of

_REMOTE = Decimal(33)
"""What is reached of a plan is told as something else where it is this many points off."""
_IN_ALL = ("trong", "tổng", "số")
_OF_ALL = {("trên", "tổng", "số"), ("trong", "tổng", "số")}
_MOMENTS = frozenset({"đầu", "cuối", "khi", "trước", "quý", "tháng", "đợt", "lần"})
_BEFORE = ("so với", "cùng kỳ", "trước đó", "kỳ trước", "năm trước", "quý trước", "tháng trước")


def wholes_of(
    phrase: Phrase, now: Phrase, sentence: list[Phrase], index: int, parents: dict[int, Division]
) -> list[Phrase]:
    """What a share is taken of: a total named after it, the whole it is a part of, an earlier larger total."""
    inside = [other for inner in phrase.inner for other in inner]
    found = [other for other in inside if len(inside) == 1 and phrase.trail[:1] == ("số",) and can_hold(other, now)]
    found.extend([*total_after(phrase, sentence), *_total_of_groups(now, sentence)])
    found.extend(other for other in reversed(sentence[:index]) if other is not now and _is_named(phrase, now, other))
    if _merely_reaches(phrase):
        return [*found, *_reached(phrase, now, sentence[:index], parents)]
    whole = parents[id(now)].whole if id(now) in parents else None
    if whole is not None and (whole.unit == now.unit or can_hold(whole, now)):
        found.append(whole)
    before = [
        other
        for other in sentence[:index]
        if other is not now
        and other.order < now.order
        and can_hold(other, now)
        and other.outer is None
        and not _of_all_again(other, now, sentence)
        and shared_dimension((other, now)) is None
        and not _beside(other, now)
        and not (_told_with_share(other, sentence) and _told_with_share(now, sentence) and not now.announced)
        and not (_aged(other, sentence) and _aged(now, sentence))
        and (id(now) in parents or comes_close(phrase, now, other, FAR))
        and (_in_one_clause(other, phrase, sentence) or "so" in phrase.trail or other.says("totals"))
    ]
    return [*found, *reversed(before)]


def _of_all_again(part: Phrase, now: Phrase, sentence: list[Phrase]) -> bool:
    """Whether *trong tổng số* turns from a part to a whole told elsewhere: *1.108 …; trong tổng số có 496 nữ*."""
    between = [other for other in sentence if part.order < other.order <= now.order and other.outer is None]
    return any(other.lead[:3] == _IN_ALL and other.figure is not None and "có" in other.lead for other in between)


def _is_named(phrase: Phrase, now: Phrase, other: Phrase) -> bool:
    """Whether *97,2% số phiếu hợp lệ* names the earlier figure of *phiếu hợp lệ là 143*."""
    named = phrase.trail[1:5] if phrase.trail[:1] == ("số",) else ()
    kept = [word for word in named if word not in words("small_words")]
    said = {*other.setting, *other.words}
    alike = unit_of(named) == other.unit == now.unit != BARE and comes_close(phrase, now, other, NEARBY)
    told = alike or (len(kept) > 1 and said.issuperset(kept))
    return told and can_hold(other, now) and comes_close(phrase, now, other)


def _reached(phrase: Phrase, now: Phrase, before: list[Phrase], parents: dict[int, Division]) -> list[Phrase]:
    """What *đạt 70%* may be of: a plan or those called, or a total that comes close to it."""
    division = parents.get(id(now))
    found = [other for other in before if other is not now and other.countable and _is_reached(other)]
    found = [other for other in found if comes_close(phrase, now, other, _REMOTE)]
    if division is not None and division.strength is not Strength.NONE:
        found.insert(0, division.whole)
    totals = [other for other in before if _is_total(other)]
    if division is not None:
        totals.append(division.whole)
    return found or [other for other in reversed(totals) if can_hold(other, now) and comes_close(phrase, now, other)]


def _is_total(phrase: Phrase) -> bool:
    """Whether the words before a figure make it a total: *tổng số …*, *trong 54 mô hình*."""
    return phrase.says("totals", within=phrase.lead) or phrase.lead[:1] in {("tổng",), ("trong",)}


def comes_close(phrase: Phrase, now: Phrase, whole: Phrase, points: Decimal = SLIP) -> bool:
    """Whether a percentage is about that of the whole: a slip, not a share of something else."""
    assert phrase.figure is not None
    share = now.amount * 100 / whole.amount if whole.amount else Decimal(0)
    return abs(share - phrase.figure.value) <= points


def told_before(now: Phrase, sentence: list[Phrase], past: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """The total of an earlier sentence that the figures with shares in this one add up to."""
    groups = [other for other in sentence if other.countable and other.unit == now.unit and other.outer is now.outer]
    return tuple(other for other in reversed(past) if other.unit == now.unit and _is_sum(other, groups))[:1]


def headline_before(phrase: Phrase, now: Phrase, sentence: list[Phrase], past: Sequence[Phrase]) -> list[Phrase]:
    """What this sentence or the one before begins with, or a ratio in this one is of, when the share nearly is that."""
    first = next((other for other in sentence if other.countable), None)
    follows = sentence[sentence.index(first) + 1 :][:1] if first is not None else []
    shared = first is not None and (_has_share(first) or any(is_rate(other) for other in follows))
    sibling = shared or (first is not None and _aged(first, sentence) and _aged(now, sentence))
    last = _begun_before(now, past) if first is now else []
    ratios = [other for other in sentence if other.order < now.order and _is_ratio(other)]
    begun = [first] if first is not None and first is not now and not sibling and not _is_ratio(first) else []
    found = [other for other in [*map(_denominator, ratios), *begun, *last] if _counts_the_same(other, now)]
    found = [other for other in found if now.unit is not BARE and can_hold(other, now)]
    found = [other for other in found if not _of_all_again(other, now, sentence)]
    if names_whole(phrase):
        found = [other for other in found if may_be_named(phrase, now, other)]
    return [other for other in found if comes_close(phrase, now, other, NEARBY)]


def _begun_before(now: Phrase, past: Sequence[Phrase]) -> list[Phrase]:
    """What the sentence before begins with, or what it tells for the year named here: *kết nạp năm 2023 có 92 …*."""
    last = [other for other in past if past[-1].sentence == other.sentence]
    named = {token.text for token in now.told_for}
    of_year = [other for other in last if named & {token.text for token in other.told_for}]
    items = now.mark == "\n"
    return [other for other in (of_year or last)[:1] if not _has_share(other) and not (items and other.mark == "\n")]


def names_whole(phrase: Phrase) -> frozenset[str]:
    """The words by which *chiếm 25% tổng số thực chi*, *số học sinh đỗ tốt nghiệp* name the whole beyond a unit."""
    behind = phrase.trail[1:] if phrase.trail[:1] in {("tổng",), ("số",)} else ()
    behind = behind[1:] if behind[:1] == ("số",) else behind
    behind = behind[length_of_unit(behind) :]
    return frozenset(behind) - words("small_words") - words("fact_fillers")


def may_be_named(phrase: Phrase, now: Phrase, whole: Phrase) -> bool:
    """Whether a share names its whole in the words of this figure, or only two of its digits have changed places."""
    assert phrase.figure is not None
    exact = written(now.amount * 100 / whole.amount, phrase.figure.decimals) if whole.amount else ""
    return names_whole(phrase).issubset((*whole.setting, *whole.words)) or swapped(exact, phrase.figure.text)


def _counts_the_same(whole: Phrase, now: Phrase) -> bool:
    """Whether both count one kind of thing; *118 đồng chí* may be any kind of persons."""
    named_again = {now.unit.family, whole.unit.family} == {"organization", "unit"}
    return whole.unit in {now.unit, BARE} or (now.unit.kind == whole.unit.family == "person") or named_again


def _is_ratio(phrase: Phrase) -> bool:
    return phrase.figure is not None and phrase.figure.kind is Kind.RATIO


def _denominator(ratio: Phrase) -> Phrase:
    """The denominator of a ratio as a figure of its own, at the same place."""
    assert ratio.figure is not None
    return replace(ratio, figure=replace(ratio.figure, kind=Kind.COUNT, value=ratio.figure.other))


def _told_with_share(phrase: Phrase, sentence: list[Phrase]) -> bool:
    """Whether a figure goes on with its share: *41 đồng chí là nữ, chiếm 42,71%*; of such groups none is another's."""
    following = sentence[sentence.index(phrase) + 1 :][:1]
    return any(is_rate(other) and other.lead[:1] == ("chiếm",) and other.mark == "," for other in following)


def _aged(phrase: Phrase, sentence: list[Phrase]) -> bool:
    """Whether an age or a span of years stands directly before a figure: *từ 10 đến dưới 20 năm 1.204 đồng chí*."""
    place = sentence.index(phrase)
    return place > 0 and phrase.mark == "" and sentence[place - 1].unit.family == "time"


def _beside(other: Phrase, now: Phrase) -> bool:
    """Whether two figures with their shares stand in one list, so that neither is the whole of the other."""
    return _has_share(other) and _has_share(now) and not now.says("weak_cues") and other.outer is now.outer


def _total_of_groups(now: Phrase, sentence: list[Phrase]) -> list[Phrase]:
    """The earlier figure that the groups of one dimension add up to: *có 27 đồng chí; nam 19 …, nữ 08 …*."""
    groups = [other for other in sentence if other.countable and other.outer is now.outer]
    shares = _has_share(now)
    groups = [
        other
        for other in groups
        if other is now or shared_dimension((other, now)) is not None or (shares and _has_share(other))
    ]
    first = groups[0].order if groups else 0
    return [other for other in sentence if other.order < first and _is_sum(other, groups)]


def _has_share(phrase: Phrase) -> bool:
    return any(is_rate(other) for inside in phrase.inner for other in inside[:1])


def _is_sum(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    return len(parts) > 1 and can_hold(whole, parts[0]) and whole.amount == total(parts)


def _in_one_clause(first: Phrase, last: Phrase, sentence: list[Phrase]) -> bool:
    """Whether no semicolon or line end stands between two phrases."""
    between = [other for other in sentence if first.order <= other.order < last.order and other.outer is None]
    return not any(other.closing in {";", "\n"} for other in between)


def _merely_reaches(phrase: Phrase) -> bool:
    """Whether a percentage is only *reached* (*đạt 50%*): of an earlier figure, or of a plan that is not told."""
    return "đạt" in phrase.lead and not {"tỷ", "lệ", "chiếm", "bằng"} & set(phrase.lead)


def can_hold(whole: Phrase, part: Phrase) -> bool:
    if not whole.countable or whole.figure is None or part.figure is None:
        return False
    return compatible(whole.unit, part.unit) and whole.amount >= part.amount


def total_after(phrase: Phrase, sentence: list[Phrase]) -> list[Phrase]:
    """The total that a share names behind it: *8% trong tổng số 408*, *8% tổng số cán bộ, công chức (4.500 người)*."""
    index = sentence.index(phrase)
    following = sentence[index + 1 : index + 2]
    text = " ".join(phrase.trail)
    named = phrase.trail == ("trong",) or any(word in text for word in ("tổng số", "trong số", "trên", "so với"))
    behind = [other for other in sentence[index + 1 :] if other.lead[:3] in _OF_ALL and other.mark == ""]
    told = [other for other in following if named and other.countable and other.mark == ""] or behind
    named_behind = phrase.trail[:1] == ("số",) or phrase.trail[:2] == ("tổng", "số")
    return told or (_total_in_bracket(phrase, sentence[index + 1 :]) if named_behind else [])


def _total_in_bracket(phrase: Phrase, following: list[Phrase]) -> list[Phrase]:
    """The one count in a bracket behind the name of the total, which may go on over commas."""
    for other in [phrase, *following]:
        if other is not phrase and (other.figure is not None or other.mark not in {",", "và"}):
            return []
        told = [inside[0] for inside in other.inner if len(inside) == 1]
        if told:
            return [figure for figure in told if figure.countable]
    return []


def plans_of(phrase: Phrase, now: Phrase, sentence: list[Phrase]) -> list[Phrase]:
    """The planned figures that the sentence names, those named before their figure first."""
    planned = [
        other
        for other in sentence
        if other is not phrase
        and other is not now
        and other.figure is not None
        and (other.countable or other.at_least or (is_rate(other) and is_rate(now)))
        and compatible(other.unit, now.unit)
        and names_plan(other)
        and (other.outer is phrase or other.outer is None or not is_rate(other.outer))
    ]
    return sorted(
        planned, key=lambda other: (other.outer is not phrase, not (other.outer is not None or plan_before(other)))
    )


def _is_reached(phrase: Phrase) -> bool:
    """Whether a figure is one to be reached: a plan, or those called to a conference."""
    return names_plan(phrase) or "triệu tập" in " ".join(phrase.words)


def earlier_of(phrase: Phrase, now: Phrase, sentence: list[Phrase], index: int) -> list[Phrase]:
    """The figures that a rise or fall may start from, the one named by *so với* first."""
    named = [
        other
        for other in sentence[index + 1 :]
        if _is_earlier(other, phrase, now) and _in_one_clause(phrase, other, sentence)
    ]
    start = [
        other
        for other in sentence[:index]
        if other is not now and (_is_start(other) or _before_after(other, now)) and not _is_spoken(other)
        and (other.outer is None or other.outer.figure is None or other.outer in {phrase.outer, now})
    ]  # fmt: skip
    rest = [
        other
        for other in sentence[:index]
        if other is not now and other.countable
        and (other.outer is now if other.unit is BARE else other.unit.kind == now.unit.kind)
        and other.order < now.order and other.told_for and moved(other.lead[-NEAR:]) is None
        and _last_year(other) <= _last_year(now)
    ]  # fmt: skip
    period = [other for other in sentence[:index] if other is not now and named_period(phrase, other)]
    period.extend(_start_beside(phrase, sentence[:index]))
    told = [other for inner in now.inner for other in inner if is_rate(now) and is_rate(other)]
    inside = [other for other in told if other is not phrase and moved(other.lead[-NEAR:]) is None]
    return [
        *named,
        *inside,
        *(other for other in reversed([*start, *period]) if compatible(other.unit, now.unit)),
        *reversed(rest),
    ]


def _start_beside(phrase: Phrase, before: list[Phrase]) -> list[Phrase]:
    """The start in the bracket of a difference that a rate repeats: *giảm 05 tổ chức (22 tổ chức), tức giảm 22,73%*."""
    beside = next((other for other in reversed(before) if other.outer is phrase.outer), None)
    if beside is None or not is_rate(phrase) or moved(beside.lead[-NEAR:]) is None:
        return []
    return [other for inner in beside.inner for other in inner if other.countable and _alone_inside(other, beside)]


def _last_year(phrase: Phrase) -> int:
    """The last year named with a figure; 0 when none is."""
    years = [int(max(token.value, token.other)) for token in phrase.told_for if token.day is None]
    return max([*years, *(token.day.year for token in phrase.told_for if token.day is not None)], default=0)


def named_period(phrase: Phrase, other: Phrase) -> bool:
    """Whether *so với đầu nhiệm kỳ* names the time that an earlier figure is told for."""
    trail = phrase.trail
    place = next((place for place in range(len(trail) - 3) if trail[place : place + 2] == ("so", "với")), None)
    if place is None or not other.countable:
        return False
    period = trail[place + 2 : place + 4]
    return period[0] in _MOMENTS and period in set(pairwise((*other.setting, *other.lead)))


def _is_spoken(other: Phrase) -> bool:
    return other.figure is not None and other.figure.spoken


def _is_start(other: Phrase) -> bool:
    """Whether a figure before the change is where it starts: *từ 79 …*, or in the bracket of *so với năm 2018 (…)*."""
    compared = other.outer is not None and other.outer.figure is None and "so với" in " ".join(other.outer.lead)
    return other.lead[-1:] == ("từ",) or compared


def _before_after(other: Phrase, now: Phrase) -> bool:
    """*Trước sắp xếp có 82 …, sau sắp xếp còn 75 …*, or *đầu năm … cuối năm …*."""
    first, last = ((*phrase.setting, *phrase.lead)[:1] for phrase in (other, now))
    then, since = ((*phrase.setting, *phrase.lead) for phrase in (other, now))
    ever_since = other.says("openings", within=then) and now.says("presents", within=since)
    return ever_since or (first, last) in {(("trước",), ("sau",)), (("đầu",), ("cuối",))}


def _alone_inside(other: Phrase, phrase: Phrase) -> bool:
    """Whether a bracket behind a change tells one count, its start, and not what came and went."""
    return all(len([told for told in inside if told.countable]) <= 1 for inside in phrase.inner if other in inside)


def _is_earlier(other: Phrase, phrase: Phrase, now: Phrase) -> bool:
    kind = now.figure.kind if now.figure is not None else None
    if other.figure is None or (other.figure.kind is not kind and not (_is_ratio(now) and other.countable)):
        return False
    if not compatible(other.unit, now.unit) or other.unit.family == "time" or other.approximate:
        return False
    if other.unit is BARE and other.trail and now.unit.family in {"money", "measure"}:
        return False
    compared = f"{' '.join(phrase.words)} {' '.join(other.lead)}"
    multiple = phrase.figure is not None and phrase.figure.kind is Kind.TIMES
    span = other.outer is not None and other.outer.unit.family == "time" and 0 < other.outer.order - phrase.order <= 2
    held = other.outer if span else phrase
    inside = other.outer is held and held is not None and _alone_inside(other, held)
    said = other.mark == "" or any(word in " ".join(other.lead) for word in _BEFORE)
    adjacent = other.outer is phrase.outer and other.order - phrase.order <= 3 and said
    told_inside = inside and (names_plan(other) or "hơn" in phrase.lead)
    named = multiple or told_inside or any(word in compared for word in _BEFORE)
    return named and (inside or adjacent) and moved(other.lead[-NEAR:]) is None


def total_told_before(comparison: Comparison, past: list[Phrase]) -> tuple[Phrase, ...]:
    """For *chiếm 8% tổng số đảng viên*, *đạt 75% tổng kinh phí*: such totals in earlier sentences, nearest first."""
    trail = comparison.stated.trail
    if comparison.change is not Change.SHARE or None in comparison.bases:
        return ()
    named = trail[trail.index("số") + 1 :] if "số" in trail else ()
    counted = unit_of(named) if named else BARE
    kept = " ".join(trail[1:3]) if trail[:1] == ("tổng",) else ""
    return tuple(
        other
        for other in reversed(past)
        if can_hold(other, comparison.now)
        and comes_close(comparison.stated, comparison.now, other, _REMOTE)
        and ((named and other.unit == counted) or (kept and kept in " ".join(other.lead)))
    )
