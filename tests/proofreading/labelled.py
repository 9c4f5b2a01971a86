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


def labelled_passages() -> list[Passage]:
    """All passages of the corpus."""
    return [
        _passage(f"{path.stem}/{name}", marked.strip("\n"))
        for path in sorted(_FOLDER.glob("*.txt"))
        for piece in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        for name, _, marked in [piece.partition("\n")]
    ]


def clean_passages() -> list[Passage]:
    """The passages in which nothing is wrong."""
    return [passage for passage in labelled_passages() if not passage.labels]


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
