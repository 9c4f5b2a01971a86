"""Clean running text over several stretches of the original, with the way back to every original character.

Reports come decomposed (NFD), with narrow spaces and invisible marks, and a sentence may stop at a page end and go on
after two footnotes. A ``Flow`` is what the grammar reads: composed letters, plain spaces, stretches joined.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\f\v\r"
_DASHES = "‒–—−‐‑"
_PLAIN = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_DASHES, "-"), "％": "%"})


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text; ``starts`` and ``ends`` give for each of its characters the original offsets."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of ``text[start:end]``."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return place, place
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the original text and what separates it from the stretch before: a space, or a line end."""

    start: int
    end: int
    joint: str = " "


def flow_of(text: str, stretches: Iterable[Stretch]) -> Flow:
    """The running text of the ``stretches`` of ``text``; line ends inside a stretch become spaces."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for stretch in stretches:
        if characters:
            characters.append(stretch.joint)
            starts.append(stretch.start)
            ends.append(stretch.start)
        _append(text, stretch, characters, starts, ends)
    return Flow("".join(characters), tuple(starts), tuple(ends))


def whole_flow(text: str) -> Flow:
    """The running text of all of ``text``."""
    return flow_of(text, [Stretch(0, len(text))])


def _append(text: str, stretch: Stretch, characters: list[str], starts: list[int], ends: list[int]) -> None:
    piece = text[stretch.start : stretch.end]
    if unicodedata.is_normalized("NFC", piece) and _INVISIBLE.isdisjoint(piece):
        characters.append(piece.translate(_PLAIN))
        starts.extend(range(stretch.start, stretch.end))
        ends.extend(range(stretch.start + 1, stretch.end + 1))
        return
    index = stretch.start
    while index < stretch.end:
        after = index + 1
        while after < stretch.end and unicodedata.combining(text[after]):
            after += 1
        for character in unicodedata.normalize("NFC", text[index:after]):
            if character not in _INVISIBLE:
                characters.append(character.translate(_PLAIN))
                starts.append(index)
                ends.append(after)
        index = after
