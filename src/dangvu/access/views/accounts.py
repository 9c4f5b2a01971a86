"""Accounts and the posts that they hold: who works with Dangvu, and who lets them."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.access.accounts import (
    account_lines,
    account_records,
    grants_of,
    has_second_factor,
    in_words,
    managed_account,
    sessions_of,
)
from dangvu.access.actions import close_account, end_post, grant_post, open_account
from dangvu.access.answers import may_enter
from dangvu.access.forms import AccountForm, DatedForm, GrantForm, ReasonForm
from dangvu.access.models import AccountRecord, Grant
from dangvu.access.passwords import forget_second_factors, give_temporary_password
from dangvu.access.policy import CHANGE, READ
from dangvu.access.signing_in import sign_ins
from dangvu.kernel.policy import Actor, reach
from dangvu.regulations import codes, label
from dangvu.ui.answering import done
from dangvu.ui.asking import actor_of, asked_of
from dangvu.ui.reading import chosen, identity, whole, words

ACCOUNTS_A_PAGE = 50
WITHOUT_POST = "-"


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts with posts in the organisation that is asked about and below it."""
    asked = asked_of(request)
    if not reach(asked.actor, READ).anywhere:
        raise Http404
    kinds = {code: label("access/posts", code, on=asked.on) for code in codes("access/posts", on=asked.on)}
    post, text = chosen(request.GET.get("post"), [*kinds, WITHOUT_POST]), words(request.GET.get("q"))
    pages = Paginator(account_records(asked, text=text, post=post), ACCOUNTS_A_PAGE)
    page = pages.get_page(whole(request.GET.get("page"), 1))
    context = {
        "page": page,
        "lines": account_lines(list(page), asked),
        "kinds": kinds,
        "post": post,
        "text": text,
        "may_open": reach(asked.actor, CHANGE).anywhere,
        "may_enter": may_enter(asked.actor),
    }
    return render(request, "access/accounts.html", context)


@require_safe
def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """One account: its posts through time, its attempts to sign in, and where it is signed in."""
    actor = actor_of(request)
    record = managed_account(actor, account_id)
    context = {
        "record": record,
        "closed": record.valid_to <= actor.day,
        "posts": in_words(grants_of(account_id), actor.day),
        "today": actor.day,
        "second_factor": has_second_factor(account_id),
        "sign_ins": sign_ins(account_id),
        "sessions": sessions_of(account_id, actor.at),
        "may_change": reach(actor, CHANGE).anywhere,
    }
    return render(request, "access/account.html", context)


@require_http_methods(["GET", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    """Open an account; for a member when the address names one."""
    asked = asked_of(request)
    if not reach(asked.actor, CHANGE).anywhere:
        raise Http404
    member = request.GET.get("member")
    given = {"day": asked.on, "member": identity(member) if member else None, "name": words(request.GET.get("name"))}
    form = AccountForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with form.refusals():
            opened = open_account(
                actor=asked.actor,
                day=data["day"],
                basis=form.basis,
                login=data["login"],
                name=data["name"],
                member=data["member"],
            )
            return done(
                request,
                _("Đã mở tài khoản. Hãy phân công và cấp mật khẩu tạm."),
                asked.address("access:account", opened.pk),
            )
    return render(request, "access/open.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
def close_one(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Close an account, and end all its posts."""
    asked = asked_of(request)
    record = _changeable(asked.actor, account_id)
    form = DatedForm(request.POST or None, initial={"day": asked.on})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            close_account(
                actor=asked.actor, day=form.cleaned_data["day"], basis=form.basis, account_id=record.account_id
            )
            return done(request, _("Đã khóa tài khoản."), asked.address("access:account", account_id))
    return render(request, "access/close.html", {"form": form, "record": record}, status=form.status)


@require_http_methods(["GET", "POST"])
def give_post(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Give an account a post."""
    asked = asked_of(request)
    record = _changeable(asked.actor, account_id)
    form = GrantForm(request.POST or None, initial={"day": asked.on, "scope": asked.code}, on=asked.on)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            grant_post(
                actor=asked.actor,
                day=form.cleaned_data["day"],
                basis=form.basis,
                account_id=record.account_id,
                post=form.cleaned_data["post"],
                organization_id=form.organization.organization_id,
                until=form.end,
            )
            return done(request, _("Đã phân công."), asked.address("access:account", account_id))
    return render(request, "access/give_post.html", {"form": form, "record": record}, status=form.status)


@require_http_methods(["GET", "POST"])
def end_one_post(request: HttpRequest, account_id: UUID, grant_id: int) -> HttpResponse:
    """End a post of an account."""
    asked = asked_of(request)
    record = _changeable(asked.actor, account_id)
    grant = Grant.objects.believed().filter(pk=grant_id, account=account_id, valid_to__gt=asked.today).first()
    if grant is None:
        raise Http404
    form = DatedForm(request.POST or None, initial={"day": asked.on})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            end_post(actor=asked.actor, day=form.cleaned_data["day"], basis=form.basis, grant=grant)
            return done(request, _("Đã kết thúc phân công."), asked.address("access:account", account_id))
    [held] = in_words([grant], asked.today)
    return render(request, "access/end_post.html", {"form": form, "record": record, "held": held}, status=form.status)


@require_http_methods(["GET", "POST"])
def temporary_password(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Give an account a password that is shown once and must be changed."""
    actor = actor_of(request)
    record = _changeable(actor, account_id)
    form = ReasonForm(request.POST or None)
    context = {"form": form, "record": record}
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            context["password"] = give_temporary_password(
                actor=actor, account_id=account_id, reason=form.cleaned_data["reason"]
            )
            context["until"] = managed_account(actor, account_id).account.temporary_until
    return render(request, "access/temporary_password.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def forget_factors(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Take the second factors from an account whose holder has lost them."""
    asked = asked_of(request)
    record = _changeable(asked.actor, account_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            forget_second_factors(actor=asked.actor, account_id=account_id, reason=form.cleaned_data["reason"])
            return done(request, _("Đã gỡ bước xác thực thứ hai."), asked.address("access:account", account_id))
    return render(request, "access/forget_factors.html", {"form": form, "record": record}, status=form.status)


def _changeable(actor: Actor, account_id: UUID) -> AccountRecord:
    """The record of an account that ``actor`` may work on, as far as posts are not beyond reach; ``Http404`` if not."""
    if not reach(actor, CHANGE).anywhere:
        raise Http404
    return managed_account(actor, account_id)
