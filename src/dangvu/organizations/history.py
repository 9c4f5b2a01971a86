"""All believed records of the tree in memory, so that what an act would leave behind can be judged before it writes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Self
from uuid import UUID

from dangvu.kernel.days import day_before
from dangvu.organizations.models import OrganizationRecord


class History:
    """The records of each organisation in the order of the days from which they hold."""

    def __init__(self, records: Iterable[OrganizationRecord]) -> None:
        self._of: dict[UUID, list[OrganizationRecord]] = {}
        for record in sorted(records, key=lambda record: record.valid_from):
            self._of.setdefault(record.organization_id, []).append(record)

    @classmethod
    def load(cls, known_at: datetime | None = None) -> Self:
        """The history as believed at ``known_at``; without it, as believed now."""
        return cls(OrganizationRecord.objects.believed(known_at).order_by("id"))

    def __iter__(self) -> Iterator[OrganizationRecord]:
        for records in self._of.values():
            yield from records

    def of(self, organization_id: UUID | None) -> list[OrganizationRecord]:
        """The records of one organisation; none for an unknown one."""
        return self._of.get(organization_id, []) if organization_id else []

    def on(self, organization_id: UUID | None, day: date) -> OrganizationRecord | None:
        """What held of the organisation on ``day``, or ``None`` when it did not exist then."""
        records = self.of(organization_id)
        index = bisect_right(records, day, key=lambda record: record.valid_from) - 1
        return records[index] if index >= 0 and day < records[index].valid_to else None

    def before(self, organization_id: UUID | None, day: date) -> OrganizationRecord | None:
        """What held of the organisation on the day before ``day``."""
        return self.on(organization_id, day_before(day))

    def children(self, organization_id: UUID, day: date) -> list[OrganizationRecord]:
        """The records of the organisations directly below one on ``day``."""
        return [r for r in self if r.parent_id == organization_id and r.valid_from <= day < r.valid_to]

    def above(self, organization_id: UUID, day: date) -> Iterator[UUID]:
        """The organisation itself and those above it on ``day``, the nearest first."""
        record = self.on(organization_id, day)
        while record:
            yield record.organization_id
            record = self.on(record.parent_id, day)

    def name(self, organization_id: UUID | None) -> str:
        """The last name of the organisation, for messages; its identity when nothing is recorded of it."""
        records = self.of(organization_id)
        return records[-1].name if records else str(organization_id)

    def changed(self, superseded: Iterable[OrganizationRecord], added: Iterable[OrganizationRecord]) -> Self:
        """The history that would be believed without the ``superseded`` records and with the ``added`` ones."""
        gone = {record.pk for record in superseded}
        return type(self)([*(record for record in self if record.pk not in gone), *added])
