"""Which organisation keeps whose file, for the room of accounts below."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from dangvu.kernel.contracts import MemberFiles
from dangvu.members.models import Affiliation
from dangvu.members.queries import held


def keepers(member_ids: Collection[UUID], on: date, known_at: datetime | None) -> dict[UUID, UUID]:
    """The cell on whose rolls each of the members stands on a day: it keeps the file."""
    places = held(Affiliation, member_ids, as_of=on, known_at=known_at)
    return {member: place.organization_id for member, place in places.items()}


FILES = MemberFiles(keepers)
