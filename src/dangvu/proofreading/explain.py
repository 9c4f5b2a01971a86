"""Tells step by step what proofreading read out of a text."""

from __future__ import annotations

from collections.abc import Iterator

from dangvu.proofreading.claims.claims import Balance, Comparison, Division
from dangvu.proofreading.claims.phrases import Phrase, walk
from dangvu.proofreading.claims.tellings import tellings_of
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.pipeline import Proof, Read

_QUIET = frozenset({Kind.WORD, Kind.PUNCTUATION})


def explanation(proof: Proof) -> Iterator[str]:
    """One line for every number, quantity, claim and fact that may be told again, passage by passage."""
    for number, read in enumerate(proof.reads, start=1):
        lines = [*_numbers(read), *_quantities(read), *_claims(read), *_tellings(read)]
        if lines:
            place = read.passage.flow.original(0, 1)[0]
            yield f"== {number} · {read.passage.kind} · {proof.document.line_of(place)}"
            yield from lines


def _numbers(read: Read) -> Iterator[str]:
    for token in read.tokens:
        if token.kind not in _QUIET:
            other = f" / {token.other}" if token.other else ""
            value = f" = {token.value}{other}" if token.is_figure else ""
            yield f"  number    {token.kind:<10} {read.passage.flow.text[token.start : token.end]}{value}"


def _quantities(read: Read) -> Iterator[str]:
    for phrase in walk(read.phrases):
        if phrase.figure is not None:
            exact = "~ " if phrase.approximate else ""
            yield f"  quantity  {exact}{_figure(phrase)} [{phrase.unit.kind or '-'}] {' '.join(phrase.lead)}"


def _claims(read: Read) -> Iterator[str]:
    for division in read.divisions:
        yield f"  claim     {_division(division)}"
    for comparison in read.comparisons:
        yield f"  claim     {_comparison(comparison)}"
    for balance in read.balances:
        yield f"  claim     {_balance(balance)}"


def _tellings(read: Read) -> Iterator[str]:
    for told in tellings_of(read.passage.flow, read.phrases, 0):
        said = " ".join(sorted(told.lead | told.trail))
        when = ", ".join(sorted(told.times)) or told.term or "-"
        yield f"  fact      {_figure(told.phrase)} [{told.noun}] {said} ({when})"


def _division(division: Division) -> str:
    parts = " + ".join(_figure(part) for part in division.parts)
    return f"{_figure(division.whole)} = {parts}  ({division.cue}, {division.strength})"


def _comparison(comparison: Comparison) -> str:
    bases = ", ".join(_figure(base) for base in comparison.bases if base is not None)
    return f"{comparison.change} {_figure(comparison.stated)}: {_figure(comparison.now)} | {bases}"


def _balance(balance: Balance) -> str:
    moves = "".join(f" {'+' if sign > 0 else '-'} {_figure(phrase)}" for sign, phrase in balance.moves)
    return f"{_figure(balance.stated)} = {_figure(balance.whole)}{moves}"


def _figure(phrase: Phrase) -> str:
    return phrase.figure.text if phrase.figure is not None else "-"
