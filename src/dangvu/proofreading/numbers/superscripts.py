"""Footnote marks: the digits 0 to 9 raised."""

from __future__ import annotations

import string

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UP = str.maketrans(string.digits, RAISED)
_DOWN = str.maketrans(RAISED, string.digits)


def raised(digits: str) -> str:
    """``digits`` as a footnote mark."""
    return digits.translate(_UP)


def lowered(mark: str) -> str:
    """The plain digits of a footnote mark."""
    return mark.translate(_DOWN)
