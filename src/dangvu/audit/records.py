"""What the act of one line wrote and superseded, old values beside new ones, as far as its reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangvu.audit.models import Line
from dangvu.audit.places import area_of, identity_columns, record_models
from dangvu.audit.queries import names
from dangvu.audit.words import day_of, spelled
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit, MemberFiles, registered
from dangvu.kernel.days import FOREVER, write_day
from dangvu.kernel.policy import Permission, Verb, covered, everywhere, reach
from dangvu.kernel.records import Record
from dangvu.ui.templatetags.ledger import moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Field: TypeAlias = "models.Field[Any, Any]"
"""A column of records."""

MOST = 50
"""Changes of one model that are shown; of more, it is said how many records there are."""

PERSON = "member_id"
"""The column in which records of every room name a member."""

_BOOKKEEPING = {
    "id",
    "recorded_at",
    "superseded_at",
    "recorded_in",
    "superseded_in",
    "basis_symbol",
    "basis_day",
    "basis_issuer",
}


@dataclass(frozen=True, slots=True)
class Value:
    """One column: what it said before, and says now; empty for nothing."""

    label: StrOrPromise
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One record, or one in the place of another: ``kind`` is added, replaced or withdrawn."""

    kind: str
    about: tuple[Hit, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one model that a line touched, how many there are, and of whom those that are shown tell."""

    label: StrOrPromise
    count: int
    changes: tuple[Change, ...]
    members: frozenset[UUID]


def groups(asked: Asked, line: Line) -> list[Group]:
    """What ``line`` wrote and superseded, by model; without records that the reader may not see."""
    sight = _Sight(asked)
    return [group for model in record_models() if (group := _group(sight, line, model))]


class _Sight:
    """What the reader may see, worked out once for each area."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._everywhere: dict[Permission, bool] = {}

    def keys(self, model: type[Record], columns: list[str], rows: Collection[Record]) -> set[int]:
        """The keys of those rows that lie within what the reader may see of such records."""
        permission, actor = Permission(area_of(f"{model._meta.app_label}."), Verb.READ), self.asked.actor
        if permission not in self._everywhere:
            self._everywhere[permission] = everywhere(actor, permission)
        if self._everywhere[permission]:
            return {row.pk for row in rows}
        ids = {key for row in rows for key in _ids(row, columns)}
        keepers: dict[UUID, UUID] = {}
        for offer in registered(MemberFiles):
            keepers.update(offer.keepers(ids, actor.day, None))
        inside = covered(actor, permission, ids | set(keepers.values())) | reach(actor, permission).persons
        return {
            row.pk for row in rows if any(key in inside or keepers.get(key) in inside for key in _ids(row, columns))
        }


def _group(sight: _Sight, line: Line, model: type[Record]) -> Group | None:
    touched = model._default_manager.filter(Q(recorded_in=line.number) | Q(superseded_in=line.number))
    rows = list(touched.order_by("id")[: 2 * MOST + 1])
    columns, on = identity_columns(model), day_of(line)
    seen = sight.keys(model, columns, rows) if rows else set()
    shown = [row for row in rows if row.pk in seen]
    if not shown:
        return None
    old = [row for row in shown if row.superseded_in == line.number]
    new = [row for row in shown if row.recorded_in == line.number]
    pairs = list(_paired(columns, old, new)) if len(rows) <= 2 * MOST else []
    named = names(sight.asked, {key for row in shown for key in _ids(row, columns)}) if pairs else {}
    members = {getattr(row, PERSON) for row in shown} if PERSON in columns and pairs else set()
    changes = tuple(_change(columns, was, there, named, on) for was, there in pairs)
    return Group(model._meta.verbose_name or "", len(pairs) or touched.count(), changes, frozenset(members))


def _paired(columns: list[str], old: list[Record], new: list[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Each superseded record with the one of the same identities that says most nearly the same; the rest alone."""
    waiting: dict[tuple[UUID, ...], list[Record]] = defaultdict(list)
    for row in new:
        waiting[_ids(row, columns)].append(row)
    for was in old:
        candidates = waiting[_ids(was, columns)]
        there = min(candidates, key=lambda row: len(_differing(was, row)), default=None)
        if there is not None:
            candidates.remove(there)
        yield was, there
    for rows in waiting.values():
        yield from ((None, row) for row in rows)


def _change(columns: list[str], was: Record | None, there: Record | None, named: dict[UUID, Hit], on: date) -> Change:
    row = there or was
    assert row is not None
    about = tuple(named[key] for key in dict.fromkeys(_ids(row, columns)) if key in named)
    kind = "replaced" if was and there else "added" if there else "withdrawn"
    fields = _differing(was, there) if was and there else list(_fields(type(row)))
    values = [
        Value(field.verbose_name, _written(was, field, on) if was else "", _written(there, field, on) if there else "")
        for field in fields
    ]
    return Change(kind, about, tuple(value for value in values if value.old or value.new))


def _differing(was: Record, there: Record) -> list[Field]:
    """The columns in which two records of a model say different things."""
    fields = _fields(type(was))
    return [field for field in fields if getattr(was, field.attname) != getattr(there, field.attname)]


def _fields(model: type[Record]) -> Iterator[Field]:
    """The columns that say something, apart from whom it is said of and what is worked out of others."""
    return (
        field
        for field in model._meta.concrete_fields
        if field.name not in _BOOKKEEPING
        and field.editable
        and not (field.is_relation or isinstance(field, models.UUIDField))
    )


def _ids(row: Record, columns: list[str]) -> tuple[UUID, ...]:
    return tuple(key for name in columns if isinstance(key := getattr(row, name), UUID))


def _written(row: Record, field: Field, on: date) -> str:
    """What a column of a row says to people, with the words of a day."""
    match getattr(row, field.attname):
        case None:
            return ""
        case bool() as holds:
            return _("có") if holds else _("không")
        case datetime() as at:
            return moment(at)
        case date() as day:
            return "–" if day == FOREVER else write_day(day)
        case dict() | list() as several:
            return ngettext("%(count)s mục", "%(count)s mục", len(several)) % {"count": len(several)}
        case value:
            return spelled(f"{row._meta.label}.{field.name}", str(value), on)
