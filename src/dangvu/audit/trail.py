"""Writing the trail: every act opens a line, writes its records through it, and seals it in the same transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from dangvu.audit.models import Line
from dangvu.kernel.basis import NO_BASIS, Basis
from dangvu.kernel.days import ENDLESS, write_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.kernel.records import DatedRecord, NoOverlap, Record

R = TypeVar("R", bound=Record)
D = TypeVar("D", bound=DatedRecord)
I = TypeVar("I", bound=models.Model)  # noqa: E741 - an identity

_CHAIN_LOCK = 0x44414E47
"""The advisory lock that lets one act at a time take the next number ("DANG")."""

_BATCH = 400
"""Rows per statement: SQLite allows a limited number of parameters in one."""

_BOOKKEEPING = frozenset({"superseded_at", "superseded_in"})


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
    _written: dict[str, hashlib._Hash] = field(default_factory=dict)
    _superseded: dict[str, list[int]] = field(default_factory=dict)

    def identify(self, identities: Iterable[I]) -> list[I]:
        """Write new identities."""
        rows = list(identities)
        if rows:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=_BATCH)
        return rows

    def add(self, records: Iterable[R]) -> list[R]:
        """Write new records of one model, stamped with this act's moment, line and, where they have none, its basis.

        Raises ``Refusal`` when two believed records of the model would hold on the same day where only one may.
        """
        rows = list(records)
        if not rows:
            return rows
        for row in rows:
            row.recorded_at, row.recorded_in = self.actor.at, self.number
            if not row.basis_symbol and not row.basis_day:
                row.basis_symbol, row.basis_day, row.basis_issuer = self.basis.symbol, self.basis.day, self.basis.issuer
        _refuse_overlaps(rows)
        model = type(rows[0])
        model._default_manager.bulk_create(rows, batch_size=_BATCH)
        digest = self._written.setdefault(model._meta.label, hashlib.sha256())
        for row in rows:
            digest.update(canonical(row).encode())
        return rows

    def supersede(self, records: Iterable[Record]) -> None:
        """Stop believing records of one model: they stay, as what was believed until now.

        Raises ``Refusal`` when one of them is already superseded, or was recorded after this act's moment.
        """
        rows = list(records)
        if not rows:
            return
        model = type(rows[0])
        if any(row.recorded_at > self.actor.at for row in rows):
            raise Refusal.of(
                "audit.clock-behind",
                _("có bản ghi được nhập sau thời điểm của việc này; hãy kiểm tra đồng hồ của máy rồi làm lại."),
            )
        ids = [row.pk for row in rows]
        changed = 0
        for start in range(0, len(ids), _BATCH):
            current = model._default_manager.filter(pk__in=ids[start : start + _BATCH], superseded_at=ENDLESS)
            changed += current.update(superseded_at=self.actor.at, superseded_in=self.number)
        if changed != len(ids):
            raise Refusal.of(
                "audit.already-superseded",
                _("bản ghi vừa được người khác sửa; hãy mở lại để xem giá trị mới rồi làm lại."),
            )
        for row in rows:
            row.superseded_at, row.superseded_in = self.actor.at, self.number
        self._superseded.setdefault(model._meta.label, []).extend(ids)

    def replace(self, pairs: Iterable[tuple[R, R]]) -> list[R]:
        """Supersede the first record of each pair and write the second in its place."""
        pairs = list(pairs)
        self.supersede(old for old, _new in pairs)
        return self.add(new for _old, new in pairs)

    def end(self, records: Iterable[D], on: date, **changes: Any) -> list[D]:
        """Record that dated records held only until the day before ``on``.

        A record that begins on ``on`` or later would hold on no day: it is superseded and not written again.
        """
        rows = list(records)
        self.supersede(rows)
        return self.add(row.again(valid_to=on, **changes) for row in rows if row.valid_from < on)

    def digest(self) -> str:
        """The digest of all records that this act wrote and superseded; empty when it touched none."""
        return digest_rows({label: d.hexdigest() for label, d in self._written.items()}, self._superseded)


def digest_rows(written: Mapping[str, str], superseded: Mapping[str, Iterable[int]]) -> str:
    """One digest over the records of each model: a digest of those written in order, the keys of those superseded."""
    parts = [f"+{label}={digest}" for label, digest in written.items()]
    parts += [f"-{label}={sorted(keys)}" for label, keys in superseded.items()]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest() if parts else ""


def canonical(record: Record) -> str:
    """A record as text that is the same on every database: its columns in order, without when it was superseded."""
    columns = [f for f in record._meta.concrete_fields if f.name not in _BOOKKEEPING]
    return json.dumps([_plain(getattr(record, f.attname)) for f in columns], ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp()
    return value if value is None or isinstance(value, int | str) else str(value)


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
    with transaction.atomic():
        last = _lock_chain()
        if last and actor.at < last.at:
            raise Refusal.of(
                "audit.clock-behind",
                _("thời điểm của việc này sớm hơn dòng nhật ký cuối cùng; hãy kiểm tra đồng hồ của máy rồi làm lại."),
            )
        number = last.number + 1 if last else 1
        under_way = Act(number, actor, day, basis, verb, subject, reason)
        yield under_way
        line = Line(
            number=number,
            at=actor.at,
            actor=actor.name,
            account=actor.account,
            verb=verb,
            day=day,
            basis=str(basis)[:400],
            reason=under_way.reason,
            subject=under_way.subject,
            details=under_way.details,
            rows=under_way.digest(),
            previous=last.seal if last else "",
        )
        line.seal = seal(line)
        line.save()


def record_reading(*, actor: Actor, subject: UUID, what: str) -> None:
    """Write that ``actor`` opened a personal file, or the people behind a figure; ``what`` says which and why."""
    with act(actor=actor, verb="audit.record_reading", subject=subject) as reading:
        reading.details["what"] = what


def seal(line: Line) -> str:
    """The seal over everything a line says and over the seal before it."""
    fields = [f.attname for f in Line._meta.concrete_fields if f.attname not in ("seal", "details")]
    said = [_plain(getattr(line, name)) for name in fields]
    text = json.dumps([said, line.details], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _lock_chain() -> Line | None:
    """Keep others from taking the next number until this transaction ends; the last line, if there is one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    return Line.objects.order_by("-number").first()


