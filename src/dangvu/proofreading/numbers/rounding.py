"""Rounding as printed reports do it: half up, half even, or simply cut; all three are accepted."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

_WAYS = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)


def rounds_to(exact: Decimal, stated: Decimal, decimals: int) -> bool:
    """Whether ``stated`` with ``decimals`` digits after the comma is some accepted rounding of ``exact``."""
    step = Decimal(1).scaleb(-decimals)
    return any(exact.quantize(step, rounding=way) == stated for way in _WAYS)


def written(value: Decimal, decimals: int = 0) -> str:
    """The number as the register writes it: ``3.412`` and ``77,33``."""
    step = Decimal(1).scaleb(-decimals)
    return f"{value.quantize(step, rounding=ROUND_HALF_UP):,f}".translate(str.maketrans(",.", ".,"))


def exactly(value: Decimal) -> str:
    """The number with as many decimals as it has."""
    exponent = value.normalize().as_tuple().exponent
    return written(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def swapped(first: str, second: str) -> bool:
    """Whether two numbers as written differ by two neighbouring digits that have changed places."""
    one, other = re.sub(r"\D", "", first), re.sub(r"\D", "", second)
    changed = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(changed) != 2:
        return False
    start, end = changed
    return end - start == 1 and one[start] == other[end] and one[end] == other[start]


def one_digit_off(first: str, second: str) -> bool:
    """Whether two numbers of three digits or more differ in one of them."""
    one, other = re.sub(r"\D", "", first), re.sub(r"\D", "", second)
    return len(one) == len(other) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
