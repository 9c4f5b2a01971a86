"""What becomes of committees and heads when organisations are reorganised, and when members leave or move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from dangvu.audit.trail import Act
from dangvu.committees.actions.election import end_committees
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.policy import READ
from dangvu.committees.rolls import Rolls, first_day_outside
from dangvu.kernel.contracts import Held, Holding, MemberEnd, Relation
from dangvu.kernel.days import Spell, day_before
from dangvu.members.models import Personal
from dangvu.members.queries import batches, held
from dangvu.organizations.actions import Plan
from dangvu.regulations import codes, label

Post = tuple[UUID, CommitteeMember | HeadOfBody]
"""A seat or a headship, and the organisation in which it is held."""


def end_committees_of_ended(act: Act, plan: Plan) -> None:
    """End the committees of organisations that end, and the seats of those whom the reorganisation took away."""
    day = _day(act)
    ended = CommitteeTerm.objects.believed().filter(organization_id__in=plan.predecessors, valid_to__gt=day)
    end_committees(act, list(ended))
    _end_unfit(act, _seats(CommitteeMember.objects.believed().filter(valid_to__gt=day)), taken_away=True)


def end_heads_of_ended(act: Act, plan: Plan) -> None:
    """End the headships in organisations that end, and of those whom the reorganisation took away."""
    day = _day(act)
    heads = HeadOfBody.objects.believed().filter(valid_to__gt=day)
    act.end(heads.filter(organization_id__in=plan.predecessors), day)
    _end_unfit(act, _heads(heads.exclude(organization_id__in=plan.predecessors)), taken_away=True)


def end_seats(act: Act, member_ids: Collection[UUID]) -> None:
    """End the seats of members who no longer are on the rolls of the organisation or below it."""
    seats = CommitteeMember.objects.believed().filter(valid_to__gt=_day(act))
    _end_unfit(act, [post for ids in batches(member_ids) for post in _seats(seats.filter(member_id__in=ids))])


def end_headships(act: Act, member_ids: Collection[UUID]) -> None:
    """End the headships of members who no longer are on the rolls of the organisation or below it."""
    heads = HeadOfBody.objects.believed().filter(valid_to__gt=_day(act))
    _end_unfit(act, [post for ids in batches(member_ids) for post in _heads(heads.filter(member_id__in=ids))])


def _seats(seats: QuerySet[CommitteeMember]) -> list[Post]:
    return [(seat.committee.organization_id, seat) for seat in seats.select_related("committee").order_by("id")]


def _heads(heads: QuerySet[HeadOfBody]) -> list[Post]:
    return [(head.organization_id, head) for head in heads.order_by("id")]


def _end_unfit(act: Act, posts: Collection[Post], *, taken_away: bool = False) -> None:
    """End each post on the first day, from the day of the act on, on which its holder is not below the organisation.

    With ``taken_away`` only posts are judged whose holders stood there on the day before, or that begin later.
    """
    if not posts:
        return
    day = _day(act)
    rolls = Rolls.of([post.member_id for _organization_id, post in posts])
    ends: dict[date, list[CommitteeMember | HeadOfBody]] = defaultdict(list)
    for organization_id, post in posts:
        below = rolls.below(post.member_id, organization_id)
        stood = post.valid_from >= day or any(day_before(day) in spell for spell in below)
        outside = first_day_outside(Spell(max(day, post.valid_from), post.valid_to), below)
        if outside and (stood or not taken_away):
            ends[outside].append(post)
    for outside, rows in sorted(ends.items()):
        act.end(rows, outside)


def count_seats(on: date, known_at: datetime | None) -> dict[UUID, int]:
    """How many sit in the committee of each organisation on a day."""
    seats = CommitteeMember.objects.on(on, known_at).values_list("committee__organization")
    return dict(seats.annotate(seats=Count("id")))


def people_in_committees(organization_ids: Collection[UUID], on: date, known_at: datetime | None) -> list[Held]:
    """Who sits in the committees of some organisations on a day, and in which post."""
    seats = [
        seat
        for ids in batches(organization_ids)
        for seat in CommitteeMember.objects.on(on, known_at)
        .filter(committee__organization_id__in=ids)
        .select_related("committee")
        .order_by("id")
    ]
    persons = held(Personal, [seat.member_id for seat in seats], as_of=on, known_at=known_at)
    return [
        Held(seat.member_id, seat.committee.organization_id, person.full_name, person.sort_key, _post(seat, on))
        for seat in seats
        if (person := persons.get(seat.member_id))
    ]


def _post(seat: CommitteeMember, on: date) -> str:
    known = seat.post in codes("committees/posts", on=on)
    return label("committees/posts", seat.post, on=on) if known else seat.post


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

HOLDING = Holding("committee_members", _("cấp ủy viên"), count_seats, people_in_committees, READ)
