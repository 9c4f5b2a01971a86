"""Finds stated shares, changes and attainments together with the figures that they follow from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dangvu.proofreading.claims.claims import Change, Comparison, Division, Strength
from dangvu.proofreading.claims.groups import shared_dimension
from dangvu.proofreading.claims.judgement import total
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, compatible, unit_of

_NEAR = 5
_PLANNED = ("kế hoạch", "chỉ tiêu", "nghị quyết", "đề ra", "dự toán", "giao", "mục tiêu")
_BEFORE = ("so với", "cùng kỳ", "trước đó")
_LINKING = frozenset({"tương", "đương", "ứng", "bằng", "hay", "tức", "là", "tỷ", "lệ", "đạt", "khoảng"})
_ENDPOINTS = frozenset({"lên", "từ", "xuống", "còn"})
_SHARING = ("chiếm", "tỷ lệ", "bằng", "đạt", "tương ứng", "tương đương", "khoảng")


def comparisons_of(level: Sequence[Phrase], divisions: Sequence[Division]) -> Iterator[Comparison]:
    """Every stated share, change or attainment in the passage whose base the text names."""
    parents = {id(part): division for division in divisions for part in division.parts}
    past: list[Phrase] = []
    for sentence in by_sentence(list(walk(level))):
        for comparison in _in_sentence(sentence, parents, past):
            told = _total_told_before(comparison, past)
            yield replace(comparison, bases=(*told, *comparison.bases)) if told else comparison
        past.extend(phrase for phrase in sentence if phrase.countable and phrase.outer is None)


def _total_told_before(comparison: Comparison, past: list[Phrase]) -> tuple[Phrase, ...]:
    """For *chiếm 8% tổng số đảng viên*: the totals of members told in earlier sentences, nearest first."""
    trail = comparison.stated.trail
    if comparison.change is not Change.SHARE or "số" not in trail or None in comparison.bases:
        return ()
    unit = unit_of(trail[trail.index("số") + 1 :])
    return tuple(other for other in reversed(past) if other.unit == unit and _can_hold(other, comparison.now))


def _in_sentence(sentence: list[Phrase], parents: dict[int, Division], past: Sequence[Phrase]) -> Iterator[Comparison]:
    respective = any("lần lượt" in " ".join(phrase.words) for phrase in sentence)
    for index, phrase in enumerate(sentence):
        if phrase.figure is None or phrase.approximate:
            continue
        change = _change_of(phrase, sentence)
        if change is None or (respective and phrase.figure.kind is Kind.PERCENT):
            continue
        found = (
            _divided(phrase, change, sentence[:index])
            or _compare(phrase, change, sentence, index, parents)
            or _planned_before(phrase, change, sentence, past)
        )
        if found is not None:
            yield found
    if respective:
        yield from _respective(sentence, parents)


def _change_of(phrase: Phrase, sentence: list[Phrase]) -> Change | None:
    """What the figure states about others, by the words just before it; ``None`` for an ordinary count."""
    assert phrase.figure is not None
    near = phrase.lead[-_NEAR:]
    percent = phrase.figure.kind is Kind.PERCENT
    if not near and phrase.mark == "và" and _goes_on_with_change(phrase, sentence):
        return None
    if "vượt" in near:
        return Change.RISE if _is_compared(phrase, sentence) else Change.EXCEEDED
    if phrase.figure.kind is Kind.TIMES or (near and near[-1] in _ENDPOINTS):
        return None
    beside = _change_near(phrase.outer) if phrase.outer is not None and percent else None
    if beside is not None and all(word in _LINKING for word in near):
        return beside
    return _moved(near) or _attained(phrase, near, sentence, percent=percent)


def _goes_on_with_change(phrase: Phrase, sentence: list[Phrase]) -> bool:
    """Whether the figure before *và* is a change: *tăng 18,1% tổ chức và 15,7% đảng viên*."""
    before = [other for other in sentence if other.order < phrase.order and other.outer is phrase.outer]
    return bool(before) and _moved(before[-1].lead[-_NEAR:]) is not None


def _attained(phrase: Phrase, near: tuple[str, ...], sentence: list[Phrase], *, percent: bool) -> Change | None:
    """Whether a plan is attained or missed, or a mere share told."""
    planned = _is_planned(phrase, sentence)
    if "thiếu" in near and planned:
        return Change.MISSED
    if not percent or any(word in " ".join(phrase.lead) for word in _PLANNED):
        return None
    return Change.ATTAINED if planned and ("đạt" in near or "bằng" in near) else Change.SHARE


def _change_near(phrase: Phrase) -> Change | None:
    return _moved(phrase.lead[-_NEAR:])


def _moved(near: tuple[str, ...]) -> Change | None:
    text = f" {' '.join(near)} "
    if " từ " in text:
        return None
    if " tăng " in text or " nhiều hơn " in text or " cao hơn " in text:
        return Change.RISE
    if " giảm " in text or " ít hơn " in text or " thấp hơn " in text:
        return Change.FALL
    return None


def _is_planned(phrase: Phrase, sentence: list[Phrase]) -> bool:
    return any(word in _around(phrase, sentence) for word in _PLANNED)


def _is_compared(phrase: Phrase, sentence: list[Phrase]) -> bool:
    """Whether *vượt* says more than an earlier figure, not more than a plan."""
    return "so với" in _around(phrase, sentence) and not _is_planned(phrase, sentence)


def _around(phrase: Phrase, sentence: list[Phrase]) -> str:
    """The words of the phrase and those that lead to the next figure in its clause."""
    following = [other for other in sentence if other.order > phrase.order and other.mark not in {";", "\n"}][:1]
    return " ".join((*phrase.words, *(word for other in following for word in other.lead)))


def _compare(
    phrase: Phrase, change: Change, sentence: list[Phrase], index: int, parents: dict[int, Division]
) -> Comparison | None:
    assert phrase.figure is not None
    if change in {Change.RISE, Change.FALL}:
        ends = _from_and_to(sentence[index + 1 :])
        if ends is not None:
            return Comparison(phrase, ends[1], (ends[0],), change)
    now = _ratio_behind(phrase) or _now(phrase, change, sentence[:index])
    if now is None or now.figure is None:
        return None
    percent = phrase.figure.kind is Kind.PERCENT
    if change is Change.SHARE and now.outer is not phrase and not _shares(phrase, now):
        return None
    if change in {Change.RISE, Change.FALL}:
        bases = _earlier(phrase, now, sentence, index)
    elif now.figure.kind is Kind.RATIO:
        return Comparison(phrase, now, (None,), change)
    elif change is Change.SHARE:
        bases = _wholes(phrase, now, sentence, index, parents)
    else:
        bases = _plans(phrase, now, sentence)
    if change is Change.SHARE and _attains_plan(phrase, bases):
        change = Change.ATTAINED
    by = _change_beside(phrase) if percent and change in {Change.RISE, Change.FALL} else None
    if (not bases and by is None and "số" not in phrase.trail) or (not percent and change is Change.SHARE):
        return None
    return Comparison(phrase, now, tuple(bases), change, by)


def _planned_before(
    phrase: Phrase, change: Change, sentence: list[Phrase], past: Sequence[Phrase]
) -> Comparison | None:
    """An attainment whose plan an earlier sentence tells, the only one of its kind: *Chỉ tiêu là 600 đảng viên. …*."""
    if change not in {Change.ATTAINED, Change.EXCEEDED} or not _is_planned(phrase, sentence):
        return None
    now = _now(phrase, change, sentence[: sentence.index(phrase)])
    if now is None or now.unit is BARE:
        return None
    plans = [other for other in past if other.unit == now.unit and _names_plan(other)]
    return Comparison(phrase, now, (plans[0],), change) if len(plans) == 1 and not now.times else None


def _divided(phrase: Phrase, change: Change, before: Sequence[Phrase]) -> Comparison | None:
    """A division written out: *58 : 75 = 77,33%*."""
    if change is not Change.SHARE or len(before) < 2 or phrase.lead != ("bằng",):
        return None
    now, base = before[-2:]
    written_out = base.mark == ":" and not base.lead and base.countable and now.countable and not now.trail
    return Comparison(phrase, now, (base,), change) if written_out else None


def _attains_plan(phrase: Phrase, bases: Sequence[Phrase]) -> bool:
    """Whether a share is *reached* of a planned figure: *kế hoạch 100 …, đã kết nạp 87 (đạt 87%)*."""
    return "đạt" in phrase.lead and bool(bases) and _names_plan(bases[0])


def _from_and_to(following: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The two figures of *tăng thêm 152 …, từ 3.260 … lên 3.412 …* behind the change."""
    outer = [other for other in following if other.figure is not None and other.outer is None][:2]
    if len(outer) < 2 or outer[0].lead[-1:] != ("từ",) or not {"lên", "xuống"} & set(outer[1].lead[-2:]):
        return None
    return outer[0], outer[1]


