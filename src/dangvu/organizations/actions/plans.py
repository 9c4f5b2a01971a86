"""What somebody hands in to change the tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from dangvu.organizations.models import OrganizationRecord


@dataclass(frozen=True, slots=True)
class Details:
    """What an organisation is called, what kind it is and under which organisation it stands (``None``: the top)."""

    code: str
    name: str
    kind: str
    parent: UUID | None
    sector: str = ""
    short_name: str = ""
    symbol: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Newborn:
    """An organisation that the records do not know yet."""

    details: Details
    id: UUID = field(default_factory=uuid4)

    def record(self, day: date) -> OrganizationRecord:
        """The unsaved record with which it begins on ``day``."""
        details = asdict(self.details)
        return OrganizationRecord(organization_id=self.id, parent_id=details.pop("parent"), valid_from=day, **details)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a decision does to the tree; ``kind`` is a code of ``organizations/reorganizations``.

    ``predecessors`` end; ``newborns`` begin; ``survivors`` go on, whether they take over (absorb), change (upgrade,
    downgrade, move, rename) or give away (split). A newborn under another newborn or under a survivor is new below it;
    all others, and the survivors, are the successors.

    ``details`` are new details of survivors and of organisations that come under another one: any field of ``Details``.
    ``children`` says which organisation comes under which, ``cells`` who receives the members of an organisation that
    ends or is no longer a cell, ``members`` names the members who go elsewhere than the rest of their cell. Whatever
    has only one successor needs no entry.
    """

    kind: str
    predecessors: tuple[UUID, ...] = ()
    newborns: tuple[Newborn, ...] = ()
    survivors: tuple[UUID, ...] = ()
    details: Mapping[UUID, Mapping[str, Any]] = field(default_factory=dict)
    children: Mapping[UUID, UUID] = field(default_factory=dict)
    cells: Mapping[UUID, UUID] = field(default_factory=dict)
    members: Mapping[UUID, UUID] = field(default_factory=dict)
    note: str = ""
    id: UUID = field(default_factory=uuid4)

    @property
    def successors(self) -> tuple[UUID, ...]:
        """The survivors, and the newborns that do not stand below another organisation of this plan."""
        inside = {newborn.id for newborn in self.newborns} | set(self.survivors)
        return (*self.survivors, *(newborn.id for newborn in self.newborns if newborn.details.parent not in inside))
