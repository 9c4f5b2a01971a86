"""Calculations written out: *33 + 42 = 75*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from dangvu.proofreading.checks.places import flaw_at
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.lexer import decimal_of
from dangvu.proofreading.numbers.rounding import written
from dangvu.proofreading.numbers.tokens import Kind as TokenKind
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.flow import Flow

_NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?"
_EQUATION = re.compile(rf"(?<![\d.,])({_NUMBER}(?:\s?[+-]\s?{_NUMBER})+)\s?=\s?({_NUMBER})(?![\d%])")


def equation_flaws(flow: Flow) -> Iterator[Flaw]:
    """A flaw at the result of every sum or difference written out that is wrong."""
    for match in _EQUATION.finditer(flow.text):
        value = Decimal(0)
        for sign, number in re.findall(rf"([+-]?)\s?({_NUMBER})", match.group(1)):
            value += decimal_of(number)[0] * (-1 if sign == "-" else 1)
        stated, decimals, _ = decimal_of(match.group(2))
        if value != stated:
            token = Token(TokenKind.COUNT, match.start(2), match.end(2), match.group(2))
            expected = written(value, decimals)
            yield flaw_at(flow, token, Kind.SUM, "equation", expected, facts={"sum": match.group(1)})
