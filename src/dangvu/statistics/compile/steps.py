# ruff: noqa: S608 - the parts are names and conditions that the catalogue has checked
"""The steps of a statement: each is a table expression that can say what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dangvu.statistics.catalogue.facts import Fact, Placed, Time


class Function(StrEnum):
    """What is computed over the rows of an organisation."""

    COUNT = "count"
    SUM = "sum"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A function over the rows that meet a condition; equal aggregates are computed once."""

    function: Function
    column: str = ""
    where: str = ""

    @property
    def additive(self) -> bool:
        """Whether the value of an organisation is the sum of the values below it."""
        return self.function is not Function.DISTINCT

    def sql(self) -> str:
        """The aggregate as SQL. Counts become int, since PostgreSQL adds those up faster than bigint."""
        only = f" FILTER (WHERE {self.where})" if self.where else ""
        if self.function is Function.COUNT:
            return f"CAST(COUNT(*){only} AS INT)"
        if self.function is Function.SUM:
            return f"SUM({self.column}){only}"
        return f"COUNT(DISTINCT {self.column}){only}"


class Step(Protocol):
    """A table expression of a statement."""

    @property
    def name(self) -> str:
        """What later steps call it."""

    def describe(self) -> str:
        """What it is for, in one line."""

    def sql(self) -> str:
        """Its SELECT, in PostgreSQL with named placeholders."""


def claimed(fact: Fact, rows: str) -> str:
    """That an organisation was claimed by another when a row of its own was: the one predicate that places rows."""
    below = f"claims.organization_id = {rows}.organization_id"
    if fact.time is Time.STOCK:
        return f"{below} AND claims.valid_from <= :on AND :on < claims.valid_to"
    if fact.placed is Placed.ON:
        return f"{below} AND claims.valid_from <= {rows}.day AND {rows}.day < claims.valid_to"
    if fact.placed is Placed.BEFORE:
        return f"{below} AND claims.valid_from < {rows}.day AND {rows}.day <= claims.valid_to"
    # A row about the tree itself belongs to whoever sees either side of the change.
    return f"{below} AND claims.valid_from <= {rows}.day AND {rows}.day <= claims.valid_to"


def within(fact: Fact, rows: str, ancestors: str) -> str:
    """That the row's organisation was claimed by one of ``ancestors``, a list of placeholders."""
    return f"EXISTS (SELECT 1 FROM claims WHERE {claimed(fact, rows)} AND claims.ancestor_id IN ({ancestors}))"


