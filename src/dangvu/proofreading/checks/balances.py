"""Remainders and closing figures that do not follow from their opening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.claims.claims import Balance
from dangvu.proofreading.claims.phrases import Phrase
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.rounding import exactly
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.units import scale_of
from dangvu.proofreading.reading.flow import Flow

_MOST = 6
"""More moves than this have too many readings to try, and one of them would always fit."""


def balance_flaws(flow: Flow, balances: Iterable[Balance], corrected: Mapping[int, Decimal]) -> Iterator[Flaw]:
    """A flaw at every remainder that no reading of the figures before it gives.

    ``corrected`` are the values that figures of failing sums should have: a remainder that follows from one of them is
    right, and the sum tells what is wrong.
    """
    for balance in balances:
        stated = balance.stated.figure
        assert stated is not None
        scale = scale_of(balance.stated.unit)
        expected = _result(balance.whole, balance.moves)
        if expected < 0 or len(balance.moves) > _MOST or balance.stated.amount in _readings(balance):
            continue
        if id(balance.whole) in corrected and any(id(phrase) in corrected for _, phrase in balance.moves):
            continue
        known = [(sign, phrase) for sign, phrase in ((1, balance.whole), *balance.moves) if id(phrase) in corrected]
        if any(
            expected + sign * (corrected[id(phrase)] - phrase.amount) == balance.stated.amount for sign, phrase in known
        ):
            continue
        signs = ((" + " if sign > 0 else " - ") + exactly(phrase.amount / scale) for sign, phrase in balance.moves)
        facts = {"arithmetic": exactly(_opening(balance.whole) / scale) + "".join(signs)}
        related = [balance.whole, *(phrase for _, phrase in balance.moves)]
        yield flaw_at(flow, stated, Kind.SUM, "balance", exactly(expected / scale), facts=facts, related=related)


def _readings(balance: Balance) -> set[Decimal]:
    """Every value that some reading of the account gives."""
    found = {
        _result(balance.whole, chosen)
        for size in range(1, len(balance.moves) + 1)
        for chosen in combinations(balance.moves, size)
    }
    for first, second in combinations(balance.before, 2):
        found |= {_opening(first) - second.amount, first.amount + second.amount}
    return found


def _result(whole: Phrase, moves: Iterable[tuple[int, Phrase]]) -> Decimal:
    return sum((sign * phrase.amount for sign, phrase in moves), _opening(whole))


def _opening(phrase: Phrase) -> Decimal:
    assert phrase.figure is not None
    return phrase.figure.other if phrase.figure.kind is TokenKind.RATIO else phrase.amount
