"""Phrases: a figure with the words around it, in sentences, with what stands in brackets behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.tokens import Kind, Token
from dangvu.proofreading.numbers.units import BARE, Level, Unit, scale_of, unit_at, unit_of

_HARD = frozenset({";", ":", "\n"})
_STOPS = frozenset({".", "!", "?", "…"})
_EXACT = {
    ("nhiều", "hơn"),
    ("ít", "hơn"),
    ("cao", "hơn"),
    ("thấp", "hơn"),
    ("cấp", "trên"),
    ("cấp", "dưới"),
    ("tất", "cả"),
    ("bán", "hàng"),
    ("khách", "hàng"),
    ("ngân", "hàng"),
    ("cửa", "hàng"),
    ("mặt", "hàng"),
    ("đơn", "hàng"),
}
"""What ends in a word such as *hơn*, *trên* or *hàng* and still stands before an exact figure."""
_APPROXIMATE = words("approximate")
_OR_SO = {("trở", "lên"), ("trở", "xuống")}
_AT_LEAST = {("ít", "nhất"), ("tối", "thiểu")}
_VALUE_ADDED = ("trị", "gia")
"""What is *giá trị gia tăng* has not risen."""
_SCALES = {("nghìn",), ("ngàn",), ("vạn",), ("triệu",)}
_TURNS = frozenset({"thì", "đến", "sang", "tới"})
"""What turns to another time behind a figure: *71,4% thì năm 2023 đã đạt 78,9%*."""
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_TIME_KINDS = frozenset({Kind.YEAR, Kind.TERM, Kind.DATE, Kind.MONTH})


@dataclass(eq=False, slots=True)
class Phrase:
    """At most one figure, the words before it (``lead``) and after its unit (``trail``).

    ``mark`` separates it from the phrase before, ``closing`` from the one after (``,`` ``;`` ``:`` ``và`` a line end,
    or nothing). ``under`` are the words of a label and its colon before it, ``setting`` those of a clause without a
    figure and its comma, ``announced`` those of a cue that was taken off ``lead``. ``inner`` holds the phrases of each
    bracket behind it, whose ``outer`` it is. ``times`` are the dates and years in it, ``named`` the numbers that bodies
    have for a name (the 2 of *Chi bộ 2*). ``sentence`` and ``order`` count through the passage; a bracket belongs to
    the sentence that it stands in.
    """

    start: int
    mark: str
    sentence: int
    outer: Phrase | None = None
    figure: Token | None = None
    unit: Unit = BARE
    lead: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    setting_times: tuple[Token, ...] = ()
    announced: tuple[str, ...] = ()
    closing: str = ""
    order: int = 0
    end: int = 0
    inner: list[list[Phrase]] = field(default_factory=list)
    times: list[Token] = field(default_factory=list)
    named: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the phrase in order."""
        return self.lead + self.trail

    @property
    def amount(self) -> Decimal:
        """The figure in one unit for all money (đồng); 0 without a figure."""
        return self.figure.value * scale_of(self.unit) if self.figure is not None else Decimal(0)

    @property
    def told_for(self) -> tuple[Token, ...]:
        """The dates and years in the phrase and in its setting."""
        return (*self.setting_times, *self.times)

    @property
    def approximate(self) -> bool:
        """Whether a word such as *trên* or *gần* stands directly before the figure, or *trở lên* after it."""
        if self.lead and self.lead[-1] in _APPROXIMATE and self.lead[-2:] not in _EXACT:
            return True
        spans = self.trail[:1] == ("đến",) and self.closing == ""
        return spans or self.trail[:2] in _OR_SO

    @property
    def averaged(self) -> bool:
        """Whether the figure is told for each or on average, so that it is no part of a sum."""
        near = self.lead[-6:]
        return "mỗi" in near or ("bình", "quân") in set(pairwise(near))

    @property
    def at_least(self) -> bool:
        """Whether the figure is a lower bound, which a plan may be: *kết nạp 600 đảng viên trở lên*."""
        return "trở lên" in " ".join(self.trail[:4]) or self.lead[-1:] == ("từ",) or self.lead[-2:] in _AT_LEAST

    @property
    def countable(self) -> bool:
        """Whether the figure is an exact number of things that could be added up."""
        return (
            self.figure is not None
            and self.figure.kind in {Kind.COUNT, Kind.RATIO}
            and self.unit.family != "time"
            and not self.approximate
        )

    def says(self, key: str, *, within: tuple[str, ...] | None = None) -> bool:
        """Whether one of the steering phrases under ``key`` occurs in the phrase (or in the words ``within``)."""
        return phrases(key).first_in(self.words if within is None else within) is not None


