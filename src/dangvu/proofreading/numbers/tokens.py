"""The tokens of running text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a token is; only ``COUNT``, ``PERCENT``, ``RATIO`` and ``TIMES`` are figures."""

    WORD = "word"
    COUNT = "count"
    PERCENT = "percent"
    RATIO = "ratio"
    TIMES = "times"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    TERM = "term"
    RANGE = "range"
    SYMBOL = "symbol"
    REFERENCE = "reference"
    MARK = "mark"
    PUNCTUATION = "punctuation"


FIGURES = frozenset({Kind.COUNT, Kind.PERCENT, Kind.RATIO, Kind.TIMES})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; ``start`` and ``end`` are places in the running text.

    ``text`` is lower case in one spelling (``hóa`` for ``hoá``). ``value`` is the number; a ratio has the numerator
    there and the denominator in ``other``; a term of years has its two years. ``decimals`` counts the digits after
    the decimal comma, ``grouped`` says that thousands are separated.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: Decimal = Decimal(0)
    other: Decimal = Decimal(0)
    decimals: int = 0
    grouped: bool = False
    spoken: bool = False
    day: dt.date | None = None

    @property
    def is_figure(self) -> bool:
        """Whether the token counts or measures something."""
        return self.kind in FIGURES

    def as_reference(self) -> Token:
        """The same number as a mere name, as in *Điều 30*."""
        return replace(self, kind=Kind.REFERENCE)