def _ratio_behind(phrase: Phrase) -> Phrase | None:
    """The ratio that alone fills the bracket behind a percentage: *là 37,4% (1.260/3.369 đồng chí)*."""
    first = phrase.inner[0] if phrase.inner else []
    alone = len(first) == 1 and not first[0].lead and first[0].figure is not None
    return first[0] if alone and first[0].figure is not None and first[0].figure.kind is Kind.RATIO else None


def _change_beside(phrase: Phrase) -> Phrase | None:
    """The difference in whose bracket a rate stands: *tăng 100 đảng viên (6,67%)*."""
    outer = phrase.outer
    counted = outer is not None and outer.figure is not None and outer.figure.kind is Kind.COUNT
    return outer if outer is not None and counted and _change_near(outer) is not None else None


def _shares(phrase: Phrase, now: Phrase) -> bool:
    """Whether a percentage is said of the figure before it: in its bracket, or with a word such as *chiếm*."""
    if phrase.outer is now:
        return len(phrase.lead) < _NEAR
    text = " ".join(phrase.lead)
    return any(word in text for word in _SHARING) and len(phrase.lead) <= 8


def _now(phrase: Phrase, change: Change, before: list[Phrase]) -> Phrase | None:
    """The figure that a share or change is said of: the one before the bracket, else the nearest before it."""
    if phrase.outer is not None and phrase.outer.figure is not None and phrase.mark == "":
        outer = phrase.outer
        if _change_near(outer) is not None and outer.figure is not None and outer.figure.kind is Kind.COUNT:
            return _now(outer, change, [other for other in before if other.order < outer.order or other is not outer])
        return outer if outer.countable or _is_rate(outer) else None
    for other in reversed(before):
        if other.outer is not None and other.outer is not phrase.outer:
            continue
        if other.closing in {";", "\n"} and other.outer is phrase.outer:
            return None
        if _moved(other.lead[-_NEAR:]) is not None or "vượt" in other.lead[-_NEAR:]:
            continue
        if other.countable:
            same = phrase.figure is not None and phrase.figure.kind is Kind.COUNT
            return other if not same or compatible(other.unit, phrase.unit) else None
        if _is_rate(other) and _is_rate(phrase) and change in {Change.RISE, Change.FALL} and not _counts_in(phrase):
            return other
    return None


