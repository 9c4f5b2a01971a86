"""Trends: a small one beside a figure, and one to four lines over the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from dangvu.kernel.days import write_day
from dangvu.ui.charts.scale import (
    COUNTS,
    LETTER,
    Axis,
    Numbers,
    Rule,
    Tick,
    Value,
    apart,
    axis,
    breadth,
    spread,
    wrapped,
)

Point = tuple[float, float]

TOP, BOTTOM = 12, 204
"""The highest and the lowest tick of a drawing, in pixels; the days are written below."""

NARROW, WIDE = 72, 120
"""The two widths of a small trend, in pixels."""

LINE = 18
"""Height of a line of small text, in pixels."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value of a line: its place (down in pixels), what it says and the address that opens it."""

    x: float
    y: float
    text: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Spark:
    """A trend without axes: ``paths`` in pixels, one for each stretch without a gap, and ``end``, the last value."""

    template: ClassVar[str] = "ui/charts/spark.html"
    title: str
    width: int
    paths: tuple[str, ...]
    end: Dot | None

    @property
    def wide(self) -> bool:
        """Whether it is the wider one, that of the first figure of a page."""
        return self.width > NARROW


def spark(values: Sequence[Value | None], *, title: str = "", wide: bool = False) -> Spark:
    """The course of ``values`` at equal distances, in 72 (or, ``wide``, 120) × 24 pixels; ``None`` leaves a gap.

    Without a ``title`` it is decoration beside words that say the same, and screen readers pass over it.
    """
    width = WIDE if wide else NARROW
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0, 0)
    step = (width - 4) / max(len(values) - 1, 1)
    points = [
        None
        if value is None
        else (1 + index * step, 21 - 18 * float((value - low) / (high - low) if high > low else 0.5))
        for index, value in enumerate(values)
    ]
    return Spark(title, width, _paths(points), next((Dot(*point) for point in reversed(points) if point), None))


def _paths(points: Sequence[Point | None]) -> tuple[str, ...]:
    """A path for each stretch of points without a gap; that of a lone point has no length, and its round ends show."""
    stretches = [list(filter(None, stretch)) for _known, stretch in groupby(points, key=lambda point: point is None)]
    return tuple(
        "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in (stretch if stretch[1:] else stretch * 2))
        for stretch in stretches
        if stretch
    )


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values over the days of a drawing, with the addresses that open them (one for each value, or none)."""

    name: str
    values: Sequence[Value | None]
    links: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A drawn series: ``paths`` (x in per cent, y in pixels), its dots, and its label in lines, from ``top`` on."""

    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    value: str
    name: tuple[str, ...]
    top: float
    end: float
    summary: str


@dataclass(frozen=True, slots=True)
class Line:
    """Lines over days; labels stand at their ends, so no legend is needed."""

    template: ClassVar[str] = "ui/charts/line.html"
    title: str
    height: float
    rules: tuple[Rule, ...]
    broken: bool
    days: tuple[Tick, ...]
    courses: tuple[Course, ...]

    @property
    def linked(self) -> bool:
        """Whether some value opens its figure, so that the drawing is more than a picture."""
        return any(dot.link for course in self.courses for dot in course.dots)

    @property
    def dense(self) -> bool:
        """Whether there are too many values for a dot each."""
        return len(self.days) > 13

    @property
    def margin(self) -> int:
        """The width in pixels of the column of values at the left."""
        return breadth(self.rules)

    @property
    def label_width(self) -> int:
        """The width in pixels of the column of labels at the right."""
        letters = max(len(text) for course in self.courses for text in (course.value, *course.name))
        return round(letters * LETTER + 3 * LETTER)


def line(series: Sequence[Series], days: Sequence[date], *, title: str, numbers: Numbers = COUNTS) -> Line:
    """One to four series over ``days`` (ascending), placed by the calendar; the second is dashed.

    An axis that leaves out zero is marked as broken. Raises ValueError when there are no days, when a series has
    another number of values than there are days, or when there are more than four series.
    """
    if not days or not 1 <= len(series) <= 4 or any(len(one.values) != len(days) for one in series):
        raise ValueError("a line needs days, one to four series, and a value (or None) for each day")
    scale = axis([value for one in series for value in one.values], numbers, from_zero=False)
    length = (days[-1] - days[0]).days
    places = [(day - days[0]).days / length * 100 if length else 50.0 for day in days]
    ends = [_end(one, scale) for one in series]
    names = [wrapped(one.name, 14) for one in series]
    heights = [LINE * (1 + len(name)) if name != ("",) else LINE for name in names]
    tops = apart([end - LINE / 2 for end in ends], heights, BOTTOM + LINE)
    courses = tuple(
        _course(one, days, places, scale, numbers, name=name, top=top, end=end)
        for one, name, top, end in zip(series, names, tops, ends, strict=True)
    )
    ticks = spread(places, [write_day(day) for day in days], (160, 320, 560), "edges" if length else "middle")
    height = max([BOTTOM + 30, *(top + tall for top, tall in zip(tops, heights, strict=True))])
    return Line(title, height, scale.rules(TOP, BOTTOM), scale.broken, ticks, courses)


def _end(one: Series, scale: Axis) -> float:
    """Where the label of a series wants to be: beside its last value."""
    known = [value for value in one.values if value is not None]
    return scale.down(known[-1], TOP, BOTTOM) if known else BOTTOM


def _course(
    one: Series,
    days: Sequence[date],
    places: Sequence[float],
    scale: Axis,
    numbers: Numbers,
    *,
    name: tuple[str, ...],
    top: float,
    end: float,
) -> Course:
    links = one.links or [""] * len(days)
    points = [
        None if value is None else (place, scale.down(value, TOP, BOTTOM))
        for place, value in zip(places, one.values, strict=True)
    ]
    known = [(day, value) for day, value in zip(days, one.values, strict=True) if value is not None]
    told = [f"{numbers.write(value)} ({write_day(day)})" for day, value in (known[:1] + known[1:][-1:])]
    dots = tuple(
        Dot(*point, f"{one.name}, {write_day(day)}: {numbers.write(value)}".removeprefix(", "), link)
        for point, day, value, link in zip(points, days, one.values, links, strict=True)
        if point
    )
    last = numbers.write(known[-1][1] if known else None)
    return Course(_paths(points), dots, last, name, top, end, f"{one.name}: {' → '.join(told)}".removeprefix(": "))
