"""Questions about committees, each as of a day and as believed at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.members.queries import batches

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
        for term in CommitteeTerm.objects.on(as_of, known_at)
        .filter(organization_id__in=ids)
        .select_related("committee")
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