def _counts_in(phrase: Phrase) -> bool:
    """Whether the bracket behind a rate holds a count, so that it is one of counts: *tăng 15% so với … (7.500)*."""
    return any(other.countable for inside in phrase.inner for other in inside)


def _is_rate(phrase: Phrase) -> bool:
    return phrase.figure is not None and phrase.figure.kind is Kind.PERCENT and not phrase.approximate


def _wholes(
    phrase: Phrase, now: Phrase, sentence: list[Phrase], index: int, parents: dict[int, Division]
) -> list[Phrase]:
    """What a share is taken of: a total named after it, the whole it is a part of, an earlier larger total."""
    found = [*_total_after(phrase, sentence, index), *_total_of_groups(now, sentence)]
    if id(now) in parents:
        found.append(parents[id(now)].whole)
    if _merely_reaches(phrase):
        found.extend(other for other in sentence[:index] if other is not now and other.countable and _is_reached(other))
        return found if id(now) not in parents or parents[id(now)].strength is not Strength.NONE else []
    before = [
        other
        for other in sentence[:index]
        if other is not now
        and other.order < now.order
        and _can_hold(other, now)
        and other.outer is None
        and shared_dimension((other, now)) is None
        and (_in_one_clause(other, phrase, sentence) or "so" in phrase.trail or other.says("totals"))
    ]
    return [*found, *reversed(before)]


def _total_of_groups(now: Phrase, sentence: list[Phrase]) -> list[Phrase]:
    """The earlier figure that the groups of one dimension add up to: *có 27 đồng chí; nam 19 …, nữ 08 …*."""
    groups = [other for other in sentence if other.countable and other.outer is now.outer]
    shares = _has_share(now)
    groups = [
        other
        for other in groups
        if other is now or shared_dimension((other, now)) is not None or (shares and _has_share(other))
    ]
    return [other for other in sentence if other.order < groups[0].order and _is_sum(other, groups)]


def _has_share(phrase: Phrase) -> bool:
    return any(_is_rate(other) for inside in phrase.inner for other in inside[:1])


