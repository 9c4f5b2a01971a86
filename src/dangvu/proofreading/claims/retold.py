"""Figures of another sentence that are told again beside the same figure, or in the same words, with digits changed.

*Kiểm tra 46 tổ chức đảng và 112 đảng viên*, later *đã kiểm tra 46 tổ chức đảng và 121 đảng viên*: that both tell one
fact is not said, but hardly to be doubted, unless time, body, deed or a word of change sets them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from operator import ne

from dangvu.proofreading.claims.changes import names_plan
from dangvu.proofreading.claims.echoes import at_deed, content, counts_the_same
from dangvu.proofreading.claims.groups import shared_dimension
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, walk
from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.rounding import exactly, one_digit_off, swapped
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, Unit
from dangvu.proofreading.reading.flow import Flow

_CHANGED = frozenset({"tăng", "giảm", "thêm", "còn", "nay", "lên", "xuống", "so"})
_PERIODS = frozenset({"quý", "đợt", "kỳ", "khóa", "tuần", "lần"})
_HALVES = frozenset({("đầu", "năm"), ("cuối", "năm"), ("cùng", "kỳ"), ("năm", "trước"), ("nhiệm", "kỳ")})
_SECTORS = ("cơ quan", "doanh nghiệp")
_NUMBERED = words("named_by_number") | {"số"}
_LEVELS = re.compile(r"\b(?:tỉnh|huyện|thành phố|thị xã|xã|phường|thị trấn|cơ sở)\b")
_PLANNED = re.compile(r"(?<!theo )kế hoạch|chỉ tiêu|mục tiêu|phấn đấu|dự kiến|phương hướng", re.IGNORECASE)
_SPANS = frozenset({"month", "day"})
_AS_PLANNED = ("theo", "kế", "hoạch")
_REACH = 2
"""A figure at most so many figures away stands beside another."""
_LEAST_ALIKE = Decimal("0.75")
_LEAST_WORDS = 4
_FEW_DIGITS = 2
"""So much of what one says the other says too."""
_ORDINARY = words("small_words") - words("undone")
_VAGUE = words("small_words") - {"trước", "sau"}

Told = tuple[Flow, Sequence[Phrase]]


@dataclass(frozen=True, slots=True)
class Retelling:
    """A figure and an earlier one, in passages of these numbers, that tell one fact."""

    later: Phrase
    passage: int
    known: Phrase
    known_passage: int


@dataclass(frozen=True, slots=True)
class _Telling:
    """A figure with the time it is told for, the names in its sentence and the counts beside it."""

    phrase: Phrase
    passage: int
    digits: str
    said: frozenset[str]
    undone: frozenset[str]
    deeds: frozenset[str]
    times: frozenset[str]
    names: frozenset[str]
    levels: frozenset[str]
    beside: tuple[Phrase, ...]

    @property
    def place(self) -> tuple[int, int]:
        return self.passage, self.phrase.sentence

    def said_with(self, other: Phrase) -> frozenset[str]:
        """What is said of this figure and of one beside it, whosever they are."""
        return (self.said | _said(other)) - self.names


def retellings_of(told: Sequence[Told]) -> Iterator[Retelling]:
    """The figures of running text that tell an earlier fact again with two digits swapped or one changed."""
    tellings = [one for index, (flow, level) in enumerate(told) for one in _tellings(flow, level, index)]
    groups: dict[tuple[str, int], list[_Telling]] = {}
    for telling in tellings:
        group = groups.setdefault((telling.phrase.unit.family, len(telling.digits)), [])
        meant = [other for other in group if _is_slip(other, telling) and _tells_one_fact(other, telling)]
        if meant and telling.digits not in {other.digits for other in group}:
            yield Retelling(telling.phrase, telling.passage, meant[0].phrase, meant[0].passage)
        group.append(telling)


def _tellings(flow: Flow, level: Sequence[Phrase], passage: int) -> Iterator[_Telling]:
    for sentence in by_sentence(level):
        all_told = list(walk(sentence))
        counted = [phrase for phrase in all_told if phrase.countable]
        places = {id(phrase): place for place, phrase in enumerate(counted)}
        text = flow.text[sentence[0].start : sentence[-1].end]
        if _PLANNED.search(text):
            continue
        times, spans = frozenset[str](), _periods(all_told)
        for before, phrase in pairwise([all_told[0], *all_told]):
            times = _times(phrase) or times
            if not _is_fact(phrase):
                continue
            place = places[id(phrase)]
            beside = (*counted[max(0, place - _REACH) : place], *counted[place + 1 : place + 1 + _REACH])
            yield _Telling(
                phrase,
                passage,
                exactly(phrase.amount),
                said=_said(phrase),
                undone=words("undone") & {*phrase.words},
                deeds=_deeds(phrase),
                times=times | spans | _span(before, phrase),
                names=_names(text),
                levels=frozenset(_LEVELS.findall(text.lower())),
                beside=beside,
            )


def _is_fact(phrase: Phrase) -> bool:
    """Whether a number of two digits or more is told exactly, as reached, and not as a change."""
    figure = phrase.figure
    exact = phrase.countable and figure is not None and figure.kind is Kind.COUNT and not figure.spoken
    if not exact or phrase.averaged or phrase.amount < 10:
        return False
    around = (*phrase.setting, *phrase.lead, *phrase.trail)
    place = next((place for place in range(len(around)) if around[place : place + 3] == _AS_PLANNED), None)
    if place is not None:
        around = around[:place] + around[place + 3 :]
    planned = phrases("fact_breaks").first_in(around) is not None or (place is None and names_plan(phrase))
    return phrase.unit is not BARE and not _CHANGED & {*phrase.words} and not planned


def _is_slip(known: _Telling, later: _Telling) -> bool:
    """Whether two digits are swapped or, of three or more, one differs; most pairs are told apart by a mere look."""
    if len(later.digits) == _FEW_DIGITS:
        return known.digits == later.digits[::-1] != later.digits
    near = sum(map(ne, known.digits, later.digits)) <= _FEW_DIGITS
    return near and (swapped(known.digits, later.digits) or one_digit_off(known.digits, later.digits))


def _tells_one_fact(known: _Telling, later: _Telling) -> bool:
    if known.place == later.place or not _counts_the_same(known.phrase.unit, later.phrase.unit):
        return False
    if any(other.amount == known.phrase.amount for other in later.beside) or _is_set_apart(known, later):
        return False
    return _in_company(known, later) or _in_same_words(known, later)


def _is_set_apart(known: _Telling, later: _Telling) -> bool:
    """Whether two figures are of other times, bodies, deeds or groups, or those beside them differ as well."""
    told = [(known.times, later.times), (known.levels, later.levels)]
    of_others = not (known.names <= later.names or later.names <= known.names)
    done_otherwise = bool(known.deeds and later.deeds) and not known.deeds & later.deeds
    grouped = known.undone != later.undone or shared_dimension((known.phrase, later.phrase)) is not None
    differing = any(first and second and first != second for first, second in told)
    return of_others or done_otherwise or grouped or differing or _differs_beside(known, later)


def _in_company(known: _Telling, later: _Telling) -> bool:
    """Whether the same figure stands beside both, in clauses that say the same."""
    for first in known.beside:
        for second in later.beside:
            same = first.amount == second.amount and _counts_the_same(first.unit, second.unit)
            same = same and not words("undone") & ({*first.words} ^ {*second.words})
            if same and _alike(known.said, later.said) and _alike(known.said_with(first), later.said_with(second)):
                return bool(known.times & later.times) or first.amount >= 10
    return False


def _counts_the_same(first: Unit, second: Unit) -> bool:
    """Whether both count one kind of thing, persons also by a general name; *tổ chức đảng* are no *chi bộ* here."""
    return first == second or (first.family == "person" and counts_the_same(first, second))


def _differs_beside(known: _Telling, later: _Telling) -> bool:
    """Whether another figure beside both differs as well, so that both tell of other bodies or times."""
    pairs = [(first, second) for first in known.beside for second in later.beside if first.unit == second.unit]
    other = [(first, second) for first, second in pairs if first.amount != second.amount]
    return any(_said(first) == _said(second) != frozenset() for first, second in other)


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one says most of what the other does; who says nothing is only like who says nothing."""
    least = min(len(first), len(second))
    return len(first & second) >= _LEAST_ALIKE * least if least else first == second