@dataclass(slots=True)
class _Parser:
    text: str
    tokens: Sequence[Token]
    index: int = 0
    sentence: int = 0
    order: int = 0

    def level(self, outer: Phrase | None) -> list[Phrase]:
        """The phrases up to the closing bracket, or to the end."""
        level: list[Phrase] = []
        current = self.open("", outer)
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            if token.text in _CLOSING and outer is not None:
                break
            current = self.step(token, current, level, outer)
        self.close(current, "", level)
        return level

    def step(self, token: Token, current: Phrase, level: list[Phrase], outer: Phrase | None) -> Phrase:
        """Take one token into ``current``, or close it and go on with a new phrase."""
        self.index += 1
        if token.text in _OPENING:
            return self.bracket(current)
        if token.is_figure:
            return self.figure(token, current, level, outer)
        if token.text == "/" and current.figure is not None and not current.trail:
            return self.add(current, "/", token)
        if token.kind is Kind.PUNCTUATION and token.text != "=":
            return self.separate(token, current, level, outer)
        counts_next = self.index < len(self.tokens) and self.tokens[self.index].is_figure
        if token.text == "và" and (
            current.figure is not None or (counts_next and current.mark == "," and current.lead)
        ):
            return self.separate(token, current, level, outer)
        word = self.word(token, current)
        return self.add(current, word, token) if word else current

    def word(self, token: Token, current: Phrase) -> str:
        """What ``token`` adds to the words of a phrase: itself, its kind for a time, nothing for a mere name."""
        if token.kind in _TIME_KINDS:
            if not self.cites(token):
                current.times.append(token)
            return f"<{token.kind}>"
        if token.kind is Kind.REFERENCE and words("numbered_bodies").intersection((*current.lead, *current.trail)[-1:]):
            current.named += (token.text,)
        if token.text == "=":
            return "bằng"
        if token.text == "tăng" and (*current.lead, *current.trail)[-2:] == _VALUE_ADDED:
            return "gia"
        return token.text if token.kind is Kind.WORD else ""

    def cites(self, day: Token) -> bool:
        """Whether a date is that of the document named before it: *Nghị quyết số 09-NQ/TU, ngày 14/5/2020*."""
        before = self.tokens[max(0, self.index - 4) : self.index - 1]
        return day.kind is Kind.DATE and any(token.kind is Kind.SYMBOL for token in before)

    def open(self, mark: str, outer: Phrase | None) -> Phrase:
        place = self.tokens[self.index].start if self.index < len(self.tokens) else len(self.text)
        return Phrase(place, mark, self.sentence, outer)

    def close(self, phrase: Phrase, closing: str, level: list[Phrase]) -> None:
        phrase.closing = closing
        phrase.order = self.order
        self.order += 1
        if phrase.figure is not None or phrase.lead:
            level.append(phrase)
        elif level and closing in _HARD:
            level[-1].closing = closing

    def add(self, current: Phrase, word: str, token: Token) -> Phrase:
        if current.figure is None:
            current.lead += (word,)
        else:
            current.trail += (word,)
        current.end = token.end
        return current

    def figure(self, token: Token, current: Phrase, level: list[Phrase], outer: Phrase | None) -> Phrase:
        if current.figure is not None:
            before = current
            self.close(before, "", level)
            self.index -= 1
            current = self.open("", outer)
            self.index += 1
            current.lead, current.setting, current.setting_times = before.trail, before.setting, before.setting_times
            if before.unit.kind == "month":
                current.setting = (*before.setting, *before.lead)
                current.times.extend(before.times)
            elif before.trail[:1] and before.trail[0] in _TURNS:
                kept = [time for time in before.times if before.figure is None or time.start < before.figure.start]
                current.times, before.times = before.times[len(kept) :], kept
                current.setting_times = () if current.times else current.setting_times
        elif current.mark == "và" and not current.lead and level and _is_bare(level[-1]):
            self.share_unit(level[-1])
        current.figure = token
        current.unit, length = unit_at(self.tokens, self.index) if token.kind is not Kind.PERCENT else (BARE, 0)
        if current.unit is BARE and token.kind is Kind.COUNT:
            current.unit = _in_thousands(self.tokens[self.index : self.index + 2]) or _unit_before(current.lead)
        self.index += length
        current.end = self.tokens[self.index - 1].end
        return current

    def share_unit(self, before: Phrase) -> None:
        """Give the first of *40 và 45 năm* the unit of time that stands behind the second."""
        unit, _ = unit_at(self.tokens, self.index)
        before.unit = unit if unit.family == "time" else before.unit

    def bracket(self, current: Phrase) -> Phrase:
        inside = self.level(current)
        self.index += 1
        if inside:
            current.inner.append(inside)
        return current

    def separate(self, token: Token, current: Phrase, level: list[Phrase], outer: Phrase | None) -> Phrase:
        mark = token.text
        if mark in _STOPS:
            if not self.ends_sentence(token):
                return current
            mark = "."
        elif (mark not in _HARD and mark not in {",", "và"}) or (mark == ":" and self.labels(current)):
            return current
        self.close(current, mark, level)
        if mark == "." and outer is None:
            self.sentence += 1
        following = self.open(mark, outer)
        if mark == ":" and (current.figure is None or current.unit.family == "time"):
            following.under = (*current.lead, *current.trail)
            following.setting_times = current.told_for
        elif mark == "," and current.figure is None:
            following.setting = (*current.setting, *current.lead)
            following.setting_times = (*current.setting_times, *current.times)
        return following

    def labels(self, current: Phrase) -> bool:
        """Whether a colon only stands between a label and its figure, as in *loại tốt: 12 chi bộ*."""
        following = self.tokens[self.index] if self.index < len(self.tokens) else None
        if following is None or not following.is_figure or current.figure is not None or len(current.lead) > 10:
            return False
        return not (current.says("strong_cues") or current.says("weak_cues") or current.says("dividing_cues"))

    def ends_sentence(self, stop: Token) -> bool:
        following = self.text[stop.end :].lstrip(' ”"’*_)')
        return not following or not following[0].islower()