def _is_sum(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    return (
        len(parts) > 1
        and _can_hold(whole, parts[0])
        and whole.figure is not None
        and whole.figure.value == total(parts)
    )


def _in_one_clause(first: Phrase, last: Phrase, sentence: list[Phrase]) -> bool:
    """Whether no semicolon or line end stands between two phrases."""
    between = [other for other in sentence if first.order <= other.order < last.order and other.outer is None]
    return not any(other.closing in {";", "\n"} for other in between)


def _merely_reaches(phrase: Phrase) -> bool:
    """Whether a percentage is only *reached* (*đạt 50%*): of an earlier figure, or of a plan that is not told."""
    return "đạt" in phrase.lead and not {"tỷ", "lệ", "chiếm", "bằng"} & set(phrase.lead)


def _can_hold(whole: Phrase, part: Phrase) -> bool:
    if not whole.countable or whole.figure is None or part.figure is None:
        return False
    return compatible(whole.unit, part.unit) and whole.figure.value >= part.figure.value


def _total_after(phrase: Phrase, sentence: list[Phrase], index: int) -> list[Phrase]:
    following = sentence[index + 1 : index + 2]
    text = " ".join(phrase.trail)
    named = any(word in text for word in ("tổng số", "trong số", "trên", "so với"))
    return [other for other in following if named and other.countable and other.mark == ""]


def _plans(phrase: Phrase, now: Phrase, sentence: list[Phrase]) -> list[Phrase]:
    """The planned figures that the sentence names."""
    return [
        other
        for other in sentence
        if other is not phrase
        and other is not now
        and other.countable
        and other.figure is not None
        and other.figure.kind is Kind.COUNT
        and compatible(other.unit, now.unit)
        and _names_plan(other)
    ]


def _is_reached(phrase: Phrase) -> bool:
    """Whether a figure is one to be reached: a plan, or those called to a conference."""
    return _names_plan(phrase) or "triệu tập" in " ".join(phrase.words)


def _names_plan(phrase: Phrase) -> bool:
    outer = " ".join(phrase.outer.trail[-6:]) if phrase.outer is not None and not phrase.lead else ""
    text = " ".join((*phrase.lead[-8:], *phrase.trail[:6], outer))
    return any(word in text for word in _PLANNED)


def _earlier(phrase: Phrase, now: Phrase, sentence: list[Phrase], index: int) -> list[Phrase]:
    """The figures that a rise or fall may start from, the one named by *so với* first."""
    named = [
        other
        for other in sentence[index + 1 :]
        if _is_earlier(other, phrase, now) and _in_one_clause(phrase, other, sentence)
    ]
    start = [
        other for other in sentence[:index] if other is not now and (_is_start(other) or _before_after(other, now))
    ]
    rest = [
        other
        for other in sentence[:index]
        if other is not now and other.countable and other.unit is not BARE and other.unit.kind == now.unit.kind
        and other.order < now.order and other.times and _moved(other.lead[-_NEAR:]) is None
        and _last_year(other) <= _last_year(now)
    ]  # fmt: skip
    return [*named, *(other for other in start if compatible(other.unit, now.unit)), *reversed(rest)]


def _last_year(phrase: Phrase) -> int:
    """The last year named with a figure; 0 when none is."""
    years = [int(max(token.value, token.other)) for token in phrase.times if token.day is None]
    return max([*years, *(token.day.year for token in phrase.times if token.day is not None)], default=0)


def _is_start(other: Phrase) -> bool:
    """Whether a figure before the change is where it starts: *từ 79 …*, or in the bracket of *so với năm 2018 (…)*."""
    compared = other.outer is not None and other.outer.figure is None and "so với" in " ".join(other.outer.lead)
    return other.lead[-1:] == ("từ",) or compared


def _before_after(other: Phrase, now: Phrase) -> bool:
    """*Trước sắp xếp có 82 …, sau sắp xếp còn 75 …*, or *đầu năm … cuối năm …*."""
    return (other.lead[:1], now.lead[:1]) in {(("trước",), ("sau",)), (("đầu",), ("cuối",))}


def _is_earlier(other: Phrase, phrase: Phrase, now: Phrase) -> bool:
    if other.figure is None or other.figure.kind is not (now.figure.kind if now.figure else None):
        return False
    if not compatible(other.unit, now.unit) or other.unit.family == "time" or other.approximate:
        return False
    compared = f"{' '.join(phrase.trail)} {' '.join(other.lead)}"
    inside = other.outer is phrase and not _moved(other.lead[-_NEAR:])
    adjacent = other.outer is phrase.outer and other.order - phrase.order <= 3
    return any(word in compared for word in _BEFORE) and (inside or adjacent) and _moved(other.lead[-_NEAR:]) is None


def _respective(sentence: list[Phrase], parents: dict[int, Division]) -> Iterator[Comparison]:
    """*A và B, lần lượt chiếm p và q*: the first percentage belongs to the first figure."""
    shares = [other for other in sentence if other.figure is not None and other.figure.kind is Kind.PERCENT]
    if not shares:
        return
    counts = [other for other in sentence if other.countable and other.order < shares[0].order]
    parts = counts[-len(shares) :]
    if len(parts) == len(shares) and len(counts) > len(shares):
        whole = parents[id(parts[0])].whole if id(parts[0]) in parents else counts[0]
        for share, part in zip(shares, parts, strict=True):
            yield Comparison(share, part, (whole,), Change.SHARE)
