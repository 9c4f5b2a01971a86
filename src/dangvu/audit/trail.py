"""Writing the trail: every act opens a line, writes its records through it, and seals it in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from dangvu.audit.models import Line, TrailEnd
from dangvu.audit.remembering import states_changing
from dangvu.audit.sealing import Digest, seal
from dangvu.kernel.basis import NO_BASIS, Basis
from dangvu.kernel.days import ENDLESS, write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.kernel.records import DatedRecord, NoOverlap, Record

R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=DatedRecord)
M = TypeVar("M", bound=models.Model)

_CHAIN_LOCK = 0x44414E47
"""The advisory lock that lets one act at a time take the next number ("DANG")."""

READING = "audit.record_reading"
"""The verb of lines that record a reading, not an act."""

_BATCH = 400
"""Rows per statement: SQLite allows a limited number of parameters in one."""


@dataclass
class Act:
    """An act under way: the only hand that writes records."""

    number: int
    actor: Actor
    day: date | None
    basis: Basis
    verb: str
    subject: UUID | None = None
    reason: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    digest: Digest = field(default_factory=Digest)
    _born: set[UUID] = field(default_factory=set)
    _recorded: set[tuple[str, UUID]] = field(default_factory=set)

    def identify(self, identities: Iterable[M]) -> list[M]:
        """Write new identities of one model."""
        rows = list(identities)
        if rows:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=_BATCH)
            self._born.update(row.pk for row in rows)
        return rows

    def add(self, records: Iterable[R]) -> list[R]:
        """Write new records of one model, stamped with this act's moment, line and, where they have none, its basis.

        Raises ``Refusal`` when a record would hold on no day, or when two believed records of the model would hold on
        the same day where only one may.
        """
        rows = list(records)
        if not rows:
            return rows
        for row in rows:
            row.recorded_at, row.recorded_in = self.actor.at, self.number
            if not row.basis_symbol and not row.basis_day:
                row.basis_symbol, row.basis_day, row.basis_issuer = self.basis.symbol, self.basis.day, self.basis.issuer
        _refuse_empty_spells(rows)
        self._refuse_overlaps(rows)
        type(rows[0])._default_manager.bulk_create(rows, batch_size=_BATCH)
        for row in rows:
            self.digest.write(row)
        return rows

    def _refuse_overlaps(self, rows: list[Any]) -> None:
        """Refuse records that would hold on the same day as another believed one with the same key."""
        fields = type(rows[0])._meta
        for constraint in (one for one in fields.constraints if isinstance(one, NoOverlap)):
            names = [fields.get_field(name).attname for name in constraint.fields]
            keys = {(fields.label, getattr(row, names[0])) for row in rows}
            # Of an identity born in this act nothing is stored but what the act itself has recorded.
            stored = [key for label, key in keys if key not in self._born or (label, key) in self._recorded]
            _refuse_overlaps_of(rows, names, stored)
            self._recorded |= keys

    def supersede(self, records: Iterable[Record]) -> None:
        """Stop believing records of one model: they stay, as what was believed until now.

        Raises ``Refusal`` when one of them is already superseded.
        """
        rows = list(records)
        superseded = 0
        for batch in _batches(rows):
            believed = type(batch[0])._default_manager.filter(pk__in=[row.pk for row in batch], superseded_at=ENDLESS)
            superseded += believed.update(superseded_at=self.actor.at, superseded_in=self.number)
        if superseded != len(rows):
            raise Refusal.of(
                "audit.already-superseded",
                _("bản ghi vừa được người khác sửa; hãy mở lại để xem giá trị mới rồi làm lại."),
            )
        for row in rows:
            row.superseded_at, row.superseded_in = self.actor.at, self.number
            self.digest.supersede(row)

    def replace(self, pairs: Iterable[tuple[R, R]]) -> list[R]:
        """Supersede the first record of each pair and write the second in its place."""
        pairs = list(pairs)
        self.supersede(old for old, _new in pairs)
        return self.add(new for _old, new in pairs)

    def end(self, records: Iterable[D], on: date, **changes: Any) -> list[D]:
        """Record that dated records of one model held only until the day before ``on``.

        A record that begins on ``on`` or later would hold on no day: it is superseded and not written again. Raises
        ``Refusal`` when a record has already ended before ``on``, or is already superseded.
        """
        rows = list(records)
        for row in rows:
            if row.valid_to < on:
                raise Refusal.of(
                    "records.already-ended",
                    _("%(what)s đã kết thúc trước ngày %(end)s, không thể kết thúc lần nữa; hãy đính chính bản ghi đó.")
                    % {"what": row._meta.verbose_name, "end": write_day(row.valid_to)},
                )
        self.supersede(rows)
        return self.add(row.again(valid_to=on, **changes) for row in rows if row.valid_from < on)


@contextmanager
def act(
    *,
    actor: Actor,
    verb: str,
    day: date | None = None,
    basis: Basis = NO_BASIS,
    subject: UUID | None = None,
    reason: str = "",
) -> Iterator[Act]:
    """Open an act: everything within it, and its sealed line, happens in one transaction or not at all.

    ``verb`` is ``room.function_name``. Raises ``Refusal`` when ``actor.at`` is before the last line of the trail.
    """
    with states_changing(), transaction.atomic():
        last = _lock_chain()
        if last and actor.at < last.at:
            raise Refusal.of(
                "audit.clock-behind",
                _("thời điểm của việc này sớm hơn dòng nhật ký cuối cùng; hãy kiểm tra đồng hồ của máy rồi làm lại."),
            )
        under_way = Act(last.number + 1 if last else 1, actor, day, basis, verb, subject, reason)
        yield under_way
        _close(under_way, last.seal if last else "")


def record_reading(*, actor: Actor, subject: UUID, what: str) -> None:
    """Write that ``actor`` opened a personal file, or the people behind a figure; ``what`` says which and why.

    What others have written while the page was worked out does not stand against it: the reading then follows at their
    moment.
    """
    with transaction.atomic():
        last = _lock_chain()
        reader = replace(actor, at=max(actor.at, last.at)) if last else actor
        with act(actor=reader, verb=READING, subject=subject) as reading:
            reading.details["what"] = what


def _lock_chain() -> Line | None:
    """Keep others from taking the next number until this transaction ends; the last line, if there is one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    return Line.objects.order_by("-number").first()


