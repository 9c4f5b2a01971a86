"""Which organisations a reach covers: the one evaluation behind row checks, lists, counts and "who may".

It stands on the table expressions that place every figure in the tree (``organizations/facts/reach.sql``), so a list
and a figure cannot disagree about what lies below an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from dangvu import organizations
from dangvu.audit.remembering import recall
from dangvu.kernel.days import LATEST, day_after
from dangvu.kernel.policy import Reach
from dangvu.organizations.models import Organization
from dangvu.organizations.queries import TREE

Value = date | datetime | UUID

_REACH = Path(organizations.__file__).parent / "facts" / "reach.sql"
_OVER = Path(__file__).parent / "over.sql"
_INSIDE = Path(__file__).parent / "inside.sql"

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the names of placeholders while the text is written."""

Named = tuple[tuple[str, tuple[str, ...]], ...]
"""Lists of values in a statement, each with the names of the values in it."""

_FIELDS: tuple[tuple[type, Field[Any, Any]], ...] = (
    (UUID, UUIDField()),
    (datetime, DateTimeField()),
    (date, DateField()),
)
"""How databases keep values; a moment is also a day, so it comes first."""


def organizations_in(reach: Reach, *, as_of: date, known_at: datetime | None = None) -> QuerySet[Organization]:
    """The identities of the organisations that lie in the named parts of ``reach`` on a day."""
    roots = {f"root_{index}": root for index, root in enumerate(sorted(reach.roots))}
    units = {f"unit_{index}": unit for index, unit in enumerate(sorted(reach.units))}
    values = {**_moment(as_of, known_at), **roots, **units}
    named = (("roots", tuple(roots)), ("units", tuple(units)))
    text, parameters = _bound("SELECT organization_id FROM inside", values, named)
    return Organization.objects.filter(pk__in=RawSQL(text, parameters))  # noqa: S611 - values are parameters


def reach_to(organization_id: UUID, *, as_of: date, known_at: datetime | None = None) -> Reach:
    """Everything by which an organisation would be covered on a day: a reach that shares none of it does not cover."""
    values = {**_moment(as_of, known_at), "organization": organization_id}
    select = "SELECT ancestor_id, alone FROM over_all WHERE organization_id = :organization"

    def found() -> Reach:
        with connection.cursor() as cursor:
            cursor.execute(*_bound(select, values))
            over = [(key if isinstance(key, UUID) else UUID(key), alone) for key, alone in cursor.fetchall()]
        return Reach(
            roots=frozenset(key for key, alone in over if not alone),
            units=frozenset(key for key, alone in over if alone),
        )

    return recall(("over", organization_id, as_of), found, of=TREE, known_at=known_at)


def _moment(as_of: date, known_at: datetime | None) -> dict[str, Value]:
    return {"day_asked": as_of, "day_after": day_after(as_of), "known_at": known_at or LATEST}


def _bound(select: str, values: Mapping[str, Value], named: Named = ()) -> tuple[str, Sequence[Any]]:
    """The statement of ``select`` over the table expressions for this database, and its parameters in their order."""
    text = _statement(select, connection.vendor, named)
    names = re.findall(f"{_OPEN}(.*?){_CLOSE}", text)
    return re.sub(f"{_OPEN}.*?{_CLOSE}", "%s", text), [_kept(values[name]) for name in names]


def _kept(value: Value) -> Any:
    field = next(field for kind, field in _FIELDS if isinstance(value, kind))
    return field.get_db_prep_value(value, connection)


@lru_cache(maxsize=256)
def _statement(select: str, vendor: str, named: Named) -> str:
    import sqlglot  # noqa: PLC0415 - start imports no heavy package
    from sqlglot import exp  # noqa: PLC0415 - likewise

    def marked(node: exp.Expr) -> exp.Expr:
        return _placed(node.name, lists) if isinstance(node, exp.Placeholder) else node

    def parsed(text: str) -> exp.Query:
        query = sqlglot.parse_one(text, read="postgres")
        assert isinstance(query, exp.Query)
        return query

    lists = dict(named)
    paths = (_REACH, _OVER, _INSIDE) if named else (_REACH, _OVER)
    tables = [table for path in paths for table in parsed(path.read_text(encoding="utf-8")).ctes]
    query = parsed(select)
    query.set("with_", exp.With(expressions=tables, recursive=True))
    dialect = {"postgresql": "postgres"}.get(vendor, vendor)
    return query.transform(marked).sql(dialect=dialect, comments=False).replace("%", "%%")


def _placed(name: str, lists: Mapping[str, Sequence[str]]) -> Any:
    """A placeholder as the statement keeps it; that of a list as one for each of its values, or as no value at all."""
    from sqlglot import exp  # noqa: PLC0415 - start imports no heavy package

    if name not in lists:
        return exp.Var(this=f"{_OPEN}{name}{_CLOSE}")
    return exp.Var(this=", ".join(f"{_OPEN}{one}{_CLOSE}" for one in lists[name]) or "NULL")
