"""Rises, falls and multiples with the figures they lead from and to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dangvu.proofreading.claims.bases import (
    earlier_of,
    named_period,
    plans_of,
)
from dangvu.proofreading.claims.changes import (
    NEAR,
    change_beside,
    is_rate,
    moved,
    plan_behind,
)
from dangvu.proofreading.claims.claims import Change, Comparison
from dangvu.proofreading.claims.echoes import counts_the_same
from dangvu.proofreading.claims.phrases import Phrase, years_of
from dangvu.proofreading.claims.subjects import now_of, ratio_behind, speaks_of
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, Unit, compatible, length_of_unit, unit_of

_REACHED = frozenset({"lên", "xuống", "còn"})


def move_of(phrase: Phrase, change: Change, sentence: list[Phrase], past: Sequence[Phrase]) -> Comparison | None:
    """A rise, a fall or a multiple of an earlier figure."""
    index = sentence.index(phrase)
    ends = (
        _ends_beside(phrase, sentence[:index])
        or _from_and_to(phrase, sentence[index + 1 :])
        or set_against(phrase, sentence[:index], past)
        or _with_its_start(phrase, sentence[:index])
        or _ends_before(phrase, sentence[:index])
        or _told_for_years(phrase, [*past, *sentence[:index]])
        or _of_times(phrase, sentence)
        or _of_rate_inside(phrase, sentence[:index])
    )
    if ends is not None:
        return Comparison(phrase, ends[1], (ends[0],), change)
    now = ratio_behind(phrase) or now_of(phrase, change, sentence[:index]) or _headline(phrase, sentence[:index])
    if now is None:
        return _of_its_start(phrase, sentence[:index], change) or _of_last_sentence(phrase, past, change)
    if (now.lead[-2:] == ("so", "với") and now.mark == "") or now.says("earlier", within=(*now.setting, *now.lead)):
        return _against(phrase, now, sentence, change, past)
    since = _since_named(phrase, now, change, past)
    if since is not None:
        return since
    by = change_beside(phrase, sentence) if is_rate(phrase) and not is_rate(now) else None
    bases = earlier_of(phrase, now, sentence, index)
    if not bases and plan_behind(phrase):
        bases = plans_of(phrase, now, sentence)
    if not bases and by is None:
        return (
            _of_rates(phrase, now, change, sentence[:index])
            or _of_another(phrase, now, change, sentence)
            or _of_two(phrase, sentence[:index], change)
            or _since_last(phrase, now, change, past)
        )
    behind = [base for base in bases if base in sentence[index + 1 :]]
    meant = _given(phrase, change, behind, sentence[:index]) or _meant(phrase, now, behind[:1], change, sentence)
    return Comparison(phrase, meant, tuple(bases), change, by)


def _given(phrase: Phrase, change: Change, behind: Sequence[Phrase], before: list[Phrase]) -> Phrase | None:
    """The figure told before that gives a change exactly to the only start told behind it."""
    start = behind[0] if len(behind) == 1 and behind[0].amount else None
    counted = [other for other in reversed(before) if other.countable and other.outer is None]
    counted = [other for other in counted if start is not None and compatible(other.unit, start.unit)]
    return next((other for other in counted if start is not None and _gives(phrase, change, other, start)), None)


def _gives(phrase: Phrase, change: Change, now: Phrase, start: Phrase) -> bool:
    figure = phrase.figure
    assert figure is not None
    if figure.kind is Kind.COUNT:
        return (now.amount - start.amount) * (1 if change is Change.RISE else -1) == phrase.amount
    rate = now.amount / start.amount if change is Change.MULTIPLE else change.rate(now.amount, start.amount)
    return rounds_to(rate, figure.value, figure.decimals)


def _meant(phrase: Phrase, now: Phrase, behind: Sequence[Phrase], change: Change, sentence: list[Phrase]) -> Phrase:
    """The figure that has changed: the nearest, or an earlier one that gives the difference to a start behind."""
    if phrase.figure is None or phrase.figure.kind is not Kind.COUNT or not behind:
        return now
    start, sign = behind[0].amount, 1 if change is Change.RISE else -1
    before = [other for other in sentence[: sentence.index(now)] if other.countable and other.outer is now.outer]
    fitting = [other for other in before if compatible(other.unit, behind[0].unit)]
    if (now.amount - start) * sign == phrase.amount or (now.amount - start) * sign > 0:
        return next((other for other in fitting if (other.amount - start) * sign == phrase.amount), now)
    return min(fitting, key=lambda other: abs((other.amount - start) * sign - phrase.amount), default=now)


def _of_another(phrase: Phrase, nearest: Phrase, change: Change, sentence: list[Phrase]) -> Comparison | None:
    """*Mở 36 lớp, 10.122 lượt dự, tăng 12,5% so với năm 2019 (32 lớp)*: the base behind says what has risen."""
    index = sentence.index(phrase)
    for now in reversed(sentence[: sentence.index(nearest)]):
        if now.outer is nearest.outer and now.countable and (is_rate(phrase) or change is Change.MULTIPLE):
            bases = [base for base in earlier_of(phrase, now, sentence, index) if base in sentence[index + 1 :]]
            if bases:
                return Comparison(phrase, now, tuple(bases), change)
    return None


def _of_rates(phrase: Phrase, now: Phrase, change: Change, before: list[Phrase]) -> Comparison | None:
    """*Năm 2022 là 7,4%, đến năm 2024 là 5,9%, giảm 1,5 điểm phần trăm*: the last rate of another year, if near."""
    if not is_rate(now) or phrase.figure is None or "điểm" not in phrase.figure.text:
        return None
    years = _years_at(before, now)
    told = [other for other in before if is_rate(other) and other.order < now.order]
    told = [other for other in told if years and years.isdisjoint(_years_at(before, other) or years)]
    return _if_near(phrase, now, told[-1], change) if told else None


def _years_at(sentence: list[Phrase], phrase: Phrase) -> set[int]:
    """The years that a figure is told for, be they named with a figure before it in its clause."""
    for other in reversed([other for other in sentence if other.order <= phrase.order and other.outer is phrase.outer]):
        if other is not phrase and other.closing in {";", "\n"}:
            break
        if years_of(other):
            return years_of(other)
    return set()


def _if_near(phrase: Phrase, now: Phrase, start: Phrase, change: Change) -> Comparison | None:
    """The change from ``start`` to ``now``, if it is about the one that is stated."""
    difference = (now.amount - start.amount) * (1 if change is Change.RISE else -1)
    near = abs(difference - phrase.amount) <= max(difference, phrase.amount) / 2
    return Comparison(phrase, now, (start,), change) if near else None


def _of_two(phrase: Phrase, before: list[Phrase], change: Change) -> Comparison | None:
    """*Tiếp nhận 62 đảng viên; chuyển đi 97 đảng viên, nhiều hơn 35*: the two figures before, if about right."""
    told = [other for other in before if other.countable and other.unit == phrase.unit and other.outer is phrase.outer]
    if "hơn" not in phrase.lead or len(told) != 2 or phrase.unit is BARE:
        return None
    first, last = told
    difference = last.amount - first.amount if change is Change.RISE else first.amount - last.amount
    near = abs(difference - phrase.amount) * 3 <= max(difference, phrase.amount)
    return Comparison(phrase, last, (first,), change) if near else None


def _since_last(phrase: Phrase, now: Phrase, change: Change, past: Sequence[Phrase]) -> Comparison | None:
    """*Khi thành lập có 3.201 đảng viên. Đến nay có 3.287 đảng viên, tăng 86*: the sentence before tells the start."""
    if phrase.figure is None or phrase.figure.kind is not Kind.COUNT or phrase.trail or not now.told_for:
        return None
    start = next((other for other in past if (other.sentence, other.unit) == (past[-1].sentence, now.unit)), None)
    if start is None or not (start.told_for or start.says("openings", within=(*start.setting, *start.lead))):
        return None
    difference = now.amount - start.amount if change is Change.RISE else start.amount - now.amount
    near = abs(difference - phrase.amount) * 3 <= max(difference, phrase.amount)
    return Comparison(phrase, now, (start,), change) if near and now.unit is not BARE else None


def _since_named(phrase: Phrase, now: Phrase, change: Change, past: Sequence[Phrase]) -> Comparison | None:
    """*Đầu năm 2024 có 142 đồng chí. … Đến 31/12/2024 có 149 đảng viên, tăng 07 đồng chí so với đầu năm*."""
    counted = [other for other in past if compatible(other.unit, now.unit) and other.unit is not BARE]
    told = [other for other in counted if named_period(phrase, other)]
    return Comparison(phrase, now, (told[-1],), change) if len(told) == 1 and now.unit is not BARE else None


def _of_its_start(phrase: Phrase, before: list[Phrase], change: Change) -> Comparison | None:
    """*Tiến hành 62 cuộc, gồm 24 …, 38 …; tăng 24% so với năm 2021 (50 cuộc)*: the first figure of the start's kind."""
    inside = [other for inner in phrase.inner for other in inner]
    if len(inside) != 1 or not inside[0].countable or inside[0].unit is BARE:
        return None
    told = [other for other in before if other.countable and not other.averaged and other.outer is phrase.outer]
    told = [other for other in told if moved(other.lead[-NEAR:]) is None]
    first = next((other for other in told if compatible(other.unit, inside[0].unit) and other.unit is not BARE), None)
    now = _given(phrase, change, inside, before) or first
    return Comparison(phrase, now, (inside[0],), change) if now is not None else None