def _close(done: Act, previous: str) -> None:
    """Write the sealed line of an act and let the trail end there."""
    line = Line(
        number=done.number,
        at=done.actor.at,
        actor=done.actor.name,
        account=done.actor.account,
        verb=done.verb,
        day=done.day,
        basis=str(done.basis)[:400],
        reason=done.reason,
        subject=done.subject,
        details=done.details,
        rows=str(done.digest),
        previous=previous,
    )
    line.seal = seal(line)
    line.save()
    end = {"number": line.number, "seal": line.seal}
    if not TrailEnd.objects.update(**end):
        TrailEnd.objects.create(**end)


def _refuse_empty_spells(rows: list[Any]) -> None:
    """Refuse dated records that end before they begin."""
    for row in rows:
        if isinstance(row, DatedRecord) and row.valid_from >= row.valid_to:
            raise Refusal.of(
                "records.empty-spell",
                _("%(what)s kết thúc ngày %(to)s, không sau ngày bắt đầu %(from)s; hãy sửa một trong hai ngày.")
                % {"what": row._meta.verbose_name, "from": write_day(row.valid_from), "to": write_day(row.valid_to)},
            )


def _refuse_overlaps_of(rows: list[Any], names: list[str], stored: list[Any]) -> None:
    """Compare ``rows`` with each other and with what is believed of the ``stored`` values of the first of ``names``."""
    model = type(rows[0])
    spells: dict[tuple[Any, ...], list[tuple[date, date]]] = {}
    for batch in _batches(stored):
        believed = model._default_manager.filter(superseded_at=ENDLESS, **{f"{names[0]}__in": batch})
        for *key, valid_from, valid_to in believed.values_list(*names, "valid_from", "valid_to"):
            spells.setdefault(tuple(key), []).append((valid_from, valid_to))
    for row in rows:
        taken = spells.setdefault(tuple(getattr(row, name) for name in names), [])
        for valid_from, valid_to in taken:
            if row.valid_from < valid_to and valid_from < row.valid_to:
                raise Refusal.of(
                    "records.overlap",
                    _(
                        "đã có %(what)s từ %(from)s đến trước %(to)s chồng lên bản ghi mới;"
                        " hãy kết thúc hoặc đính chính bản ghi cũ trước."
                    )
                    % {"what": model._meta.verbose_name, "from": write_day(valid_from), "to": write_day(valid_to)},
                )
        taken.append((row.valid_from, row.valid_to))


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
