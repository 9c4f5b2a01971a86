"""Accounts of the sample committee: one for each kind of user, with passwords made at that moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.utils.translation import gettext as _

from dangvu.access.actions import grant_post, open_account
from dangvu.access.models import Account
from dangvu.access.passwords import readable_password
from dangvu.access.posts import post_types
from dangvu.demo.planning.tree import read
from dangvu.demo.playback import organization_id
from dangvu.kernel.basis import Basis
from dangvu.kernel.policy import Actor
from dangvu.members.queries import rolls
from dangvu.regulations import label


@dataclass(frozen=True)
class SampleAccount:
    """Whoever may sign in to look around: ``secret`` is the key for an app that makes codes, where one is asked for."""

    login: str
    password: str
    name: str
    post: str
    secret: str


def make_accounts(at: datetime) -> list[SampleAccount]:
    """Open the accounts at the moment ``at``, after the history; none when there is an account already."""
    if Account.objects.exists():
        return []
    with transaction.atomic():
        return list(_made(Actor("Văn phòng Đảng ủy Khối", at, operator=True)))


def told(accounts: Iterable[SampleAccount]) -> Iterator[str]:
    """What somebody needs to sign in with them, line by line."""
    yield _("Tài khoản, mỗi loại người dùng một tài khoản; mật khẩu chỉ hiện một lần:")
    for one in accounts:
        yield f"  {one.login:<11} {one.password}  {one.post}: {one.name}"
        if one.secret:
            yield _("              khóa cho ứng dụng tạo mã xác thực: %(secret)s") % {"secret": one.secret}


def _made(actor: Actor) -> Iterator[SampleAccount]:
    basis = Basis("01-QĐ/ĐUK", actor.day, "Ban Thường vụ Đảng ủy Khối")
    for entry in read("accounts.yaml")["accounts"]:
        yield _make(actor, basis, entry)


def _make(actor: Actor, basis: Basis, entry: Mapping[str, Any]) -> SampleAccount:
    unit, post = organization_id(entry["unit"]), entry["post"]
    person = rolls(unit, as_of=actor.day)[0] if entry.get("member") else None
    name = person.full_name if person else entry["name"]
    account = open_account(
        actor=actor,
        day=actor.day,
        basis=basis,
        login=entry["login"],
        name=name,
        member=person.member_id if person else None,
    )
    grant_post(actor=actor, day=actor.day, basis=basis, account_id=account.pk, post=post, organization_id=unit)
    password, secret = readable_password(), ""
    account.set_password(password)
    account.save(update_fields=["password", "temporary_until"])
    if post_types(actor.day)[post].second_factor:
        secret = generate_totp_secret()
        TOTP.activate(account, secret)
    return SampleAccount(entry["login"], password, name, label("access/posts", post, on=actor.day), secret)
