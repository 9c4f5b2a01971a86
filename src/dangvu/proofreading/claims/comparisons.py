"""Finds stated shares, changes and attainments together with the figures that they follow from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dangvu.proofreading.claims.bases import (
    can_hold,
    earlier_of,
    headline_before,
    plans_of,
    told_before,
    total_told_before,
    wholes_of,
)
from dangvu.proofreading.claims.changes import (
    NEAR,
    change_beside,
    change_near,
    change_of,
    is_planned,
    is_rate,
    moved,
    names_plan,
)
from dangvu.proofreading.claims.claims import Change, Comparison, Division
from dangvu.proofreading.claims.groups import unit_words
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, compatible

_MOVES = frozenset({Change.RISE, Change.FALL, Change.MULTIPLE})
_OF_ALL = {("trên", "tổng"), ("trong", "tổng"), ("với", "tổng")}
_OF_RATES = frozenset({Change.RISE, Change.FALL, Change.EXCEEDED, Change.MISSED})
_REACHED = frozenset({"lên", "xuống", "còn"})
_LONGEST_SHARE = 8


def comparisons_of(level: Sequence[Phrase], divisions: Sequence[Division]) -> Iterator[Comparison]:
    """Every stated share, change or attainment in the passage whose base the text names."""
    parents = {id(part): division for division in divisions for part in division.parts}
    past: list[Phrase] = []
    for sentence in by_sentence(list(walk(level))):
        for comparison in _in_sentence(sentence, parents, past):
            told = total_told_before(comparison, past)
            yield replace(comparison, bases=(*told, *comparison.bases)) if told else comparison
        past.extend(phrase for phrase in sentence if phrase.countable and phrase.outer is None)


def _in_sentence(sentence: list[Phrase], parents: dict[int, Division], past: Sequence[Phrase]) -> Iterator[Comparison]:
    respective = any("lần lượt" in " ".join(phrase.words) for phrase in sentence)
    for index, phrase in enumerate(sentence):
        if phrase.figure is None or phrase.approximate:
            continue
        change = change_of(phrase, sentence)
        if change is None or (respective and phrase.figure.kind is Kind.PERCENT):
            continue
        found = (
            _divided(phrase, change, sentence[:index])
            or _compare(phrase, change, sentence, past, parents)
            or _planned_before(phrase, change, sentence, past)
        )
        if found is not None:
            yield found
    if respective:
        yield from _respective(sentence, parents)


def _compare(
    phrase: Phrase, change: Change, sentence: list[Phrase], past: Sequence[Phrase], parents: dict[int, Division]
) -> Comparison | None:
    counted = phrase.figure is not None and phrase.figure.kind is Kind.COUNT
    if change in _MOVES or (counted and change is Change.EXCEEDED and _set_against(phrase, sentence, past)):
        return _move(phrase, change, sentence, past)
    now = _ratio_behind(phrase) or _now(phrase, change, sentence[: sentence.index(phrase)])
    unsaid = change is Change.SHARE and now is not None and now.outer is not phrase and not _shares(phrase, now)
    if now is None or now.figure is None or unsaid:
        return None
    if _is_denominator(now, sentence):
        return _ratio_of(phrase, now, sentence, change)
    if now.figure.kind is Kind.RATIO:
        return Comparison(phrase, now, (None,), change)
    if change is not Change.SHARE:
        plans = tuple(plans_of(phrase, now, sentence))
        return Comparison(phrase, now, plans, change) if plans else None
    return _share(phrase, now, sentence, past, parents)


def _ratio_of(phrase: Phrase, base: Phrase, sentence: list[Phrase], change: Change) -> Comparison | None:
    """A share of a ratio told with its units: *186 tỷ đồng/245 tỷ đồng kế hoạch, đạt 76%*."""
    over = next(other for other in reversed(sentence[: sentence.index(base)]) if other.outer is base.outer)
    planned = change is Change.SHARE and "đạt" in phrase.lead and names_plan(base)
    held = over.countable and can_hold(base, over)
    return Comparison(phrase, over, (base,), Change.ATTAINED if planned else change) if held else None


def _share(
    phrase: Phrase, now: Phrase, sentence: list[Phrase], past: Sequence[Phrase], parents: dict[int, Division]
) -> Comparison | None:
    """A share, or what is reached of a plan that stands before it."""
    bases = (
        wholes_of(phrase, now, sentence, sentence.index(phrase), parents)
        or [*told_before(now, sentence, past)]
        or headline_before(phrase, now, sentence, past)
    )
    if not is_rate(phrase) or not (bases or {"số", "tổng"} & set(phrase.trail)):
        return None
    return Comparison(phrase, now, tuple(bases), Change.ATTAINED if _attains_plan(phrase, bases) else Change.SHARE)


def _move(phrase: Phrase, change: Change, sentence: list[Phrase], past: Sequence[Phrase]) -> Comparison | None:
    """A rise, a fall or a multiple of an earlier figure."""
    index = sentence.index(phrase)
    ends = (
        _from_and_to(phrase, sentence[index + 1 :])
        or _set_against(phrase, sentence[:index], past)
        or _with_its_start(phrase, sentence[:index])
    )
    if ends is not None:
        return Comparison(phrase, ends[1], (ends[0],), change)
    now = _ratio_behind(phrase) or _now(phrase, change, sentence[:index]) or _headline(phrase, sentence[:index])
    if now is None:
        return None
    if (now.lead[-2:] == ("so", "với") and now.mark == "") or now.says("earlier", within=(*now.setting, *now.lead)):
        return _against(phrase, now, sentence, change)
    by = change_beside(phrase, sentence) if is_rate(phrase) else None
    bases = earlier_of(phrase, now, sentence, index)
    if not bases and by is None:
        return _of_another(phrase, now, change, sentence)
    return Comparison(phrase, now, tuple(bases), change, by)


def _headline(phrase: Phrase, before: list[Phrase]) -> Phrase | None:
    """The first figure of the sentence, which *so với năm 2020 tăng 06 trường hợp* returns to behind a semicolon."""
    returns = phrase.outer is None and phrase.lead[:2] == ("so", "với") and phrase.unit is not BARE
    first = next((other for other in before if other.countable), None)
    return first if returns and first is not None and first.unit == phrase.unit else None


def _of_another(phrase: Phrase, nearest: Phrase, change: Change, sentence: list[Phrase]) -> Comparison | None:
    """*Mở 36 lớp, 10.122 lượt dự, tăng 12,5% so với năm 2019 (32 lớp)*: the base behind says what has risen."""
    index = sentence.index(phrase)
    for now in reversed(sentence[: sentence.index(nearest)]):
        if now.outer is nearest.outer and now.countable and (is_rate(phrase) or change is Change.MULTIPLE):
            bases = [base for base in earlier_of(phrase, now, sentence, index) if base in sentence[index + 1 :]]
            if bases:
                return Comparison(phrase, now, tuple(bases), change)
    return None


def _set_against(phrase: Phrase, before: list[Phrase], past: Sequence[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The earlier and the later figure of *hiện có 42 chi bộ; so với khi hợp nhất (48 chi bộ), số chi bộ giảm 06*."""
    if phrase.outer is not None or phrase.unit is BARE:
        return None
    start = next((other for other in before if _opens_comparison(other) and other.unit == phrase.unit), None)
    if start is None or start.outer is None or start.approximate:
        return None
    told = [*past, *(other for other in before if other.order < start.outer.order and other.outer is None)]
    told = [other for other in told if other.countable and other.unit == phrase.unit]
    told = [other for other in told if moved(other.lead[-NEAR:]) is None and other.sentence == told[-1].sentence]
    return (start, told[0]) if told else None


