# ruff: noqa: S608 - the parts are names and conditions that the catalogue has checked
"""Plans: what one statement has to answer, and the steps by which it does."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dangvu.statistics.catalogue.facts import Fact, Placed
from dangvu.statistics.catalogue.indicators import Indicator, Measure
from dangvu.statistics.compile.steps import (
    Aggregate,
    Claimants,
    Counted,
    Distincts,
    Function,
    Leaves,
    Named,
    Permitted,
    Seen,
    Step,
    Sums,
    within,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """All aggregates that are asked of one fact, for one organisation or for every one.

    ``columns`` are those of the fact that the aggregates name. ``seen`` is the number of organisations whose rows may
    be seen; ``None`` when all rows may.
    """

    fact: Fact
    aggregates: tuple[Aggregate, ...]
    columns: frozenset[str]
    scoped: bool
    seen: Seen | None

    @property
    def named(self) -> tuple[tuple[str, Aggregate], ...]:
        """The aggregates with the name of their column in the answer."""
        return tuple((f"a{index}", aggregate) for index, aggregate in enumerate(self.aggregates))

    def steps(self) -> list[Step]:
        """The table expressions in order; the last ones hold the answer."""
        steps = _rows(self.fact, self.seen, self.columns | _places(self.fact))
        rows = steps[-1].name
        if self.fact.placed is Placed.ANCESTOR:
            return [*steps, Named(rows, self.named, self.scoped)]
        additive = [pair for pair in self.named if pair[1].additive]
        distinct = [pair for pair in self.named if not pair[1].additive]
        if additive:
            leaves = Leaves(self.fact, rows, additive)
            steps += [leaves, Claimants(self.fact, self.scoped), Sums(self.fact, additive)]
        if distinct:
            steps.append(Distincts(self.fact, rows, distinct, self.scoped))
        return steps

    def select(self) -> str:
        """The SELECT over the steps: a row for each organisation that has any rows."""
        names = [step.name for step in self.steps()]
        columns = ", ".join(alias for alias, _aggregate in self.named)
        if "sums" in names and "distincts" in names:
            # Both are made of the same rows, so the same organisations are in both.
            return f"SELECT ancestor_id, {columns} FROM sums JOIN distincts USING (ancestor_id)"
        return f"SELECT ancestor_id, {columns} FROM {names[-1]}"


@dataclass(frozen=True, slots=True)
class RowsPlan:
    """Exactly the rows that one indicator counts for one organisation, or only some ``columns`` of them."""

    fact: Fact
    where: str
    seen: Seen | None
    columns: frozenset[str] | None = None

    def steps(self) -> list[Step]:
        """The table expressions in order."""
        return _rows(self.fact, self.seen, self.columns)

    def select(self) -> str:
        """The SELECT over the steps, with the condition and the place in the tree of the figure itself."""
        rows = self.steps()[-1].name
        if self.fact.placed is Placed.ANCESTOR:
            place = f"{rows}.ancestor_id = :scope"
        else:
            place = within(self.fact, rows, ":scope")
        where = f" AND ({self.where})" if self.where else ""
        return f"SELECT {rows}.* FROM {rows} WHERE {place}{where} ORDER BY {self.fact.sort}, row_id"


def aggregates_of(indicator: Indicator) -> tuple[Aggregate, ...]:
    """What must be computed to know an indicator that is counted: for a mean, a count and a sum."""
    where = indicator.condition.sql
    match indicator.measure:
        case Measure.SUM:
            return (Aggregate(Function.SUM, indicator.of, where),)
        case Measure.DISTINCT:
            return (Aggregate(Function.DISTINCT, indicator.of, where),)
        case Measure.MEAN_AGE:
            return Aggregate(Function.COUNT, "", where), Aggregate(Function.SUM, indicator.of, where)
    return (Aggregate(Function.COUNT, "", where),)


def plan(fact: Fact, indicators: Collection[Indicator], *, scoped: bool, seen: Seen | None) -> Plan:
    """The plan that answers all ``indicators``, which are counted of ``fact``."""
    aggregates = dict.fromkeys(aggregate for indicator in indicators for aggregate in aggregates_of(indicator))
    columns = frozenset(name for indicator in indicators for name in _named(indicator, fact))
    return Plan(fact, tuple(aggregates), columns, scoped, seen)


def brief(indicator: Indicator) -> frozenset[str]:
    """The columns that say who or what a row of an indicator is about, where it is counted and what is measured."""
    fact = indicator.fact
    assert fact is not None
    return frozenset(("row_id", fact.sort, *fact.identities, *_named(indicator, fact))) | _places(fact)


def _named(indicator: Indicator, fact: Fact) -> Iterator[str]:
    """The columns of the fact's query on which an indicator rests."""
    if indicator.of:
        yield indicator.of
    for name in indicator.condition.columns:
        yield fact.columns[name].since or name


def _places(fact: Fact) -> frozenset[str]:
    """The columns of the fact's query that say where and when a row is counted."""
    return frozenset((*fact.keys, "ancestor_id") if fact.placed is Placed.ANCESTOR else fact.keys)


def _rows(fact: Fact, seen: Seen | None, columns: frozenset[str] | None = None) -> list[Step]:
    counted = Counted(fact, columns)
    return [counted] if seen is None else [counted, Permitted(fact, seen)]
