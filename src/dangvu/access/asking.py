"""Who asks, and about what: put on every request, so that all pages and the API ask the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.access.answers import grants_of
from dangvu.access.models import AccountRecord, ClientGrant
from dangvu.access.posts import post_types
from dangvu.audit.remembering import recall, tables_of
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import MemberFiles, registered
from dangvu.kernel.days import parse_day, parse_moment
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor, allowed
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.policy import READ
from dangvu.organizations.queries import organizations_named, recall_organization


@dataclass(frozen=True, slots=True)
class Wrong:
    """A parameter that asks amiss: what was typed, and what is wrong with it."""

    typed: str
    message: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What an address asks as far as it makes sense, and what of it does not, by the names of parameters.

    ``asked`` is ``None`` for a reader who is shown nothing without asking.
    """

    asked: Asked | None
    wrong: Mapping[str, Wrong]


class AskedMiddleware:
    """Puts who asks, and what, on a request: ``request.asking``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, knowing who asks."""
        request.asking = Asking(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class Asking:
    """What a request asks; worked out when a page first needs it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.at = timezone.now()

    @cached_property
    def actor(self) -> Actor:
        """Who is signed in, at the moment of the request."""
        return actor_of_request(self.request, self.at)

    @cached_property
    def asked(self) -> Asked:
        """What the address asks, of ``actor``."""
        return asked_of_request(self.request, self.actor)

    @cached_property
    def heard(self) -> Heard:
        """What the address asks as far as it makes sense, for what stands around a page that complains of the rest."""
        return hear(_typed(self.request), self.actor)


def actor_of_request(request: HttpRequest, now: datetime) -> Actor:
    """The account that is signed in, as an actor at ``now``; an actor without any permission when nobody is."""
    if not request.user.is_authenticated:
        return Actor(_("khách"), now)
    account = request.user.pk
    today = now.astimezone(timezone.get_current_timezone()).date()
    records = AccountRecord.objects.on(today, now).filter(account=account)
    names = records.values_list("name", flat=True)
    name = recall(("called", account, today), names.first, of=tables_of(AccountRecord), known_at=now)
    return Actor(name or str(request.user), now, account=account)


def asked_of_request(request: HttpRequest, actor: Actor) -> Asked:
    """What the parameters ``scope``, ``on`` and ``known_at`` of the address ask, or else what the reader usually sees.

    Raises ``Refusal`` for what is no day, moment or organisation, and ``Http404`` for an organisation out of reach.
    """
    return _asked(_typed(request), actor)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\0", "").strip() for name in ("on", "known_at", "scope")}


def _asked(query: Mapping[str, str], actor: Actor) -> Asked:
    on = parse_day(query["on"]) if query["on"] else actor.day
    known_at = parse_moment(query["known_at"]) if query["known_at"] else None
    usual = usual_organization(actor)
    if usual is None:
        raise Http404
    record = usual
    if query["scope"] and query["scope"].lower() != usual.code.lower():
        record = _meant(query["scope"], actor, on, known_at)
    elif on != actor.day or known_at is not None:
        record = recall_organization(usual.organization_id, as_of=on, known_at=known_at)
    return Asked(
        actor=actor,
        organization=record.organization_id,
        code=record.code,
        name=record.name,
        on=on,
        known_at=known_at,
        usual=(usual.code, actor.day),
    )


def hear(query: Mapping[str, str], actor: Actor) -> Heard:
    """What a query asks without the parameters that make no sense, each of which is left out in its turn."""
    left, wrong = dict(query), dict[str, Wrong]()
    while True:
        try:
            return Heard(_asked(left, actor), wrong)
        except Refusal as refusal:
            message = str(refusal.findings[0])
        except Http404:
            message = ""
        amiss = _amiss(left)
        if amiss is None:
            return Heard(None, wrong)
        wrong[amiss] = Wrong(left.pop(amiss), message)
        left[amiss] = ""


def _amiss(query: Mapping[str, str]) -> str | None:
    """The parameter that is to blame: one that cannot be read, or else what may name nothing on that day; if any."""
    for name, parse in (("on", parse_day), ("known_at", parse_moment)):
        try:
            parse(query[name] or "2000-01-01")
        except Refusal:
            return name
    return next((name for name in ("scope", "known_at", "on") if query[name]), None)


def _meant(text: str, actor: Actor, on: date, known_at: datetime | None) -> OrganizationRecord:
    """The organisation of this code, or else the one that the reader may see under this name.

    Raises ``Refusal`` when there is none, and ``Http404`` when the reader may not see the one of this code.
    """
    try:
        record = recall_organization(text, as_of=on, known_at=known_at)
    except Refusal:
        same = organizations_named(text, as_of=on, known_at=known_at)
        named = [one for one in same if allowed(actor, READ, one.organization_id)]
        if len(named) != 1:
            raise
        return named[0]
    if not allowed(actor, READ, record.organization_id):
        raise Http404
    return record


def usual_organization(actor: Actor) -> OrganizationRecord | None:
    """What the reader is shown without asking: where the first post is held, the own cell, or the top of the tree."""
    if actor.account is None:
        return _top(actor.day) if actor.operator else None
    types = post_types(actor.day)
    posts = sorted(grants_of(actor), key=lambda grant: types[grant.post].administrator if grant.post in types else True)
    if posts:
        return recall_organization(posts[0].organization_id, as_of=actor.day)
    return _own_cell(actor) or _of_program(actor)


def _of_program(actor: Actor) -> OrganizationRecord | None:
    """The organisation at which a program was first given anything."""
    given = (
        ClientGrant.objects.on(actor.day, actor.at).filter(client=actor.account).order_by("valid_from", "id").first()
    )
    return recall_organization(given.organization_id, as_of=actor.day) if given else None


def _own_cell(actor: Actor) -> OrganizationRecord | None:
    """The organisation that keeps the reader's own file."""
    member = AccountRecord.objects.on(actor.day, actor.at).filter(account=actor.account).exclude(member=None).first()
    if member is None:
        return None
    for offer in registered(MemberFiles):
        if keeper := offer.keepers([member.member], actor.day, None).get(member.member):
            return recall_organization(keeper, as_of=actor.day)
    return None


def _top(day: date) -> OrganizationRecord | None:
    """The first organisation of the tree that stands under no other."""
    return OrganizationRecord.objects.on(day).filter(parent=None).order_by("code").first()
