"""What a report template may quote: figures, differences and shares of them, targets, each remembered with its source.

A figure is computed once for every day or period, together with all others over the same fact and at every
organisation, so that a report sends one statement per fact and date however often its template quotes and ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, override
from markupsafe import Markup

from dangvu.kernel.policy import Reach
from dangvu.kernel.vietnamese import round_half_up, write_count, write_number
from dangvu.organizations.queries import tree
from dangvu.regulations import codes, label
from dangvu.reports.markdown import as_markdown, literally
from dangvu.statistics.catalogue.book import Catalogue
from dangvu.statistics.catalogue.indicators import Indicator, Kind
from dangvu.statistics.counting import remembered
from dangvu.statistics.figures import Answer, Counts, Figure, Question, answer

Number = int | Decimal
Period = Mapping[str, date]
"""``on`` for a stock, ``first`` and ``last`` for a flow."""

PERCENT_DECIMALS = 2

NO_NUMBER = "–"
UNCHANGED = "không đổi"


@dataclass(frozen=True)
class Quotable:
    """A number with its source: a figure, or the arithmetic over other quotable numbers.

    ``text`` is how a document writes it. ``figure`` is missing from a number worked out of ``operands``, for which
    ``arithmetic`` shows the working, and from a promised one.
    """

    text: str
    label: str
    value: Number | None
    figure: Figure | None = None
    arithmetic: str = ""
    operands: tuple[Quotable, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number where it stands in the report: ``id`` names the place, counted from the beginning."""

    id: str
    number: Quotable


@dataclass(frozen=True)
class Unit:
    """An organisation in a ranking, with its figure."""

    name: str
    figure: Quotable


