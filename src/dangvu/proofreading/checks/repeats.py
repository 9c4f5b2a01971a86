"""One fact with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import flaw_at, span_of
from dangvu.proofreading.claims.facts import Fact, FactKey
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.rounding import written
from dangvu.proofreading.numbers.spoken import SPOKEN_WORDS, spoken_value
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.flow import Flow

_NEAR = Decimal("0.05")
"""A denominator this close to the total is meant as the total; a farther one is a group of its own."""
_BOTH_WAYS = re.compile(r"(\d{1,4})\s?\(([^\W\d_]+(?:\s[^\W\d_]+){0,5})\)", re.IGNORECASE)


def repeat_flaws(facts: Sequence[Fact], flows: Sequence[Flow]) -> Iterator[Flaw]:
    """A flaw at each later statement of a fact whose value differs from the first."""
    first: dict[FactKey, Fact] = {}
    for fact in facts:
        known = first.setdefault(fact.key, fact)
        token, known_token = fact.phrase.figure, known.phrase.figure
        if token is None or known_token is None or token.value == known_token.value:
            continue
        flow, known_flow = flows[fact.passage], flows[known.passage]
        told = {"place": str(span_of(known_flow, known_token)[0])}
        expected = known_flow.text[known_token.start : known_token.end]
        yield flaw_at(flow, token, Kind.REPEAT, "repeat", expected, facts=told)


def denominator_flaws(
    facts: Sequence[Fact], flows: Sequence[Flow], read: Sequence[tuple[Flow, Sequence[Phrase]]]
) -> Iterator[Flaw]:
    """*58/76 tổ chức cơ sở đảng* in a report whose only total of organisations is 75."""
    totals: dict[str, list[Fact]] = {}
    for fact in facts:
        if not fact.key[1]:
            totals.setdefault(fact.key[0], []).append(fact)
    for flow, phrases in read:
        for phrase in phrases:
            known = totals.get(phrase.unit.kind, [])
            if phrase.figure is None or phrase.figure.kind is not TokenKind.RATIO or phrase.times or not known:
                continue
            values = [fact.phrase.figure.value for fact in known if fact.phrase.figure is not None]
            near = [value for value in values if abs(value - phrase.figure.other) <= value * _NEAR]
            if near and phrase.figure.other not in values and phrase.figure.value <= phrase.figure.other:
                place = span_of(flows[known[0].passage], known[0].phrase.figure or phrase.figure)[0]
                yield _denominator_flaw(flow, phrase.figure, near[0], place)


def _denominator_flaw(flow: Flow, ratio: Token, total: Decimal, place: int) -> Flaw:
    offset = ratio.text.rindex("/") + 1
    token = Token(TokenKind.COUNT, ratio.start + offset, ratio.end, ratio.text[offset:], ratio.other)
    told = {"place": str(place)}
    return flaw_at(flow, token, Kind.REPEAT, "repeat", written(total), level=Level.WARNING, facts=told)


def spelled_out_flaws(flow: Flow) -> Iterator[Flaw]:
    """*05 (sáu) đồng chí*: digits and words of one number differ."""
    for match in _BOTH_WAYS.finditer(flow.text):
        said = match.group(2).lower().split()
        if any(word not in SPOKEN_WORDS for word in said):
            continue
        value = spoken_value(said)
        if value is not None and value != int(match.group(1)):
            token = Token(TokenKind.COUNT, match.start(), match.end(), match.group())
            facts = {"stated": match.group(1), "expected": match.group(2)}
            yield flaw_at(flow, token, Kind.REPEAT, "words-digits", match.group(2), facts=facts)
