"""Statements that a report comes back to in other words: *kết nạp 156 đảng viên*, later *156 đảng viên mới kết nạp*.

A statement is what was done (or of which body a stock is told), what qualifies it, of whom and when. Two are echoes of
each other when all of these agree; whether they then contradict depends on how near their figures are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dangvu.proofreading.claims.bodies import body_marks
from dangvu.proofreading.claims.changes import is_rate, moved, names_plan
from dangvu.proofreading.claims.facts import ENDPOINTS
from dangvu.proofreading.claims.phrases import Phrase, by_sentence
from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.tokens import Kind, Token
from dangvu.proofreading.numbers.units import BARE, Level, Unit, compatible, length_of_unit, unit_of

_BREAKS = frozenset({";", ":", "\n"})
_AMONG = {("trong",), ("số",), ("của",)}
_HAVING = {("có",), ("là",), ("với",), ("gồm",), ("còn",), ("lên",)}
_ENDS = frozenset({"có", "thì", "là", "đã", "gồm"})
_STOCKS = frozenset(
    {"organization", "committee", "cell", "subordinate_cell", "member", "association_member", "village"}
)
_RATE = ("tỷ", "lệ")
_STATED = frozenset({"còn", "đạt", "là", "chiếm", "bằng", "ở"})
_RATES = Unit("rate", "rate", Level.GENERAL)
_SPANS = {("trong", "quý"), ("trong", "tháng"), ("trong", "tuần")}
_NOW = {"hiện nay"}
"""What a stock without a day is told for, too."""
_PEOPLE = frozenset({"person", "official", "worker", "learner"})
"""Kinds of persons that many groups of a body are counted in."""
_PERIODS = frozenset({"quý", "đợt", "kỳ", "khóa", "tuần"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure of passage ``passage`` with what is said of it.

    ``unit`` is what is counted, ``deed`` the verb (empty for a stock), ``about`` what qualifies it, ``scope`` whose
    figure it is, ``times`` the days and periods that it is told for, ``marks`` what tells bodies of a kind apart,
    ``label`` what is told under before a colon; in a cell (``in_table``) the time may go without saying.
    """

    phrase: Phrase
    passage: int
    unit: Unit
    deed: str
    about: frozenset[str]
    scope: frozenset[str]
    times: frozenset[str]
    marks: frozenset[str] = frozenset()
    label: frozenset[str] = frozenset()
    in_table: bool = False

    def echoes(self, other: Statement) -> bool:
        """Whether both tell one fact: the same deed in the same time, of the same body or of the whole."""
        if (self.passage, self.phrase.sentence) == (other.passage, other.phrase.sentence):
            return False
        of_one = self.scope == other.scope or not (self.scope and other.scope)
        of_one = of_one or (self.is_stock and (self.scope <= other.scope or other.scope <= self.scope))
        undated = any(one.in_table and not one.times for one in (self, other)) and self.in_table != other.in_table
        said = (self.deed, self.about) == (other.deed, other.about) and (undated or self.times == other.times)
        described = len(self.about) > 1 and BARE in {self.unit, other.unit}
        alike = self.marks == other.marks and (self.label <= other.label or other.label <= self.label)
        return of_one and said and alike and (described or counts_the_same(self.unit, other.unit))

    @property
    def is_stock(self) -> bool:
        """Whether the figure is the size of a body: *Đảng bộ xã có 412 đảng viên*."""
        return not self.deed

    @property
    def is_of_body(self) -> bool:
        """Whether the stock is that of organisations or members, which a body has one of at a time."""
        return self.is_stock and self.unit.kind not in _PEOPLE

    def surely_echoes(self, other: Statement) -> bool:
        """Whether an echo needs no closer look: not of a stock without its day, or of a body named in other words."""
        firm = bool(self.times) and self.scope == other.scope and self.unit.kind not in _PEOPLE
        return firm or (not self.is_stock and self.scope == other.scope)

    def repeats(self, other: Statement) -> bool:
        """Whether both say the same in full, so that the figure must be the same, near or not."""
        told = len(self.about) > 1 and bool(self.times) and self.scope == other.scope
        return told and self.unit == other.unit and self.echoes(other)


def statements_of(level: Sequence[Phrase], passage: int) -> Iterator[Statement]:
    """The statements that a passage makes in full: with a verb, or as the stock of a body on a day."""
    for sentence in by_sentence([phrase for phrase in level if phrase.outer is None]):
        said: tuple[str, ...] = ()
        times: frozenset[str] = frozenset()
        last: Statement | None = None
        marks = frozenset[str]()
        opening: tuple[str, ...] = ()
        for before, phrase in pairwise([sentence[0], *sentence]):
            times = _times(before, phrase) or times
            said, marks = (*said, *phrase.lead), body_marks([phrase]) or marks
            if phrase.figure is not None:
                stated = _statement(phrase, said, times, last, passage) or _of_stock(
                    phrase, said, opening, times, passage
                )
                if stated is not None:
                    stated = replace(stated, marks=marks, label=content(phrase.under))
                    yield stated
                last, opening, said = stated or last, opening or said, ()
            if phrase.closing in _BREAKS:
                said, last, marks = (), None, frozenset()


def _statement(
    phrase: Phrase, said: tuple[str, ...], times: frozenset[str], last: Statement | None, passage: int
) -> Statement | None:
    if not _is_told(phrase, said):
        return None
    if is_rate(phrase):
        return _rate(phrase, said, times, passage)
    return _of_deed(phrase, said, times, last, passage)


