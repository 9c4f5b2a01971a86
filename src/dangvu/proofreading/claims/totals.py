"""Totals that stand behind their parts, and pairs of groups that leave no third."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dangvu.proofreading.claims.changes import NEAR, moved
from dangvu.proofreading.claims.claims import Division, Strength
from dangvu.proofreading.claims.groups import group_of, parallel_labels, partition_by_unit, shared_dimension
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.lexicon.load import phrases
from dangvu.proofreading.numbers.units import BARE, Level, compatible

_LONGEST_OF_TOTAL = 4
_OF_ALL = {("trong", "tổng", "số"), ("trên", "tổng", "số")}
_THUS = ("như", "vậy")
_RESPECTIVELY = ("lần", "lượt")


def may_hold(whole: Phrase, part: Phrase) -> bool:
    """Whether the whole is of a kind that covers everything, or as large as the part."""
    covers = whole.unit.level is Level.GENERAL or whole.unit.kind == part.unit.kind
    return covers or whole.amount >= part.amount


def closing_totals(here: list[Phrase], sentence_before: list[Phrase]) -> Iterator[Division]:
    """*Chi bộ A 12, chi bộ B 13; tổng cộng 25*: the whole stands last."""
    for index, phrase in enumerate(here):
        if not phrase.countable:
            continue
        parts = [part for part in _since_total(here[:index]) if part.countable and _may_add_up(phrase, part)]
        parts = [part for part in parts if moved(part.lead[-NEAR:]) is None] or parts
        surely = _surely_total(phrase, here[:index], parts) or _over_a_time(phrase, here[:index])
        if surely and len(parts) < 2:
            parts = _in_brackets(phrase, here[: index + 1])
        if any(part.averaged for part in parts):
            continue
        told = surely or _told_last(here, index) or _told_of_all(phrase, parts) or phrase.lead[:2] == _THUS
        persons = surely and {part.unit.family for part in parts} == {"person"}
        if len(parts) > 1 and told and (persons or _alike(phrase, parts)):
            yield Division(phrase, tuple(parts), "total", Strength.FULL if surely else Strength.CLOSE)
        elif not parts and (phrase.says("merged", within=phrase.setting) or _closes_list(phrase, sentence_before)):
            joined = [part for part in sentence_before if part.countable and part.unit == phrase.unit]
            if len(joined) > 1:
                yield Division(phrase, tuple(joined), "total", Strength.CLOSE)
        elif phrase.says("closing_periods", within=phrase.lead[:4]):
            periods = _periods(phrase, here[:index]) or _periods(phrase, sentence_before)
            if len(periods) > 1:
                yield Division(phrase, tuple(periods), "total", Strength.CLOSE)


def _since_total(before: list[Phrase]) -> list[Phrase]:
    """What is told since the last total: *2.310 hộ nghèo trong tổng số 18.340 hộ; năm 2020 còn 742 hộ trong …*."""
    totals = [place for place, phrase in enumerate(before) if phrase.lead[-3:] in _OF_ALL and not phrase.mark]
    return before[totals[-1] + 1 :] if totals else before


def _may_add_up(whole: Phrase, part: Phrase) -> bool:
    """Whether the part counts what the whole does; turns of persons (*lượt đồng chí*) add up from persons, too."""
    return compatible(whole.unit, part.unit) or (whole.unit.family, part.unit.family) == ("turn", "person")


def _surely_total(phrase: Phrase, before: Sequence[Phrase], parts: Sequence[Phrase]) -> bool:
    """Whether the words make the figure the sum: *tổng cộng 25*, or *ba đơn vị này nộp 250* behind three units."""
    if phrases("closing_totals").at(phrase.lead) is not None or phrase.lead[-2:] == ("tổng", "cộng"):
        return True
    counted = before[-1] if before else None
    if counted is None or counted.amount != len(parts) or phrase.mark:
        return False
    return counted.trail[:1] == ("này",) or counted.lead[-1:] == ("cả",)


def _over_a_time(phrase: Phrase, before: Sequence[Phrase]) -> bool:
    """Whether the figure is told for all of a time: *quý I …, quý II …; cộng cả 6 tháng là 181 lượt*."""
    span = before[-1] if before and phrase.mark == "" and before[-1].unit.family == "time" else None
    return span is not None and phrases("closing_totals").at(span.lead) is not None


def _told_of_all(phrase: Phrase, parts: Sequence[Phrase]) -> bool:
    """Whether *loại A 118, loại B 41 trong tổng số 159*, or *còn 292 … trên tổng số 3.412*, adds up to its total."""
    if phrase.trail[:1] == ("này",) and phrase.lead[-1:] in {("trong",), ("cả",)}:
        return True
    if phrase.lead[-3:] not in _OF_ALL or phrase.mark:
        return False
    remains = any(part.lead[:1] == ("còn",) for part in parts)
    return remains or (len(parts) > 2 and (parallel_labels(parts) or shared_dimension(parts) is not None))


def _in_brackets(whole: Phrase, before: Sequence[Phrase]) -> list[Phrase]:
    """The figures of *Sở A (12 đảng viên), Sở B (09 đảng viên)*, each alone in the bracket behind a name."""
    alone = [inside[0] for name in before for inside in name.inner if len(inside) == 1]
    told = [part for part in alone if part.countable and part.unit == whole.unit and part.start < _place(whole)]
    return told if all(part.outer is not None and part.outer.unit != part.unit for part in told[:-1]) else []


def _place(phrase: Phrase) -> int:
    return phrase.figure.start if phrase.figure is not None else phrase.start


def _periods(whole: Phrase, before: Sequence[Phrase]) -> list[Phrase]:
    """The figures of the periods that a later one covers: *quý I …, quý II …*, *đầu năm …, cuối năm …*."""
    return [part for part in before if part.countable and part.unit == whole.unit and _of_a_period(part)]


def implied_divisions(here: list[Phrase]) -> Iterator[Division]:
    """*Thu về 150 phiếu, hợp lệ 149, không hợp lệ 01*: groups that leave no other, right after their whole."""
    counted = [phrase for phrase in here if phrase.countable]
    for index, whole in enumerate(counted):
        for size in (2, 3):
            parts = counted[index + 1 : index + 1 + size]
            dimension = shared_dimension(parts) if len(parts) == size else None
            fitting = all(compatible(whole.unit, part.unit) and may_hold(whole, part) for part in parts)
            meant = dimension is not None and dimension.implied and dimension.size == size
            moving = moved(whole.lead[-NEAR:]) is not None
            if dimension is not None and meant and fitting and not (moving or group_of(whole, dimension)):
                yield Division(whole, tuple(parts), "implied", Strength.CLOSE)


def _closes_list(phrase: Phrase, sentence_before: list[Phrase]) -> bool:
    """Whether *Tổng cộng 9.925 triệu đồng* stands in a sentence of its own behind a list."""
    listed = any(part.closing == "\n" for part in sentence_before)
    return listed and phrase.mark == "\n" and phrase.lead[:1] in {("tổng",), ("cộng",)}


def _alike(whole: Phrase, parts: Sequence[Phrase]) -> bool:
    """Whether all count one kind of thing (*219, 214 và 198 đảng viên*), or kinds of what the whole counts."""
    named = {part.unit for part in parts if part.unit is not BARE or (part.lead and part.lead[-2:] != _RESPECTIVELY)}
    return len(named) == 1 or partition_by_unit(whole, parts)


def _of_a_period(part: Phrase) -> bool:
    named = part.lead[:1] in {("quý",), ("tháng",), ("đợt",), ("kỳ",)}
    return bool(part.times) or named or bool({("đầu", "năm"), ("cuối", "năm")} & set(pairwise(part.lead)))


def _told_last(here: list[Phrase], index: int) -> bool:
    """Whether *…; tổng số 75 tổ chức* closes its sentence: a total, and behind it nothing but its share."""
    lead = here[index].lead
    named = (lead[:1] in {("tổng",), ("toàn",)} or lead[:2] == ("tất", "cả")) and len(lead) < _LONGEST_OF_TOTAL
    named = named or lead[-2:] == ("tất", "cả") or (lead[:1] == ("tổng",) and lead[-1:] in {("là",), ("có",)})
    return named and here[index].mark in {",", ";"} and not any(other.countable for other in here[index + 1 :])
