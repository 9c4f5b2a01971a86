"""Reorganisations that were carried out, and taking one back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.audit.models import Line
from dangvu.kernel.asking import Asked
from dangvu.organizations.actions import obstacles_to_undoing, undo_reorganization
from dangvu.organizations.comparison import compare_event, drawn, heads_of
from dangvu.organizations.events import Event, concerns, event_of, events_on
from dangvu.organizations.history import History
from dangvu.organizations.queries import kin
from dangvu.organizations.sight import Sight
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of
from dangvu.ui.forms import LedgerForm
from dangvu.ui.reading import whole

PAGE = 30
"""Reorganisations on a page."""

PEOPLE = 25
"""People on a page."""


class UndoForm(LedgerForm):
    """Why a reorganisation is taken back."""

    reason = forms.CharField(label=gettext_lazy("Lý do hủy"), widget=forms.Textarea(attrs={"rows": 2}))
    fields_of = {"organizations.no-reason": "reason"}


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The reorganisations within the organisation that is asked about, and those from which it came."""
    asked = asked_of(request)
    history = History.load(asked.known_at)
    family = kin(asked.organization, known_at=asked.known_at)
    told = [
        event for event in events_on(asked.on, history, known_at=asked.known_at) if concerns(event, family, history)
    ]
    sight = Sight(asked.actor)
    shown = [event for event in told if not event.concerned.isdisjoint(sight.readable)]
    context = {
        "page": Paginator(shown, PAGE).get_page(whole(request.GET.get("page"), 1)),
        "readable": sight.readable,
        "may_change": bool(sight.changeable),
    }
    return render(request, "organizations/events.html", context)


@require_http_methods(["GET", "POST"])
def event(request: HttpRequest, reorganization: UUID) -> HttpResponse:
    """One reorganisation: what it rests on, what it did, and whether it can still be taken back."""
    asked = asked_of(request)
    told = event_of(reorganization, known_at=asked.known_at)
    sight = Sight(asked.actor)
    if told is None or told.concerned.isdisjoint(sight.readable):
        raise Http404
    form = UndoForm(request.POST or None)
    if form.is_valid():
        with form.refusals():
            undo_reorganization(actor=asked.actor, reorganization=reorganization, reason=form.cleaned_data["reason"])
            return done(request, _("Đã hủy lần sắp xếp này."), asked.address("organizations:events"))
    context = _context(request, asked, told, sight) | {"form": form}
    return render(request, "organizations/event.html", context, status=form.status)


def _context(request: HttpRequest, asked: Asked, told: Event, sight: Sight) -> dict[str, Any]:
    seen = compare_event(sight, told, known_at=asked.known_at)
    may_undo = asked.known_at is None and told.concerned <= sight.changeable
    return {
        "event": told,
        "readable": sight.readable,
        "line": Line.objects.filter(number=told.reorganization.recorded_in).first(),
        "seen": seen,
        "drawing": drawn(seen, heads_of(told.day)),
        "people": Paginator(seen.people, PEOPLE).get_page(whole(request.GET.get("page"), 1)),
        "may_undo": may_undo,
        "obstacles": obstacles_to_undoing(told.id) if may_undo else (),
    }