def _is_told(phrase: Phrase, said: tuple[str, ...]) -> bool:
    """Whether a figure is told as a fact: exactly, of all, and not as a plan."""
    figure = phrase.figure
    if figure is None or phrase.approximate or figure.spoken or phrase.averaged or names_plan(phrase):
        return False
    exact = figure.kind is Kind.PERCENT or (phrase.countable and figure.kind is Kind.COUNT)
    return exact and phrases("fact_breaks").first_in((*phrase.setting, *said, *phrase.trail)) is None


def _of_deed(
    phrase: Phrase, said: tuple[str, ...], times: frozenset[str], last: Statement | None, passage: int
) -> Statement | None:
    """*Đã kết nạp 156 đảng viên*, *trong 156 đảng viên mới kết nạp*, and what goes on with the verb before."""
    before, deed, behind = at_deed(said)
    trail = phrase.trail
    if not deed and (said[-1:] in _AMONG or (said[-1:] == ("có",) and phrases("deeds").at(trail) is not None)):
        stop = next((place for place, word in enumerate(trail) if word in _ENDS), len(trail))
        first, deed, rest = at_deed(trail[:stop])
        before, behind, trail = (), (*first, *rest), ()
        times = frozenset(map(_moment, phrase.times)) or times
    if not deed:
        goes_on = last is not None and bool(last.deed)
        about = content((*said, *trail))
        return replace(last, phrase=phrase, unit=phrase.unit, about=about) if last is not None and goes_on else None
    unit, before = _counted(phrase.unit, before)
    subject = before[max(0, len(said) - len(phrase.lead)) :]
    named = any(word not in words("flow_fillers") and not word.startswith("<") for word in subject)
    scope = content(subject if named else before) or (last.scope if last is not None else frozenset())
    return Statement(phrase, passage, unit, deed, content((*behind, *trail)), scope, times)


def _of_stock(
    phrase: Phrase, said: tuple[str, ...], opening: tuple[str, ...], times: frozenset[str], passage: int
) -> Statement | None:
    """*Đảng bộ xã có 412 đảng viên*, *Hội Nông dân: số hội viên 1.204*; ``opening`` begins the sentence."""
    place = said.index("số") if "số" in said else len(said)
    named = unit_of(said[place + 1 :])
    labelled = named is not BARE and compatible(named, phrase.unit)
    unit = named if labelled else phrase.unit
    held = unit.kind in _STOCKS | _PEOPLE and (labelled or not said or said[-1:] in _HAVING)
    if not held or is_rate(phrase) or not _is_told(phrase, said):
        return None
    scope = content(said[:place] if labelled else said) or content(opening)
    times = (times or frozenset(map(_moment, phrase.times))) - _NOW
    return Statement(phrase, passage, unit, "", content(phrase.trail), scope, times)


def _rate(phrase: Phrase, said: tuple[str, ...], times: frozenset[str], passage: int) -> Statement | None:
    """*Tỷ lệ hộ nghèo của xã còn 3,15%*: what the rate is of stands for the deed."""
    label = next((said[place + 2 :] for place in range(len(said)) if said[place : place + 2] == _RATE), ())
    if not times or not label or label[-1] not in _STATED or moved(label) is not None:
        return None
    return Statement(phrase, passage, _RATES, "tỷ lệ", content((*label, *phrase.trail)), frozenset(), times)


def at_deed(said: tuple[str, ...]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The words before the last verb that tells a deed, the verb, and the words behind it."""
    for place in reversed(range(len(said))):
        found = phrases("deeds").at(said, place)
        if found is not None:
            return said[:place], found[0], said[place + found[1] :]
    return (), "", ()


def _counted(unit: Unit, before: tuple[str, ...]) -> tuple[Unit, tuple[str, ...]]:
    """What *số đảng viên bị kỷ luật là 15 đồng chí* counts, and the words before the verb without it; of a cell
    (*Đảng viên được giám sát*: 74) what its label begins with.
    """
    if "số" not in before:
        named = unit_of(before) if unit is BARE else BARE
        return (named, before[length_of_unit(before) :]) if named is not BARE else (unit, before)
    place = before.index("số") + 1
    named = unit_of(before[place:])
    return (named, before[: place - 1]) if named is not BARE else (unit, before)


def content(said: Sequence[str]) -> frozenset[str]:
    """The words that tell one fact from another: no fillers, no words for figures."""
    empty = words("fact_fillers") | words("flow_fillers") | words("introducing")
    return frozenset(word for word in said if word not in empty and not word.startswith("<"))


def _times(before: Phrase, phrase: Phrase) -> frozenset[str]:
    """The days, years and periods told before the figure of ``phrase``; ``before`` may be a span, as *9 tháng*."""
    place = phrase.figure.start if phrase.figure is not None else phrase.end + 1
    moments = {_moment(token) for token in phrase.times if token.start < place}
    moments.update(
        " ".join(pair) for pair in pairwise(phrase.lead) if pair[0] in _PERIODS or pair in ENDPOINTS | _SPANS
    )
    if before is not phrase and before.unit.family == "time" and before.figure is not None and phrase.mark == "":
        moments.add(f"{before.amount} {before.unit.kind}")
    return frozenset(moments)


def _moment(token: Token) -> str:
    return str(token.day) if token.day is not None else f"{token.value}/{token.other}"


def counts_the_same(first: Unit, second: Unit) -> bool:
    """Whether both count one kind of thing, be it once by a general name such as *đồng chí*."""
    general = Level.GENERAL in {first.level, second.level}
    return first is not BARE and (first == second or (general and first.family == second.family))
