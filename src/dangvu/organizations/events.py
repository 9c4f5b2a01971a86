"""Reorganisations told: which organisations were there before, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.days import day_before
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord, Reorganization, Succession
from dangvu.organizations.rules import kind_name, reorganization_name

_INTO: dict[str, Promise] = {"absorb": _("vào"), "move": _("sang"), "rename": _("thành"), "downgrade": _("thành")}
"""The word between what was before and what came of it; for all other kinds, and where one thing becomes another."""

_BECOMES = _("thành")


@dataclass(frozen=True, slots=True)
class Told:
    """An organisation as it was called on one side of a reorganisation; ``note`` tells it from the other side."""

    id: UUID
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A reorganisation: ``kind`` in words, what was ``before``, the word ``into``, and what came ``after``.

    ``below`` began under those of after, without having followed anything.
    """

    reorganization: Reorganization
    kind: str
    before: tuple[Told, ...]
    into: str
    after: tuple[Told, ...]
    below: tuple[Told, ...] = ()

    @property
    def id(self) -> UUID:
        """The identity of the reorganisation."""
        return self.reorganization.identity

    @property
    def day(self) -> date:
        """The day of effect."""
        return self.reorganization.day

    @property
    def concerned(self) -> set[UUID]:
        """All organisations that it names."""
        return {told.id for told in (*self.before, *self.after, *self.below)}


def tell(reorganization: Reorganization, successions: Iterable[Succession], history: History) -> Event:
    """A reorganisation in words, from who was followed by whom and the names of those days."""
    pairs = [(one.predecessor_id, one.successor_id) for one in successions]
    befores = list(dict.fromkeys(old for old, _new in pairs if old))
    afters = list(dict.fromkeys(new for old, new in pairs if new and (old or not befores)))
    below = list(dict.fromkeys(new for old, new in pairs if new and not old)) if befores else []
    kind, day = reorganization.kind, reorganization.day
    if kind == "absorb":
        befores = [one for one in befores if one not in afters]
    if kind == "move":
        above = {record.parent_id for one in befores if (record := history.on(one, day))}
        afters = sorted((one for one in above if one), key=str)
    return Event(
        reorganization,
        reorganization_name(kind, day),
        tuple(_told(one, history.before(one, day), history) for one in befores),
        str(_INTO.get(kind, _BECOMES)) if befores and afters else "",
        tuple(_told(one, history.on(one, day), history, kind) for one in afters),
        tuple(_told(one, history.on(one, day), history) for one in below),
    )


def _told(organization_id: UUID, record: OrganizationRecord | None, history: History, kind: str = "") -> Told:
    name = record.name if record else history.name(organization_id)
    changed = record is not None and kind in ("upgrade", "downgrade")
    return Told(organization_id, name, kind_name(record.kind, record.valid_from) if record and changed else "")


def events_on(day: date, history: History, *, known_at: datetime | None = None) -> list[Event]:
    """All reorganisations up to a day, the latest first."""
    found = list(Reorganization.objects.believed(known_at).filter(day__lte=day).order_by("-day", "-id"))
    pairs = successions_of([one.identity for one in found], known_at)
    return [tell(one, pairs[one.identity], history) for one in found]


def event_of(reorganization: UUID, *, known_at: datetime | None = None) -> Event | None:
    """One reorganisation; ``None`` when none of this identity is believed."""
    found = Reorganization.objects.believed(known_at).filter(identity=reorganization).first()
    if found is None:
        return None
    pairs = list(Succession.objects.believed(known_at).filter(reorganization=reorganization).order_by("id"))
    named = {one for pair in pairs for one in (pair.predecessor_id, pair.successor_id) if one}
    believed = OrganizationRecord.objects.believed(known_at)
    records = list(believed.filter(organization__in=named))
    superiors = {record.parent_id for record in records} - named
    return tell(found, pairs, History([*records, *believed.filter(organization__in=superiors)]))


def successions_of(reorganizations: Collection[UUID], known_at: datetime | None) -> dict[UUID, list[Succession]]:
    """Who followed whom in each of some reorganisations."""
    pairs: dict[UUID, list[Succession]] = {one: [] for one in reorganizations}
    for succession in Succession.objects.believed(known_at).order_by("id"):
        if succession.reorganization in pairs:
            pairs[succession.reorganization].append(succession)
    return pairs


def concerns(event: Event, organizations: Collection[UUID], history: History) -> bool:
    """Whether, before or after, an organisation of the event was one of ``organizations`` or stood below one."""
    return any(
        above in organizations
        for one in event.concerned
        for day in (day_before(event.day), event.day)
        for above in history.above(one, day)
    )
