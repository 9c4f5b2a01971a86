"""The heat register: numbers by row and period, the tint of the ink telling the good months from the bad."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from dangvu.ui.charts.scale import COUNTS, Numbers, Value


class Lack(StrEnum):
    """Why a cell has no number."""

    MISSING = "miss"
    """There should be a record, and there is none."""
    DUE = "due"
    """The period has not come yet."""
    NONE = "none"
    """There is nothing to count here."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, or the reason why there is none, and the address that opens it."""

    value: Value | Lack
    link: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of the register: what it is of, the address of that, and a cell for each period."""

    label: str
    cells: Sequence[Cell]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A drawn cell: its class, its number, and the name of its period, which phones show in the cell."""

    kind: str
    text: str
    period: str
    link: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawn row."""

    label: str
    link: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a tint means: values from ``low`` (or any) to below ``high`` (or any)."""

    kind: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Heat:
    """The register, and the key to those of its tints and marks that occur."""

    template: ClassVar[str] = "ui/charts/heat.html"
    title: str
    head: str
    periods: tuple[str, ...]
    strips: tuple[Strip, ...]
    keys: tuple[Key, ...]

    @property
    def lacks(self) -> frozenset[str]:
        """The reasons for missing numbers that occur."""
        return frozenset(tile.kind for strip in self.strips for tile in strip.tiles) & frozenset(Lack)


def tint(value: Value, thresholds: Sequence[Value]) -> str:
    """The class ``t0`` to ``t4`` for a value: up to four ascending thresholds, the last of which begins ``t4``."""
    return f"t{bisect_right(thresholds, value) + 4 - len(thresholds)}"


def heat(
    periods: Sequence[str],
    rows: Sequence[HeatRow],
    thresholds: Sequence[Value],
    *,
    title: str,
    head: str,
    numbers: Numbers = COUNTS,
) -> Heat:
    """The register of ``rows`` over ``periods``; ``head`` names the column of labels.

    Cells show bare numbers, the key says their unit. Raises ValueError when a row has another number of cells than
    there are periods, or when there are more than four thresholds.
    """
    if len(thresholds) > 4 or any(len(row.cells) != len(periods) for row in rows):
        raise ValueError("a register needs a cell for each period and at most four thresholds")
    bare = Numbers(numbers.decimals)
    strips = tuple(
        Strip(
            row.label,
            row.link,
            tuple(_tile(cell, period, thresholds, bare) for cell, period in zip(row.cells, periods, strict=True)),
        )
        for row in rows
    )
    bounds = ["", *(numbers.write(one) for one in thresholds), ""]
    first = 4 - len(thresholds)
    keys = tuple(
        Key(f"t{first + index}", low, high) for index, (low, high) in enumerate(pairwise(bounds)) if low or high
    )
    return Heat(title, head, tuple(periods), strips, keys)


def _tile(cell: Cell, period: str, thresholds: Sequence[Value], numbers: Numbers) -> Tile:
    if isinstance(cell.value, Lack):
        return Tile(cell.value.value, "–", period, cell.link)
    return Tile(tint(cell.value, thresholds), numbers.write(cell.value), period, cell.link)
