"""Finds what is said to remain: *tiếp nhận 356 hồ sơ, đã giải quyết 341, còn tồn 15*, or *có mặt 41/47, vắng 06*.

Openings with what came in and went out are balances, too: *đầu năm có 82 chi bộ, thành lập 03, giải thể 01, còn 84*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from dangvu.proofreading.claims.claims import Balance, Division, Strength
from dangvu.proofreading.claims.judgement import total
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.lexicon.load import phrases
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, compatible, scale_of

_IN, _OUT = 1, -1
_OF_ALL = {("trên", "tổng", "số"), ("trong", "tổng", "số")}
_NEAR = 7
_FEW = 2
"""Small figures are meant even when they are so many off."""


def balances_of(level: Sequence[Phrase], divisions: Sequence[Division]) -> Iterator[Balance]:
    """Every remainder and closing figure of the passage whose opening the text names."""
    parents = {id(part): d.whole for d in divisions if d.strength is not Strength.NONE for part in d.parts}
    parents.update({id(part): part for d in divisions if d.whole.amount == total(d.parts) for part in d.parts})
    opening: Phrase | None = None
    past: list[Phrase] = []
    told: list[Phrase] = []
    for sentence in by_sentence(list(walk(level))):
        for index, phrase in enumerate(sentence):
            yield from _raised(sentence, index)
            yield from _left_of_past(phrase, sentence[:index], past)
            if not any(_is_count(other) for other in sentence[:index]):
                yield from _left_of_account(phrase, told)
            surely = _surely_remains(phrase) or _undone(phrase, sentence[:index]) or _present(phrase, sentence[:index])
            if _is_count(phrase) and (surely or _may_remain(phrase, (*phrase.setting, *phrase.lead))):
                for balance in _balance(phrase, sentence[:index], opening, parents, surely=surely):
                    yield from _of_whole(balance, [*told, *sentence[:index]], opening)
            if _is_count(phrase) and phrase.says("openings", within=(*phrase.setting, *phrase.lead)):
                opening = phrase
        past = [phrase for phrase in sentence if _is_count(phrase) and phrase.outer is None]
        told.extend(past)


def _of_whole(balance: Balance, told: Sequence[Phrase], opening: Phrase | None) -> Iterator[Balance]:
    """The same account, or where its first figure may be a part: that of a whole told in an earlier sentence.

    *Tiếp nhận 96 kiến nghị. Đã giải quyết 71, đang giải quyết 18, còn 07 chưa giải quyết*: 7 is left of the 96.
    """
    stated, first = balance.stated, balance.whole
    if _is_ratio(first) or first is opening:
        yield balance
        return
    parts = (first, *(phrase for _, phrase in balance.moves))
    # A verb before the first figure (*chi bộ A kết nạp 28, chi bộ B 07*) is that of the whole.
    of_whole = _direction(first) == _IN
    moves = tuple((_OUT if of_whole else _direction(part) or _OUT, part) for part in parts)
    moved = sum(sign * part.amount for sign, part in moves)
    larger = [one for one in told if _belongs(one, stated) and one.amount > total(parts) and one not in parts]
    left = balance.whole.amount + sum(sign * phrase.amount for sign, phrase in balance.moves)
    meant = _comes_close(stated, left)
    near = [one for one in larger if _comes_close(stated, one.amount + moved)]
    if any(stated.amount in {one.amount + moved, one.amount - total(parts)} for one in larger):
        return
    if meant or not (near or _is_part(balance)):
        yield balance
    elif near:
        yield Balance(stated, near[-1], moves, (near[-1], *balance.before))


def _is_part(balance: Balance) -> bool:
    """Whether the first figure is told as the next is: *giải quyết 71, đang giải quyết 18*, *xã A 14, xã B 12*.

    In *đàn trâu còn 4.120 con, giảm 80; đàn bò còn 6.300 con* both only say what there still is.
    """
    pair = (balance.whole, balance.moves[0][1])
    alike = len({(*phrase.under, *phrase.lead)[:1] for phrase in pair}) == 1
    series = balance.stated.lead[-1:] == balance.whole.lead[-1:] == ("còn",)
    return alike or series or all(_direction(phrase) == _OUT for phrase in pair)


def _left_of_past(stated: Phrase, before: Sequence[Phrase], past: Sequence[Phrase]) -> Iterator[Balance]:
    """*Biên chế được giao là 236 biên chế. Số có mặt 229, còn 07 biên chế*: the sentence before tells the whole."""
    told = [phrase for phrase in before if _is_count(phrase) and phrase.outer is None]
    left = stated.lead[:1] == ("còn",) or (len(told) == 1 and _not_done_of(stated, told[0]))
    if not (_is_count(stated) and left and len(told) == 1 and stated.mark in {",", ";"}):
        return
    wholes = [whole for whole in past if whole.unit == stated.unit and whole.amount > told[0].amount]
    if not compatible(told[0].unit, stated.unit) or told[0].amount < stated.amount:
        return
    near = [whole for whole in wholes if _comes_close(stated, whole.amount - told[0].amount)]
    if near and stated.unit is not BARE:
        whole = min(near, key=lambda one: abs(one.amount - told[0].amount - stated.amount))
        yield Balance(stated, whole, ((_OUT, told[0]),), (*near, told[0]))


def _left_of_account(stated: Phrase, told: Sequence[Phrase]) -> Iterator[Balance]:
    """*Quỹ có 2.864 triệu đồng. Trong năm đã chi 2.390. Số dư chuyển sang năm sau là 474*: each in its sentence."""
    if not _is_count(stated) or not (phrases("remainders").at(stated.lead) or stated.lead[:2] == ("còn", "lại")):
        return
    alike = [one for one in told if one.unit == stated.unit]
    spent = [one for one in alike if _direction(one) == _OUT]
    wholes = [one for one in alike if spent and one.order < spent[0].order and one.amount > spent[0].amount]
    first = wholes[0] if wholes and len(spent) == 1 else None
    largest = first is not None and all(first.amount >= other.amount for other in wholes)
    if first is not None and largest and _comes_close(stated, first.amount - spent[0].amount):
        yield Balance(stated, first, ((_OUT, spent[0]),), (*wholes, spent[0]))


def _not_done_of(stated: Phrase, done: Phrase) -> bool:
    """Whether *chưa giải ngân* takes up the words of *giải ngân 421,9 tỷ đồng*."""
    behind = stated.lead[stated.lead.index("chưa") + 1 :][:2] if "chưa" in stated.lead else ()
    return len(behind) == 2 and behind in set(pairwise(done.lead))


def _is_count(phrase: Phrase) -> bool:
    counted = phrase.countable and not phrase.averaged
    return counted and phrase.figure is not None and phrase.figure.kind is Kind.COUNT


def _surely_remains(phrase: Phrase) -> bool:
    """Whether the words say that this is what is left: *còn tồn 15*, *vắng 06*, *17 tổ chức còn lại*."""
    before = phrase.says("remainders", within=phrase.lead[-_NEAR:])
    return before or phrase.trail[:2] == ("còn", "lại")


def _present(phrase: Phrase, before: Sequence[Phrase]) -> bool:
    """Whether the figure is who is there after those who are not: *triệu tập 118 đại biểu, vắng 07, có mặt 111*."""
    return "vắng" in (before[-1].lead if before else ()) and phrase.lead[:2] == ("có", "mặt")


def _undone(phrase: Phrase, before: Sequence[Phrase]) -> bool:
    """Whether the figure is what has not been done of what the one before has: *đã sử dụng 42, chưa sử dụng 03*."""
    last = next((other for other in reversed(before) if other.countable), None)
    done = last.lead[-_NEAR:] if last is not None else ()
    said = (*phrase.lead, *phrase.trail[:3])
    verbs = [words[words.index(word) + 1 :][:1] for words, word in ((said, "chưa"), (done, "đã")) if word in words]
    return len(verbs) == 2 and verbs[0] == verbs[1] != ()


def _may_remain(phrase: Phrase, said: tuple[str, ...]) -> bool:
    """Whether the figure may close an account: *còn 84*, *cuối năm, Đảng bộ có 84*."""
    near = phrase.lead[-_NEAR:]
    closes = "còn" in near or near[-2:] == ("tiết", "kiệm") or phrase.says("closings", within=said)
    return closes and not {"từ", "xuống", "giảm", "chỉ"} & set(near)


def _balance(
    stated: Phrase, before: Sequence[Phrase], opening: Phrase | None, parents: dict[int, Phrase], *, surely: bool
) -> Iterator[Balance]:
    fitting = [phrase for phrase in before if _belongs(phrase, stated)]
    ratio = fitting[-1].figure if fitting and _is_ratio(fitting[-1]) else None
    merely = stated.lead[:1] == ("còn",) or stated.lead[-2:] == ("tiết", "kiệm")
    if ratio is not None and (surely or (merely and _comes_close(stated, ratio.other - ratio.value))):
        yield Balance(stated, fitting[-1], ((_OUT, fitting[-1]),), tuple(fitting))
        return
    if (
        fitting
        and opening is not None
        and opening not in fitting
        and _direction(fitting[0])
        and compatible(opening.unit, stated.unit)
    ):
        fitting = [opening, *fitting]
    if any(_is_ratio(phrase) for phrase in fitting):
        return
    account = _account(fitting, parents)
    elsewhere = stated.trail[:2] == ("còn", "lại") and bool(account) and stated.amount > account[0].amount
    if len(account) < 2 or elsewhere:
        return
    whole, *moved = account
    left_of_one = len(moved) == 1 and whole is not opening
    moves = tuple((_OUT if left_of_one else _direction(phrase) or _OUT, phrase) for phrase in moved)
    known = all(_direction(phrase) for phrase in moved)
    left = whole.amount + sum(sign * phrase.amount for sign, phrase in moves)
    near = merely and whole is not opening and _comes_close(stated, left)
    last = fitting[-2:]
    pair = last[0].amount - last[1].amount
    if merely and not near and not known and pair > 0 and _comes_close(stated, pair):
        yield Balance(stated, last[0], ((_OUT, last[1]),), tuple(fitting))
    elif surely or near or (known and (len(moves) > 1 or whole is not opening)):
        yield Balance(stated, whole, moves, tuple(fitting))


def _comes_close(stated: Phrase, expected: Decimal) -> bool:
    """Whether the figure is about what is left, so that it surely means it."""
    reach = max(Decimal(_FEW * scale_of(stated.unit)), stated.amount / 3, expected / 3)
    return abs(stated.amount - expected) <= reach


def _raised(sentence: Sequence[Phrase], index: int) -> Iterator[Balance]:
    """*Thành lập mới 02 chi bộ, nâng tổng số từ 207 chi bộ lên 209 chi bộ*."""
    if sentence[index].lead[-1:] != ("lên",):
        return
    yield from _raised_from(sentence, index)
    if index < 2:
        return
    start, stated = sentence[index - 1], sentence[index]
    moves = [(_direction(phrase), phrase) for phrase in sentence[: index - 1] if phrase.countable]
    moves = [(sign, phrase) for sign, phrase in moves if sign and compatible(phrase.unit, stated.unit)]
    raised = start.lead[-1:] == ("từ",) and "nâng" in start.lead and _is_count(stated) and start.figure is not None
    if raised and any(sign == _IN for sign, _ in moves):
        yield Balance(stated, start, tuple(moves), (start, *(phrase for _, phrase in moves)))


def _raised_from(sentence: Sequence[Phrase], index: int) -> Iterator[Balance]:
    """*Kết nạp 54 đảng viên, nâng số kết nạp từ đầu năm lên 131 đồng chí (6 tháng đầu năm kết nạp 77 đồng chí)*."""
    stated = sentence[index]
    inside = [other for inner in stated.inner for other in inner if _belongs_inside(other, stated)]
    added = [phrase for phrase in sentence[:index] if phrase.countable and compatible(phrase.unit, stated.unit)]
    if "nâng" not in stated.lead or len(inside) != 1 or not added or not _is_count(stated):
        return
    if added[-1].outer is stated.outer and _comes_close(stated, inside[0].amount + added[-1].amount):
        yield Balance(stated, inside[0], ((_IN, added[-1]),), (inside[0], added[-1]))


def _belongs_inside(phrase: Phrase, stated: Phrase) -> bool:
    return phrase.countable and phrase.unit is not BARE and compatible(phrase.unit, stated.unit)


def _account(fitting: list[Phrase], parents: dict[int, Phrase]) -> list[Phrase]:
    """The opening and the moves: figures of the last clause if it has an opening, without parts of other figures."""
    fitting = sorted(fitting, key=lambda phrase: phrase.lead[:3] not in _OF_ALL)
    clause = list(fitting)
    for index, phrase in enumerate(fitting):
        if phrase.closing == ";" and len(fitting) - index > 2:
            clause = fitting[index + 1 :]
    if _direction(clause[0]) if clause else False:
        clause = list(fitting)
    whole = clause[0] if clause else None
    return [phrase for phrase in clause if phrase is whole or parents.get(id(phrase), whole) is whole]


def _belongs(phrase: Phrase, stated: Phrase) -> bool:
    """Whether a figure counts the same things at the same level, and no group that others may share."""
    if not phrase.countable or phrase.unit is BARE or not compatible(phrase.unit, stated.unit):
        return False
    if _direction(phrase) and phrase.trail[:2] == ("so", "với"):
        return False
    held = phrase is stated.outer and _is_ratio(phrase)
    return (held or phrase.outer is stated.outer) and (held or not phrase.says("overlapping"))


def _is_ratio(phrase: Phrase) -> bool:
    return phrase.figure is not None and phrase.figure.kind is Kind.RATIO


def _direction(phrase: Phrase) -> int:
    """Whether the figure came in (1) or went out (-1), by the last verb before it; 0 when no verb says."""
    for length in range(1, len(phrase.lead) + 1):
        for key, direction in (("goes_out", _OUT), ("comes_in", _IN)):
            if phrases(key).at(phrase.lead, len(phrase.lead) - length):
                return direction
    return 0
