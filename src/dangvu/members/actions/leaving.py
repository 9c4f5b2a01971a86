"""Leaving the Party, in one of the ways of ``members/leaving_reasons``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.members.actions.checks import just_arrived, named_twice, off_the_rolls, unknown_codes
from dangvu.members.actions.transfer import end_what_no_longer_fits, later_records
from dangvu.members.models import Affiliation, Exemption, MembershipStatus, YouthUnionMembership
from dangvu.members.policy import CHANGE
from dangvu.members.queries import held


def end_memberships(*, actor: Actor, day: date, basis: Basis, member_ids: Collection[UUID], reason: str) -> None:
    """End membership from ``day`` for ``reason``: place, status, exemption, youth union, and seats in committees.

    What the file says of the person stays. Raises ``Refusal`` when somebody is not on the rolls that day or something
    is recorded of them for a later day.
    """
    places = held(Affiliation, member_ids, as_of=day)
    require(actor, CHANGE, {place.organization_id for place in places.values()})
    with trail.act(actor=actor, verb="members.end_memberships", day=day, basis=basis) as act:
        refuse_if_any(
            [
                *unknown_codes([("members/leaving_reasons", reason, "")], day),
                *named_twice(member_ids),
                *off_the_rolls(member_ids, places, day),
                *just_arrived(places, day),
                *later_records(member_ids, day),
            ]
        )
        act.end(places.values(), day, exit="left")
        act.end(held(MembershipStatus, member_ids, as_of=day).values(), day, end_reason=reason)
        act.end(held(YouthUnionMembership, member_ids, as_of=day).values(), day)
        act.end(held(Exemption, member_ids, as_of=day).values(), day)
        end_what_no_longer_fits(act, member_ids)
        act.subject = next(iter(places)) if len(places) == 1 else None
        act.details = {"members": len(places), "reason": reason}
