"""What a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dangvu.proofreading.lexicon.load import PhraseBook, word_list
from dangvu.proofreading.numbers.tokens import Kind, Token


class Level(StrEnum):
    """Where a kind stands in its family: ``GENERAL`` covers all, ``BELOW`` is counted apart from the others."""

    GENERAL = "general"
    SPECIAL = "special"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of counted thing and the family in which wholes and parts are looked for."""

    family: str
    kind: str
    level: Level


_EXCHANGED = (
    {"person", "case"},
    {"collective", "person"},
    {"case", "collective"},
    {"organization", "unit"},
    {"case", "organization"},
    {"award", "person"},
    {"event", "case"},
    {"place", "unit"},
    {"thing", "unit"},
)
"""Families whose kinds are told for each other, as *đơn vị* is for whatever has been counted."""
_JOINED = frozenset({"place", "organization", "unit"})
_DONG = {"dong": 1, "thousand_dong": 1_000, "million_dong": 1_000_000, "billion_dong": 1_000_000_000}

BARE = Unit("", "", Level.GENERAL)
"""No unit stands beside the number; it takes that of its neighbours."""


def scale_of(unit: Unit) -> int:
    """How many đồng a unit of money is; 1 for everything else."""
    return _DONG.get(unit.kind, 1)


@cache
def _book() -> tuple[PhraseBook, dict[str, Unit]]:
    units: dict[str, Unit] = {}
    surfaces: dict[str, str] = {}
    for family, levels in word_list("units").items():
        for level, kinds in levels.items():
            for kind, written in kinds.items():
                units[kind] = Unit(family, kind, Level(level))
                surfaces.update(dict.fromkeys(written, kind))
    return PhraseBook(surfaces), units


def unit_at(tokens: Sequence[Token], index: int) -> tuple[Unit, int]:
    """The unit whose words begin at token ``index``, and how many tokens it takes (0 when there is none)."""
    book, units = _book()
    if index >= len(tokens) or not book.begins(tokens[index].text):
        return BARE, 0
    texts = tuple(token.text if _may_be_unit(token) else "" for token in tokens[index : index + 8])
    found = book.at(texts)
    if found is None:
        return BARE, 0
    unit, length = units[found[0]], found[1]
    joined = book.at(texts, length + 1) if texts[length : length + 1] == (",",) else None
    after = index + length + 1 + (joined[1] if joined else 0)
    if (
        joined is None
        or not _may_be_joined(unit, units[joined[0]])
        or (after < len(tokens) and tokens[after].is_figure)
    ):
        return unit, length
    return Unit(unit.family, unit.family, Level.GENERAL), after - index


def _may_be_joined(first: Unit, second: Unit) -> bool:
    """Whether a comma may join two units to one, as in *1.214 thôn, tổ dân phố*."""
    return first.family == second.family and first.family in _JOINED


def unit_of(words: Sequence[str]) -> Unit:
    """The unit with which ``words`` begin, or ``BARE``."""
    book, units = _book()
    found = book.at(tuple(words))
    return units[found[0]] if found else BARE


def length_of_unit(words: Sequence[str]) -> int:
    """How many of ``words`` are a unit at their beginning; 0 when they begin with none."""
    found = _book()[0].at(tuple(words))
    return found[1] if found else 0


def _may_be_unit(token: Token) -> bool:
    return token.kind is Kind.WORD or token.text == ","


def compatible(whole: Unit, part: Unit) -> bool:
    """Whether things counted as ``part`` may be parts of things counted as ``whole``."""
    if BARE in (whole, part):
        return True
    if whole.family == part.family:
        return whole.family not in {"measure", "time"} or whole.kind == part.kind
    return {whole.family, part.family} in _EXCHANGED
