"""What becomes of posts when organisations are reorganised."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.access.accounts import in_words
from dangvu.access.models import AccountRecord, ClientGrant, Grant
from dangvu.access.policy import READ
from dangvu.access.posts import PostType, post_types
from dangvu.audit.trail import Act
from dangvu.kernel.contracts import Held, Holding, Relation
from dangvu.kernel.vietnamese import sort_key
from dangvu.organizations.actions import Plan
from dangvu.organizations.models import Succession

_UNFOUNDED = {"basis_symbol": "", "basis_day": None, "basis_issuer": ""}
"""A post that goes on elsewhere rests on the reorganisation, not on the decision that first gave it."""


def end_posts_of_ended(act: Act, plan: Plan) -> None:
    """End the posts at organisations that end: whoever works for the successor is given a post there.

    Carried posts (``access/posts``: those of administrators) go on at the successor that takes over whole, so that
    somebody is left to give the new ones. Posts that open nothing but the own file go with their holders.
    """
    assert act.day is not None
    ending = list(Grant.objects.believed().filter(organization__in=plan.predecessors, valid_to__gt=act.day))
    act.end(ending, act.day)
    act.add(_going_on(act, plan, ending, act.day))


def _going_on(act: Act, plan: Plan, ending: list[Grant], day: date) -> Iterator[Grant]:
    """The posts that go on, once for each holder and successor."""
    heirs = _heirs(act, plan, ending, day)
    there = Grant.objects.believed().filter(organization__in=set(heirs.values()), valid_to__gt=day)
    held = set(there.values_list("account_id", "post", "organization_id"))
    for grant in ending:
        heir = heirs.get(grant.pk)
        if heir and (grant.account_id, grant.post, heir) not in held:
            held.add((grant.account_id, grant.post, heir))
            yield grant.again(organization_id=heir, valid_from=max(day, grant.valid_from), **_UNFOUNDED)


def _heirs(act: Act, plan: Plan, ending: list[Grant], day: date) -> dict[int, UUID | None]:
    """Where posts go on, by the row of the one that ends."""
    types = post_types(day)
    successions = Succession.objects.believed().filter(recorded_in=act.number, whole=True)
    whole = dict(successions.values_list("predecessor_id", "successor_id"))
    own = [grant for grant in ending if grant.post in types and types[grant.post].personal]
    records = AccountRecord.objects.believed().filter(account__in=[grant.account_id for grant in own])
    members = dict(records.exclude(member=None).values_list("account_id", "member"))
    carried = {grant.pk: whole.get(grant.organization_id) for grant in ending if _is_carried(types.get(grant.post))}
    return carried | {
        grant.pk: plan.members.get(members[grant.account_id]) or plan.cells.get(grant.organization_id) for grant in own
    }


def _is_carried(kind: PostType | None) -> bool:
    return kind is not None and kind.carried


def end_rights_of_programs(act: Act, plan: Plan) -> None:
    """End what programs may do at organisations that end: whoever manages the successor's accounts lets them in."""
    assert act.day is not None
    act.end(ClientGrant.objects.believed().filter(organization__in=plan.predecessors, valid_to__gt=act.day), act.day)


def count_posts(on: date, known_at: datetime | None) -> dict[UUID, int]:
    """How many posts are held at each organisation on a day."""
    grants = Grant.objects.on(on, known_at).values_list("organization_id")
    return dict(grants.annotate(posts=Count("id")))


def people_with_posts(organization_ids: Collection[UUID], on: date, known_at: datetime | None) -> list[Held]:
    """Whose accounts hold posts at some organisations on a day, and which; a member's account stands for the member."""
    grants = list(Grant.objects.on(on, known_at).filter(organization__in=organization_ids).order_by("id"))
    accounts = {grant.account_id for grant in grants}
    records = {one.account_id: one for one in AccountRecord.objects.on(on, known_at).filter(account__in=accounts)}
    return [
        Held(
            record.member or record.account_id,
            held.grant.organization_id,
            record.name,
            sort_key(record.name),
            _("phân công %(post)s") % {"post": held.post},
        )
        for held in in_words(grants, on, known_at)
        if (record := records.get(held.grant.account_id))
    ]


RELATIONS = (
    Relation("access.Grant", move=end_posts_of_ended),
    Relation("access.ClientGrant", move=end_rights_of_programs),
)

HOLDING = Holding("posts", gettext_lazy("phân công"), count_posts, people_with_posts, READ)
