"""The numbers of sections and list items."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COUNTER = re.compile("[I1a]")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters that number points in Vietnamese documents: the alphabet without ă, â, ê, ô, ơ, ư."""
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD")),
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def heading_number(pattern: str, counters: Sequence[int]) -> str:
    """The number of a section: ``1.1.`` with the counters 2, 3 of its two innermost levels is ``2.3.``."""
    inner = iter(counters[-len(_COUNTER.findall(pattern)) :])
    return _COUNTER.sub(lambda match: count(match[0], next(inner)), pattern)


def count(kind: str, number: int) -> str:
    """``number`` counted like ``kind``: ``I``, ``1`` or ``a`` (after ``y`` comes ``aa``)."""
    if kind == "I":
        return _roman(number)
    return _letters(number) if kind == "a" else str(number)


def _roman(number: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        roman += letters * times
    return roman


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return letters
