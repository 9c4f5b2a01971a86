"""Small committees for tests of every room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from dangvu.committees.actions import Election, elect_committees
from dangvu.kernel.policy import Actor
from tests.factories.organizations import BASIS, make_actor

ELECTED = date(2015, 5, 20)
"""The day on which committees of tests take office, unless they say otherwise."""

POSTS = ("secretary", "deputy_secretary")


def make_election(organization_id: UUID, member_ids: Sequence[UUID], *, term: str = "2015-2020") -> Election:
    """The first member secretary, the second deputy, all others without another post; as many seats as members."""
    posts = [*POSTS, *["member"] * len(member_ids)]
    members = tuple(zip(member_ids, posts, strict=False))
    return Election(organization_id=organization_id, term=term, seats=len(members), members=members)


def make_committee(
    organization_id: UUID,
    member_ids: Sequence[UUID],
    *,
    day: date = ELECTED,
    term: str = "2015-2020",
    actor: Actor | None = None,
) -> UUID:
    """Elect a committee, and return its identity."""
    election = make_election(organization_id, member_ids, term=term)
    elect_committees(actor=actor or make_actor(), day=day, basis=BASIS, elections=[election])
    return election.id
