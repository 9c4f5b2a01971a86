"""When members were below which organisation, and when organisations existed: what posts rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from dangvu.kernel.days import FOREVER, Spell
from dangvu.members.models import Affiliation
from dangvu.members.queries import batches
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord

Place = tuple[date, date, UUID]


@dataclass
class Rolls:
    """The places of members and the whole tree, as believed at a moment."""

    history: History
    places: dict[UUID, list[Place]]
    _under: dict[tuple[UUID, UUID], list[Spell]] = field(default_factory=dict)

    @classmethod
    def of(cls, member_ids: Collection[UUID]) -> Rolls:
        """The rolls as believed now, as far as they concern these members."""
        believed = Affiliation.objects.believed()
        rows = (row for ids in batches(member_ids) for row in _places(believed.filter(member_id__in=ids)))
        return cls(History.load(), _by_member(rows))

    @classmethod
    def load(cls, known_at: datetime | None) -> Rolls:
        """The rolls of all members; two queries."""
        return cls(History.load(known_at), _by_member(_places(Affiliation.objects.believed(known_at))))

    def life(self, organization_id: UUID) -> list[Spell]:
        """When an organisation existed."""
        return [Spell(record.valid_from, record.valid_to) for record in self.history.of(organization_id)]

    def below(self, member_id: UUID, organization_id: UUID) -> list[Spell]:
        """When a member was on the rolls of an organisation or below it."""
        return [
            shared
            for start, end, cell in self.places.get(member_id, [])
            for spell in self._cell_below(cell, organization_id)
            if (shared := _shared(Spell(start, end), spell))
        ]

    def _cell_below(self, cell: UUID, organization_id: UUID) -> list[Spell]:
        """When ``cell`` was the organisation itself, or stood under it at whatever depth."""
        if (cell, organization_id) not in self._under:
            self._under[cell, organization_id] = [
                shared
                for record in self.history.of(cell)
                for above in self._record_below(record, organization_id)
                if (shared := _shared(Spell(record.valid_from, record.valid_to), above))
            ]
        return self._under[cell, organization_id]

    def _record_below(self, record: OrganizationRecord, organization_id: UUID) -> list[Spell]:
        if record.organization_id == organization_id:
            return [Spell(record.valid_from, record.valid_to)]
        return self._cell_below(record.parent_id, organization_id) if record.parent_id else []


def first_day_outside(spell: Spell, spells: Iterable[Spell]) -> date | None:
    """The first day of ``spell`` that lies in none of ``spells``."""
    day = spell.start
    for other in sorted(spells):
        if day in other:
            day = other.end
    return day if day < spell.end else None


def holds_until(day: date, spells: Iterable[Spell]) -> date:
    """The first day from ``day`` on that lies in none of ``spells``: that day itself when they do not hold then."""
    return first_day_outside(Spell(day), spells) or FOREVER


def _shared(one: Spell, other: Spell) -> Spell | None:
    """The days of both spells."""
    return Spell(max(one.start, other.start), min(one.end, other.end)) if one.overlaps(other) else None


def _places(rows: Iterable[Affiliation]) -> Iterable[tuple[UUID, Place]]:
    return ((row.member_id, (row.valid_from, row.valid_to, row.organization_id)) for row in rows)


def _by_member(rows: Iterable[tuple[UUID, Place]]) -> dict[UUID, list[Place]]:
    places: dict[UUID, list[Place]] = defaultdict(list)
    for member_id, place in rows:
        places[member_id].append(place)
    return places
