"""Facts told more than once: the same thing counted, of the same body, for the same day or period.

Two statements are held for one fact only when their words agree but for fillers; anything that qualifies one of them
makes it another fact. Totals without a date are those of the report's day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dangvu.proofreading.claims.claims import Division
from dangvu.proofreading.claims.phrases import Phrase, by_sentence
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.tokens import Kind

_STOCKS = frozenset({"organization", "committee", "cell", "subordinate_cell", "member"})

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
    for sentence in by_sentence(level):
        for index, phrase in enumerate(sentence):
            key = _headline_key(sentence, index)
            if key is not None:
                yield Fact(key, phrase, passage)
    yield from _part_facts(divisions, passage)


def _headline_key(sentence: list[Phrase], index: int) -> FactKey | None:
    """The key of a figure that leads its sentence, with only words of time and place before it."""
    phrase = sentence[index]
    if not phrase.countable or phrase.figure is None or phrase.figure.kind is not Kind.COUNT or phrase.figure.spoken:
        return None
    before = sentence[:index]
    if any(other.figure is not None for other in before):
        return None
    while any(other.closing == ":" for other in before):
        before = before[1:]
    said = [word for other in before for word in other.lead] + list(phrase.lead)
    if len(said) > 24 or any(word in words("fact_breaks") for word in said):
        return None
    after = list(phrase.trail)
    times = frozenset(_time(token.text) for other in (*before, phrase) for token in other.times)
    qualifying = frozenset(
        word for word in (*said, *after) if word not in words("fact_fillers") and not word.startswith("<")
    )
    stock = phrase.unit.kind in _STOCKS and not qualifying and ("có" in said or "là" in said or "số" in said)
    verbs = words("fact_verbs")
    text = " ".join(said)
    flow = times and any(verb in text for verb in verbs) and len(qualifying) <= 8 and phrase.unit.family != "time"
    if not stock and not flow:
        return None
    return phrase.unit.kind, qualifying, times


def _time(text: str) -> str:
    return "".join(character for character in text if character.isalnum() or character in "/-").replace("/0", "/")


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
                times = frozenset(_time(token.text) for token in part.times)
                yield Fact((part.unit.kind, frozenset({*scope, label}), times), part, passage)
