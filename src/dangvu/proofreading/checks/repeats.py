"""One fact with two values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from dangvu.kernel.findings import Level
from dangvu.proofreading.checks.places import flaw_at, span_of
from dangvu.proofreading.claims.echoes import Statement
from dangvu.proofreading.claims.facts import Fact, FactKey
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.claims.recalls import Recall
from dangvu.proofreading.claims.retold import Retelling
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.rounding import exactly, one_digit_off, swapped, written
from dangvu.proofreading.numbers.spoken import SPOKEN_WORDS, spoken_value
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.numbers.units import Unit
from dangvu.proofreading.reading.flow import Flow

_NEAR = Decimal("0.05")
"""A denominator this close to the total is meant as the total; a farther one is a group of its own."""
_SLIP = Decimal("0.15")
"""A figure this much off an earlier one is meant as it; one farther off tells something else."""
_TOLD_AGAIN = Decimal("0.5")
_FEW = Decimal(2)
_BOTH_WAYS = re.compile(r"(\d{1,4})\s?\(([^\W\d_]+(?:\s[^\W\d_]+){0,5})\)", re.IGNORECASE)


def repeat_flaws(facts: Sequence[Fact], flows: Sequence[Flow]) -> Iterator[Flaw]:
    """A flaw at each later statement of a fact whose value differs from the first."""
    first: dict[FactKey, Fact] = {}
    for fact in facts:
        known = first.setdefault(fact.key, fact)
        token, known_token = fact.phrase.figure, known.phrase.figure
        if token is None or known_token is None or token.value == known_token.value:
            continue
        yield _repeated(fact.phrase, flows[fact.passage], known.phrase, flows[known.passage])


def echo_flaws(statements: Sequence[Statement], flows: Sequence[Flow]) -> Iterator[Flaw]:
    """A flaw at a statement that is nearly, but not quite, an earlier one in other words."""
    groups: dict[tuple[str, frozenset[str]], dict[tuple[Unit, frozenset[str], Decimal, frozenset[str]], Statement]] = {}
    for later in statements:
        # What has been said with the same figure before is held against once: long texts say the same again and again.
        told = groups.setdefault((later.deed, later.about), {})
        earlier = [other for other in told.values() if later.echoes(other)]
        if earlier and all(_nearly(other, later) for other in earlier):
            yield _repeated(later.phrase, flows[later.passage], earlier[0].phrase, flows[earlier[0].passage])
        told.setdefault((later.unit, later.scope, later.phrase.amount, later.times), later)


def recall_flaws(recalls: Iterable[Recall], flows: Sequence[Flow]) -> Iterator[Flaw]:
    """A flaw at a figure that is taken up again with another value; only digits changed, or nearly the same."""
    for recall in recalls:
        told = [(other, passage) for other, passage in recall.before if other.figure is not None]
        if recall.phrase.amount in {other.amount for other, _ in told} | _sums(told):
            continue
        meant = [(other, passage) for other, passage in told if _is_meant(other, recall)]
        if meant:
            known, passage = meant[-1]
            yield _repeated(recall.phrase, flows[recall.passage], known, flows[passage])


def retold_flaws(retellings: Iterable[Retelling], flows: Sequence[Flow]) -> Iterator[Flaw]:
    """A flaw at each figure that tells an earlier fact again with digits changed."""
    for one in retellings:
        yield _repeated(one.later, flows[one.passage], one.known, flows[one.known_passage])


def _is_meant(other: Phrase, recall: Recall) -> bool:
    near = abs(other.amount - recall.phrase.amount) <= max(_FEW, _NEAR * other.amount)
    return _is_swapped(other, recall.phrase) or (recall.wholly and near)


def _sums(told: Sequence[tuple[Phrase, int]]) -> set[Decimal]:
    """What two neighbours come to, or one without the other: a figure may be what they give."""
    pairs = list(pairwise(other.amount for other, _ in told))
    return {first + second for first, second in pairs} | {abs(first - second) for first, second in pairs}


def _is_swapped(first: Phrase, later: Phrase) -> bool:
    """Whether two digits have changed places, be it in another unit of money: *3.860 triệu* and *3,68 tỷ*."""
    return swapped(exactly(first.amount), exactly(later.amount))


def _nearly(known: Statement, told: Statement) -> bool:
    """Whether two figures differ by little, or by two digits that have changed places."""
    first, later = known.phrase, told.phrase
    if not told.surely_echoes(known):
        return _is_swapped(first, later) or (
            told.is_of_body and one_digit_off(exactly(first.amount), exactly(later.amount))
        )
    off = abs(first.amount - later.amount)
    reach = _TOLD_AGAIN if told.repeats(known) else _SLIP
    return off > 0 and (off <= reach * max(first.amount, later.amount) or _is_swapped(first, later))


def _repeated(phrase: Phrase, flow: Flow, known: Phrase, known_flow: Flow) -> Flaw:
    assert phrase.figure is not None and known.figure is not None
    told = {"place": str(span_of(known_flow, known.figure)[0])}
    expected = known_flow.text[known.figure.start : known.figure.end]
    return flaw_at(flow, phrase.figure, Kind.REPEAT, "repeat", expected, facts=told)


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
    below = ratio.text.rpartition("/")[2].lstrip()
    token = Token(TokenKind.COUNT, ratio.end - len(below), ratio.end, below, ratio.other)
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
