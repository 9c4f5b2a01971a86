"""Figures of another sentence that are told again with digits changed.

*Kiểm tra 46 tổ chức đảng và 112 đảng viên*, later *đã kiểm tra 46 tổ chức đảng và 121 đảng viên*: that both tell one
fact is not said, but hardly to be doubted, unless time, body, deed or a word of change sets them apart. How much the
words around must have in common depends on how rarely two figures would be so alike by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from operator import ne

from dangvu.proofreading.claims.echoes import at_deed, content, counts_the_same
from dangvu.proofreading.claims.groups import shared_dimension
from dangvu.proofreading.claims.phrases import Phrase, walk
from dangvu.proofreading.claims.tellings import Telling, Told, deeds_in, said_of, tellings_of
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.rounding import one_digit_off, swapped
from dangvu.proofreading.numbers.units import BARE, Unit

_LEAST_ALIKE = 0.75
"""So much of what one says the other says too."""
_FEW_WORDS = 2
_LONG = 3
"""A number of more digits is hardly told by chance, nor are more words."""
_MANY_WORDS = 5
_LEAST_BESIDE = 10
_MANY_BESIDE = 100
_SURELY_BESIDE = 1000
_OF_TIME = {"toàn", "nhiệm", "kỳ", "giai", "đoạn"}
"""What stands before a verb beside the body that did it."""
_OFF = Decimal(3)
_NEAR = Decimal("0.15")
"""A figure this much off an earlier one may be meant as it where both say the same."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """A figure and an earlier one, in passages of these numbers, that tell one fact."""

    later: Phrase
    passage: int
    known: Phrase
    known_passage: int


def retellings_of(told: Sequence[Told], reviewing: Sequence[bool]) -> Iterator[Retelling]:
    """The figures of running text that tell an earlier fact again with another value.

    ``reviewing`` says for each passage told whether its section sums up the report.
    """
    tellings = _of_its_year(
        [
            replace(one, in_review=True) if in_review else one
            for index, ((flow, level), in_review) in enumerate(zip(told, reviewing, strict=True))
            for one in tellings_of(flow, level, index)
        ]
    )
    groups: dict[str, dict[str, list[Telling]]] = {}
    for telling in tellings:
        # By their digits: what has been told with the same figure before is right.
        group = groups.setdefault(telling.phrase.unit.family or telling.noun, {})
        if telling.digits not in group:
            near = (digits for digits in group if _is_near(digits, telling.digits))
            meant = [other for digits in near for other in group[digits] if _tells_one_fact(other, telling)]
            if meant:
                known = min(meant, key=lambda other: other.place)
                yield Retelling(telling.phrase, telling.passage, known.phrase, known.passage)
        group.setdefault(telling.digits, []).append(telling)


def _of_its_year(tellings: Sequence[Telling]) -> list[Telling]:
    """The same, where *trong năm* without a date is the last year that is told of; with a date it is no term."""
    years = {time for telling in tellings for time in telling.times if time.isdigit()}
    year = frozenset(sorted(years)[-1:])
    undated = [replace(one, term="") if one.term == "năm" and one.times else one for one in tellings]
    return [replace(one, times=year) if one.term == "năm" else one for one in undated]


def _tells_one_fact(known: Telling, later: Telling) -> bool:
    rare = _is_rare_slip(known.digits, later.digits)
    near = abs(known.phrase.amount - later.phrase.amount) <= max(_OFF, known.phrase.amount * _NEAR)
    if not (rare or near or swapped(known.digits, later.digits)):
        return False
    if known.place == later.place or not _counts_the_same(known, later):
        return False
    if any(other.amount == known.phrase.amount for other in later.beside):
        return False
    if _in_large_pair(known, later):
        return True
    return not _is_set_apart(known, later) and _says_the_same(known, later, rare=rare)


def _says_the_same(known: Telling, later: Telling, *, rare: bool) -> bool:
    """Whether two figures that nothing sets apart have enough in common for how alike they are."""
    if _in_pair(known, later, rare=rare):
        return True
    if not _within(known.deeds, later.deeds):
        return False
    if _in_full(known, later) or (_in_brief(known, later) and not _of_other_doers(known, later)):
        return True
    return rare and (_in_same_words(known, later) or _in_company(known, later))


def _is_rare_slip(known: str, later: str) -> bool:
    """Whether two digits of three or more have changed places, or one of four or more is another."""
    if len(known) != len(later) or len(later) < _LONG:
        return False
    if len(later) == _LONG:
        return swapped(known, later)
    return one_digit_off(known, later) or (sorted(known) == sorted(later) and sum(map(ne, known, later)) == _FEW_WORDS)


def _is_near(known: str, later: str) -> bool:
    """Whether two rows of digits differ in two at most, or as numbers by little."""
    if len(known) == len(later) and sum(map(ne, known, later)) <= _FEW_WORDS:
        return True
    return abs(int(known) - int(later)) <= max(_OFF, int(known) * _NEAR)


def _counts_the_same(known: Telling, later: Telling) -> bool:
    """Whether both count one kind of thing, persons also by a general name; *tổ chức đảng* are no *chi bộ* here."""
    if BARE in {known.phrase.unit, later.phrase.unit}:
        return known.noun == later.noun
    return _of_one_kind(known.phrase.unit, later.phrase.unit)


def _of_one_kind(first: Unit, second: Unit) -> bool:
    return first == second or (first.family == "person" and counts_the_same(first, second))


def _is_set_apart(known: Telling, later: Telling) -> bool:
    """Whether two figures are of other times, bodies or groups, or those beside them differ as well."""
    of_others = not _within(known.levels, later.levels) or _of_other_bodies(known, later)
    elsewhen = known.past != later.past or (bool(known.times and later.times) and not _at_one_time(known, later))
    grouped = known.undone != later.undone or shared_dimension((known.phrase, later.phrase)) is not None
    return of_others or elsewhen or grouped or _differs_beside(known, later)


def _within(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one says nothing, or nothing that the other does not say."""
    return first <= second or second <= first


