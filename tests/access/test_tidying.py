"""What signing in leaves behind is removed when it is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dangvu.access.models import Account, Outcome, SignIn
from dangvu.access.signing_in import note_sign_in
from dangvu.access.tidying import end_sessions, forget_sign_ins
from dangvu.audit.models import Line
from tests.factories.access import make_account
from tests.factories.organizations import make_organization
from tests.factories.web import reader

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def signed_in() -> None:
    """A session, with the browser that has it."""
    client = Client()
    account = reader(client)
    UserSession.objects.create(user=account, session_key=client.session.session_key, ip="127.0.0.1", user_agent="x")


def test_sessions_that_are_over_are_removed_with_their_browsers() -> None:
    make_organization()
    signed_in()
    signed_in()
    over = Session.objects.order_by("session_key").first()
    assert over is not None
    long_ago = NOW - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    UserSession.objects.update(created_at=long_ago)
    Session.objects.filter(pk=over.pk).update(expire_date=NOW)
    assert end_sessions(NOW) == 1
    left = list(Session.objects.values_list("session_key", flat=True))
    assert (len(left), list(UserSession.objects.values_list("session_key", flat=True))) == (1, left)


def test_browser_whose_session_is_just_beginning_is_kept() -> None:
    make_organization()
    signed_in()
    Session.objects.all().delete()
    assert end_sessions(NOW) == 0
    assert UserSession.objects.count() == 1


def test_old_attempts_to_sign_in_are_removed_but_for_the_last_success_of_each_account() -> None:
    account, other = make_account(), make_account()

    def attempt(of: Account, days: int, outcome: Outcome) -> None:
        at = NOW - timedelta(days=days)
        note_sign_in(login=of.login, at=at, address="127.0.0.1", outcome=outcome)

    for days in (900, 800, 400):
        attempt(account, days, Outcome.SIGNED_IN)
    attempt(account, 300, Outcome.WRONG_PASSWORD)
    attempt(other, 700, Outcome.SIGNED_IN)
    attempt(other, 600, Outcome.WRONG_PASSWORD)
    note_sign_in(login="khong-ai", at=NOW - timedelta(days=500), address="127.0.0.1", outcome=Outcome.WRONG_PASSWORD)
    assert forget_sign_ins(NOW) == 4
    left = [(one.account_id, (NOW - one.at).days) for one in SignIn.objects.order_by("pk")]
    assert left == [(account.pk, 400), (account.pk, 300), (other.pk, 700)]


def test_command_says_how_much_it_removed_and_leaves_the_trail_alone(capsys: Any) -> None:
    make_account()
    lines = Line.objects.count()
    call_command("tidy")
    assert capsys.readouterr().out == "phiên đăng nhập đã hết hạn: 0\nlượt đăng nhập đã cũ: 0\n"
    assert Line.objects.count() == lines
