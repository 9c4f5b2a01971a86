"""Targets as a report quotes them: the promised number, what was reached, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangvu.kernel.vietnamese import round_half_up, write_count
from dangvu.reports.quotes import PERCENT_DECIMALS, Number, Quotable, Quotes, write_percent
from dangvu.statistics.models import Target


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
    excess_value: Number

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
    goal = Quotable(write_count(int(target.value)), "Chỉ tiêu", target.value, basis=str(target.basis))
    reached = Decimal(figure.value or 0)
    share = _round(100 * reached / target.value)
    excess = _round(100 * (reached - target.value) / target.value)
    return Promise(
        label=_period(target),
        first=target.first,
        last=last,
        figure=figure,
        promised=goal,
        share=_worked(share, f"{figure.text} : {goal.text}", figure, goal),
        excess=_worked(excess, f"({figure.text} − {goal.text}) : {goal.text}", figure, goal),
        excess_value=excess,
    )


def _period(target: Target) -> str:
    """What a document calls the period of a target: a calendar year, or a term."""
    first, last = target.first, target.last
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
        return f"Năm {first.year}"
    return f"Nhiệm kỳ {first.year} - {last.year}"


def _worked(percent: Decimal, working: str, figure: Quotable, goal: Quotable) -> Quotable:
    text = write_percent(percent)
    return Quotable(text, figure.label, percent, arithmetic=f"{working} = {text}", operands=(figure, goal))


def _round(value: Decimal) -> Decimal:
    return round_half_up(value, PERCENT_DECIMALS)
