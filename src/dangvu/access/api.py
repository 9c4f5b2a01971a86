"""What access answers to programs: accounts with their posts, who may see something and why, and the programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from dangvu.access.accounts import (
    AccountLine,
    Held,
    account_lines,
    account_records,
    client_lines,
    grants_of,
    has_second_factor,
    in_words,
    managed_account,
)
from dangvu.access.models import AccountRecord, Grant, SignIn
from dangvu.access.policy import READ
from dangvu.access.queries import programs_that_may, who_may
from dangvu.access.signing_in import sign_ins
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Permission, Verb, allowed, reach
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn
from dangvu.ui.reading import words

router = Router(tags=["access"])

A_PAGE = 100


class AccountsAsked(AskedIn):
    """Which accounts: with these letters in name or login, with this post (``-`` for none), and which page."""

    q: str = Field("", max_length=200)
    post: str = Field("", max_length=40)
    page: int = Field(1, ge=1, le=100_000)


class WhoAsked(AskedIn):
    """To do what with which records."""

    area: str = Field("members", max_length=40)
    verb: Verb = Verb.READ


class PostOut(Schema):
    """A post that an account holds; ``until`` is the first day after it, null while it lasts."""

    id: int
    post: str
    label: str
    organization: UUID
    organization_name: str
    since: date
    until: date | None


class AccountOut(Schema):
    """An account with the posts of the day."""

    id: UUID
    login: str
    name: str
    since: date
    until: date | None
    posts: list[PostOut]


class ListedAccountOut(AccountOut):
    """An account in the list; ``last_sign_in`` is null where nobody has signed in."""

    last_sign_in: datetime | None


class AccountsOut(Schema):
    """A page of the accounts, and how many there are."""

    count: int
    page: int
    accounts: list[ListedAccountOut]


class SignInOut(Schema):
    """An attempt to sign in: from which kind of place, and what became of it."""

    at: datetime
    origin: str
    outcome: str


class OneAccountOut(AccountOut):
    """An account with every post that it ever held, the latest first, and the last attempts to sign in with it."""

    second_factor: bool
    sign_ins: list[SignInOut]


class ReasonOut(Schema):
    """Somebody who holds a permission, and why; ``account`` is null for a program."""

    account: UUID | None
    name: str
    why: str


class ClientOut(Schema):
    """A program, and what it may do where; of its token nothing is told."""

    id: UUID
    name: str
    since: date
    last_used: datetime | None
    rights: list[str]


@router.get("/accounts", response=AccountsOut, summary="Tài khoản và phân công")
def accounts_of_office(request: HttpRequest, wanted: Query[AccountsAsked]) -> Mapping[str, Any]:
    """The accounts with posts in the organisation that is asked about and below it."""
    asked = _managing(request)
    records = account_records(asked, text=words(wanted.q), post=words(wanted.post))
    start = (wanted.page - 1) * A_PAGE
    lines = account_lines(list(records[start : start + A_PAGE]), asked)
    return {"count": records.count(), "page": wanted.page, "accounts": [_listed(line) for line in lines]}


@router.get("/accounts/{uuid:account_id}", response=OneAccountOut, summary="Một tài khoản")
def account_of_office(
    request: HttpRequest,
    account_id: UUID,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Mapping[str, Any]:
    """One account that the program manages, as it stands today."""
    actor = _managing(request).actor
    record = managed_account(actor, account_id)
    return _account(record, in_words(grants_of(account_id), actor.day)) | {
        "second_factor": has_second_factor(account_id),
        "sign_ins": [_sign_in(one) for one in sign_ins(account_id)],
    }


@router.get("/permissions", response=list[ReasonOut], summary="Ai được xem hoặc sửa, vì sao")
def who_may_and_why(request: HttpRequest, wanted: Query[WhoAsked]) -> Sequence[Mapping[str, Any]]:
    """Everybody who holds a permission over the organisation, once for each post that gives it, then the programs."""
    asked = asked_of(request)
    if not allowed(asked.actor, READ, asked.organization):
        raise Http404
    known = {area.code for area in registered(Area)}
    if wanted.area not in known:
        message = _("không có mảng dữ liệu “%(area)s”; các mảng là: %(areas)s.")
        values = {"area": wanted.area, "areas": ", ".join(sorted(known))}
        raise Refusal.of("access.unknown-area", message % values, place="area")
    permission = Permission(wanted.area, wanted.verb)
    people = who_may(permission, asked.organization, as_of=asked.on, known_at=asked.known_at)
    programs = programs_that_may(permission, asked.organization, as_of=asked.on, known_at=asked.known_at)
    return [
        *({"account": one.grant.account_id, "name": one.name, "why": one.sentence} for one in people),
        *({"account": None, "name": name, "why": why} for name, why in programs),
    ]


@router.get("/clients", response=list[ClientOut], summary="Ứng dụng được hỏi dữ liệu")
def clients_of_office(
    request: HttpRequest,
    about: Query[AskedIn],  # noqa: ARG001 - likewise
) -> Sequence[Mapping[str, Any]]:
    """The programs let in on the day, and what each may do where."""
    return [
        {
            "id": line.record.client_id,
            "name": line.record.name,
            "since": line.record.valid_from,
            "last_used": line.last_used,
            "rights": line.rights,
        }
        for line in client_lines(_managing(request))
    ]


def _managing(request: HttpRequest) -> Asked:
    """What is asked, by a program that may see accounts anywhere; raises ``Http404`` for others."""
    asked = asked_of(request)
    if not reach(asked.actor, READ).anywhere:
        raise Http404
    return asked


def _account(record: AccountRecord, posts: Sequence[Held]) -> dict[str, Any]:
    return {
        "id": record.account_id,
        "login": record.account.login,
        "name": record.name,
        "posts": [_post(one) for one in posts],
        **_days(record),
    }


def _listed(line: AccountLine) -> Mapping[str, Any]:
    return _account(line.record, line.posts) | {"last_sign_in": line.last_sign_in}


def _post(held: Held) -> Mapping[str, Any]:
    return {
        "id": held.grant.pk,
        "post": held.grant.post,
        "label": held.post,
        "organization": held.grant.organization_id,
        "organization_name": held.place,
        **_days(held.grant),
    }


def _days(record: AccountRecord | Grant) -> dict[str, Any]:
    return {"since": record.valid_from, "until": None if record.valid_to == FOREVER else record.valid_to}


def _sign_in(one: SignIn) -> Mapping[str, Any]:
    return {"at": one.at, "origin": one.origin, "outcome": one.outcome}
