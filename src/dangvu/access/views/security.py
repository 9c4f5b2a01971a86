"""How one signs in oneself: password, second factors, where one is signed in, and administrator mode."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dangvu.access.accounts import grants_of, in_words, sessions_of
from dangvu.access.actions import enter_administration, leave_administration
from dangvu.access.answers import is_in_mode, may_enter
from dangvu.access.forms import ReasonForm
from dangvu.access.models import Account
from dangvu.access.passwords import end_sessions
from dangvu.access.signing_in import sign_ins
from dangvu.ui.answering import done, way_back
from dangvu.ui.asking import actor_of


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Everything about the own way of signing in."""
    actor, account = actor_of(request), _account(request)
    factors = list(Authenticator.objects.filter(user=account).order_by("created_at"))
    recovery = next((one for one in factors if one.type == Authenticator.Type.RECOVERY_CODES), None)
    held = [grant for grant in grants_of(account.pk) if grant.valid_from <= actor.day < grant.valid_to]
    context = {
        "account": account,
        "posts": in_words(held, actor.day),
        "codes": next((one for one in factors if one.type == Authenticator.Type.TOTP), None),
        "keys": [one for one in factors if one.type == Authenticator.Type.WEBAUTHN],
        "recovery": len(recovery.wrap().get_unused_codes()) if recovery else None,
        "sessions": sessions_of(account.pk, actor.at),
        "here": request.session.session_key,
        "sign_ins": sign_ins(account.pk),
        "may_enter": may_enter(actor),
    }
    return render(request, "access/security.html", context)


@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign out in one of the other places."""
    sessions = [one.session for one in sessions_of(_account(request).pk, actor_of(request).at)]
    ending = next((one for one in sessions if one.pk == session_id), None)
    if ending is None:
        raise Http404
    ending.end()
    return done(request, _("Đã đăng xuất ở nơi đó."), reverse("mfa_index"))


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out in all other places."""
    end_sessions(_account(request).pk, but=request.session.session_key or "")
    return done(request, _("Đã đăng xuất ở mọi nơi khác."), reverse("mfa_index"))


@require_http_methods(["GET", "POST"])
def enter_mode(request: HttpRequest) -> HttpResponse:
    """Enter administrator mode, for a reason; whoever holds no administrator's post finds no such page."""
    if not may_enter(actor_of(request)):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            enter_administration(actor=actor_of(request), reason=form.cleaned_data["reason"])
            return done(request, _("Đã vào chế độ quản trị."), way_back(request, reverse("home")))
    return render(request, "access/mode.html", {"form": form}, status=form.status)


@require_POST
def leave_mode(request: HttpRequest) -> HttpResponse:
    """Leave administrator mode; when it has run out meanwhile, that is just as well."""
    if is_in_mode(actor_of(request)):
        leave_administration(actor=actor_of(request))
    return done(request, _("Đã rời chế độ quản trị."), way_back(request, reverse("home")))


def _account(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user
