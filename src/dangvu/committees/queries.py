"""Questions about committees, each as of a day and as believed at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.members.models import Affiliation
from dangvu.members.queries import batches, held
from dangvu.organizations.queries import tree

SECRETARY = "secretary"


@dataclass(frozen=True, slots=True)
class Bench:
    """A committee in office with those who sit in it."""

    term: CommitteeTerm
    seats: tuple[CommitteeMember, ...]

    @property
    def secretary(self) -> UUID | None:
        """The member who is secretary; nobody while the post is vacant."""
        return next((seat.member_id for seat in self.seats if seat.post == SECRETARY), None)


def benches(organization_ids: Collection[UUID], *, as_of: date, known_at: datetime | None = None) -> dict[UUID, Bench]:
    """The committees in office on a day, by organisation, for those organisations that had one."""
    terms = [
        term
        for ids in batches(organization_ids)
        for term in CommitteeTerm.objects.on(as_of, known_at).filter(organization_id__in=ids)
    ]
    seats: dict[UUID, list[CommitteeMember]] = defaultdict(list)
    for ids in batches(term.committee_id for term in terms):
        for seat in CommitteeMember.objects.on(as_of, known_at).filter(committee_id__in=ids).order_by("id"):
            seats[seat.committee_id].append(seat)
    return {term.organization_id: Bench(term, tuple(seats[term.committee_id])) for term in terms}


def heads(
    organization_ids: Collection[UUID], *, as_of: date, known_at: datetime | None = None
) -> dict[UUID, HeadOfBody]:
    """Who heads the bodies in which organisations work, on a day."""
    return {
        head.organization_id: head
        for ids in batches(organization_ids)
        for head in HeadOfBody.objects.on(as_of, known_at).filter(organization_id__in=ids)
    }


def organizations_above(
    member_ids: Collection[UUID], *, as_of: date, known_at: datetime | None = None
) -> Mapping[UUID, frozenset[UUID]]:
    """For each member on the rolls that day, their cell and every organisation above it."""
    places = held(Affiliation, member_ids, as_of=as_of, known_at=known_at)
    stood = tree(as_of=as_of, known_at=known_at)
    return {
        member_id: frozenset(node.id for node in stood[place.organization_id].path)
        for member_id, place in places.items()
        if place.organization_id in stood
    }
