"""Targets as a report quotes them: the promised number, what was reached, and by how much."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dangvu.reports.quotes import NO_NUMBER, Quotable, Quotes, write_percent, write_value
from dangvu.statistics.models import Target
from dangvu.statistics.queries import share_and_excess


@dataclass(frozen=True)
class Promise:
    """One target: ``figure`` against ``promised``, the ``share`` of it and the ``excess`` over it in percent.

    A target whose period is not over is counted up to the day of the report.
    """

    label: str
    first: date
    last: date
    figure: Quotable
    promised: Quotable
    share: Quotable
    excess: Quotable

    @property
    def exceeded(self) -> bool:
        """Whether more was reached than promised."""
        return (self.excess.value or 0) > 0

    def covers(self, day: date) -> bool:
        """Whether the target's period contains the day."""
        return self.first <= day <= self.last


def promised(quotes: Quotes, indicator: str, *, on: date) -> list[Promise]:
    """The targets of an indicator for the report's organisation that had begun by ``on``, oldest first."""
    targets = Target.objects.believed(quotes.known_at).filter(
        organization=quotes.scope, indicator=indicator, first__lte=on
    )
    return [_promise(quotes, target, on) for target in targets.order_by("first", "id")]


def _promise(quotes: Quotes, target: Target, on: date) -> Promise:
    last = min(target.last, on)
    figure = quotes.figure(target.indicator, first=target.first, last=last)
    assert figure.figure is not None
    value = target.value
    text = write_value(replace(figure.figure, value=value))
    goal = Quotable(text, "Chỉ tiêu", value, basis=str(target.basis))
    share, excess = share_and_excess(figure.value, value)
    return Promise(
        label=_period(target),
        first=target.first,
        last=last,
        figure=figure,
        promised=goal,
        share=_percent(share, f"{figure.text} : {text}", figure, goal),
        excess=_percent(excess, f"({figure.text} − {text}) : {text}", figure, goal),
    )


def _period(target: Target) -> str:
    """What a document calls the period of a target: a calendar year, or a term."""
    first, last = target.first, target.last
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
        return f"Năm {first.year}"
    return f"Nhiệm kỳ {first.year} - {last.year}"


def _percent(percent: Decimal | None, working: str, figure: Quotable, goal: Quotable) -> Quotable:
    """A percentage of the promised number; a dash when nothing was promised."""
    if percent is None:
        return Quotable(NO_NUMBER, figure.label, None, operands=(figure, goal))
    text = write_percent(percent)
    return Quotable(text, figure.label, percent, arithmetic=f"{working} = {text}", operands=(figure, goal))
