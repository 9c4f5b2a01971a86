"""The rows behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from dangvu.audit.remembering import Memory
from dangvu.statistics.catalogue.facts import Fact, Time, Type
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.compile.engine import from_database, run, to_uuid
from dangvu.statistics.compile.plan import RowsPlan
from dangvu.statistics.compile.reading import tables_under
from dangvu.statistics.questions import Question

_READ = Memory(capacity=8)
"""The rows read last: whoever opens a figure opens all of them next, or the following page."""


@dataclass(frozen=True)
class Row:
    """One counted thing: the columns that were read of its fact, also as attributes (``row.member_id``)."""

    fact: Fact
    organization_id: UUID
    _found: Mapping[str, Any]

    @cached_property
    def values(self) -> dict[str, Any]:
        """Its columns by name, as facts type them; of thousands of rows, few are looked at."""
        values: dict[str, Any] = {"row_id": self._found["row_id"], "organization_id": self.organization_id}
        if self.fact.time is Time.FLOW:
            values["day"] = from_database(self._found["day"], Type.DAY)
        read = (name for name in self.fact.selected if name in self._found)
        return values | {name: from_database(self._found[name], self.fact.columns[name].type) for name in read}

    def __getattr__(self, name: str) -> Any:
        if name in ("fact", "_found") or name not in self.values:
            raise AttributeError(name)
        return self.values[name]

    @property
    def shown(self) -> dict[str, Any]:
        """What a reader sees of it, in order."""
        return {name: self.values[name] for name in self.fact.show}


def rows_of(question: Question, indicator: Indicator, reach: str, columns: frozenset[str] | None = None) -> list[Row]:
    """The rows that ``indicator`` counts for the one organisation of ``question``, in the order of the fact.

    Only some ``columns`` are read when these are named, those of the condition and the order among them.
    """
    fact = indicator.fact
    assert fact is not None and isinstance(question.scope, UUID)
    plan = RowsPlan(fact, indicator.condition.sql, question.seen, columns)
    values = question.values(fact, [indicator])

    def read() -> list[Row]:
        names, found = run(reach, plan, values)
        rows = (dict(zip(names, row, strict=True)) for row in found)
        return [Row(fact, to_uuid(row["organization_id"]), row) for row in rows]

    asked = ("rows", reach, fact.query, indicator.describes, columns, replace(question, indicators=(), known_at=None))
    return list(_READ.recall(asked, read, of=tables_under(fact.query, reach), known_at=question.known_at))
