"""Facts told more than once: the same thing counted, of the same body, for the same day or period.

Two statements are held for one fact only when their words agree but for fillers; anything that qualifies one of them
makes it another fact. Totals without a date are those of the report's day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dangvu.proofreading.claims.bodies import body_marks
from dangvu.proofreading.claims.claims import Division
from dangvu.proofreading.claims.groups import unit_words
from dangvu.proofreading.claims.phrases import Phrase, by_sentence
from dangvu.proofreading.lexicon.load import phrases, words
from dangvu.proofreading.numbers.tokens import Kind

_STOCKS = frozenset({"organization", "committee", "cell", "subordinate_cell", "member"})
_TOPICS = {("công", "tác"), ("đội", "ngũ"), ("phong", "trào"), ("về", "công")}
"""A clause that only names the subject: *công tác phát triển đảng viên được quan tâm, …*."""
_ENDS = {("đầu", "năm"), ("cuối", "năm"), ("đầu", "nhiệm"), ("cuối", "nhiệm")}
ENDPOINTS = _ENDS | {("hiện", "nay"), ("đến", "nay")}
"""The beginnings of words that name a time without a date."""
_MOST_QUALIFIERS = 8
_LONGEST_LEAD = 24

FactKey = tuple[str, frozenset[str], frozenset[str]]
"""What is counted, the words that qualify it, and the days or years it is told for."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a fact, in passage number ``passage``."""

    key: FactKey
    phrase: Phrase
    passage: int


def facts_of(level: Sequence[Phrase], divisions: Sequence[Division], passage: int) -> Iterator[Fact]:
    """The facts that a passage states in full: totals with their day, flows with their period, parts of totals."""
    headlines: dict[int, FactKey] = {}
    for sentence in by_sentence(level):
        for index, phrase in enumerate(sentence):
            key = _headline_key(sentence, index) or _body_key(phrase)
            if key is not None:
                headlines[id(phrase)] = key
                yield Fact(key, phrase, passage)
    yield from _part_facts(divisions, passage)
    yield from _dated_part_facts(divisions, headlines, passage)


def _is_count(phrase: Phrase) -> bool:
    figure = phrase.figure
    return phrase.countable and figure is not None and figure.kind is Kind.COUNT and not figure.spoken


def _headline_key(sentence: list[Phrase], index: int) -> FactKey | None:
    """The key of a figure that leads its sentence, with only words of time and place before it."""
    phrase = sentence[index]
    before = sentence[:index]
    if not _is_count(phrase) or any(other.figure is not None for other in before):
        return None
    while any(other.closing == ":" for other in before):
        before = before[1:]
    before = [other for other in before if other.lead[:2] not in _TOPICS]
    said = [word for other in before for word in other.lead] + list(phrase.lead)
    if len(said) > _LONGEST_LEAD or _has_break(said):
        return None
    times = _times((*before, phrase))
    rated = phrases("rated").at(phrase.trail)
    if rated:
        qualifying = (_qualifying(said) - words("rating_fillers")) | {rated[0]}
    else:
        qualifying = _qualifying((*said, *phrase.trail))
    counted = phrase.unit.kind in _STOCKS and bool({"có", "là", "số"} & set(said))
    on_a_day = any("/" in time and time.count("/") > 1 for time in times)
    marks = body_marks((*before, phrase))
    stock = counted and (not qualifying or (on_a_day and len(qualifying) <= _MOST_QUALIFIERS))
    told = phrases("fact_verbs").first_in(tuple(said)) or rated
    flow = times and told and len(qualifying) <= _MOST_QUALIFIERS and phrase.unit.family != "time"
    return (phrase.unit.kind, qualifying | marks, times) if stock or flow else None


def _body_key(phrase: Phrase) -> FactKey | None:
    """The key of a body's size: *Ban Chấp hành gồm 29 đồng chí*, with nothing but fillers between."""
    said = phrase.announced + phrase.lead
    found = phrases("bodies").first_in(said)
    if not _is_count(phrase) or found is None or phrase.unit.family != "person" or _has_break(said):
        return None
    body, place = found
    between = said[place + len(body.split()) :]
    goes_on = phrase.trail and phrase.trail[0] not in words("after_bodies")
    if goes_on or between[-1:] not in {("gồm",), ("có",)} or _qualifying(between):
        return None
    return "body", frozenset({body}), _times((phrase,))


def _has_break(said: Sequence[str]) -> bool:
    return any(word in words("fact_breaks") for word in said)


def _qualifying(said: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in said if word not in words("fact_fillers") and not word.startswith("<"))


def _times(phrases_here: Sequence[Phrase]) -> frozenset[str]:
    told = {_time(token.text) for phrase in phrases_here for token in phrase.times}
    ends = {" ".join(pair) for phrase in phrases_here for pair in pairwise(phrase.lead) if pair in _ENDS}
    return frozenset(told | ends)


def _time(text: str) -> str:
    return "".join(character for character in text if character.isalnum() or character in "/-").replace("/0", "/")


def _dated_part_facts(divisions: Sequence[Division], headlines: dict[int, FactKey], passage: int) -> Iterator[Fact]:
    """What is told *trong đó* of a total on a day: the same group of that day must be the same elsewhere."""
    for division in divisions:
        kind, qualifying, times = headlines.get(id(division.whole), ("", frozenset(), frozenset()))
        if division.cue == "heading" or not any(time.count("/") > 1 for time in times):
            continue
        for part in division.parts:
            named = _qualifying((*part.lead, *unit_words(part.unit), *part.trail))
            told = named - qualifying and not part.told_for and part.unit.family == "person"
            if told and _is_count(part) and len(named) <= _MOST_QUALIFIERS:
                yield Fact((kind, qualifying | named, times), part, passage)


def _part_facts(divisions: Sequence[Division], passage: int) -> Iterator[Fact]:
    """The labelled parts of a total under a heading: told again for the same total they must be the same."""
    for division in divisions:
        if division.cue != "heading" or division.whole.figure is None or len(division.parts) < 2:
            continue
        scope = (division.heading, division.whole.unit.kind, str(division.whole.figure.value))
        labels = [" ".join(part.lead[-8:]) for part in division.parts]
        if len(set(labels)) < len(labels):
            continue
        for part, label in zip(division.parts, labels, strict=True):
            if len(label) > 5:
                yield Fact((part.unit.kind, frozenset({*scope, label}), _times((part,))), part, passage)
