"""Vietnamese text: names in the order of a list, search without diacritics, numbers as documents write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal

_NUMBER = re.compile(r"([-−]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: f"{index:02d}" for index, letter in enumerate(_ALPHABET, start=10)}
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
"""The tone marks in dictionary order after the level tone 1: huyền, hỏi, ngã, sắc, nặng."""


def _word_key(word: str) -> str:
    """The letters of a word, then its tone: ``hòa`` and ``hoà`` are the same word, however the mark is placed.

    A zero ends each part; no letter and no tone starts with one, so a shorter word comes first.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = "".join(_TONES[mark] for mark in decomposed if mark in _TONES)
    base = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    letters = "".join(_LETTERS.get(letter, f"9{ord(letter):x}") for letter in base)
    return f"{letters}0{tones or 1}0"


def sort_key(full_name: str) -> str:
    """A key that sorts names as Vietnamese lists do: given name, then family name, then middle names.

    The key is made of digits (and of hexadecimal ones for what is no Vietnamese letter), which every database and
    every collation compares alike.
    """
    words = full_name.split()
    return "".join(_word_key(word) for word in words[-1:] + words[:-1])


def fold(text: str) -> str:
    """Lower case without diacritics (``đ`` becomes ``d``), spaces collapsed: what search compares."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).split())


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as printed reports do: a half goes away from zero, and nothing becomes a negative zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def write_number(value: int | Decimal, decimals: int = 0) -> str:
    """A number as the interface and documents write it: ``3.412``, ``1.234,5`` and, below nothing, ``−5``."""
    text = f"{round_half_up(Decimal(value), decimals):,.{decimals}f}"
    return text.translate(str.maketrans(",.-", ".,−"))


def read_number(text: str) -> Decimal:
    """The number that is written as ``write_number`` writes it: dots group thousands, a comma begins the decimals.

    Raises ``Refusal`` for anything else, so that ``95.5`` and ``1,000`` are not guessed at.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        message = _("“%(text)s” không phải là một số; hãy viết như 1.234 hoặc 95,5.")
        raise Refusal.of("kernel.not-a-number", message % {"text": text})
    sign, whole, decimals = found.groups()
    digits = whole.replace(".", "") + (f".{decimals}" if decimals else "")
    return Decimal(f"-{digits}" if sign else digits)


def write_count(value: int) -> str:
    """A count in running text of an official document: one digit is padded (``07``), thousands are separated."""
    return f"{value:02d}" if 0 < value < 10 else write_number(value)
