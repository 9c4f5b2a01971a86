"""Signing in: which accounts are open, what they owe before anything else, and who has tried how often."""

from __future__ import annotations

import ipaddress
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from dangvu.access.models import Account, AccountRecord, Grant, Origin, Outcome, SignIn
from dangvu.access.posts import post_types
from dangvu.regulations import regulation

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def open_accounts(at: datetime) -> QuerySet[Any]:
    """The accounts open at a moment, with ``bound``: whether a post demands a second factor, and there is none."""
    day = day_of(at)
    strict = [code for code, kind in post_types(day).items() if kind.second_factor]
    opened = AccountRecord.objects.on(day, at).filter(account=OuterRef("pk"))
    owing = Grant.objects.on(day, at).filter(account=OuterRef("pk"), post__in=strict)
    having = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    return Account.objects.filter(Exists(opened)).annotate(bound=Exists(owing) & ~Exists(having))


def mark_of(login: str) -> str:
    """What is kept of a name that was typed to sign in: it can be recognised and not read."""
    return salted_hmac("dangvu.access.sign-in", login.strip().lower()).hexdigest()


def locked_until(login: str, at: datetime) -> datetime | None:
    """Until when nobody may sign in with a name, after too many wrong attempts in a row; ``None`` when anybody may.

    Names of nobody are locked just the same, so that a lock tells nothing. Attempts during a lock do not lengthen it.
    """
    day = day_of(at)
    lasting = timedelta(minutes=regulation("access/sign_in_lock_minutes", on=day))
    most: int = regulation("access/sign_in_tries", on=day)
    tries = SignIn.objects.filter(tried=mark_of(login), at__gt=at - lasting).exclude(outcome=Outcome.LOCKED)
    recent = list(tries.order_by("-at", "-id").values_list("outcome", "at")[:most])
    wrong = [moment for outcome, moment in recent if outcome != Outcome.SIGNED_IN]
    return wrong[0] + lasting if len(wrong) == most else None


def note_sign_in(*, login: str, at: datetime, address: str, outcome: Outcome) -> None:
    """Keep that somebody tried to sign in with a name, from ``address``, of which only the kind is kept."""
    account = Account.objects.filter(login=login.strip().lower()).first()
    SignIn.objects.create(account=account, tried=mark_of(login), at=at, origin=origin_of(address), outcome=outcome)


def origin_of(address: str) -> Origin:
    """The kind of an address: the server itself, the office's network, or beyond."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return Origin.OUTSIDE
    if found.is_loopback:
        return Origin.MACHINE
    return Origin.OFFICE if found.is_private else Origin.OUTSIDE


def sign_ins(account_id: UUID, *, limit: int = 20) -> QuerySet[SignIn]:
    """The last attempts to sign in with an account, the latest first."""
    return SignIn.objects.filter(account=account_id).order_by("-at", "-id")[:limit]


def day_of(moment: datetime) -> date:
    """The day of a moment where the office is."""
    return moment.astimezone(timezone.get_current_timezone()).date()


_BROWSERS = {
    "Edg/": "Edge",
    "coc_coc_browser": "Cốc Cốc",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
"""Marks of browsers and systems, the more telling first, since browsers also name those whom they resemble."""


def device_of(user_agent: str) -> str:
    """What a browser calls itself, as people say it: ``Firefox, Windows``; the beginning of it when it is not known."""
    named = [next((name for mark, name in marks.items() if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in named if name) or user_agent[:40]