def _refuse_overlaps(rows: list[Any]) -> None:
    """Refuse records that would hold on the same day as another believed one with the same key."""
    model = type(rows[0])
    for constraint in model._meta.constraints:
        if isinstance(constraint, NoOverlap):
            names = [model._meta.get_field(name).attname for name in constraint.fields]
            _refuse_overlaps_of(rows, names)


def _refuse_overlaps_of(rows: list[Any], names: list[str]) -> None:
    model = type(rows[0])
    spells: dict[tuple[Any, ...], list[tuple[date, date]]] = {}
    first = list({getattr(row, names[0]) for row in rows})
    for start in range(0, len(first), _BATCH):
        believed = model._default_manager.filter(superseded_at=ENDLESS, **{f"{names[0]}__in": first[start : start + _BATCH]})
        for *key, valid_from, valid_to in believed.values_list(*names, "valid_from", "valid_to"):
            spells.setdefault(tuple(key), []).append((valid_from, valid_to))
    for row in rows:
        taken = spells.setdefault(tuple(getattr(row, name) for name in names), [])
        for valid_from, valid_to in taken:
            if row.valid_from < valid_to and valid_from < row.valid_to:
                raise Refusal.of(
                    "records.overlap",
                    _("đã có bản ghi %(what)s từ %(from)s đến trước %(to)s chồng lên bản ghi mới; hãy kết thúc hoặc đính chính bản ghi cũ trước.")
                    % {"what": model._meta.verbose_name, "from": write_day(valid_from), "to": write_day(valid_to)},
                )
        taken.append((row.valid_from, row.valid_to))
