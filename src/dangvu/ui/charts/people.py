"""The age pyramid: two sides, a band of years for each row, the oldest on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from dangvu.ui.charts.scale import COUNTS, Numbers

AGES = Numbers(1)


@dataclass(frozen=True, slots=True)
class Band:
    """Ages from ``first`` to ``last`` completed years; ``last`` is ``None`` for the band that has no end."""

    label: str
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """Men or women: a count for each band, the addresses that open them (or none), and the median age if known."""

    name: str
    counts: Sequence[int]
    links: Sequence[str] = ()
    median: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Half:
    """A side in one row: its number, its length in per cent, and how far down (per cent) the median lies, if here."""

    text: str
    name: str
    link: str
    width: float
    median: float | None

    @property
    def start(self) -> float:
        """Where a bar that grows leftwards begins, in per cent."""
        return 100 - self.width


@dataclass(frozen=True, slots=True)
class Level:
    """A row of the pyramid."""

    label: str
    left: Half
    right: Half


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Rows from the oldest to the youngest, with the totals and medians of both sides."""

    template: ClassVar[str] = "ui/charts/pyramid.html"
    title: str
    names: tuple[str, str]
    levels: tuple[Level, ...]
    totals: tuple[str, str]
    medians: tuple[str, str]


def pyramid(left: Side, right: Side, bands: Sequence[Band], *, title: str) -> Pyramid:
    """The pyramid of ``bands`` given from the youngest to the oldest; both sides share one measure.

    Raises ValueError when a side has another number of counts than there are bands.
    """
    if not len(left.counts) == len(right.counts) == len(bands):
        raise ValueError("a side of the pyramid needs a count for each band")
    largest = max([*left.counts, *right.counts, 1])
    levels = tuple(
        Level(band.label, _half(left, index, band, largest), _half(right, index, band, largest))
        for index, band in reversed(list(enumerate(bands)))
    )
    return Pyramid(
        title,
        (left.name, right.name),
        levels,
        (COUNTS.write(sum(left.counts)), COUNTS.write(sum(right.counts))),
        (_median(left), _median(right)),
    )


def _median(side: Side) -> str:
    return "" if side.median is None else AGES.write(side.median)


def _half(side: Side, index: int, band: Band, largest: int) -> Half:
    count = side.counts[index]
    link = side.links[index] if side.links else ""
    return Half(COUNTS.write(count), side.name, link, 100 * count / largest, _median_in(band, side.median))


def _median_in(band: Band, median: Decimal | None) -> float | None:
    """How far from the upper edge of its row a median age lies; in the middle where the band has no end."""
    if median is None or median < band.first or (band.last is not None and median >= band.last + 1):
        return None
    if band.last is None:
        return 50.0
    return float(100 - (median - band.first) * 100 / (band.last + 1 - band.first))
