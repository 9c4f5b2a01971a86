"""The life of an organisation: how it came to be, what changed, and what was first written wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from dangvu.audit.models import Line
from dangvu.kernel.days import LATEST, write_day
from dangvu.organizations.events import Event, successions_of, tell
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import lineage
from dangvu.organizations.rules import kind_name, sector_name

CORRECTED = "organizations.correct_organization"
"""The verb of corrections in the trail."""

SHOWN = ("name", "short_name", "code", "kind", "sector", "parent", "symbol", "place", "valid_from")
"""What a record says of an organisation, in the order in which pages show it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a correction put in the place of another."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correction:
    """An act that corrected what was written of an organisation."""

    line: Line
    changes: tuple[Change, ...]

    @property
    def day(self) -> date:
        """The day on which it was corrected."""
        return self.line.at.astimezone(timezone.get_current_timezone()).date()


@dataclass(frozen=True, slots=True)
class Turn:
    """An entry of the life: an event, a correction, or a record that came otherwise, with what it changed."""

    day: date
    event: Event | None = None
    correction: Correction | None = None
    entered: OrganizationRecord | None = None
    changes: tuple[Change, ...] = ()
    own: bool = True


def life(organization_id: UUID, history: History, *, known_at: datetime | None = None) -> list[Turn]:
    """Everything that happened to an organisation, its forerunners and its followers, the latest first."""
    steps = lineage(organization_id, known_at=known_at)
    pairs = successions_of([step.reorganization.identity for step in steps], known_at)
    told = [tell(step.reorganization, pairs[step.reorganization.identity], history) for step in steps]
    turns = [Turn(event.day, event=event, own=organization_id in event.concerned) for event in told]
    turns += [Turn(one.day, correction=one) for one in corrections(organization_id, history, known_at=known_at)]
    turns += _other_records(
        organization_id, history, {event.day for event in told if organization_id in event.concerned}
    )
    return sorted(turns, key=lambda turn: (turn.day, turn.event is None), reverse=True)


def _other_records(organization_id: UUID, history: History, days: set[date]) -> Iterator[Turn]:
    """The records that none of its own events explain: the first of the register, and what came from a superior's."""
    before: OrganizationRecord | None = None
    for record in history.of(organization_id):
        if record.valid_from not in days:
            changes = tuple(differences(before, record, history, SHOWN[:-1])) if before else ()
            yield Turn(record.valid_from, entered=record, changes=changes)
        before = record


def corrections(organization_id: UUID, history: History, *, known_at: datetime | None = None) -> list[Correction]:
    """What was corrected of an organisation, the latest first, with the values before and after."""
    lines = Line.objects.filter(verb=CORRECTED, subject=organization_id, at__lte=known_at or LATEST)
    by_number = {line.number: line for line in lines.order_by("-number")}
    records = OrganizationRecord.objects.filter(organization=organization_id)
    new = {record.recorded_in: record for record in records.filter(recorded_in__in=by_number)}
    old = {record.superseded_in: record for record in records.filter(superseded_in__in=by_number)}
    return [
        Correction(line, tuple(differences(old[number], new[number], history)))
        for number, line in by_number.items()
        if number in old and number in new
    ]


def differences(
    old: OrganizationRecord, new: OrganizationRecord, history: History, names: Sequence[str] = SHOWN
) -> Iterator[Change]:
    """What the two records say differently, in words."""
    for name in names:
        before, after = written(old, name, history), written(new, name, history)
        if before != after:
            yield Change(name, field_label(name), before, after)


def written(record: OrganizationRecord, name: str, history: History) -> str:
    """What a record says in the field ``name``, as a person reads it."""
    match name:
        case "kind":
            return kind_name(record.kind, record.valid_from)
        case "sector":
            return sector_name(record.sector, record.valid_from)
        case "parent":
            return history.name(record.parent_id) if record.parent_id else ""
        case "valid_from":
            return write_day(record.valid_from)
        case _:
            return str(getattr(record, name))


def field_label(name: str) -> str:
    """What a field of the record is called."""
    field: Any = OrganizationRecord._meta.get_field(name)
    return str(field.verbose_name)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a record says in one field, with the change that last corrected it."""

    label: str
    value: str
    change: Change | None = None
    line: Line | None = None
    link: UUID | None = None


def facts(record: OrganizationRecord, history: History, corrected: list[Correction]) -> list[Fact]:
    """What a record says, field by field, leaving out what it leaves empty and what nobody corrected."""
    standing = {
        change.field: (change, one.line)
        for one in reversed(corrected)
        for change in one.changes
        if change.new == written(record, change.field, history)
    }
    found = []
    for name in SHOWN[1:]:
        value = written(record, name, history)
        change, line = standing.get(name, (None, None))
        if value or change:
            link = record.parent_id if name == "parent" else None
            found.append(Fact(field_label(name), value, change, line, link))
    return found
