"""What becomes of committees and heads when organisations are reorganised, and when members leave or move."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dangvu.audit.trail import Act
from dangvu.committees.actions.election import end_committees
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.queries import organizations_above
from dangvu.kernel.contracts import Holding, MemberEnd, Relation
from dangvu.kernel.days import day_before
from dangvu.members.queries import batches
from dangvu.organizations.actions import Plan

Post = tuple[UUID, UUID]
"""An organisation and the member who holds a post in it."""


def end_committees_of_ended(act: Act, plan: Plan) -> None:
    """End the committees of organisations that end, and the seats of those whom the reorganisation took away."""
    day = _day(act)
    terms = CommitteeTerm.objects.believed().filter(organization_id__in=plan.predecessors, valid_to__gt=day)
    end_committees(act, list(terms))
    seats = CommitteeMember.objects.on(day).select_related("committee")
    posts = {seat.pk: (seat.committee.organization_id, seat.member_id) for seat in seats}
    taken = _taken_away(posts.values(), day)
    act.end([seat for seat in seats if posts[seat.pk] in taken], day)


def end_heads_of_ended(act: Act, plan: Plan) -> None:
    """End the headships in organisations that end, and of those whom the reorganisation took away."""
    day = _day(act)
    gone = HeadOfBody.objects.believed().filter(organization_id__in=plan.predecessors, valid_to__gt=day)
    heads = HeadOfBody.objects.on(day).exclude(organization_id__in=plan.predecessors)
    taken = _taken_away([(head.organization_id, head.member_id) for head in heads], day)
    act.end([*gone, *(head for head in heads if (head.organization_id, head.member_id) in taken)], day)


def _taken_away(posts: Iterable[Post], day: date) -> set[Post]:
    """The posts whose holders stood below the organisation on the day before, and no longer do."""
    posts = set(posts)
    holders = [member_id for _organization_id, member_id in posts]
    before = organizations_above(holders, as_of=day_before(day))
    after = organizations_above(holders, as_of=day)
    return {
        (organization_id, member_id)
        for organization_id, member_id in posts
        if organization_id in before.get(member_id, ()) and organization_id not in after.get(member_id, ())
    }


def end_seats(act: Act, member_ids: Collection[UUID]) -> None:
    """End the seats of members who no longer are on the rolls of the organisation or below it."""
    day = _day(act)
    seats = [
        seat
        for ids in batches(member_ids)
        for seat in CommitteeMember.objects.believed()
        .filter(member_id__in=ids, valid_to__gt=day)
        .select_related("committee")
    ]
    if seats:
        above = organizations_above([seat.member_id for seat in seats], as_of=day)
        act.end([s for s in seats if s.committee.organization_id not in above.get(s.member_id, ())], day)


def end_headships(act: Act, member_ids: Collection[UUID]) -> None:
    """End the headships of members who no longer are on the rolls of the organisation or below it."""
    day = _day(act)
    heads = [
        head
        for ids in batches(member_ids)
        for head in HeadOfBody.objects.believed().filter(member_id__in=ids, valid_to__gt=day)
    ]
    if heads:
        above = organizations_above([head.member_id for head in heads], as_of=day)
        act.end([head for head in heads if head.organization_id not in above.get(head.member_id, ())], day)


def count_seats(on: date, known_at: datetime | None) -> dict[UUID, int]:
    """How many sit in the committee of each organisation on a day."""
    seats = CommitteeMember.objects.on(on, known_at).values_list("committee__organization")
    return dict(seats.annotate(seats=Count("id")))


def _day(act: Act) -> date:
    assert act.day is not None
    return act.day


RELATIONS = [
    Relation("committees.Committee", left="A committee is of the organisation that elected it, whatever came after."),
    Relation("committees.CommitteeTerm", move=end_committees_of_ended),
    Relation("committees.HeadOfBody", move=end_heads_of_ended),
]

MEMBER_ENDS = [
    MemberEnd("committees.CommitteeMember", end_seats),
    MemberEnd("committees.HeadOfBody", end_headships),
]

HOLDING = Holding("committee_members", _("cấp ủy viên"), count_seats)
