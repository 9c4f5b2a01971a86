"""Accounts with posts for tests of every room."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from dangvu.access.actions import enter_administration, grant_post, open_account
from dangvu.access.models import Account, Grant
from dangvu.kernel.days import FOREVER
from dangvu.kernel.policy import Actor
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor

SPEAKING = datetime(2020, 6, 1, 2, tzinfo=UTC)
"""The moment at which holders of posts speak, unless they say otherwise."""

_numbers = count(1)


def make_account(
    name: str = "Hoàng Thị Duyên", *, member: UUID | None = None, day: date = FIRST_DAY, actor: Actor | None = None
) -> Account:
    """Open an account with a name of its own for signing in."""
    login = f"tai-khoan.{next(_numbers)}"
    return open_account(actor=actor or make_actor(), day=day, basis=BASIS, login=login, name=name, member=member)


def make_grant(
    post: str,
    organization_id: UUID,
    account: Account | None = None,
    *,
    day: date = FIRST_DAY,
    until: date = FOREVER,
    actor: Actor | None = None,
) -> Grant:
    """Give a post to an account, or to a new one."""
    return grant_post(
        actor=actor or make_actor(),
        day=day,
        basis=BASIS,
        account_id=(account or make_account(actor=actor)).pk,
        post=post,
        organization_id=organization_id,
        until=until,
    )


def make_holder(account: Account | Grant, *, at: datetime = SPEAKING, name: str = "Hoàng Thị Duyên") -> Actor:
    """Whoever signs in with an account, or with the account that holds a post."""
    return Actor(name, at, account=account.account_id if isinstance(account, Grant) else account.pk)


def make_administrator(organization_id: UUID, *, at: datetime = SPEAKING) -> Actor:
    """Somebody in administrator mode at an organisation."""
    actor = make_holder(make_grant("administrator", organization_id), at=at, name="Quản trị viên")
    enter_administration(actor=actor, reason="phân công đầu năm")
    return actor
