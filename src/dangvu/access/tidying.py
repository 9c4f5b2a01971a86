"""Removing what signing in leaves behind: sessions that are over, and attempts of long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dangvu.access.models import Outcome, SignIn
from dangvu.access.signing_in import day_of
from dangvu.kernel.contracts import Tidying
from dangvu.regulations import regulation


def end_sessions(at: datetime) -> int:
    """Remove sessions that are over at a moment, and what is known of the browsers that had them."""
    removed, _each = Session.objects.filter(expire_date__lte=at).delete()
    # A browser is known from the moment of signing in, its session only from the end of that request.
    begun = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    known = UserSession.objects.filter(created_at__lte=begun)
    known.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return removed


def forget_sign_ins(at: datetime) -> int:
    """Remove attempts to sign in older than ``access/sign_ins_kept_days``, but for the last success of each account."""
    kept = timedelta(days=regulation("access/sign_ins_kept_days", on=day_of(at)))
    successes = SignIn.objects.filter(outcome=Outcome.SIGNED_IN).order_by().values("account")
    last = successes.annotate(last=Max("pk")).values("last")
    removed, _each = SignIn.objects.filter(at__lt=at - kept).exclude(pk__in=last).delete()
    return removed


TIDYINGS = (
    Tidying(_("phiên đăng nhập đã hết hạn"), end_sessions),
    Tidying(_("lượt đăng nhập đã cũ"), forget_sign_ins),
)
