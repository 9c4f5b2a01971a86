"""Numbers in words: *hai mươi lăm*, *một trăm linh hai*."""

from __future__ import annotations

from collections.abc import Sequence

_UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_SCALES = {"mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000}
_LINKS = frozenset({"linh", "lẻ"})
SPOKEN_WORDS = frozenset(_UNITS) | frozenset(_SCALES) | _LINKS
NEVER_FIRST = frozenset({"mốt", "tư", "lăm", "mươi", "trăm", "nghìn", "ngàn", "triệu", "linh", "lẻ", "không"})
"""Words that only go on with a number: *mươi* alone means "a few", *không* alone means "not"."""


def spoken_value(words: Sequence[str]) -> int | None:
    """The number that ``words`` say, or ``None`` when they say none."""
    total = hundreds = last = 0
    for word in words:
        if word in _UNITS:
            if last and last != 10:
                return None
            last += _UNITS[word]
        elif word in _LINKS:
            continue
        elif _SCALES[word] >= 1000:
            total += (hundreds + last or 1) * _SCALES[word]
            hundreds = last = 0
        elif word == "trăm":
            hundreds, last = (last or 1) * 100, 0
        else:
            hundreds, last = hundreds + last * 10, 0
    return total + hundreds + last
