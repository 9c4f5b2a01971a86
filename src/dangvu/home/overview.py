"""The overview: key figures with their change and trend, what must add up, targets, duties, latest changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.audit.queries import latest
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Duties, Duty, KeyFigure, registered
from dangvu.kernel.days import day_before, months_after
from dangvu.kernel.policy import reach
from dangvu.organizations.queries import first_day
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.catalogue.identities import Ledger, Sum
from dangvu.statistics.catalogue.indicators import Kind
from dangvu.statistics.figures import Answer, Figure, Number, answer
from dangvu.statistics.naming import question_of, year_so_far
from dangvu.statistics.policy import READ
from dangvu.statistics.progress import promised
from dangvu.statistics.queries.ledgers import Book, ledger_of
from dangvu.statistics.queries.trends import When, series
from dangvu.statistics.sources import Equation, equation
from dangvu.ui.asking import asked_of
from dangvu.ui.charts import Spark, spark

MONTHS = 12
"""Months of a trend."""

TERMS = 3
"""The most terms of a sum that stands in one line."""

SHOWN = 8
"""Latest changes on the page."""

DAYS_AHEAD = 30
"""How far ahead duties are shown."""


@dataclass(frozen=True)
class Key:
    """A key figure: what makes it up, how it has changed since the year began, and its trend over the months."""

    figure: Figure
    parts: tuple[Figure, ...]
    before: Figure | None
    trend: Spark | None

    @property
    def change(self) -> Number | None:
        """By how much it has grown since the last day of the year before; ``None`` where either is unknown."""
        if self.before is None or self.before.value is None or self.figure.value is None:
            return None
        return self.figure.value - self.before.value

    @property
    def points(self) -> str:
        """What the change is counted in, where that is not said already."""
        return _(" điểm %") if self.figure.indicator.kind is Kind.RATIO else ""

    @property
    def grown(self) -> Number:
        """The size of the change."""
        change = self.change or 0
        return change if change >= 0 else -change


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The key figures of the organisation and day that are asked about, and what asks for attention."""
    asked = asked_of(request)
    book = catalogue(asked.known_at)
    keys = key_figures(asked, book) if sees_figures(asked) else ()
    sums, ledgers = proofs(asked, book) if keys else ((), ())
    proved: list[Equation | Book] = [*sums, *ledgers]
    duties = owed(asked)
    context = {
        "keys": keys,
        "sums": sums,
        "ledgers": ledgers,
        "broken": sum(not one.holds for one in proved),
        "year_end": day_before(year_so_far(asked.on)),
        "targets": promised(asked) if keys else (),
        "duties": duties,
        "late": sum(duty.due < asked.on for duty in duties),
        "latest": latest(asked, SHOWN),
    }
    return render(request, "home/overview.html", context)


def sees_figures(asked: Asked) -> bool:
    """Whether there is a figure that the reader may see, on a day for which there are records."""
    start = first_day(known_at=asked.known_at)
    return reach(asked.actor, READ).anywhere and start is not None and start <= asked.on


def key_figures(asked: Asked, book: Catalogue) -> Sequence[Key]:
    """The key figures that the rooms name, the first of them with the wider trend."""
    offers = sorted(registered(KeyFigure), key=lambda offer: offer.order)
    names = tuple(dict.fromkeys(name for offer in offers for name in _needed(offer, book)))
    now = answer(question_of(asked, names), book)
    wanted = tuple(offer.indicator for offer in offers)
    days = trend_days(asked)
    granted = reach(asked.actor, READ)
    past = series(wanted, asked.organization, [When(day) for day in days], known_at=asked.known_at, reach=granted)
    return [_key(offer, asked, now, past[offer.indicator], wide=not place) for place, offer in enumerate(offers)]


def trend_days(asked: Asked) -> list[date]:
    """The last days of the twelve months before the day asked about, as far as there are records."""
    start = first_day(known_at=asked.known_at)
    first = asked.on.replace(day=1)
    ends = [day_before(months_after(first, -back)) for back in range(MONTHS)]
    return sorted(day for day in ends if start and day >= start)


def _needed(offer: KeyFigure, book: Catalogue) -> tuple[str, ...]:
    ratio = book.indicator(offer.indicator)
    sides = (ratio.part, ratio.base) if ratio.kind is Kind.RATIO else ()
    return (offer.indicator, *offer.parts, *sides)


def _key(offer: KeyFigure, asked: Asked, now: Answer, past: Sequence[Figure], *, wide: bool) -> Key:
    where = asked.organization
    figure = now[offer.indicator, where]
    year_end = day_before(year_so_far(asked.on))
    return Key(
        figure=figure,
        parts=tuple(now[part, where] for part in offer.parts),
        before=next((one for one in past if one.question.on == year_end), None),
        trend=spark([*(one.value for one in past), figure.value], wide=wide) if past else None,
    )


def proofs(asked: Asked, book: Catalogue) -> tuple[Sequence[Equation], Sequence[Book]]:
    """The sums and ledgers of the key figures; a sum of many terms is shown only when it does not hold."""
    wholes = {offer.indicator for offer in registered(KeyFigure)}
    sums = [one for one in book.identities if isinstance(one, Sum) and one.whole in wholes]
    ledgers = [one for one in book.identities if isinstance(one, Ledger) and one.stock in wholes]
    names = {name for one in sums for name in (one.whole, *one.parts)}
    names |= {name for one in ledgers for name in (one.stock, *one.came, *one.went)}
    now = answer(question_of(asked, tuple(sorted(names))), book)
    found = [equation(one, now, asked.organization) for one in sums]
    shown = [one for one in found if not one.holds or 1 < len(one.parts) <= TERMS]
    return shown, [ledger_of(one, asked, now, book) for one in ledgers]


def owed(asked: Asked) -> Sequence[Duty]:
    """What is late on the day or due within a month, the oldest first."""
    until = asked.on.toordinal() + DAYS_AHEAD
    found = [duty for offer in registered(Duties) for duty in offer.owed(asked)]
    return sorted((duty for duty in found if duty.due.toordinal() <= until), key=lambda duty: duty.due)