def _of_last_sentence(phrase: Phrase, past: Sequence[Phrase], change: Change) -> Comparison | None:
    """*Tiếp nhận 126 tin báo. So với cùng kỳ, số tin báo giảm 14 tin (140 tin)*: what the sentence before counts."""
    inside = [other for inner in phrase.inner for other in inner]
    if len(inside) != 1 or not inside[0].countable or inside[0].unit is BARE or not past:
        return None
    told = [other for other in past if other.sentence == past[-1].sentence and moved(other.lead[-NEAR:]) is None]
    told = [other for other in told if other.unit == inside[0].unit]
    said = set(phrase.lead)
    named = max(told, key=lambda other: len(said & {*other.lead, *other.trail}), default=None)
    now = _given(phrase, change, inside, told) or named
    return Comparison(phrase, now, (inside[0],), change) if now is not None else None


def _headline(phrase: Phrase, before: list[Phrase]) -> Phrase | None:
    """The first figure of the sentence, which *so với năm 2020 tăng 06 trường hợp* returns to behind a semicolon."""
    returns = phrase.outer is None and phrase.lead[:2] == ("so", "với") and phrase.unit is not BARE
    first = next((other for other in before if other.countable), None)
    return first if returns and first is not None and first.unit == phrase.unit else None


def set_against(phrase: Phrase, before: list[Phrase], past: Sequence[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The earlier and the later figure of *hiện có 42 chi bộ; so với khi hợp nhất (48 chi bộ), số chi bộ giảm 06*."""
    if phrase.outer is not None or (phrase.unit is BARE and not is_rate(phrase)):
        return None
    place = phrase.lead.index("số") + 1 if "số" in phrase.lead else len(phrase.lead)
    named = unit_of(phrase.lead[place:])
    opened = [other for other in before if _opens_comparison(other) and (named is BARE or _of_kind(named, other.unit))]
    start = next((other for other in opened if is_rate(phrase) or other.unit == phrase.unit), None)
    if start is None or start.outer is None or start.approximate:
        return None
    here = [other for other in before if other.order < start.outer.order and other.outer is None]
    same = [other for other in here if other.countable and other.unit == start.unit]
    last = [other for other in past if other.sentence == past[-1].sentence and compatible(other.unit, start.unit)]
    told = [other for other in same or last if moved(other.lead[-NEAR:]) is None]
    if is_rate(start):
        told = [other for other in reversed(here) if is_rate(other)]
    if not told:
        return None
    said = {
        word for word in phrase.lead[place + length_of_unit(phrase.lead[place:]) :] if word not in words("small_words")
    }
    return start, max(told, key=lambda other: len(said & {*other.lead, *other.trail}))


def _of_kind(named: Unit, counted: Unit) -> bool:
    """Whether what is counted is what is named, persons also by a general name: *số thanh niên* of *241 người*."""
    return named == counted or (named.family == "person" and counts_the_same(named, counted))


def _with_its_start(phrase: Phrase, before: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The figures of *26 công đoàn với 2.122 đoàn viên; …, tăng 190 đoàn viên (đầu nhiệm kỳ có 1.932)*."""
    inside = [other for inner in phrase.inner for other in inner if other.countable]
    told = [other for other in before if other.outer is phrase.outer and other.countable and other.unit == phrase.unit]
    told = [other for other in told if moved(other.lead[-NEAR:]) is None]
    dated = len(inside) == 1 and (inside[0].told_for or inside[0].says("openings") or inside[0].says("earlier"))
    apart = bool(told) and any(other.closing == ";" for other in before if other.order >= told[-1].order)
    fits = dated and apart and phrase.unit is not BARE and compatible(inside[0].unit, phrase.unit)
    return (inside[0], told[0]) if fits else None


def _ends_before(phrase: Phrase, before: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The figures of *rút ngắn từ 75 ngày xuống 60 ngày, giảm 20%*, which need not be counts."""
    ends = [other for other in before if other.outer is phrase.outer][-2:]
    told = len(ends) == 2 and ends[0].lead[-1:] == ("từ",) and bool(_REACHED & set(ends[1].lead[-2:]))
    alike = told and ends[0].figure is not None and ends[1].figure is not None and ends[0].unit == ends[1].unit
    return (ends[0], ends[1]) if alike and ends[1].unit.family == "time" else None


def _ends_beside(phrase: Phrase, before: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The figures in the bracket of the difference before: *tăng 18 (từ 95 lên 113), tỷ lệ tăng 18,95%*."""
    beside = next((other for other in reversed(before) if other.outer is phrase.outer), None)
    if beside is None or not is_rate(phrase) or moved(beside.lead[-NEAR:]) is None or not speaks_of(phrase, beside):
        return None
    return _from_and_to(beside, [other for inner in beside.inner for other in inner])


def _of_times(phrase: Phrase, sentence: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The figures of *tuổi bình quân là 41,7 tuổi, giảm 1,8 tuổi so với nhiệm kỳ trước (43,5 tuổi)*."""
    if phrase.unit.family != "time":
        return None
    before = [other for other in sentence[: sentence.index(phrase)] if other.outer is phrase.outer]
    inside = [other for inner in phrase.inner for other in inner]
    told = len(before) > 0 and len(inside) == 1 and before[-1].unit == inside[0].unit == phrase.unit
    exact = told and not (before[-1].approximate or inside[0].approximate)
    return (inside[0], before[-1]) if exact else None


def _of_rate_inside(phrase: Phrase, before: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The rates of *chiếm 87,96%; so với năm trước (85,31%) tăng 2,65 điểm phần trăm*."""
    inside = [other for inner in phrase.inner for other in inner]
    rates = [other for other in before if is_rate(other) and other.outer is phrase.outer]
    told = len(inside) == 1 and is_rate(inside[0]) and phrase.lead[:2] == ("so", "với")
    points = phrase.figure is not None and "điểm" in phrase.figure.text
    return (inside[0], rates[-1]) if told and points and rates else None


def _told_for_years(phrase: Phrase, before: Sequence[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The two figures that *năm 2022 tăng 15,38% so với năm 2021* names by their years, if they count one thing."""
    years = [token for token in phrase.told_for if token.kind is Kind.YEAR]
    if len(years) != 2 or not is_rate(phrase) or phrase.trail[:2] != ("so", "với") or phrase.inner:
        return None
    told = [_told_for(before, year.value) for year in years]
    alike = len(told[0]) == len(told[1]) == 1 and told[0][0].unit == told[1][0].unit
    return (told[1][0], told[0][0]) if alike else None


def _told_for(before: Sequence[Phrase], year: Decimal) -> list[Phrase]:
    return [other for other in before if other.countable and [token.value for token in other.told_for] == [year]]


def _opens_comparison(other: Phrase) -> bool:
    outer = other.outer
    return outer is not None and outer.figure is None and outer.lead[:2] == ("so", "với") and other.figure is not None


def _of_last(past: Sequence[Phrase], base: Phrase) -> Phrase | None:
    """What the sentence before counts first of the same kind."""
    return next((other for other in past if (other.sentence, other.unit) == (past[-1].sentence, base.unit)), None)


def _against(
    phrase: Phrase, base: Phrase, sentence: list[Phrase], change: Change, past: Sequence[Phrase]
) -> Comparison | None:
    """*Còn 640 triệu đồng so với 800 triệu đồng của năm 2019, giảm 20%*."""
    before = [other for other in sentence[: sentence.index(base)] if other.outer is base.outer]
    counted = (other for other in reversed(before) if other.countable and compatible(other.unit, base.unit))
    now = next(counted, None) or _of_last(past, base) or base
    right = now is not base and now.countable and compatible(now.unit, base.unit)
    return Comparison(phrase, now, (base,), change) if right else None


def _from_and_to(phrase: Phrase, following: list[Phrase]) -> tuple[Phrase, Phrase] | None:
    """The two figures of *tăng thêm 152 …, từ 3.260 … lên 3.412 …* behind the change, or in its bracket."""
    for level in (phrase.outer, phrase):
        ends = [other for other in following if other.figure is not None and other.outer is level][:2]
        apart = level is phrase.outer and phrase.closing in {";", "\n"}
        if len(ends) > 1 and not apart and ends[0].lead[-1:] == ("từ",) and _REACHED & set(ends[1].lead[-2:]):
            return ends[0], ends[1]
    return None
