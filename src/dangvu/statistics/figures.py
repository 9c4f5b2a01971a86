"""Figures: values that know what they are, when they hold, what they rest on and which rows are behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dangvu.kernel.days import DAYS_IN_YEAR
from dangvu.kernel.policy import Reach
from dangvu.kernel.vietnamese import round_half_up
from dangvu.organizations.models import OrganizationRecord
from dangvu.regulations import RuleUse, codes, tracing
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.catalogue.facts import Fact, Time
from dangvu.statistics.catalogue.indicators import Indicator, Kind, Measure
from dangvu.statistics.compile.engine import run, to_uuid
from dangvu.statistics.compile.plan import aggregates_of, plan
from dangvu.statistics.questions import Question, check_question
from dangvu.statistics.rows import Row, rows_of

Number = int | Decimal
Values = Mapping[UUID, Number | None]
"""What an indicator comes to at each organisation."""

__all__ = ["Answer", "Counts", "Figure", "Question", "Row", "answer"]


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an indicator for an organisation, on a day (``on``) or from ``first`` to ``last``.

    ``value`` is whole for what is counted, and rounded half up to the indicator's decimals for a mean (years) or a
    ratio (percent), which are ``None`` when there is nothing to divide by. ``version`` is that of the definition,
    ``rules_used`` are the code lists in force that the condition rests on. ``parts`` are the two sides of a ratio.
    """

    indicator: Indicator
    version: str
    scope: UUID
    on: date | None
    first: date | None
    last: date | None
    known_at: datetime | None
    reach: Reach
    value: Number | None
    rules_used: tuple[RuleUse, ...]
    parts: tuple[Figure, ...]
    _catalogue: Catalogue = field(repr=False, compare=False)

    @property
    def question(self) -> Question:
        """The question that this figure answers."""
        return Question((self.indicator.id,), self.scope, self.on, self.first, self.last, self.known_at, self.reach)

    def details(self) -> dict[str, Any]:
        """Everything that says what the figure is and what it rests on, as plain values for files."""
        return {
            "indicator": self.indicator.id,
            "label": str(self.indicator.label),
            "definition": str(self.indicator.definition),
            "unit": str(self.indicator.unit),
            "kind": str(self.indicator.kind),
            "rule": self.indicator.rule,
            "version": self.version,
            "scope": str(self.scope),
            **{name: day and day.isoformat() for name, day in self._days().items()},
            "known_at": self.known_at and self.known_at.isoformat(),
            "value": str(self.value) if isinstance(self.value, Decimal) else self.value,
            "rules_used": [f"{use.rule} ({use.effective_from.isoformat()}, {use.source})" for use in self.rules_used],
            "parts": [part.details() for part in self.parts],
        }

    def _days(self) -> dict[str, date | None]:
        return {"on": self.on, "first": self.first, "last": self.last}

    def as_known_at(self, moment: datetime | None) -> Figure:
        """The same figure as known at another moment (``None``: now)."""
        return compute(replace(self.question, known_at=moment), self._catalogue)[self.indicator.id, self.scope]

    def rows(self) -> list[Row]:
        """Exactly the records that were counted; of a ratio, those of its part."""
        if self.parts:
            return self.parts[0].rows()
        return rows_of(self.question, self.indicator, self._catalogue.reach)


@dataclass(frozen=True)
class Answer:
    """The figures of a question, one for each indicator and organisation."""

    question: Question
    catalogue: Catalogue
    organizations: frozenset[UUID]
    rules: Mapping[str, tuple[RuleUse, ...]]
    _values: Mapping[str, Values]

    def __getitem__(self, key: tuple[str, UUID]) -> Figure:
        name, scope = key
        if scope not in self.organizations:
            raise KeyError(key)
        return self._figure(self.catalogue.indicators[name], scope)

    def __iter__(self) -> Iterator[Figure]:
        """Every figure that was asked for, indicator by indicator."""
        for name in self.question.indicators:
            for scope in sorted(self.organizations):
                yield self[name, scope]

    def value(self, name: str, scope: UUID) -> Number | None:
        """The bare value of one figure."""
        if self.catalogue.indicators[name].kind in (Kind.AVERAGE, Kind.RATIO):
            return self._values[name].get(scope)
        return self.count(name, scope)

    def count(self, name: str, scope: UUID) -> int:
        """The bare value of a figure that is counted: nothing is 0."""
        return int(self._values[name].get(scope) or 0)

    def _figure(self, indicator: Indicator, scope: UUID) -> Figure:
        asked = self.question
        flow = any(part.fact and part.fact.time is Time.FLOW for part in self.catalogue.counted(indicator))
        stock = any(part.fact and part.fact.time is Time.STOCK for part in self.catalogue.counted(indicator))
        parts = self.catalogue.counted(indicator) if indicator.kind is Kind.RATIO else ()
        return Figure(
            indicator=indicator,
            version=self.catalogue.version(indicator),
            scope=scope,
            on=asked.day if stock else None,
            first=asked.first if flow else None,
            last=asked.last if flow else None,
            known_at=asked.known_at,
            reach=asked.reach,
            value=self.value(indicator.id, scope),
            rules_used=self.rules[indicator.id],
            parts=tuple(self._figure(part, scope) for part in parts),
            _catalogue=self.catalogue,
        )


