"""Readers of pages, each an account with a post, signed in as if it had given its second factor; what they read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dangvu.access.models import Account
from dangvu.audit.models import Line
from dangvu.kernel.policy import Actor
from dangvu.organizations.models import OrganizationRecord
from tests.factories.access import make_account, make_grant
from tests.factories.organizations import make_actor, make_organization


def reader(
    client: Client,
    post: str | None = "organization_officer",
    at: UUID | None = None,
    *,
    member: UUID | None = None,
    name: str = "Hoàng Thị Duyên",
) -> Account:
    """Sign in somebody new, who holds ``post`` at the organisation ``at`` (without it: at the top of the tree).

    Without ``post`` the account holds none. The account is opened by the operator at the moment of the last act, so
    that what was known by then stays as it was.
    """
    actor = _operator()
    account = make_account(name, member=member, actor=actor)
    if post:
        make_grant(post, at or _top(actor), account, actor=actor)
    TOTP.activate(account, generate_totp_secret())
    client.force_login(account)
    return account


def statements(client: Client, address: str, **query: Any) -> int:
    """How many statements a page takes when it is asked for again, with all remembered that can be."""
    client.get(address, query)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, query).status_code == HTTPStatus.OK
    return len(captured)


@contextmanager
def connection_kept() -> Iterator[None]:
    """Within it requests leave the connection of the test open; Django's own client sees to that itself."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@contextmanager
def in_a_request() -> Iterator[None]:
    """Between the start and the end of one request."""
    with connection_kept():
        request_started.send(sender=None)
        try:
            yield
        finally:
            request_finished.send(sender=None)


def words_in(markup: str) -> str:
    """The words between the tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def _operator() -> Actor:
    last = Line.objects.order_by("-number").first()
    return make_actor(at=last.at) if last else make_actor()


def _top(actor: Actor) -> UUID:
    """The organisation at the top of the tree; a province is made where there is no tree."""
    top = OrganizationRecord.objects.believed().filter(parent=None).order_by("valid_from", "id").first()
    return top.organization_id if top else make_organization(actor=actor)
