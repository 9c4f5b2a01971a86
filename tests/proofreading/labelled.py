"""The labelled passages: ``{{kind=expected|figure}}`` marks a planted error, ``[[figure]]`` one that must be noticed
when it is changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "corpus"
_MARK = re.compile(r"\{\{(?P<kind>\w+)=(?P<expected>[^|]*)\|(?P<wrong>[^}]*)\}\}|\[\[(?P<guarded>[^\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class Label:
    """An error planted at ``start`` to ``end``, and what should stand there."""

    kind: str
    start: int
    end: int
    expected: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its planted errors and its guarded figures (start and end)."""

    name: str
    text: str
    labels: tuple[Label, ...]
    guarded: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return self.name

    @property
    def is_unread(self) -> bool:
        """Whether the grammar is known not to see the error: it counts against the score, and asks to be read."""
        return self.name.startswith("unread/")


FILES = sorted(path.stem for path in _FOLDER.glob("*.txt"))
"""The names of the files of the corpus."""


def passages_of(file: str) -> list[Passage]:
    """The passages of one file of the corpus."""
    text = (_FOLDER / f"{file}.txt").read_text(encoding="utf-8")
    return [
        _passage(f"{file}/{name}", marked.strip("\n"))
        for piece in re.split(r"^## ", text, flags=re.MULTILINE)[1:]
        for name, _, marked in [piece.partition("\n")]
    ]


def labelled_passages() -> list[Passage]:
    """All passages of the corpus."""
    return [passage for file in FILES for passage in passages_of(file)]


def _passage(name: str, marked: str) -> Passage:
    text = ""
    last = 0
    labels: list[Label] = []
    guarded: list[tuple[int, int]] = []
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        shown = match.group("guarded") if match.group("kind") is None else match.group("wrong")
        place = (len(text), len(text) + len(shown))
        if match.group("kind") is None:
            guarded.append(place)
        else:
            labels.append(Label(match.group("kind"), *place, match.group("expected")))
        text += shown
        last = match.end()
    return Passage(name, text + marked[last:], tuple(labels), tuple(guarded))
