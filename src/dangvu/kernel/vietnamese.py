"""Vietnamese text: names in the order of a Vietnamese list, search without diacritics, numbers as documents write them."""

from __future__ import annotations

import unicodedata
from decimal import ROUND_HALF_UP, Decimal

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_KEY = {letter: f"{index:02d}" for index, letter in enumerate(_ALPHABET, start=10)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""The tone marks in dictionary order after the level tone 0: huyền, hỏi, ngã, sắc, nặng."""


def _word_key(word: str) -> tuple[str, str]:
    """The letters of a word, then its tones, each as text that compares byte by byte."""
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFC", word.lower()):
        decomposed = unicodedata.normalize("NFD", character)
        tone = "".join(_TONES[mark] for mark in decomposed if mark in _TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
        letters.append(_LETTER_KEY.get(base, f"9{ord(base[0]):x}" if base else ""))
        tones.append(tone or "0")
    return "".join(letters), "".join(tones)


def sort_key(full_name: str) -> str:
    """A key that sorts names as Vietnamese lists do: given name, then family name, then middle names.

    The key is ASCII, so every database compares it alike without a collation.
    """
    words = full_name.split()
    order = words[-1:] + words[:1] + words[1:-1] if len(words) > 1 else words
    keys = [_word_key(word) for word in order]
    return " ".join(letters for letters, _ in keys) + " | " + " ".join(tones for _, tones in keys)


def fold(text: str) -> str:
    """Lower case without diacritics (``đ`` becomes ``d``), spaces collapsed: what search compares."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).split())


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as printed reports do: a half goes away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def write_number(value: int | Decimal, decimals: int = 0) -> str:
    """A number as the interface and documents write it: ``3.412`` and ``1.234,5``."""
    text = f"{round_half_up(Decimal(value), decimals):,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def write_count(value: int) -> str:
    """A count in running text of an official document: one digit is padded (``07``), thousands are separated."""
    return f"{value:02d}" if 0 < value < 10 else write_number(value)
