"""The figure that a share or change is said of."""

from __future__ import annotations

from dangvu.proofreading.claims.changes import (
    NEAR,
    change_near,
    is_rate,
    moved,
)
from dangvu.proofreading.claims.claims import Change
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, Unit, compatible, length_of_unit, unit_of

_WHERE = {("ở",), ("tại",), ("riêng",), ("trong",)}
_OF_RATES = frozenset({Change.RISE, Change.FALL, Change.EXCEEDED, Change.MISSED})


def now_of(phrase: Phrase, change: Change, before: list[Phrase]) -> Phrase | None:
    """The figure that a share or change is said of: the one before the bracket, else the nearest before it."""
    if phrase.outer is not None and phrase.outer.figure is not None and phrase.mark == "":
        return _of_bracket(phrase.outer, change, before)
    described = _described(phrase, before) if change is Change.SHARE else None
    for other in reversed(before) if described is None else [described]:
        if other.outer is not None and other.outer is not phrase.outer:
            continue
        if other.closing in {";", "\n"} and other.outer is phrase.outer:
            return None
        aside = other.lead[:2] == ("bình", "quân") and other is not before[0] and is_rate(phrase)
        if moved(other.lead[-NEAR:]) is not None or "vượt" in other.lead[-NEAR:] or aside:
            continue
        measured = phrase.unit.family in {"money", "measure"} and other.unit is BARE
        if other.lead == ("/",) or (measured and other.mark == ""):
            continue
        if other.countable and not _in_points(phrase):
            same = phrase.figure is not None and phrase.figure.kind is Kind.COUNT
            return other if not same or compatible(other.unit, phrase.unit) else None
        of_rate = is_rate(other) and is_rate(phrase) and change in _OF_RATES
        if of_rate and (_in_points(phrase) or not _counts_in(phrase)) and not _repeats_difference(phrase, before):
            return other
    return None


def _of_bracket(outer: Phrase, change: Change, before: list[Phrase]) -> Phrase | None:
    """What the share or change that begins the bracket behind ``outer`` is said of."""
    if change_near(outer) is not None and outer.figure is not None and outer.figure.kind is Kind.COUNT:
        return now_of(outer, change, [other for other in before if other.order < outer.order or other is not outer])
    if change is not Change.SHARE and _goes_on_with_change(outer, before):
        return None
    return outer if outer.countable or is_rate(outer) else _counted_before(outer, before)


def _goes_on_with_change(phrase: Phrase, before: list[Phrase]) -> bool:
    """Whether a figure behind *và* is a difference as the one before it: *tăng 01 tổ chức và 35 đảng viên*."""
    last = next((o for o in reversed(before) if o.outer is phrase.outer and o.order < phrase.order), None)
    return phrase.mark == "và" and not phrase.lead and last is not None and change_near(last) is not None


def _in_points(phrase: Phrase) -> bool:
    """Whether a change is told in percentage points, so that only a rate can have changed."""
    return phrase.figure is not None and "điểm" in phrase.figure.text


def _repeats_difference(phrase: Phrase, before: list[Phrase]) -> bool:
    """Whether a rate says again what the difference before it does: *tăng 03 đảng viên …, tương ứng tăng 20%*."""
    last = next((other for other in reversed(before) if other.outer is phrase.outer), None)
    linked = phrase.mark == "," and bool({"tương", "tức", "hay"} & set(phrase.lead))
    return linked and last is not None and last.countable and change_near(last) is not None


def _counted_before(age: Phrase, before: list[Phrase]) -> Phrase | None:
    """The count that *43 đồng chí từ 45 đến 55 tuổi (57,33%)* tells the age of."""
    run = age
    for other in reversed([other for other in before if other.outer is age.outer and other.order < age.order]):
        if run.mark != "" or age.unit.family != "time":
            return None
        if other.countable:
            return other if other.unit.family != "time" and other.unit is not BARE else None
        run = other
    return None


def _described(phrase: Phrase, before: list[Phrase]) -> Phrase | None:
    """The figure of *188 chi bộ đã thực hiện* for *tỷ lệ thực hiện 89,95%*, not that of *21 chi bộ chưa thực hiện*."""
    words_of = phrase.lead[phrase.lead.index("lệ") + 1 :] if "lệ" in phrase.lead else ()
    named = [word for word in words_of if word not in words("small_words") | words("sharing")]
    told = [other for other in before if named and other.countable and {*other.lead, *other.trail}.issuperset(named)]
    done = [other for other in told if not words("undone") & {*other.lead, *other.trail}]
    return done[-1] if done and len(told) > 1 else None


def ratio_behind(phrase: Phrase) -> Phrase | None:
    """The ratio that alone fills the bracket behind a percentage: *là 37,4% (1.260/3.369 đồng chí)*."""
    first = phrase.inner[0] if phrase.inner else []
    alone = len(first) == 1 and not first[0].lead and first[0].figure is not None
    return first[0] if alone and first[0].figure is not None and first[0].figure.kind is Kind.RATIO else None


def _counts_in(phrase: Phrase) -> bool:
    """Whether the bracket behind a rate holds a count, so that it is one of counts: *tăng 15% so với … (7.500)*."""
    return any(other.countable for inside in phrase.inner for other in inside)


def speaks_of(rate: Phrase, *figures: Phrase | None) -> bool:
    """Whether most words of the subject that a rate has for itself are said of the ``figures``, too.

    *Thuế sản phẩm trừ trợ cấp sản phẩm tăng 6%* is nothing that *tổng sản phẩm đạt 48.652 tỷ đồng* says.
    """
    told = [other for other in figures if other is not None]
    said = {word for other in told for word in (*other.under, *other.setting, *other.words)}
    where = rate.setting if rate.setting[:1] in _WHERE else ()
    subject = set(_subject((*where, *rate.lead), {other.unit for other in told})) - said
    return len(subject) * 3 <= len(set(_subject((*where, *rate.lead), set())))


def _subject(lead: tuple[str, ...], units: set[Unit]) -> list[str]:
    """The words that say what a rate is of, without those of ``units``."""
    empty = words("small_words") | words("sharing") | words("rate_fillers")
    kept: list[str] = []
    place = 0
    while place < len(lead):
        length = length_of_unit(lead[place:]) if unit_of(lead[place:]) in units else 0
        kept.extend([] if length or lead[place] in empty else lead[place : place + 1])
        place += max(length, 1)
    return kept
