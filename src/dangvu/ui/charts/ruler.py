"""The ruler under the context bar: the day asked for, the day as known on, and when records came in late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from dangvu.kernel.days import write_day
from dangvu.ui.charts.scale import Tick, spread

DAYWISE = 124
"""Up to so many days each has its own tick."""

MONTHWISE = 1500
"""Up to so many days months have names; on a longer ruler years have, and months are ticks."""


@dataclass(frozen=True, slots=True)
class Hatch:
    """Days for which records came in late, in per cent of the width."""

    x: float
    end: float


@dataclass(frozen=True, slots=True)
class Ruler:
    """A line of days with the solid mark ``on`` and the hollow one ``known_on``.

    ``periods`` are its months, or years, with their names; ``ticks`` what lies between, days or months.
    """

    template: ClassVar[str] = "ui/charts/ruler.html"
    on_text: str
    known_text: str
    periods: tuple[Tick, ...]
    ticks: tuple[float, ...]
    on: float
    known_on: float | None
    hatches: tuple[Hatch, ...]


def ruler(
    first: date, last: date, on: date, known_on: date | None = None, late: Sequence[tuple[date, date]] = ()
) -> Ruler:
    """The days from ``first`` to ``last``; ``late`` holds first and last days for which records came in late.

    Marks of days outside the ruler stand at its end; a day's place is its middle. Raises ValueError when ``last`` is
    before ``first``.
    """
    count = (last - first).days + 1
    if count < 1:
        raise ValueError("a ruler must end on or after the day on which it starts")

    def at(day: date, part: float = 0.5) -> float:
        return ((min(max(day, first), last) - first).days + part) / count * 100

    months = list(_months(first, last))
    if count > MONTHWISE:
        periods = [month for month in months if month.month == 1]
        names, between = [str(year.year) for year in periods], months
    else:
        periods, names = months, [f"{month.month}/{month.year}" for month in months]
        between = [first + timedelta(days=index) for index in range(count)] if count <= DAYWISE else []
    return Ruler(
        write_day(on),
        "" if known_on is None else write_day(known_on),
        spread([at(period, 0) for period in periods], names, (320, 480, 720), "start"),
        tuple(at(day, 0) for day in between if day not in periods),
        at(on),
        None if known_on is None else at(known_on),
        tuple(Hatch(at(start, 0), at(end, 1)) for start, end in late if start <= last and end >= first),
    )


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of months on the ruler."""
    month = first if first.day == 1 else _next_month(first)
    while month <= last:
        yield month
        month = _next_month(month)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
