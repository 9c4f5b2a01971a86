"""What becomes of posts when organisations are reorganised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dangvu.access.models import ClientGrant, Grant
from dangvu.access.posts import post_types
from dangvu.audit.trail import Act
from dangvu.kernel.contracts import Holding, Relation
from dangvu.organizations.actions import Plan
from dangvu.organizations.models import Succession

_UNFOUNDED = {"basis_symbol": "", "basis_day": None, "basis_issuer": ""}
"""A post that goes on elsewhere rests on the reorganisation, not on the decision that first gave it."""


def end_posts_of_ended(act: Act, plan: Plan) -> None:
    """End the posts at organisations that end: whoever works for the successor is given a post there.

    Carried posts (``access/posts``: those of administrators) go on at the successor that takes over whole, so that
    somebody is left to give the new ones.
    """
    assert act.day is not None
    ending = list(Grant.objects.believed().filter(organization__in=plan.predecessors, valid_to__gt=act.day))
    act.end(ending, act.day)
    act.add(_carried(act, ending, act.day))


def _carried(act: Act, ending: list[Grant], day: date) -> Iterator[Grant]:
    """The posts that go on, once for each holder and successor."""
    types = post_types(day)
    carried = [grant for grant in ending if grant.post in types and types[grant.post].carried]
    successions = Succession.objects.believed().filter(recorded_in=act.number, whole=True)
    heirs = dict(successions.values_list("predecessor_id", "successor_id"))
    there = Grant.objects.believed().filter(organization__in=heirs.values(), valid_to__gt=day)
    held = set(there.values_list("account_id", "post", "organization_id"))
    for grant in carried:
        heir = heirs.get(grant.organization_id)
        if heir and (grant.account_id, grant.post, heir) not in held:
            held.add((grant.account_id, grant.post, heir))
            yield grant.again(organization_id=heir, valid_from=max(day, grant.valid_from), **_UNFOUNDED)


def end_rights_of_programs(act: Act, plan: Plan) -> None:
    """End what programs may do at organisations that end: whoever manages the successor's accounts lets them in."""
    assert act.day is not None
    act.end(ClientGrant.objects.believed().filter(organization__in=plan.predecessors, valid_to__gt=act.day), act.day)


def count_posts(on: date, known_at: datetime | None) -> dict[UUID, int]:
    """How many posts are held at each organisation on a day."""
    grants = Grant.objects.on(on, known_at).values_list("organization_id")
    return dict(grants.annotate(posts=Count("id")))


RELATIONS = (
    Relation("access.Grant", move=end_posts_of_ended),
    Relation("access.ClientGrant", move=end_rights_of_programs),
)

HOLDING = Holding("posts", _("phân công"), count_posts)
