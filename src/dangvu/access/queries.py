"""Questions about accounts: who may see something, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dangvu.access.answers import grants_of, reaches
from dangvu.access.covering import reach_to
from dangvu.access.models import AccountRecord, ApiClientRecord, ClientGrant, Grant
from dangvu.access.places import reaches_of
from dangvu.access.posts import Place, post_types
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.days import write_day
from dangvu.kernel.policy import Actor, Permission, Reach, Verb
from dangvu.kernel.vietnamese import sort_key
from dangvu.organizations.models import OrganizationRecord
from dangvu.regulations import label


@dataclass(frozen=True, slots=True)
class Reason:
    """That somebody holds a permission, by which grant, said in a sentence."""

    name: str
    grant: Grant
    sentence: str


def who_may(
    permission: Permission,
    organization_id: UUID | None,
    *,
    as_of: date,
    known_at: datetime | None = None,
    person: UUID | None = None,
) -> list[Reason]:
    """Everybody who holds ``permission`` over an organisation on a day, once for each grant that gives it, by name.

    With ``person``, over the file of that member, which the organisation keeps. What an administrator may do only in
    administrator mode is included and says so. The operator of the machine holds every permission and is not listed.
    """
    over = reach_to(organization_id, as_of=as_of, known_at=known_at) if organization_id else Reach()
    over |= Reach(persons=frozenset({person} if person else ()))
    candidates = list(_candidates(permission, as_of, known_at, person))
    found = reaches(candidates, permission, in_mode=True, as_of=as_of, known_at=known_at)
    giving = [(grant, place) for grant, place, reach in found if _meet(reach, over)]
    accounts = {grant.account_id for grant, _place in giving}
    people = AccountRecord.objects.on(as_of, known_at).filter(account__in=accounts)
    names = dict(people.values_list("account_id", "name"))
    units = OrganizationRecord.objects.on(as_of, known_at)
    units = units.filter(organization__in={grant.organization_id for grant, _place in giving})
    titles = dict(units.values_list("organization_id", "name"))
    reasons = [
        Reason(names[one.account_id], one, _sentence(one, place, titles[one.organization_id], permission, as_of))
        for one, place in giving
    ]
    return sorted(reasons, key=lambda reason: (sort_key(reason.name), reason.grant.pk))


def why(
    account_id: UUID,
    permission: Permission,
    organization_id: UUID | None,
    *,
    as_of: date,
    known_at: datetime | None = None,
    person: UUID | None = None,
) -> list[Reason]:
    """The grants that give ``permission`` over an organisation to one account; none when it does not hold it."""
    everybody = who_may(permission, organization_id, as_of=as_of, known_at=known_at, person=person)
    return [reason for reason in everybody if reason.grant.account_id == account_id]


def programs_that_may(
    permission: Permission, organization_id: UUID, *, as_of: date, known_at: datetime | None = None
) -> list[tuple[str, str]]:
    """The programs that hold ``permission`` over an organisation on a day, each with the reason in a sentence."""
    over = reach_to(organization_id, as_of=as_of, known_at=known_at)
    verbs = {permission.verb, Verb.CHANGE}
    grants = list(ClientGrant.objects.on(as_of, known_at).filter(area=permission.area, verb__in=verbs).order_by("id"))
    placed = {grant: (Place(grant.place), grant.organization_id) for grant in grants}
    meant = reaches_of(placed.values(), as_of=as_of, known_at=known_at)
    giving = [grant for grant in grants if _meet(meant[placed[grant]], over)]
    people = ApiClientRecord.objects.on(as_of, known_at).filter(client__in={grant.client_id for grant in giving})
    names = dict(people.values_list("client_id", "name"))
    units = OrganizationRecord.objects.on(as_of, known_at)
    units = units.filter(organization__in={grant.organization_id for grant in giving})
    titles = dict(units.values_list("organization_id", "name"))
    message = _("ứng dụng được %(what)s tại %(title)s từ ngày %(since)s, phạm vi %(place)s.")
    return sorted(
        (
            names[grant.client_id],
            message
            % {
                "what": _("sửa") if grant.verb == Verb.CHANGE else _("xem"),
                "title": titles[grant.organization_id],
                "since": write_day(grant.valid_from),
                "place": label("access/places", grant.place, on=as_of),
            },
        )
        for grant in giving
    )


def posts_of(actor: Actor) -> list[str]:
    """The names of the posts that ``actor`` holds on the own day, each once, the earliest first."""
    return list(dict.fromkeys(label("access/posts", grant.post, on=actor.day) for grant in grants_of(actor)))


def _candidates(permission: Permission, as_of: date, known_at: datetime | None, person: UUID | None) -> QuerySet[Grant]:
    """The grants of posts that give the permission over organisations, and those of ``person`` over the own file."""
    places = {code: set(kind.places(permission, in_mode=True)) for code, kind in post_types(as_of).items()}
    candidates = Q(post__in=[code for code, given in places.items() if given - {Place.OWN_FILE}])
    if person:
        own = AccountRecord.objects.on(as_of, known_at).filter(member=person).values("account")
        candidates |= Q(post__in=[code for code, given in places.items() if Place.OWN_FILE in given], account__in=own)
    return Grant.objects.on(as_of, known_at).filter(candidates)


def _meet(reach: Reach, over: Reach) -> bool:
    return bool(reach.roots & over.roots or reach.units & over.units or reach.persons & over.persons)


def _sentence(grant: Grant, place: Place, title: str, permission: Permission, day: date) -> str:
    areas = {area.code: area.label for area in registered(Area)}
    if permission.verb is Verb.READ:
        message = _("%(post)s tại %(title)s từ ngày %(since)s (%(basis)s): được xem %(area)s, phạm vi %(place)s.")
    elif post_types(day)[grant.post].administrator:
        message = _(
            "%(post)s tại %(title)s từ ngày %(since)s (%(basis)s): được sửa %(area)s khi ở chế độ quản trị,"
            " phạm vi %(place)s."
        )
    else:
        message = _("%(post)s tại %(title)s từ ngày %(since)s (%(basis)s): được sửa %(area)s, phạm vi %(place)s.")
    return message % {
        "post": label("access/posts", grant.post, on=day),
        "title": title,
        "since": write_day(grant.valid_from),
        "basis": str(grant.basis) or _("chưa ghi căn cứ"),
        "area": areas[permission.area],
        "place": label("access/places", place, on=day),
    }