@dataclass
class Quotes:
    """Answers the figures that a template asks for one organisation, and keeps those that it prints, in order.

    ``counts`` is what they were worked out of, for whoever checks them; ``language`` is the reader's, in which a figure
    that cannot be answered is refused.
    """

    catalogue: Catalogue
    scope: UUID
    known_at: datetime
    reach: Reach
    quoted: list[Quoted] = field(default_factory=list)
    counts: Counts = field(default_factory=remembered)
    language: str | None = field(default_factory=get_language)
    _answers: dict[tuple[object, ...], Answer] = field(default_factory=dict)

    def quote(self, number: Quotable) -> Markup:
        """Print a number: Markdown for its text, marked with the id under which its source is kept."""
        quoted = Quoted(f"f{len(self.quoted) + 1}", number)
        self.quoted.append(quoted)
        return as_markdown(f"[{literally(number.text)}]{{.figure #{quoted.id}}}")

    def figure(self, indicator: str, **period: date) -> Quotable:
        """The figure of an indicator for this organisation, on a day (``on``) or from ``first`` to ``last``."""
        return _quotable(self._answer(indicator, period)[indicator, self.scope])

    def change(self, indicator: str, before: Period, after: Period, up: str, down: str) -> Quotable:
        """By how much a figure changed, in words (``tăng 1.109``); a dash when there was or is no number."""
        old, new = self.figure(indicator, **before), self.figure(indicator, **after)
        if old.value is None or new.value is None:
            return Quotable(NO_NUMBER, new.label, None, operands=(old, new))
        by = new.value - old.value
        size = write_count(abs(by)) if isinstance(by, int) else write_number(abs(by), self._decimals(indicator))
        text = f"{up if by > 0 else down} {size}" if by else UNCHANGED
        arithmetic = f"{new.text} − {old.text} = {write_number(by, self._decimals(indicator))}"
        return Quotable(text, new.label, by, arithmetic=arithmetic, operands=(old, new))

    def percent_change(self, indicator: str, before: Period, after: Period, up: str, down: str) -> Quotable:
        """By how many percent of what it was a figure changed, in words (``giảm 28,40%``); a dash from nothing."""
        old, new = self.figure(indicator, **before), self.figure(indicator, **after)
        if not old.value or new.value is None:
            return Quotable(NO_NUMBER, new.label, None, operands=(old, new))
        percent = round_half_up(Decimal(100) * (new.value - old.value) / old.value, PERCENT_DECIMALS)
        text = f"{up if percent > 0 else down} {write_percent(abs(percent))}" if percent else UNCHANGED
        arithmetic = f"({new.text} − {old.text}) : {old.text} = {write_percent(percent)}"
        return Quotable(text, new.label, percent, arithmetic=arithmetic, operands=(old, new))

    def breakdown(self, prefix: str, rule: str, period: Period) -> Markup:
        """The figures ``prefix + code`` of every code of ``rule``, then ``prefix + none``: parts that close the sum."""
        day = period.get("on") or period["last"]
        parts = [(label(rule, code, on=day), f"{prefix}{code}") for code in codes(rule, on=day)]
        parts.append(("chưa qua đào tạo", f"{prefix}none"))
        written = [(lower_first(name), self.quote(self.figure(indicator, **period))) for name, indicator in parts]
        return as_markdown("; ".join(f"{literally(name)} {number}" for name, number in written))

    def ranking(self, indicator: str, kinds: Sequence[str], top: int, **period: date) -> list[Unit]:
        """The organisations of ``kinds`` below this one in which a figure is highest; those with none are left out."""
        day = period.get("on") or period["last"]
        nodes = [n for n in tree(as_of=day, known_at=self.known_at).below(self.scope) if n.record.kind in kinds]
        answered = self._answer(indicator, period)
        counted = [(node, answered[indicator, node.id]) for node in nodes]
        counted = sorted((c for c in counted if c[1].value), key=lambda c: (-(c[1].value or 0), c[0].record.code))
        return [Unit(node.record.name, _quotable(figure)) for node, figure in counted[:top]]

    def _answer(self, indicator: str, period: Period) -> Answer:
        """The figures of all organisations and of all indicators over the facts that ``indicator`` counts."""
        with override(self.language):
            facts = self._facts(self.catalogue.indicator(indicator))
            key = (facts, *sorted(period.items()))
            if key not in self._answers:
                batch = tuple(each.id for each in self.catalogue.indicators.values() if self._facts(each) <= facts)
                days: dict[str, Any] = dict(period)
                question = Question(batch, known_at=self.known_at, reach=self.reach, **days)
                self._answers[key] = answer(question, self.catalogue, self.counts)
        return self._answers[key]

    def _decimals(self, indicator: str) -> int:
        wanted = self.catalogue.indicator(indicator)
        return wanted.decimals if wanted.kind in (Kind.RATIO, Kind.AVERAGE) else 0

    def _facts(self, indicator: Indicator) -> frozenset[str]:
        return frozenset(part.fact.name for part in self.catalogue.counted(indicator) if part.fact)


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, to stand within a sentence."""
    return text[:1].lower() + text[1:]


def write_percent(value: Decimal) -> str:
    """A percentage as documents write it: ``77,33%``, whole ones without decimals."""
    return f"{write_number(value, 0 if value == value.to_integral_value() else PERCENT_DECIMALS)}%"


def _quotable(figure: Figure) -> Quotable:
    text = write_value(figure)
    sides = " : ".join(write_value(part) for part in figure.parts)
    arithmetic = f"{sides} = {text}" if sides else ""
    return Quotable(text, figure.indicator.label.vi, figure.value, figure, arithmetic)


def write_value(figure: Figure) -> str:
    """The value of a figure as documents write it; a dash where there is no number."""
    if figure.value is None:
        return NO_NUMBER
    if figure.indicator.kind is Kind.RATIO:
        return write_percent(Decimal(figure.value))
    if figure.indicator.kind is Kind.AVERAGE:
        return write_number(figure.value, figure.indicator.decimals)
    return write_count(int(figure.value))
