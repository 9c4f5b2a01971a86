"""The acts that help whoever has lost a password or a second factor."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from dangvu.access.actions import require_over
from dangvu.access.models import Account, AccountRecord
from dangvu.audit import trail
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.regulations import regulation

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those that nobody takes for another when they are read out."""


def readable_password() -> str:
    """A new password that can be read out and typed: four groups of four letters, out of 31, by chance."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))


def give_temporary_password(*, actor: Actor, account_id: UUID, reason: str) -> str:
    """Give an account a password that lets in for ``access/temporary_password_days``, and only to be changed.

    Whoever is signed in with the account is signed out. Returns the password, which is kept nowhere. Raises ``Refusal``
    without a reason, for the own account, one that is not open, and one with a post that the actor may not end.
    """
    password = readable_password()
    with _helping(actor, account_id, "access.give_temporary_password", reason) as account:
        account.set_password(password)
        account.temporary_until = actor.at + timedelta(days=regulation("access/temporary_password_days", on=actor.day))
        account.save(update_fields=["password", "temporary_until"])
        end_sessions(account_id)
    return password


def forget_second_factors(*, actor: Actor, account_id: UUID, reason: str) -> None:
    """Take the second factors from an account whose holder has lost them. Raises ``Refusal`` like a given password."""
    with _helping(actor, account_id, "access.forget_second_factors", reason):
        Authenticator.objects.filter(user=account_id).delete()
        end_sessions(account_id)


@contextmanager
def _helping(actor: Actor, account_id: UUID, verb: str, reason: str) -> Iterator[Account]:
    """An act by which somebody else's account is opened again to its holder."""
    require_over(actor, account_id)
    with trail.act(actor=actor, verb=verb, day=actor.day, subject=account_id, reason=reason.strip()) as act:
        account = Account.objects.filter(pk=account_id).first()
        if account is None or not AccountRecord.objects.on(actor.day, actor.at).filter(account=account_id).exists():
            message = _("không có tài khoản này, hoặc nó đã khóa; hãy mở danh sách tài khoản để xem lại.")
            raise Refusal.of("access.no-account", message)
        if account_id == actor.account:
            message = _("không thể làm việc này với tài khoản của mình; hãy mở trang “Đăng nhập và bảo mật”.")
            raise Refusal.of("access.own-account", message)
        if not reason.strip():
            raise Refusal.of("access.no-reason", _("thiếu lý do; hãy ghi ai đề nghị và vì sao."))
        act.details = {"login": account.login}
        yield account


def end_sessions(account_id: UUID, *, but: str = "") -> None:
    """Sign an account out everywhere, except in the session ``but``."""
    ending = UserSession.objects.filter(user=account_id).exclude(session_key=but)
    Session.objects.filter(session_key__in=ending.values("session_key")).delete()
    ending.delete()
