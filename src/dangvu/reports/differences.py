"""What was struck out of a text and what was added to it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\S+\s*|\s+")


class Fate(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that was kept, struck out or added."""

    fate: Fate
    text: str


def pieces(old: str, new: str) -> Sequence[Piece]:
    """The new text with what was struck out of the old one in its place: those kept and added make up the new text."""
    return tuple(_pieces(_WORDS.findall(old), _WORDS.findall(new)))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for step, start, end, first, last in SequenceMatcher(None, old, new).get_opcodes():
        if step == "equal":
            yield Piece(Fate.KEPT, "".join(new[first:last]))
            continue
        if end > start:
            yield Piece(Fate.STRUCK, "".join(old[start:end]))
        if last > first:
            yield Piece(Fate.ADDED, "".join(new[first:last]))