def _with_its_start(phrase: Phrase, before: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The figures of *26 công đoàn với 2.122 đoàn viên; …, tăng 190 đoàn viên (đầu nhiệm kỳ có 1.932)*."""
    inside = [other for inner in phrase.inner for other in inner if other.countable]
    told = [other for other in before if other.outer is phrase.outer and other.countable and other.unit == phrase.unit]
    told = [other for other in told if moved(other.lead[-NEAR:]) is None]
    dated = len(inside) == 1 and (inside[0].told_for or inside[0].says("openings") or inside[0].says("earlier"))
    apart = bool(told) and any(other.closing == ";" for other in before if other.order >= told[-1].order)
    fits = dated and apart and phrase.unit is not BARE and compatible(inside[0].unit, phrase.unit)
    return (inside[0], told[0]) if fits else None


def _opens_comparison(other: Phrase) -> bool:
    outer = other.outer
    return outer is not None and outer.figure is None and outer.lead[:2] == ("so", "với") and other.figure is not None


def _planned_before(
    phrase: Phrase, change: Change, sentence: list[Phrase], past: Sequence[Phrase]
) -> Comparison | None:
    """An attainment whose plan an earlier sentence tells, the only one of its kind: *Chỉ tiêu là 600 đảng viên. …*."""
    exceeded = phrase.lead[-1:] == ("vượt",) and not phrase.trail
    if change not in {Change.ATTAINED, Change.EXCEEDED} or not (exceeded or is_planned(phrase, sentence)):
        return None
    now = _now(phrase, change, sentence[: sentence.index(phrase)])
    if now is None or now.unit is BARE:
        return None
    plans = [other for other in past if other.unit == now.unit and names_plan(other)]
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
    return "đạt" in phrase.lead and bool(bases) and names_plan(bases[0])


def _against(phrase: Phrase, base: Phrase, sentence: list[Phrase], change: Change) -> Comparison | None:
    """*Còn 640 triệu đồng so với 800 triệu đồng của năm 2019, giảm 20%*."""
    before = [other for other in sentence[: sentence.index(base)] if other.outer is base.outer]
    now = next((other for other in reversed(before) if other.figure is not None), base)
    right = now is not base and now.countable and compatible(now.unit, base.unit)
    return Comparison(phrase, now, (base,), change) if right else None


def _from_and_to(phrase: Phrase, following: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The two figures of *tăng thêm 152 …, từ 3.260 … lên 3.412 …* behind the change, or in its bracket."""
    for level in (phrase.outer, phrase):
        ends = [other for other in following if other.figure is not None and other.outer is level][:2]
        if len(ends) > 1 and ends[0].lead[-1:] == ("từ",) and _REACHED & set(ends[1].lead[-2:]):
            return ends[0], ends[1]
    return None


def _ratio_behind(phrase: Phrase) -> Phrase | None:
    """The ratio that alone fills the bracket behind a percentage: *là 37,4% (1.260/3.369 đồng chí)*."""
    first = phrase.inner[0] if phrase.inner else []
    alone = len(first) == 1 and not first[0].lead and first[0].figure is not None
    return first[0] if alone and first[0].figure is not None and first[0].figure.kind is Kind.RATIO else None


def _is_denominator(phrase: Phrase, sentence: list[Phrase]) -> bool:
    """Whether the figure is what the one before it is a share of: *2.934 trên tổng số 3.412 đảng viên*."""
    before = sentence[: sentence.index(phrase)]
    follows = phrase.mark == "" and any(other.outer is phrase.outer for other in before)
    return follows and (phrase.lead == ("/",) or phrase.lead[-3:-1] in _OF_ALL)


def _shares(phrase: Phrase, now: Phrase) -> bool:
    """Whether a percentage is said of the figure before it: in its bracket, or with a word such as *chiếm*."""
    if phrase.outer is now:
        return len(phrase.lead) < NEAR
    verb = phrases("sharing").first_in(phrase.lead)
    if verb is None or len(phrase.lead) > _LONGEST_SHARE:
        return False
    subject = [word for word in phrase.lead[: verb[1]] if word not in words("small_words")]
    return all(word in now.words or word in unit_words(now.unit) for word in subject)


def _now(phrase: Phrase, change: Change, before: list[Phrase]) -> Phrase | None:
    """The figure that a share or change is said of: the one before the bracket, else the nearest before it."""
    if phrase.outer is not None and phrase.outer.figure is not None and phrase.mark == "":
        outer = phrase.outer
        if change_near(outer) is not None and outer.figure is not None and outer.figure.kind is Kind.COUNT:
            return _now(outer, change, [other for other in before if other.order < outer.order or other is not outer])
        return outer if outer.countable or is_rate(outer) else None
    for other in reversed(before):
        if other.outer is not None and other.outer is not phrase.outer:
            continue
        if other.closing in {";", "\n"} and other.outer is phrase.outer:
            return None
        if moved(other.lead[-NEAR:]) is not None or "vượt" in other.lead[-NEAR:]:
            continue
        if other.countable:
            same = phrase.figure is not None and phrase.figure.kind is Kind.COUNT
            return other if not same or compatible(other.unit, phrase.unit) else None
        if is_rate(other) and is_rate(phrase) and change in _OF_RATES and not _counts_in(phrase):
            return other
    return None


def _counts_in(phrase: Phrase) -> bool:
    """Whether the bracket behind a rate holds a count, so that it is one of counts: *tăng 15% so với … (7.500)*."""
    return any(other.countable for inside in phrase.inner for other in inside)


def _respective(sentence: list[Phrase], parents: dict[int, Division]) -> Iterator[Comparison]:
    """*A và B, lần lượt chiếm p và q*: the first percentage belongs to the first figure."""
    shares = [other for other in sentence if other.figure is not None and other.figure.kind is Kind.PERCENT]
    if not shares or any({"tăng", "giảm"} & set(other.words) for other in sentence):
        return
    counts = [other for other in sentence if other.countable and other.order < shares[0].order]
    parts = counts[-len(shares) :]
    if len(parts) == len(shares) and len(counts) > len(shares):
        whole = parents[id(parts[0])].whole if id(parts[0]) in parents else counts[0]
        for share, part in zip(shares, parts, strict=True):
            yield Comparison(share, part, (whole,), Change.SHARE)
