"""The days on which things happen: fixed days of the month for ceremonies, arrivals and departures."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dangvu.demo.planning.dice import Dice
from dangvu.demo.planning.tree import read

CEREMONIES = {1: 10, 2: 3, 3: 26, 4: 28, 5: 19, 6: 25, 7: 22, 8: 18, 9: 2, 10: 12, 11: 7, 12: 22}
"""For each month the day of admission ceremonies. None of them is a day of the other kinds below."""

ARRIVALS, DEPARTURES, MOVES, SESSION = 15, 27, 17, 23
"""The days of the month from which members are on the rolls, off them, in another cell, or struck off."""

QUARTERS, HALVES = (3, 6, 9, 12), (6, 12)
"""The months in which members change cells, and in which it is decided whose names are struck off."""

CONGRESSES = ((4, 21), (4, 29), (5, 11), (5, 21), (5, 28), (6, 4), (6, 11), (6, 18))
"""The days, in a year of congresses, on which the grassroots organisations elect their committees."""


@dataclass(frozen=True)
class Period:
    """A stretch of time with the flows that lead to ``members`` on its ``last`` day."""

    first: date
    last: date
    members: int
    admitted: int
    received: int
    left: dict[str, int] = field(default_factory=dict)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def months(self) -> Iterator[tuple[int, int]]:
        """Year and month of each month of the period."""
        year, month = self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            yield year, month
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def monthly(self, day: int, months: Container[int] = range(1, 13)) -> list[date]:
        """The same day of each of the ``months``, as far as it lies in the period."""
        days = (date(year, month, day) for year, month in self.months() if month in months)
        return [day for day in days if day in self]

    def ceremonies(self) -> list[date]:
        """The days of admission in the period."""
        days = (date(year, month, CEREMONIES[month]) for year, month in self.months())
        return [day for day in days if day in self]

    def any_day(self, dice: Dice) -> date:
        """Some day of the period on which the office does nothing else, and on which no decision takes effect."""
        busy = {1, 2, 3, 4, 20, ARRIVALS, DEPARTURES, MOVES, SESSION}
        while True:
            day = self.first + timedelta(days=dice.between(1, (self.last - self.first).days))
            if day.day not in busy and day.day != CEREMONIES[day.month]:
                return day


def periods(figures: dict[str, Any]) -> list[Period]:
    """The periods of figures.yaml, each from the day after the one before."""
    first, found = figures["register"]["day"] + timedelta(days=1), []
    for entry in figures["periods"]:
        left = {reason: entry[reason] for reason in ("died", "expelled", "struck_off", "resigned")}
        found.append(Period(first, entry["last"], entry["members"], entry["admitted"], entry["received"], left))
        first = entry["last"] + timedelta(days=1)
    return found


def load_figures() -> dict[str, Any]:
    """The figures that have to come true."""
    figures: dict[str, Any] = read("figures.yaml")
    return figures


def next_ceremony(day: date) -> date:
    """The first day of admission on or after ``day``."""
    year, month = day.year, day.month
    while True:
        if (found := date(year, month, CEREMONIES[month])) >= day:
            return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