def _in_thousands(behind: Sequence[Token]) -> Unit | None:
    """The unit of *86 nghìn lượt*: a kind of its own, since such figures are rounded."""
    said = tuple(token.text for token in behind)
    return Unit(" ".join(said), " ".join(said), Level.SPECIAL) if said[:1] in _SCALES and len(said) > 1 else None


def _is_bare(phrase: Phrase) -> bool:
    """Whether nothing stands behind a number that says what it counts."""
    return phrase.figure is not None and phrase.unit is BARE and not phrase.trail


def _unit_before(lead: tuple[str, ...]) -> Unit:
    """What a bare number counts when the words before it say so: *tổng số đảng viên là 3.412*."""
    named = next((word for word in ("số", "tổng") if word in lead), None)
    return unit_of(lead[lead.index(named) + 1 :]) if named is not None else BARE


def phrases_of(text: str, tokens: Sequence[Token]) -> list[Phrase]:
    """The phrases of a passage in order; those in brackets hang below the phrase that they follow."""
    return _Parser(text, tokens).level(None)


def walk(level: Sequence[Phrase]) -> Iterator[Phrase]:
    """All phrases of ``level`` and of the brackets in them, in the order of the text."""
    for phrase in level:
        yield phrase
        for inside in phrase.inner:
            yield from walk(inside)


def by_sentence(level: Sequence[Phrase]) -> Iterator[list[Phrase]]:
    """The phrases of ``level``, sentence by sentence."""
    sentence: list[Phrase] = []
    for phrase in level:
        if sentence and phrase.sentence != sentence[-1].sentence:
            yield sentence
            sentence = []
        sentence.append(phrase)
    if sentence:
        yield sentence


def years_of(phrase: Phrase) -> set[int]:
    """The years that a figure is told for; of a term its first and its last."""
    return {year for token in phrase.told_for for year in _years_in(token)}


def _years_in(token: Token) -> list[int]:
    if token.day is not None or token.kind is Kind.DATE:
        return [token.day.year] if token.day is not None else []
    named = {Kind.MONTH: [token.other], Kind.TERM: [token.value, token.other]}.get(token.kind, [token.value])
    return [int(year) for year in named]
