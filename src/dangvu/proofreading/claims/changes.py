"""What a figure states about others: a share, a rise or fall, a plan attained, by the words just before it."""

from __future__ import annotations

import re
from decimal import Decimal

from dangvu.proofreading.claims.claims import Change
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE

NEAR = 5
"""So many words before a figure say what it is."""
SLIP = Decimal(12)
"""A percentage so many points off is still meant as what it nearly is."""
NEARBY = Decimal(10)
"""So few points off, a percentage is meant even of a figure that only begins the sentence."""
FAR = Decimal(15)
"""A percentage farther off is no share of a figure that merely stands before it."""
_PLANNED = re.compile(
    r"\b(?:dự kiến|kế hoạch|chỉ tiêu|nghị quyết|đề ra|dự toán|mục tiêu"
    r"|(?<!bàn )(?<!chuyển )giao(?! (?:thông|dịch|lưu|ban|tiếp|nhận|đất|thừa)))\b"
)
_LINKING = frozenset({"tương", "đương", "ứng", "bằng", "hay", "tức", "là", "tỷ", "lệ", "đạt", "khoảng"})
_NAMED = re.compile(r"\b(?:giảm (?:nghèo|thiểu|tải)|tăng (?:cường|trưởng|gia|tốc))\b")
"""What is done or meant by words of change without saying that a figure has changed."""
_CHANGING = frozenset({"tăng", "giảm", "hơn"})
_RANKS = {("bậc",), ("hạng",)}
"""What rises to a smaller number."""
_REACHED = {("lên",), ("xuống",), ("còn",)}
_ENDPOINTS = frozenset({"lên", "từ", "xuống", "còn"})


def change_of(phrase: Phrase, sentence: list[Phrase]) -> Change | None:
    """What the figure states about others, by the words just before it; ``None`` for an ordinary count."""
    assert phrase.figure is not None
    near = phrase.lead[-NEAR:]
    percent = phrase.figure.kind is Kind.PERCENT
    goes_on = not near and phrase.mark == "và" and _goes_on_with_change(phrase, sentence)
    if _tells_other_rate(phrase) or _beside_another(phrase) or goes_on or phrase.trail[:1] in _RANKS:
        return None
    if "vượt" in near:
        return _exceeded(phrase, near, sentence)
    if phrase.figure.kind is Kind.TIMES:
        return Change.MULTIPLE if {"gấp", "bằng", "số"} & set(near) else None
    if near and near[-1] in _ENDPOINTS:
        return None
    if percent and all(word in _LINKING for word in near):
        beside = change_beside(phrase, sentence)
        reached = _reached_from(phrase, sentence)
        if beside is not None or reached is not None:
            return change_near(beside) if beside is not None else reached
    saved = near[-2:] == ("tiết", "kiệm") and phrase.trail[:2] == ("so", "với")
    return moved(near) or (Change.FALL if saved else None) or _attained(phrase, near, sentence, percent=percent)


def _tells_other_rate(phrase: Phrase) -> bool:
    """Whether the bracket behind a rate tells one it is held against: *vượt 4,82 điểm so với chỉ tiêu năm (90%)*."""
    outer = phrase.outer
    if outer is None or phrase.lead or not is_rate(phrase):
        return False
    return names_plan(outer) if outer.figure is None else outer.figure.kind is Kind.PERCENT


def _beside_another(phrase: Phrase) -> bool:
    """Whether a rate is only set beside another: *tỷ lệ đô thị hóa (32%/35%)*."""
    return is_rate(phrase) and "/" in {*phrase.lead[-1:], *phrase.trail[:1]} and phrase.trail in {(), ("/",)}


def _exceeded(phrase: Phrase, near: tuple[str, ...], sentence: list[Phrase]) -> Change | None:
    """What *vượt* says; *không vượt quá* only sets a bound."""
    labels = phrase.outer is not None and phrase.outer.countable and phrase.lead == ("vượt",) and phrase.unit is BARE
    if {"quá", "không"} & set(near) or (labels and phrase.figure is not None and phrase.figure.kind is Kind.COUNT):
        return None
    return Change.RISE if _is_compared(phrase, sentence) else Change.EXCEEDED


def _goes_on_with_change(phrase: Phrase, sentence: list[Phrase]) -> bool:
    """Whether the figure before *và* is a change: *tăng 18,1% tổ chức và 15,7% đảng viên*."""
    before = [other for other in sentence if other.order < phrase.order and other.outer is phrase.outer]
    return bool(before) and moved(before[-1].lead[-NEAR:]) is not None


def _attained(phrase: Phrase, near: tuple[str, ...], sentence: list[Phrase], *, percent: bool) -> Change | None:
    """Whether a plan is attained or missed, or a mere share told."""
    planned = is_planned(phrase, sentence)
    if "thiếu" in near and planned:
        return Change.MISSED
    if not percent or _PLANNED.search(" ".join(phrase.lead)):
        return None
    reached = {"đạt", "bằng"} & set(near) or near[-2:] == ("hoàn", "thành")
    return Change.ATTAINED if planned and reached else Change.SHARE


