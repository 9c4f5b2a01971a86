"""Figures: values that know what they are, when they hold, what they rest on and which rows are behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dangvu.kernel.policy import Reach
from dangvu.regulations import RuleUse, believing, codes, tracing
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.catalogue.facts import Fact, Time
from dangvu.statistics.catalogue.indicators import Indicator, Kind
from dangvu.statistics.compile.plan import brief
from dangvu.statistics.counting import Counts, remembered
from dangvu.statistics.questions import Question, check_question
from dangvu.statistics.rows import Row, rows_of
from dangvu.statistics.values import Column, Number, Percentages, Values

__all__ = ["Answer", "Counts", "Figure", "Number", "Question", "Row", "answer", "count_ahead"]


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

    def rows_in_brief(self, known_at: datetime | None) -> list[Row]:
        """What is counted as known at a moment, each row with no more than what it is about and what is measured."""
        if self.parts:
            return self.parts[0].rows_in_brief(known_at)
        question = replace(self.question, known_at=known_at)
        return rows_of(question, self.indicator, self._catalogue.reach, brief(self.indicator))


@dataclass(frozen=True)
class Answer:
    """The figures of a question, one for each indicator and organisation."""

    question: Question
    catalogue: Catalogue
    organizations: frozenset[UUID]
    _values: Mapping[str, Values]
    _rules: dict[tuple[str, frozenset[str]], tuple[RuleUse, ...]] = field(default_factory=dict)

    def __getitem__(self, key: tuple[str, UUID]) -> Figure:
        name, scope = key
        if scope not in self.organizations:
            raise KeyError(key)
        return self._figure(self.catalogue.indicator(name), scope)

    def __iter__(self) -> Iterator[Figure]:
        """Every figure that was asked for, indicator by indicator."""
        for name in self.question.indicators:
            for scope in sorted(self.organizations):
                yield self[name, scope]

    def counts(self, name: str, scopes: Sequence[UUID]) -> list[int]:
        """The bare values of one figure that is counted, at organisations in a row."""
        values = self._values[name]
        assert isinstance(values, Column)
        return values.counts(scopes)

    def value(self, name: str, scope: UUID) -> Number | None:
        """The bare value of one figure."""
        if self.catalogue.indicator(name).kind in (Kind.AVERAGE, Kind.RATIO):
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
            rules_used=self._rules_of(indicator),
            parts=tuple(self._figure(part, scope) for part in parts),
            _catalogue=self.catalogue,
        )

    def _rules_of(self, indicator: Indicator) -> tuple[RuleUse, ...]:
        """The code lists in force that the condition rests on; of a ratio, those of both sides, each once."""
        uses: dict[RuleUse, None] = {}
        for part in self.catalogue.counted(indicator):
            assert part.fact is not None
            key = (part.fact.name, part.condition.columns)
            if key not in self._rules:
                self._rules[key] = _rules(part.fact, part.condition.columns, self.question)
            uses |= dict.fromkeys(self._rules[key])
        return tuple(uses)


def answer(question: Question, of: Catalogue | None = None, counts: Counts | None = None) -> Answer:
    """Compute all figures of a question, with one statement per fact that ``counts`` does not hold already.

    Without ``counts``, what this process has counted in the same state of the records is not counted again. Raises
    ``Refusal`` for an unknown indicator or organisation, a day before the first record, a period that ends before it
    starts, and an indicator that the question gives no day or period for.
    """
    book = of or catalogue(question.known_at)
    held = counts or remembered()
    check_question(question, book, held.known)
    return compute(question, book, held)


def compute(question: Question, book: Catalogue, counts: Counts | None = None) -> Answer:
    """Like ``answer``, for a question already checked, or whose day may lie before the first record."""
    held = counts or remembered()
    values: dict[str, Values] = {}
    for fact, indicators in _by_fact(question.indicators, book):
        values.update(held.of(question, fact, indicators, book.reach))
    for name in dict.fromkeys(question.indicators):
        indicator = book.indicator(name)
        if indicator.kind is Kind.RATIO:
            part, base = values[indicator.part], values[indicator.base]
            values[indicator.id] = Percentages(part, base, indicator.decimals)
    return Answer(question, book, held.organizations(question), values)


def count_ahead(questions: Sequence[Question], book: Catalogue, counts: Counts) -> None:
    """Let ``counts`` hold the answers of questions that differ only in when they ask, with one statement per fact."""
    for fact, indicators in _by_fact(questions[0].indicators, book):
        counts.ahead([each for each in questions if each.fits(fact)], fact, indicators, book.reach)


def _by_fact(names: Iterable[str], book: Catalogue) -> Iterator[tuple[Fact, list[Indicator]]]:
    """What must be counted to know the indicators, fact by fact."""
    counted = list(dict.fromkeys(part for name in names for part in book.counted(book.indicator(name))))
    for fact in dict.fromkeys(part.fact for part in counted):
        assert fact is not None
        yield fact, [part for part in counted if part.fact == fact]


def _rules(fact: Fact, columns: Iterable[str], question: Question) -> tuple[RuleUse, ...]:
    """The code lists in force that a condition over these columns rests on."""
    with believing(question.known_at), tracing() as uses:
        for name in sorted(columns):
            if rule := fact.columns[name].codes:
                codes(rule, on=question.day_of(fact))
    return tuple(uses)
