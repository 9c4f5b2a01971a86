"""Loads the word lists that stand beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@cache
def word_list(name: str) -> Any:
    """The content of ``<name>.yaml`` in this folder."""
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def words(key: str) -> frozenset[str]:
    """The steering words listed under ``key`` in ``words.yaml``."""
    return frozenset(word_list("words")[key])


class PhraseBook:
    """Finds the longest known phrase at a place in a sequence of words."""

    def __init__(self, phrases: dict[str, str]) -> None:
        self._meanings = {tuple(phrase.replace(",", " ,").split()): meaning for phrase, meaning in phrases.items()}
        self._longest = max((len(phrase) for phrase in self._meanings), default=0)
        self._first = frozenset(phrase[0] for phrase in self._meanings)

    def at(self, words_here: tuple[str, ...], index: int = 0) -> tuple[str, int] | None:
        """Meaning and length of the longest phrase that begins at ``index``, or ``None``."""
        if index >= len(words_here) or words_here[index] not in self._first:
            return None
        for length in range(min(self._longest, len(words_here) - index), 0, -1):
            meaning = self._meanings.get(words_here[index : index + length])
            if meaning is not None:
                return meaning, length
        return None

    def begins(self, word: str) -> bool:
        """Whether some phrase begins with ``word``."""
        return word in self._first

    def first_in(self, words_here: tuple[str, ...]) -> tuple[str, int] | None:
        """Meaning and place of the first phrase found anywhere in ``words_here``, or ``None``."""
        if self._first.isdisjoint(words_here):
            return None
        for index in range(len(words_here)):
            found = self.at(words_here, index)
            if found:
                return found[0], index
        return None


@cache
def phrases(key: str) -> PhraseBook:
    """The steering words under ``key`` as phrases that mean themselves."""
    return PhraseBook({phrase: phrase for phrase in words(key)})


@cache
def text_list(name: str) -> tuple[str, ...]:
    """The entries of ``<name>.txt`` in this folder, separated by commas."""
    entries = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").replace("\n", " ").split(",")
    return tuple(entry.strip() for entry in entries)
