"""Finds stated shares, changes and attainments together with the figures that they follow from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from dangvu.proofreading.claims.bases import (
    can_hold,
    comes_close,
    headline_before,
    told_before,
    total_after,
    total_told_before,
    wholes_of,
)
from dangvu.proofreading.claims.changes import (
    NEAR,
    change_of,
    is_rate,
    names_plan,
)
from dangvu.proofreading.claims.claims import Change, Comparison, Division, Strength
from dangvu.proofreading.claims.groups import unit_words
from dangvu.proofreading.claims.judgement import total
from dangvu.proofreading.claims.moves import move_of, set_against
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.claims.plans import attainment_of, held_to_plan, planned_before
from dangvu.proofreading.claims.subjects import now_of, ratio_behind
from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE

_MOVES = frozenset({Change.RISE, Change.FALL, Change.MULTIPLE})
_OF_ALL = {("trên", "tổng"), ("trong", "tổng"), ("với", "tổng")}
_PLANS = {("kế", "hoạch"), ("chỉ", "tiêu"), ("dự", "toán")}
_LONGEST_SHARE = 8
_WHOLE = 100


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
        yearly = is_rate(phrase) and (phrase.averaged or phrase.trail[:1] == ("/",))
        if phrase.figure is None or phrase.approximate or yearly:
            continue
        change = change_of(phrase, sentence)
        if change is None or (respective and phrase.figure.kind is Kind.PERCENT):
            continue
        counted = phrase.figure.kind is Kind.COUNT
        moves = change in _MOVES or (counted and change is Change.EXCEEDED and set_against(phrase, sentence, past))
        found = (
            move_of(phrase, change, sentence, past)
            if moves
            else _divided(phrase, change, sentence[:index])
            or _told_inside(phrase, change)
            or _meant_by_total(phrase, change, sentence)
            or _compare(phrase, change, sentence, past, parents)
            or planned_before(phrase, change, sentence, past)
        )
        if found is not None:
            yield found
    if respective:
        yield from _respective(sentence, parents)


def _compare(
    phrase: Phrase, change: Change, sentence: list[Phrase], past: Sequence[Phrase], parents: dict[int, Division]
) -> Comparison | None:
    now = ratio_behind(phrase) or now_of(phrase, change, sentence[: sentence.index(phrase)])
    unsaid = change is Change.SHARE and now is not None and now.outer is not phrase and not _said_of(phrase, now)
    if change is not Change.SHARE and (now is None or now.figure is None):
        return attainment_of(phrase, None, change, sentence)
    elsewhen = phrase.outer is not None and "lệ" in phrase.lead and bool(phrase.told_for)
    if now is None or now.figure is None or unsaid or (change is Change.SHARE and (is_rate(now) or elsewhen)):
        return None
    if now.lead[:2] == ("so", "với") and names_plan(now):
        return held_to_plan(phrase, now, sentence)
    if _is_denominator(now, sentence):
        return _ratio_of(phrase, now, sentence, change)
    if now.figure.kind is Kind.RATIO:
        planned = change is Change.SHARE and "đạt" in phrase.lead and now.trail[:2] in _PLANS
        return Comparison(phrase, now, (None,), Change.ATTAINED if planned else change)
    shared = change is Change.SHARE
    return _share(phrase, now, sentence, past, parents) if shared else attainment_of(phrase, now, change, sentence)


def _said_of(phrase: Phrase, now: Phrase) -> bool:
    return _shares(phrase, now) and not _reach_all(phrase, now)


def _reach_all(phrase: Phrase, now: Phrase) -> bool:
    """Whether *12/14 xã đạt tỷ lệ 100%* says what the 12 reach, not what they are of the 14."""
    figure = phrase.figure
    all_of_it = figure is not None and figure.value == _WHOLE and phrase.mark == "" and phrase.outer is now.outer
    ratio = now.figure is not None and now.figure.kind is Kind.RATIO
    return all_of_it and ratio and now.order < phrase.order and "đạt" in phrase.lead


def _meant_by_total(phrase: Phrase, change: Change, sentence: list[Phrase]) -> Comparison | None:
    """A share of a total named behind it, said of the figure before that comes nearest.

    *168 đảng viên, trong đó thạc sĩ 151, tiến sĩ 17, chiếm 4,86% tổng số 3.459 đảng viên* means the 168.
    """
    wholes = [whole for whole in total_after(phrase, sentence) if whole.amount]
    if change is not Change.SHARE or not wholes or phrase.outer is not None or not phrase.says("sharing"):
        return None
    before = [other for other in sentence[: sentence.index(phrase)] if other.outer is None]
    fitting = [other for other in before if can_hold(wholes[0], other) and comes_close(phrase, other, wholes[0])]
    stated = phrase.figure.value if phrase.figure is not None else Decimal(0)
    closest = min(fitting, key=lambda other: abs(other.amount * 100 / wholes[0].amount - stated), default=None)
    return Comparison(phrase, closest, (wholes[0],), change) if closest is not None and is_rate(phrase) else None


def _ratio_of(phrase: Phrase, base: Phrase, sentence: list[Phrase], change: Change) -> Comparison | None:
    """A share of a ratio told with its units: *186 tỷ đồng/245 tỷ đồng kế hoạch, đạt 76%*."""
    over = next(other for other in reversed(sentence[: sentence.index(base)]) if other.outer is base.outer)
    planned = change is Change.SHARE and "đạt" in phrase.lead and names_plan(base)
    held = over.countable and base.countable and base.amount >= over.amount
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
    bases = [*bases, *_exact(phrase, now, [*past, *sentence[: sentence.index(phrase)]])]
    if bases and all(base.amount == now.amount for base in bases) and not comes_close(phrase, now, now):
        return None
    parted = parents.get(id(now))
    made_up = parted is not None and parted.strength is Strength.FULL and total(parted.parts) == parted.whole.amount
    sure = made_up and parted is not None and bases[:1] == [parted.whole]
    change = Change.ATTAINED if _attains_plan(phrase, bases) else Change.SHARE
    return Comparison(phrase, now, tuple(bases), change, sure=sure)


def _exact(phrase: Phrase, now: Phrase, before: Sequence[Phrase]) -> list[Phrase]:
    """The figures told before that the share is exactly of; of whole percents, those that its words speak of."""
    figure = phrase.figure
    if figure is None or now.unit is BARE:
        return []
    larger = [other for other in before if can_hold(other, now) and other.unit == now.unit and other.amount]
    said = {word for word in phrase.trail if word not in words("small_words")}
    larger = [other for other in larger if figure.decimals or said & {*other.setting, *other.words}]
    return [other for other in larger if rounds_to(now.amount * 100 / other.amount, figure.value, figure.decimals)]


def _divided(phrase: Phrase, change: Change, before: Sequence[Phrase]) -> Comparison | None:
    """A division written out: *58 : 75 = 77,33%*."""
    if change is not Change.SHARE or len(before) < 2 or phrase.lead != ("bằng",):
        return None
    now, base = before[-2:]
    written_out = base.mark == ":" and not base.lead and base.countable and now.countable and not now.trail
    return Comparison(phrase, now, (base,), change) if written_out else None


def _told_inside(phrase: Phrase, change: Change) -> Comparison | None:
    """The figures in the bracket of *đạt 94,3% dân số (1.131.600 người trên tổng số 1.200.000 người)*."""
    inside = phrase.inner[0] if phrase.inner else []
    if not is_rate(phrase) or change not in {Change.SHARE, Change.ATTAINED} or len(inside) != 2:
        return None
    now, base = inside
    named = base.lead[-3:-1] in _OF_ALL and now.countable and base.countable
    return Comparison(phrase, now, (base,), change) if named else None


def _attains_plan(phrase: Phrase, bases: Sequence[Phrase]) -> bool:
    """Whether a share is *reached* of a planned figure: *kế hoạch 100 …, đã kết nạp 87 (đạt 87%)*."""
    return "đạt" in phrase.lead and bool(bases) and names_plan(bases[0])


def _is_denominator(phrase: Phrase, sentence: list[Phrase]) -> bool:
    """Whether the figure is what the one before it is a share of: *2.934 trên tổng số 3.412 đảng viên*."""
    before = sentence[: sentence.index(phrase)]
    follows = phrase.mark == "" and any(other.outer is phrase.outer for other in before)
    return follows and (phrase.lead == ("/",) or phrase.lead[-3:-1] in _OF_ALL)


def _shares(phrase: Phrase, now: Phrase) -> bool:
    """Whether a percentage is said of the figure before it: in its bracket, or with a word such as *chiếm*."""
    if phrase.outer is now or (phrase.outer is not None and phrase.outer.unit.family == "time"):
        return len(phrase.lead) < NEAR
    if (
        phrase.outer is not None
        and phrase.outer.figure is None
        and phrase.outer.mark in {",", "và"}
        and not phrase.lead
    ):
        return "so" not in phrase.outer.lead
    verb = phrases("sharing").first_in(phrase.lead)
    if verb is None or len(phrase.lead) > _LONGEST_SHARE:
        return False
    subject = [word for word in phrase.lead[: verb[1]] if word not in words("small_words")]
    return all(word in now.words or word in unit_words(now.unit) for word in subject)


def _respective(sentence: list[Phrase], parents: dict[int, Division]) -> Iterator[Comparison]:
    """*A và B, lần lượt chiếm p và q*: the first percentage belongs to the first figure."""
    shares = [other for other in sentence if other.figure is not None and other.figure.kind is Kind.PERCENT]
    if not shares or any({"tăng", "giảm"} & set(other.lead) for other in shares):
        return
    counts = [other for other in sentence if other.countable and other.order < shares[0].order]
    counts = [other for other in counts if other.outer is shares[0].outer]
    parts = counts[-len(shares) :]
    named = [_base_inside(share) for share in shares]
    if len(parts) == len(shares) and None not in named:
        for share, part, base in zip(shares, parts, named, strict=True):
            yield Comparison(share, part, (base,), Change.ATTAINED if names_plan(share) else Change.SHARE)
        return
    if len(parts) == len(shares) and len(counts) > len(shares):
        whole = parents[id(parts[0])].whole if id(parts[0]) in parents else counts[0]
        for share, part in zip(shares, parts, strict=True):
            yield Comparison(share, part, (whole,), Change.SHARE)


def _base_inside(share: Phrase) -> Phrase | None:
    """The one figure in the bracket behind a percentage: *53,3% kế hoạch năm (30 tổ chức)*."""
    inside = [other for inner in share.inner for other in inner]
    return inside[0] if len(inside) == 1 and inside[0].countable else None