def _of_other_bodies(known: Telling, later: Telling) -> bool:
    """Whether both name bodies of one kind, but no common one: *xã Kim Bảng* and *xã Phú Hòa*."""
    kinds = {kind for kind, _ in known.bodies} & {kind for kind, _ in later.bodies}
    return any({b for b in known.bodies if b[0] == kind}.isdisjoint(later.bodies) for kind in kinds)


def _of_one_body(known: Telling, later: Telling) -> bool:
    """Whether one sentence has no name that the other lacks, or the reverse."""
    return _within(known.names, later.names)


def _in_pair(known: Telling, later: Telling, *, rare: bool) -> bool:
    """Whether the same figure is joined to both: *66 tổ chức cơ sở đảng với 3.214 đảng viên*, *… và 3.241 …*."""
    for first, second in product(known.next_to, later.next_to):
        bare = BARE in {first.unit, second.unit}
        alike = first.amount >= _MANY_BESIDE if bare else _of_one_kind(first.unit, second.unit)
        if first.amount != second.amount or not alike or not _done_alike(first, second):
            continue
        shared, large = _shared_with(known, first, later, second), first.amount >= _LEAST_BESIDE
        link, other = _link(first, known.phrase), _link(second, later.phrase)
        many = first.amount >= _MANY_BESIDE
        if link is None or other is None or (link != other and not (many and _within(link, other))):
            if rare and large and len(later.digits) > _LONG and _of_one_body(known, later):
                return True
        elif rare:
            return large or bool(link) or len(shared) >= _LONG or _at_one_time(known, later)
        elif len(shared) > (_LONG - large) and _of_one_body(known, later):
            return True
        elif many:
            return known.deeds == later.deeds != frozenset()
    return False


def _done_alike(first: Phrase, second: Phrase) -> bool:
    """Whether no other deed is told of two figures, nor of one of them that it was not done."""
    undone = words("undone") & ({*first.words} ^ {*second.words})
    one, other = deeds_in(first.lead), deeds_in(second.lead)
    return not undone and (not (one and other) or bool(one & other))


def _in_large_pair(known: Telling, later: Telling) -> bool:
    """Whether a figure so large is joined to both that they tell one fact, whatever words they use for its time."""
    for first, second in product(known.next_to, later.next_to):
        large = first.amount == second.amount >= _SURELY_BESIDE and first.unit == second.unit != BARE
        if large and None is not _link(first, known.phrase) == _link(second, later.phrase):
            return known.deeds == later.deeds and known.undone == later.undone
    return False


def _shared_with(known: Telling, first: Phrase, later: Telling, second: Phrase) -> frozenset[str]:
    """What both pairs say alike; nothing if one says much that the other does not."""
    one, other = known.said_with(first), later.said_with(second)
    return one & other if _alike(one, other) else frozenset()


def _link(first: Phrase, second: Phrase) -> frozenset[str] | None:
    """What is said between two figures that are joined by *và* or a word such as *với*; ``None`` if they are not."""
    before, behind = sorted((first, second), key=lambda phrase: phrase.order)
    inside = sum(1 for inner in behind.inner for _ in walk(inner))
    beside = behind.order == before.order + inside + 1 and before.outer is behind.outer
    if not beside or behind.mark not in {"", "và"}:
        return None
    joined = not behind.lead or behind.lead[-1] in words("attached") | {"và", "có"}
    return content(behind.lead) if joined else None


def _in_company(known: Telling, later: Telling) -> bool:
    """Whether the same figure stands beside both, in clauses that say the same."""
    for first in known.beside:
        for second in later.beside:
            same = first.amount == second.amount and _of_one_kind(first.unit, second.unit)
            same = same and not words("undone") & ({*first.words} ^ {*second.words})
            if same and _alike(known.said, later.said) and _alike(known.said_with(first), later.said_with(second)):
                return bool(known.times & later.times) or first.amount >= _LEAST_BESIDE
    return False


