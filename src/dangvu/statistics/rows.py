"""The rows behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dangvu.statistics.catalogue.facts import Fact, Time, Type
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.compile.engine import from_database, run, to_uuid
from dangvu.statistics.compile.plan import RowsPlan
from dangvu.statistics.questions import Question


@dataclass(frozen=True)
class Row:
    """One counted thing: the columns of its fact, also as attributes (``row.member_id``)."""

    fact: Fact
    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name in ("fact", "values") or name not in self.values:
            raise AttributeError(name)
        return self.values[name]

    @property
    def shown(self) -> dict[str, Any]:
        """What a reader sees of it, in order."""
        return {name: self.values[name] for name in self.fact.show}


def rows_of(question: Question, indicator: Indicator, reach: str) -> list[Row]:
    """The rows that ``indicator`` counts for the one organisation of ``question``, in the order of the fact."""
    fact = indicator.fact
    assert fact is not None and isinstance(question.scope, UUID)
    plan = RowsPlan(fact, indicator.condition.sql, question.seen)
    names, found = run(reach, plan, question.values(fact, [indicator]))
    return [Row(fact, _converted(fact, dict(zip(names, row, strict=True)))) for row in found]


def _converted(fact: Fact, row: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {"row_id": row["row_id"], "organization_id": to_uuid(row["organization_id"])}
    if fact.time is Time.FLOW:
        values["day"] = from_database(row["day"], Type.DAY)
    values.update({name: from_database(row[name], fact.columns[name].type) for name in fact.selected})
    return values
