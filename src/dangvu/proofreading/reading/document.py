"""The text of a report as it was read, and its blocks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class BlockKind(StrEnum):
    """What a stretch of the text is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: character offsets into the text, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading, footnote or table.

    ``start`` and ``end`` are character offsets into the text; only a table has ``rows``. ``apart`` says that a blank
    line or a page end stands before the block.
    """

    kind: BlockKind
    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...] = ()
    apart: bool = True


@dataclass(frozen=True)
class Document:
    """What a reader hands on: the text as read, and its blocks in order."""

    name: str
    text: str
    blocks: tuple[Block, ...]

    def line_of(self, offset: int) -> int:
        """The number of the line (from 1) on which the character at ``offset`` stands."""
        return bisect_right(self._line_starts, offset)

    def line_bounds(self, line: int) -> tuple[int, int]:
        """First and last offset (exclusive, without the line end) of line number ``line``."""
        start = self._line_starts[line - 1]
        end = self.text.find("\n", start)
        return start, len(self.text) if end < 0 else end

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(index + 1 for index, character in enumerate(self.text) if character == "\n")]
