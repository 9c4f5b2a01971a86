"""What posts answer to ``kernel.policy``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import QuerySet

from dangvu.access.clients import client_reach
from dangvu.access.covering import organizations_in
from dangvu.access.models import AccountRecord, AdministratorMode, Grant
from dangvu.access.places import reaches_of
from dangvu.access.posts import Place, post_types
from dangvu.audit.remembering import recall, tables_of
from dangvu.kernel.policy import NOTHING, Actor, Permission, Reach, Verb
from dangvu.organizations.models import Organization, OrganizationRecord
from dangvu.organizations.queries import TREE

FEW = 2000
"""Organisations that are named one by one in statements; more are found by the statement itself."""


class Posts:
    """Permissions come only from the posts that an account holds on the actor's day, as known at the moment."""

    def reach(self, actor: Actor, permission: Permission) -> Reach:
        """Where the posts of ``actor`` give ``permission``; to a program, what it was given."""
        if actor.account is None:
            return NOTHING
        held = grants_of(actor)
        if not held:
            return client_reach(actor.account, permission, as_of=actor.day, known_at=actor.at)
        changes = permission.verb is Verb.CHANGE
        in_mode = changes and holds_administration(held, actor.day) and is_in_mode(actor)
        found = reaches(held, permission, in_mode=in_mode, as_of=actor.day, known_at=actor.at)
        return reduce(or_, (reach for _grant, _place, reach in found), NOTHING)

    def organizations(self, reach: Reach, actor: Actor) -> frozenset[UUID] | QuerySet[Organization]:
        """The organisations that lie in ``reach``, by their keys while they are few."""

        def within() -> QuerySet[Organization]:
            return organizations_in(reach, as_of=actor.day, known_at=actor.at)

        def few() -> frozenset[UUID] | None:
            keys = frozenset(within().values_list("pk", flat=True)[: FEW + 1])
            return keys if len(keys) <= FEW else None

        named = recall(("inside", reach, actor.day), few, of=TREE, known_at=actor.at)
        return within() if named is None else named

    def whole(self, reach: Reach, actor: Actor) -> bool:
        """Whether every organisation outside ``reach`` has another one below it, and so only stands above."""

        def stands_above() -> bool:
            standing = OrganizationRecord.objects.on(actor.day, actor.at)
            outside = standing.exclude(organization__in=self.organizations(reach, actor))
            parents = standing.exclude(parent=None).values("parent")
            return not outside.exclude(organization__in=parents).exists()

        return recall(("whole", reach, actor.day), stands_above, of=TREE, known_at=actor.at)


def grants_of(actor: Actor) -> list[Grant]:
    """The posts that ``actor`` holds on the own day, as known at the moment."""

    def held() -> list[Grant]:
        grants = Grant.objects.on(actor.day, actor.at).filter(account=actor.account)
        return list(grants.order_by("valid_from", "id"))

    return recall(("grants", actor.account, actor.day), held, of=tables_of(Grant), known_at=actor.at)


def reaches(
    grants: Collection[Grant], permission: Permission, *, in_mode: bool, as_of: date, known_at: datetime | None = None
) -> Iterator[tuple[Grant, Place, Reach]]:
    """Each of the grants with every place in which it gives ``permission``, and whom that place means."""
    types = post_types(as_of, {grant.post for grant in grants})
    given = [
        (grant, place)
        for grant in grants
        if grant.post in types
        for place in types[grant.post].places(permission, in_mode=in_mode)
    ]
    seen = {(place, grant.organization_id) for grant, place in given if place is not Place.OWN_FILE}
    meant = reaches_of(seen, as_of=as_of, known_at=known_at)
    own = {grant.account_id for grant, place in given if place is Place.OWN_FILE}
    persons = _members(own, as_of=as_of, known_at=known_at) if own else {}
    for grant, place in given:
        if place is not Place.OWN_FILE:
            yield grant, place, meant[place, grant.organization_id]
        elif member := persons.get(grant.account_id):
            yield grant, place, Reach(persons=frozenset({member}))


def stay_of(actor: Actor) -> AdministratorMode | None:
    """The stay of ``actor`` in administrator mode at the moment, if it is in it."""

    def stayed() -> list[AdministratorMode]:
        return list(AdministratorMode.objects.believed(actor.at).filter(account=actor.account).order_by("-until"))

    stays = recall(("stays", actor.account), stayed, of=tables_of(AdministratorMode), known_at=actor.at)
    return next((stay for stay in stays if stay.until > actor.at), None)


def is_in_mode(actor: Actor) -> bool:
    """Whether the account of ``actor`` is in administrator mode at the moment."""
    return stay_of(actor) is not None


def may_enter(actor: Actor) -> bool:
    """Whether ``actor`` may enter administrator mode, and is not in it."""
    held = Grant.objects.on(actor.day, actor.at).filter(account=actor.account)
    return holds_administration(held, actor.day) and not is_in_mode(actor)


def holds_administration(grants: Iterable[Grant], day: date) -> bool:
    """Whether one of the grants is of an administrator's post."""
    types = post_types(day)
    return any(grant.post in types and types[grant.post].administrator for grant in grants)


def _members(account_ids: Collection[UUID], *, as_of: date, known_at: datetime | None) -> dict[UUID, UUID]:
    """The member whose account it is, for those accounts that are a member's."""
    records = AccountRecord.objects.on(as_of, known_at).filter(account__in=account_ids).exclude(member=None)
    return dict(records.values_list("account_id", "member"))
