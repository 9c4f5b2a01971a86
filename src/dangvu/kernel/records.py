"""Records that are never edited and never deleted, only superseded.

Every record carries when we knew it (``recorded_at``, ``superseded_at``), in which lines of the audit trail that
happened, and its basis. A ``DatedRecord`` also carries when the fact held in the world, an ``EventRecord`` the day on
which it happened. Nothing filters by time unless it is asked to.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.basis import Basis
from dangvu.kernel.days import ENDLESS, FOREVER, LATEST


class Identity(models.Model):
    """Who or what something is, apart from everything about it that can change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class RecordQuerySet(models.QuerySet[Any]):
    """Questions about what was believed when."""

    def believed(self, known_at: datetime | None = None) -> Self:
        """The records believed at ``known_at``; without it, those believed now."""
        moment = known_at or LATEST
        return self.filter(recorded_at__lte=moment, superseded_at__gt=moment)


class DatedQuerySet(RecordQuerySet):
    """Questions about what held when."""

    def on(self, day: date, known_at: datetime | None = None) -> Self:
        """The records that held on ``day``, as believed at ``known_at``."""
        return self.believed(known_at).filter(valid_from__lte=day, valid_to__gt=day)


RecordManager = models.Manager.from_queryset(RecordQuerySet)
DatedManager = models.Manager.from_queryset(DatedQuerySet)


class Record(models.Model):
    """What we knew, when we knew it, and what it rests on."""

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField(_("ghi nhận lúc"))
    superseded_at = models.DateTimeField(_("được thay lúc"), default=ENDLESS)
    recorded_in = models.BigIntegerField(_("dòng nhật ký ghi nhận"), db_index=True)
    superseded_in = models.BigIntegerField(_("dòng nhật ký thay"), null=True, db_index=True)
    basis_symbol = models.CharField(_("số, ký hiệu căn cứ"), max_length=60, blank=True)
    basis_day = models.DateField(_("ngày của căn cứ"), null=True, blank=True)
    basis_issuer = models.CharField(_("cơ quan ban hành căn cứ"), max_length=200, blank=True)

    objects = RecordManager()

    class Meta:
        abstract = True

    @property
    def basis(self) -> Basis:
        """The document this record rests on."""
        return Basis(self.basis_symbol, self.basis_day, self.basis_issuer)

    def again(self, **changes: Any) -> Self:
        """An unsaved copy with ``changes``, to be recorded in the place of this one."""
        bookkeeping = {"id", "recorded_at", "superseded_at", "recorded_in", "superseded_in"}
        values = {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if f.name not in bookkeeping}
        return type(self)(**(values | changes))


class EventRecord(Record):
    """Something that happened on a day."""

    day = models.DateField(_("ngày"))

    class Meta:
        abstract = True


class DatedRecord(Record):
    """Something that held from ``valid_from`` up to, and without, ``valid_to``."""

    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), default=FOREVER)

    objects = DatedManager()  # type: ignore[misc]

    class Meta:
        abstract = True


class NoOverlap(models.BaseConstraint):
    """No two believed records with equal ``fields`` hold on the same day.

    PostgreSQL refuses an overlap itself; elsewhere the audited act that adds records does.
    """

    def __init__(self, *, fields: Sequence[str], name: str) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """How migrations write this constraint down."""
        path, _args, kwargs = super().deconstruct()
        return path, (), kwargs | {"fields": self.fields}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and (self.name, self.fields) == (other.name, other.fields)

    __hash__ = models.BaseConstraint.__hash__

    def constraint_sql(self, model: type[models.Model] | None, editor: BaseDatabaseSchemaEditor | None) -> str | None:  # type: ignore[override]
        """The clause within CREATE TABLE."""
        assert model is not None and editor is not None
        if editor.connection.vendor != "postgresql":
            return None
        columns = [str(model._meta.get_field(name).attname) for name in self.fields]  # type: ignore[union-attr]
        equal = ", ".join(f"{editor.quote_name(column)} WITH =" for column in columns)
        return (
            f"CONSTRAINT {editor.quote_name(self.name)}"
            f" EXCLUDE USING gist ({equal}, daterange(valid_from, valid_to) WITH &&)"
            f" WHERE (superseded_at = '{ENDLESS.isoformat()}')"
        )

    def create_sql(self, model: type[models.Model] | None, editor: BaseDatabaseSchemaEditor | None) -> str | None:  # type: ignore[override]
        """The statement that adds the constraint to a table."""
        return self._alter(model, editor, f"ADD {self.constraint_sql(model, editor)}")

    def remove_sql(self, model: type[models.Model] | None, editor: BaseDatabaseSchemaEditor | None) -> str | None:  # type: ignore[override]
        """The statement that takes the constraint from a table."""
        assert editor is not None
        return self._alter(model, editor, f"DROP CONSTRAINT {editor.quote_name(self.name)}")

    def _alter(
        self, model: type[models.Model] | None, editor: BaseDatabaseSchemaEditor | None, change: str
    ) -> str | None:
        assert model is not None and editor is not None
        if editor.connection.vendor != "postgresql":
            return None
        return f"ALTER TABLE {editor.quote_name(model._meta.db_table)} {change}"

    def validate(self, *_args: Any, **_kwargs: Any) -> None:
        """Single rows are not validated: the act that adds records compares them all at once."""