def _in_same_words(known: _Telling, later: _Telling) -> bool:
    told = bool(known.times & later.times) and bool(known.deeds & later.deeds)
    return told and len(known.said & later.said) >= _LEAST_WORDS and _alike(known.said, later.said)


def _said(phrase: Phrase) -> frozenset[str]:
    return content((*phrase.setting, *phrase.words)) - _ORDINARY


def _deeds(phrase: Phrase) -> frozenset[str]:
    """The verbs before a figure."""
    said, found = phrase.lead, set()
    while said:
        said, deed, _ = at_deed(said)
        found.add(deed)
    return frozenset(found - {""})


def _times(phrase: Phrase) -> frozenset[str]:
    inside = [token for inner in phrase.inner for other in inner if other.figure is None for token in other.times]
    return frozenset(token.text for token in (phrase.told_for or inside))


def _periods(sentence: Sequence[Phrase]) -> frozenset[str]:
    """The periods that a sentence names without a date: *quý I*, *đợt 2*, *6 tháng đầu năm*."""
    spans = {f"{phrase.amount} {phrase.unit.kind}" for phrase in sentence if phrase.unit.kind in _SPANS}
    for phrase in sentence:
        near = list(pairwise((*phrase.setting, *phrase.words)))
        named = (pair for pair in near if pair in _HALVES or (pair[0] in _PERIODS and pair[1] not in _VAGUE))
        spans.update(" ".join(pair) for pair in named)
    return frozenset(spans)


def _span(before: Phrase, phrase: Phrase) -> frozenset[str]:
    """The span of time just before a figure: *Huy hiệu 30 năm tuổi đảng cho 73 đồng chí*."""
    spans = before is not phrase and before.unit.family == "time" and phrase.mark == ""
    return frozenset({f"{before.amount} {before.unit.kind}"} if spans else ())


def _names(text: str) -> frozenset[str]:
    """What tells whose a sentence is: words with a capital, but for the first and those of any report; numbers of
    bodies (*Chi bộ 2*), one of the two halves of a committee (*khối cơ quan*).
    """
    said = [word.strip('.,;:()“”"*_-') for word in text.split()]
    first = next((place for place, word in enumerate(said) if word.isalpha()), 0)
    numbered = [second for word, second in pairwise(said) if word.lower() in _NUMBERED and second.isdigit()]
    halves = [half for half in _SECTORS if half in text.lower()]
    named = content([word.lower() for word in said[first + 1 :] if word[:1].isupper()])
    return named | {*numbered} | (frozenset(halves) if len(halves) == 1 else frozenset())