def _differs_beside(known: Telling, later: Telling) -> bool:
    """Whether another figure beside both differs as well, so that both tell of other bodies or times."""
    pairs = [(first, second) for first in known.beside for second in later.beside if first.unit == second.unit]
    other = [(first, second) for first, second in pairs if first.amount != second.amount]
    return any(said_of(first) == said_of(second) != frozenset() for first, second in other)


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one says most of what the other does; who says nothing is only like who says nothing."""
    least = min(len(first), len(second))
    return len(first & second) >= _LEAST_ALIKE * least if least else first == second


def _at_one_time(known: Telling, later: Telling) -> bool:
    """Whether both name the same times, or the same day; the term only where no other time is told."""
    if known.times or later.times:
        return known.times == later.times or any(time.count("/") > 1 for time in known.times & later.times)
    return known.term == later.term != ""


def _in_same_words(known: Telling, later: Telling) -> bool:
    """Whether both say the same: of one time, or at more length of a body that goes without saying."""
    shared = known.said & later.said
    if known.times and _at_one_time(known, later) and len(shared) > _MANY_WORDS and _of_one_body(known, later):
        return True
    if not _alike(known.said, later.said):
        return False
    if _at_one_time(known, later):
        return len(shared) >= _FEW_WORDS
    return len(shared) >= _LONG and (len(later.digits) > _LONG or _of_one_body(known, later))


def _in_full(known: Telling, later: Telling) -> bool:
    """Whether both say the same of the same time, so that even a figure that is merely near must be the same."""
    if known.deeds != later.deeds or known.trail != later.trail:
        return False
    named = known.names | later.names
    apart, shared = (known.lead ^ later.lead) - named, (known.lead & later.lead) | known.trail
    alike, rare = len(apart) <= _FEW_WORDS, _is_rare_slip(known.digits, later.digits)
    if not _at_one_time(known, later):
        exchanged = swapped(known.digits, later.digits) and bool(known.trail)
        return exchanged and alike and _of_one_body(known, later)
    dated = rare and any("/" in time for time in known.times)
    behind = known.tail & later.tail if _alike(known.tail, later.tail) else frozenset()
    if len(known.trail) > _LONG or ((dated or len(behind) > _LONG) and _of_one_body(known, later)):
        return True
    if not rare and (_of_other_doers(known, later) or not _within(known.lead - named, later.lead - named)):
        return False
    done = bool(known.deeds) and len(apart) < _FEW_WORDS
    return alike and (rare or done or len(shared - named) >= _FEW_WORDS)


def _of_other_doers(known: Telling, later: Telling) -> bool:
    """Whether both say who did it, but not the same: *cấp ủy các cấp*, *Ủy ban Kiểm tra*; all the body and a part."""
    first, second = _doers(known), _doers(later)
    if not first or not second:
        return False
    return ("bộ" in first) != ("bộ" in second) or not _within(first, second)


def _doers(one: Telling) -> frozenset[str]:
    """The words before the verb that may be of a body, *đảng bộ* among them."""
    said = (word for word in at_deed(one.phrase.lead)[0] if not word.startswith("<"))
    return frozenset(said) - words("small_words") - words("introducing") - _OF_TIME


def _in_brief(known: Telling, later: Telling) -> bool:
    """Whether the clauses of both say the same of all the body, of a time that goes without saying, or in a summing up.

    *Trong quý, toàn Đảng bộ kết nạp 40 đảng viên*, later *cấp ủy tạo nguồn, trong quý đã kết nạp 42 đảng viên*.
    """
    first, second = _of_clause_itself(known), _of_clause_itself(later)
    alike = known.deeds == later.deeds and known.trail == later.trail and _within(first, second)
    if not alike or not later.names <= known.names or _is_of_part(known) != _is_of_part(later):
        return False
    if later.in_review and not known.in_review and known.times & later.times and len(first & second) >= _FEW_WORDS:
        return known.times == later.times
    if known.phrase.amount < _LEAST_BESIDE:
        return False
    if known.term != later.term or not known.term:
        undated = frozenset() in {known.times, later.times} and "năm" in {known.term, later.term}
        return undated and len(first & second) > _LONG
    if known.bodies - later.bodies and known.phrase.amount < _MANY_BESIDE:
        return False
    whole = "toàn" in {*known.phrase.setting, *known.phrase.lead, *later.phrase.setting, *later.phrase.lead}
    return bool(known.trail) or (whole and bool(known.deeds))


def _of_clause_itself(one: Telling) -> frozenset[str]:
    """What the clause of a figure says before it."""
    return content(one.phrase.lead) & one.lead


def _is_of_part(one: Telling) -> bool:
    """Whether the words before a figure tell it of some place or group alone."""
    return bool(words("parted") & {*one.phrase.under, *one.phrase.setting, *one.phrase.lead})
