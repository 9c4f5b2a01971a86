"""The programs that may ask the API."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.access.accounts import ClientLine, client_lines
from dangvu.access.clients import close_client, open_client, renew_token
from dangvu.access.forms import ClientForm, DatedForm, ReasonForm
from dangvu.access.policy import CHANGE, READ
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import reach
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of


@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """The programs, and what each may do where."""
    asked = asked_of(request)
    if not reach(asked.actor, READ).anywhere:
        raise Http404
    context = {"lines": client_lines(asked), "may_change": reach(asked.actor, CHANGE).anywhere}
    return render(request, "access/clients.html", context)


@require_http_methods(["GET", "POST"])
def open_one(request: HttpRequest) -> HttpResponse:
    """Let a program in; its token is shown once."""
    asked = asked_of(request)
    if not reach(asked.actor, CHANGE).anywhere:
        raise Http404
    form = ClientForm(request.POST or None, initial={"day": asked.on, "scope": asked.code}, on=asked.on)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with form.refusals():
            _client, context["token"] = open_client(
                actor=asked.actor, day=data["day"], basis=form.basis, name=data["name"], rights=form.rights()
            )
    return render(request, "access/open_client.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Give a program another token, shown once."""
    asked = asked_of(request)
    line = _line(asked, client_id)
    form = ReasonForm(request.POST or None)
    context: dict[str, object] = {"form": form, "line": line}
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            context["token"] = renew_token(actor=asked.actor, client_id=client_id, reason=form.cleaned_data["reason"])
    return render(request, "access/renew_token.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def close_one(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Turn a program away."""
    asked = asked_of(request)
    line = _line(asked, client_id)
    form = DatedForm(request.POST or None, initial={"day": asked.on})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            close_client(actor=asked.actor, day=form.cleaned_data["day"], basis=form.basis, client_id=client_id)
            return done(request, _("Đã ngừng cho ứng dụng truy cập."), asked.address("access:clients"))
    return render(request, "access/close_client.html", {"form": form, "line": line}, status=form.status)


def _line(asked: Asked, client_id: UUID) -> ClientLine:
    if not reach(asked.actor, CHANGE).anywhere:
        raise Http404
    lines = client_lines(asked, client_id=client_id)
    if not lines:
        raise Http404
    return lines[0]