def stood_for(rows: str, heirs: str) -> str:
    """That the row's organisation is one of ``heirs``, a list of placeholders, or was taken over whole by one."""
    return (
        f"EXISTS (SELECT 1 FROM line WHERE line.organization_id = {rows}.organization_id AND line.heir_id IN ({heirs}))"
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of the fact, with only some of its ``columns`` when these are named."""

    fact: Fact
    columns: frozenset[str] | None = None
    name: str = "counted"

    def describe(self) -> str:
        """What it is for."""
        return f"{self.fact.name}: one row per counted thing"

    def sql(self) -> str:
        """The room's own query."""
        return self.fact.query


@dataclass(frozen=True, slots=True)
class Seen:
    """How many organisations somebody may see: with all below them (``roots``), and by themselves (``units``)."""

    roots: int
    units: int = 0


@dataclass(frozen=True, slots=True)
class Permitted:
    """The rows of the organisations which somebody may see."""

    fact: Fact
    seen: Seen
    name: str = "permitted"

    def describe(self) -> str:
        """What it is for."""
        units = f" and of {self.seen.units} by themselves" if self.seen.units else ""
        return f"only rows below {self.seen.roots} permitted organisations{units}"

    def sql(self) -> str:
        """The rows again, fewer of them."""
        roots = ", ".join(f":root_{index}" for index in range(self.seen.roots)) or "NULL"
        permitted = within(self.fact, "counted", roots)
        if self.seen.units:
            units = ", ".join(f":unit_{index}" for index in range(self.seen.units))
            permitted += f" OR {stood_for('counted', units)}"
        return f"SELECT counted.* FROM counted WHERE {permitted}"


@dataclass(frozen=True, slots=True)
class Leaves:
    """What adds up, for each organisation by itself (and day, of a flow)."""

    fact: Fact
    rows: str
    aggregates: Sequence[tuple[str, Aggregate]]
    name: str = "leaves"

    def describe(self) -> str:
        """What it is for."""
        return f"{len(self.aggregates)} aggregates by {', '.join(self.fact.keys)}"

    def sql(self) -> str:
        """One pass over the rows."""
        keys = ", ".join(self.fact.keys)
        return f"SELECT {keys}, {_columns(self.aggregates)} FROM {self.rows} GROUP BY {keys}"


@dataclass(frozen=True, slots=True)
class Claimants:
    """Who claims each leaf: once, though one organisation may claim another twice, as itself and as an heir."""

    fact: Fact
    scoped: bool
    name: str = "claimants"

    def describe(self) -> str:
        """What it is for."""
        return f"{'the scope' if self.scoped else 'every organisation'} with its leaves ({_tree(self.fact)})"

    def sql(self) -> str:
        """The leaves joined with whoever claims them."""
        keys = ", ".join(f"leaves.{key}" for key in self.fact.keys)
        return (
            f"SELECT DISTINCT claims.ancestor_id, {keys} FROM leaves JOIN claims ON {claimed(self.fact, 'leaves')}"
            f"{_scope('claims', self.scoped)}"
        )


@dataclass(frozen=True, slots=True)
class Sums:
    """What adds up, rolled up along the tree as it was."""

    fact: Fact
    aggregates: Sequence[tuple[str, Aggregate]]
    name: str = "sums"

    def describe(self) -> str:
        """What it is for."""
        return "leaves added up for those who claim them"

    def sql(self) -> str:
        """The leaves of each claimant."""
        sums = ", ".join(f"SUM(leaves.{alias}) AS {alias}" for alias, _aggregate in self.aggregates)
        same = " AND ".join(f"claimants.{key} = leaves.{key}" for key in self.fact.keys)
        return (
            f"SELECT claimants.ancestor_id, {sums} FROM claimants JOIN leaves ON {same} GROUP BY claimants.ancestor_id"
        )


@dataclass(frozen=True, slots=True)
class Distincts:
    """What does not add up, counted over all rows of each organisation's tree."""

    fact: Fact
    rows: str
    aggregates: Sequence[tuple[str, Aggregate]]
    scoped: bool
    name: str = "distincts"

    def describe(self) -> str:
        """What it is for."""
        return f"distinct values for {'the scope' if self.scoped else 'every organisation'} ({_tree(self.fact)})"

    def sql(self) -> str:
        """The rows joined with whoever claims them; a value that is claimed twice is still one."""
        return (
            f"SELECT claims.ancestor_id, {_columns(self.aggregates)} FROM {self.rows}"
            f" JOIN claims ON {claimed(self.fact, self.rows)}{_scope('claims', self.scoped)}"
            " GROUP BY claims.ancestor_id"
        )


@dataclass(frozen=True, slots=True)
class Named:
    """Everything, for the organisation that each row names itself."""

    rows: str
    aggregates: Sequence[tuple[str, Aggregate]]
    scoped: bool
    name: str = "named"

    def describe(self) -> str:
        """What it is for."""
        return f"{len(self.aggregates)} aggregates for the organisation that each row names"

    def sql(self) -> str:
        """One pass over the rows."""
        scope = _scope(self.rows, self.scoped)
        return f"SELECT ancestor_id, {_columns(self.aggregates)} FROM {self.rows}{scope} GROUP BY ancestor_id"


def _columns(aggregates: Sequence[tuple[str, Aggregate]]) -> str:
    return ", ".join(f"{aggregate.sql()} AS {alias}" for alias, aggregate in aggregates)


def _scope(table: str, scoped: bool) -> str:  # noqa: FBT001 - a plan is scoped or not
    return f" WHERE {table}.ancestor_id = :scope" if scoped else ""


def _tree(fact: Fact) -> str:
    if fact.time is Time.STOCK:
        return "the tree of the day"
    return "the tree of the row's day" if fact.placed is Placed.ON else "the tree of the day before the row's"