def change_beside(phrase: Phrase, sentence: list[Phrase]) -> Phrase | None:
    """The difference that a rate repeats, in its bracket or behind a comma: *tăng 211 đồng chí, tương đương 6,59%*."""
    before = sentence[sentence.index(phrase) - 1] if phrase is not sentence[0] else None
    linked = phrase.mark == "," and bool({"tương", "tức", "hay"} & set(phrase.lead))
    for other in (phrase.outer if phrase.mark == "" else None, before if linked else None):
        counted = other is not None and other.figure is not None and other.figure.kind is Kind.COUNT
        if other is not None and counted and change_near(other) is not None:
            return other
    return None


def _reached_from(phrase: Phrase, sentence: list[Phrase]) -> Change | None:
    """What a rate says in the bracket behind *tăng từ 480 … lên 564 đồng chí (17,5%)*, if the start has no bracket."""
    end = phrase.outer
    if end is None or end.lead[-1:] not in _REACHED or phrase.figure is None:
        return None
    before = [other for other in sentence if other.outer is end.outer and other.order < end.order]
    start = before[-1] if before else None
    if start is None or start.inner or start.lead[-1:] != ("từ",) or not start.amount:
        return None
    rate = abs(end.amount - start.amount) * 100 / start.amount
    change = Change.RISE if {"tăng", "nâng"} & set(start.lead) else Change.FALL if "giảm" in start.lead else None
    return change if abs(rate - phrase.figure.value) <= SLIP else None


def change_near(phrase: Phrase) -> Change | None:
    return moved(phrase.lead[-NEAR:])


def moved(near: tuple[str, ...]) -> Change | None:
    if _CHANGING.isdisjoint(near):
        return None
    text = f" {' '.join(changing_words(near))} "
    if " từ " in text or near[-1:] in _REACHED:
        return None
    if any(f" {word} " in text for word in ("tăng", "nhiều hơn", "cao hơn")):
        return Change.RISE
    if any(f" {word} " in text for word in ("giảm", "ít hơn", "thấp hơn")):
        return Change.FALL
    return None


def changing_words(said: tuple[str, ...]) -> tuple[str, ...]:
    """The words without what only sounds like a change: *giảm nghèo*, *tăng cường*."""
    return tuple(_NAMED.sub("", " ".join(said)).split())


def is_planned(phrase: Phrase, sentence: list[Phrase]) -> bool:
    return _PLANNED.search(_around(phrase, sentence)) is not None


def _is_compared(phrase: Phrase, sentence: list[Phrase]) -> bool:
    """Whether *vượt* says more than an earlier figure, not more than a plan."""
    return "so với" in _around(phrase, sentence) and not is_planned(phrase, sentence)


def _around(phrase: Phrase, sentence: list[Phrase]) -> str:
    """The words of the phrase and those that lead to the next figure in its clause."""
    following = [other for other in sentence if other.order > phrase.order and other.mark not in {";", "\n"}][:1]
    return " ".join((*phrase.words, *(word for other in following for word in other.lead)))


def plan_behind(phrase: Phrase) -> bool:
    """Whether the words behind the figure hold it against a plan: *tăng 123 triệu đồng so với kế hoạch*."""
    text = " ".join(phrase.trail)
    return "so với" in text and _PLANNED.search(text) is not None


def _plan_set(phrase: Phrase) -> tuple[str, ...]:
    """The first words of the setting where they are the plan itself: *Kế hoạch kiểm tra, giám sát gồm 32 cuộc*."""
    return phrase.setting[:2] if _PLANNED.fullmatch(" ".join(phrase.setting[:2])) else ()


def plan_before(phrase: Phrase) -> bool:
    """Whether the words just before the figure make it a plan: *đạt chỉ tiêu 130 đảng viên*."""
    text = " ".join((*phrase.under, *_plan_set(phrase), *phrase.announced, *phrase.lead[-4:]))
    return _PLANNED.search(text) is not None


def names_plan(phrase: Phrase) -> bool:
    outer = " ".join(phrase.outer.trail[-6:]) if phrase.outer is not None and not phrase.lead else ""
    begins = phrase.lead[:3] if phrase.lead[:1] == ("tổng",) else ()
    near = (*_plan_set(phrase), *phrase.announced, *begins, *phrase.lead[-8:], *phrase.trail[:6])
    text = " ".join((*phrase.under, *near, outer))
    return _PLANNED.search(text) is not None


def is_rate(phrase: Phrase) -> bool:
    return phrase.figure is not None and phrase.figure.kind is Kind.PERCENT and not phrase.approximate
