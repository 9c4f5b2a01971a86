"""Running statements: values go in and come out the same on every database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from dangvu.statistics.catalogue.facts import Type
from dangvu.statistics.compile.plan import Plan, RowsPlan
from dangvu.statistics.compile.statement import at_time, placeholders, statement, statement_together

Value = date | datetime | UUID
"""What a placeholder may stand for."""

_DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}


def run(reach: str, plan: Plan | RowsPlan, values: Mapping[str, Value]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows that the statement of ``plan`` answers; ``values`` may hold more than it needs."""
    return _executed(statement(reach, plan, _DIALECTS[connection.vendor]), values)


def run_together(
    reach: str, plan: Plan, values: Sequence[Mapping[str, Value]]
) -> tuple[list[str], list[list[tuple[Any, ...]]]]:
    """Like ``run`` at several times, which differ only in days: the columns, and the rows of each of the times."""
    if len(values) == 1:
        names, rows = run(reach, plan, values[0])
        return names, [rows]
    text = statement_together(reach, plan, _DIALECTS[connection.vendor], len(values))
    at_times = {at_time(name, time): value for time, each in enumerate(values) for name, value in each.items()}
    [_asked, *names], rows = _executed(text, at_times)
    found: list[list[tuple[Any, ...]]] = [[] for _time in values]
    for time, *row in rows:
        found[time].append(tuple(row))
    return names, found


def _executed(text: str, values: Mapping[str, Value]) -> tuple[list[str], list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(text, {name: _to_database(values[name]) for name in placeholders(text)})
        return [column[0] for column in cursor.description], cursor.fetchall()


def to_uuid(value: object) -> UUID:
    """An identity as the database answered it: SQLite keeps 32 hexadecimal digits."""
    return value if isinstance(value, UUID) else UUID(str(value))


def from_database(value: Any, kind: Type) -> Any:
    """A column's value as Python knows it: days, identities and truth are kept as text or numbers by some databases."""
    if value is None:
        return None
    match kind:
        case Type.ID:
            return to_uuid(value)
        case Type.DAY:
            return date.fromisoformat(value) if isinstance(value, str) else value
        case Type.FLAG:
            return bool(value)
    return value


def _to_database(value: Value) -> Any:
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)
