"""What organisations are called, for the lines of the trail that are about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit, Subjects
from dangvu.kernel.policy import covered, permitted
from dangvu.kernel.vietnamese import fold
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.policy import READ


def named(asked: Asked, ids: Collection[UUID]) -> dict[UUID, Hit]:
    """The last name of each of the organisations that the reader may see, on the day asked about where it had one."""
    known = OrganizationRecord.objects.believed(asked.known_at).filter(organization__in=ids).order_by("valid_from")
    seen = covered(asked.actor, READ, ids)
    records: dict[UUID, OrganizationRecord] = {}
    for record in (one for one in known if one.organization_id in seen):
        if record.valid_from <= asked.on or record.organization_id not in records:
            records[record.organization_id] = record
    return {
        key: Hit(record.name, record.code, asked.address("organizations:profile", key))
        for key, record in records.items()
    }


def meant(asked: Asked, text: str, limit: int) -> list[UUID]:
    """Organisations whose name or code holds every word of ``text`` on any day, with or without diacritics."""
    words = fold(text).split()
    found: dict[UUID, date] = {}
    for record in OrganizationRecord.objects.believed(asked.known_at).filter(permitted(asked.actor, READ)):
        said = fold(f"{record.name} {record.code}")
        if all(word in said for word in words):
            found[record.organization_id] = record.valid_from
    return sorted(found, key=lambda key: (found[key], key))[:limit]


SUBJECTS = Subjects(named, meant)
