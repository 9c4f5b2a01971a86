"""The table expression ``reach`` as the database answers it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import sqlglot
from django.db import connection

from dangvu import organizations
from dangvu.kernel.days import LATEST

REACH = Path(organizations.__file__).parent / "facts" / "reach.sql"


def read_reach(known_at: datetime = LATEST) -> list[tuple[UUID, UUID, date, date]]:
    """``(ancestor, organisation, valid_from, valid_to)`` of every spell."""
    dialect = {"postgresql": "postgres"}.get(connection.vendor, connection.vendor)
    text = REACH.read_text(encoding="utf-8").replace(":known_at", f"'{known_at:%Y-%m-%d %H:%M:%S}'")
    with connection.cursor() as cursor:
        cursor.execute(sqlglot.transpile(text, read="postgres", write=dialect, comments=False)[0])
        rows = cursor.fetchall()
    return [(_uuid(above), _uuid(below), _day(start), _day(end)) for above, below, start, end in rows]


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