@dataclass
class Counts:
    """What has been counted for several questions in a row, so that none of them counts the same again.

    To be dropped with the report or page that it was made for: it does not notice what is recorded meanwhile.
    """

    _held: dict[tuple[object, ...], dict[str, Values]] = field(default_factory=dict)

    def of(self, question: Question, fact: Fact, indicators: list[Indicator], reach: str) -> dict[str, Values]:
        """The values of ``indicators`` over ``fact``, by id; those not held yet are counted in one statement."""
        when = question.day if fact.time is Time.STOCK else (question.first, question.last)
        held = self._held.setdefault((fact.name, question.scope, when, question.known_at, question.reach), {})
        if missing := [indicator for indicator in indicators if indicator.id not in held]:
            held |= _count(question, fact, missing, reach)
        return {indicator.id: held[indicator.id] for indicator in indicators}


def answer(question: Question, of: Catalogue | None = None, counts: Counts | None = None) -> Answer:
    """Compute all figures of a question, with one statement per fact that ``counts`` does not hold already.

    Raises ``Refusal`` for an unknown indicator or organisation, a day before the first record, a period that ends
    before it starts, and an indicator that the question gives no day or period for.
    """
    book = of or catalogue()
    check_question(question, book)
    return compute(question, book, counts)


def compute(question: Question, book: Catalogue, counts: Counts | None = None) -> Answer:
    """Like ``answer``, for a question already checked, or whose day may lie before the first record."""
    asked = [book.indicator(name) for name in dict.fromkeys(question.indicators)]
    counted = list(dict.fromkeys(part for indicator in asked for part in book.counted(indicator)))
    values: dict[str, Values] = {}
    held = counts or Counts()
    for fact in dict.fromkeys(part.fact for part in counted):
        assert fact is not None
        values.update(held.of(question, fact, [part for part in counted if part.fact == fact], book.reach))
    for indicator in asked:
        if indicator.kind is Kind.RATIO:
            values[indicator.id] = _ratios(indicator, values[indicator.part], values[indicator.base])
    rules = {indicator.id: _rules(indicator, question, book) for indicator in {*asked, *counted}}
    return Answer(question, book, _organizations(question), rules, values)


def _count(question: Question, fact: Fact, indicators: list[Indicator], reach: str) -> dict[str, Values]:
    planned = plan(fact, indicators, scoped=question.scope is not None, seen=question.seen)
    rows = [(to_uuid(row["ancestor_id"]), row) for row in run(reach, planned, question.values(fact, indicators))]
    aliases = {aggregate: alias for alias, aggregate in planned.named}
    on = question.day_of(fact)
    values: dict[str, Values] = {}
    for indicator in indicators:
        names = [aliases[aggregate] for aggregate in aggregates_of(indicator)]
        values[indicator.id] = {scope: _measured(indicator, [row[name] for name in names], on) for scope, row in rows}
    return values


def _measured(indicator: Indicator, found: list[int | Decimal | None], on: date) -> Number | None:
    """The value of an indicator from its aggregates: sums over nothing are missing, sums of PostgreSQL are decimals."""
    numbers = [int(number or 0) for number in found]
    if indicator.measure is not Measure.MEAN_AGE:
        return numbers[0]
    people, birth_days = numbers
    if not people:
        return None
    days = Decimal(people * on.toordinal() - birth_days)
    return round_half_up(days / people / DAYS_IN_YEAR, indicator.decimals)


def _ratios(indicator: Indicator, part: Values, base: Values) -> Values:
    return {
        scope: round_half_up(Decimal(100) * (part.get(scope) or 0) / whole, indicator.decimals)
        for scope, whole in base.items()
        if whole
    }


def _rules(indicator: Indicator, question: Question, book: Catalogue) -> tuple[RuleUse, ...]:
    with tracing() as uses:
        for counted in book.counted(indicator):
            assert counted.fact is not None
            for name in sorted(counted.condition.columns):
                if rule := counted.fact.columns[name].codes:
                    codes(rule, on=question.day_of(counted.fact))
    return tuple(uses)


def _organizations(question: Question) -> frozenset[UUID]:
    """The organisations answered for: the one asked for, or every one ever believed to have existed."""
    if question.scope:
        return frozenset({question.scope})
    records: Iterable[UUID] = (
        OrganizationRecord.objects.believed(question.known_at).values_list("organization_id", flat=True).distinct()
    )
    return frozenset(records)
