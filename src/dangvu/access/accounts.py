"""Questions about accounts and programs: which of them somebody manages, with what they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Max, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from dangvu.access.covering import organizations_in
from dangvu.access.models import AccountRecord, ApiClient, ApiClientRecord, ClientGrant, Grant, Outcome, SignIn
from dangvu.access.policy import READ
from dangvu.access.signing_in import SECOND_FACTORS, device_of
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.policy import Actor, Reach, Verb, permitted, reach
from dangvu.organizations.models import OrganizationRecord
from dangvu.regulations import codes, label

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Held:
    """A post that an account holds, in words."""

    grant: Grant
    post: str
    place: str


@dataclass(frozen=True)
class AccountLine:
    """An account in a list: whose, which posts on the day, and when it last signed in."""

    record: AccountRecord
    last_sign_in: datetime | None
    posts: list[Held] = field(default_factory=list)


def account_records(asked: Asked, *, text: str = "", post: str = "") -> QuerySet[AccountRecord]:
    """The accounts of the organisation that is asked about and of all below, open on the day, that the actor manages.

    ``text`` is part of a name or of a name for signing in, ``post`` one of ``access/posts``; ``-`` stands for accounts
    without any post, which belong to no organisation yet and are found wherever one asks.
    """
    records = AccountRecord.objects.on(asked.on, asked.known_at)
    if post == "-":
        records = records.filter(_without_posts(asked.actor))
    else:
        below = organizations_in(Reach(roots=frozenset({asked.organization})), as_of=asked.on, known_at=asked.known_at)
        grants = Grant.objects.on(asked.on, asked.known_at).filter(permitted(asked.actor, READ), organization__in=below)
        grants = grants.filter(post=post) if post else grants
        records = records.filter(account__in=grants.values("account"))
    if text:
        records = records.filter(Q(name__icontains=text) | Q(account__login__icontains=text.lower()))
    found: QuerySet[AccountRecord] = records.select_related("account").order_by("account__login")
    return found


def account_lines(records: Collection[AccountRecord], asked: Asked) -> list[AccountLine]:
    """The lines of a page of ``account_records``."""
    keys = [one.account_id for one in records]
    signed_in = SignIn.objects.filter(account__in=keys, outcome=Outcome.SIGNED_IN)
    last = dict(signed_in.values_list("account").annotate(last=Max("at")))
    grants = Grant.objects.on(asked.on, asked.known_at).filter(account__in=keys)
    posts: dict[UUID, list[Held]] = {}
    for held in in_words(list(grants.order_by("valid_from", "id")), asked.on, asked.known_at):
        posts.setdefault(held.grant.account_id, []).append(held)
    return [AccountLine(one, last.get(one.account_id), posts.get(one.account_id, [])) for one in records]


def in_words(grants: Collection[Grant], on: date, known_at: datetime | None = None) -> list[Held]:
    """Posts with the words for them and the name of the organisation at which they are held, as last known."""
    wanted = {grant.organization_id for grant in grants}
    records = OrganizationRecord.objects.believed(known_at).filter(organization__in=wanted, valid_from__lte=on)
    places = dict(records.order_by("valid_from").values_list("organization_id", "name"))
    known = set(codes("access/posts", on=on))
    return [
        Held(
            grant,
            label("access/posts", grant.post, on=on) if grant.post in known else grant.post,
            places.get(grant.organization_id, ""),
        )
        for grant in grants
    ]


def managed_account(actor: Actor, account_id: UUID) -> AccountRecord:
    """The last record of an account that ``actor`` manages; raises ``Http404`` for any other.

    It is managed by whoever may see who holds which posts at an organisation at which it holds or held one.
    """
    held = Grant.objects.believed().filter(permitted(actor, READ), account=account_id).exists()
    records = AccountRecord.objects.believed().filter(account=account_id)
    if not held:
        records = records.filter(_without_posts(actor))
    record = records.select_related("account").order_by("-valid_from").first()
    if record is None:
        raise Http404
    assert isinstance(record, AccountRecord)
    return record


def grants_of(account_id: UUID) -> list[Grant]:
    """All posts that an account ever held, the latest first."""
    return list(Grant.objects.believed().filter(account=account_id).order_by("-valid_from", "-id"))


def has_second_factor(account_id: UUID) -> bool:
    """Whether an account signs in with a second factor."""
    return bool(Authenticator.objects.filter(user=account_id, type__in=SECOND_FACTORS).exists())


@dataclass(frozen=True)
class SignedIn:
    """A place where an account is signed in."""

    session: UserSession
    device: str


def sessions_of(account_id: UUID, at: datetime) -> list[SignedIn]:
    """Where an account is signed in at a moment, the latest first."""
    lasting = Session.objects.filter(expire_date__gt=at)
    sessions = UserSession.objects.filter(user=account_id, session_key__in=lasting.values("session_key"))
    return [SignedIn(one, device_of(one.user_agent)) for one in sessions.order_by("-created_at", "-pk")]


@dataclass(frozen=True)
class ClientLine:
    """A program, and what it may do where."""

    record: ApiClientRecord
    last_used: datetime | None
    rights: list[str]


def client_lines(asked: Asked, *, client_id: UUID | None = None) -> list[ClientLine]:
    """The programs let in on the day, with rights anywhere that the actor manages; or the one with ``client_id``."""
    grants = ClientGrant.objects.on(asked.on, asked.known_at).filter(permitted(asked.actor, READ))
    records = ApiClientRecord.objects.on(asked.on, asked.known_at).filter(client__in=grants.values("client"))
    records = records.filter(client=client_id) if client_id else records
    found = list(records.order_by("name", "id"))
    keys = [one.client_id for one in found]
    used = dict(ApiClient.objects.filter(pk__in=keys).values_list("pk", "last_used"))
    rights: dict[UUID, list[str]] = {}
    held = list(ClientGrant.objects.on(asked.on, asked.known_at).filter(client__in=keys).order_by("id"))
    units = OrganizationRecord.objects.on(asked.on, asked.known_at)
    names = dict(
        units.filter(organization__in={one.organization_id for one in held}).values_list("organization_id", "name")
    )
    areas = {area.code: area.label for area in registered(Area)}
    for grant in held:
        rights.setdefault(grant.client_id, []).append(_right(grant, names, areas, asked.on))
    return [ClientLine(one, used[one.client_id], rights.get(one.client_id, [])) for one in found]


def _right(grant: ClientGrant, names: Mapping[UUID, str], areas: Mapping[str, StrOrPromise], on: date) -> str:
    message = (
        _("sửa %(area)s: %(place)s, %(name)s") if grant.verb == Verb.CHANGE else _("xem %(area)s: %(place)s, %(name)s")
    )
    return message % {
        "area": areas[grant.area],
        "place": label("access/places", grant.place, on=on),
        "name": names.get(grant.organization_id, ""),
    }


def _without_posts(actor: Actor) -> Q:
    """The condition for accounts that never held a post, for whoever manages accounts anywhere."""
    if not reach(actor, READ).anywhere:
        return Q(pk__in=[])
    return ~Q(account__in=Grant.objects.believed().values("account"))
