"""Who may see or change something, and why."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dangvu.access.policy import READ
from dangvu.access.queries import programs_that_may, who_may
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.policy import Permission, Verb, allowed
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import chosen


@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """Everybody who holds a permission over the organisation that is asked about, each with the reasons."""
    asked = asked_of(request)
    if not allowed(asked.actor, READ, asked.organization):
        raise Http404
    areas = {area.code: area.label for area in registered(Area)}
    area = chosen(request.GET.get("area"), areas, "members")
    verb = Verb(chosen(request.GET.get("verb"), list(Verb), Verb.READ))
    permission = Permission(area, verb)
    context = {
        "areas": areas,
        "area": area,
        "area_label": areas[area],
        "verb": verb,
        "reasons": who_may(permission, asked.organization, as_of=asked.on, known_at=asked.known_at),
        "programs": programs_that_may(permission, asked.organization, as_of=asked.on, known_at=asked.known_at),
    }
    return render(request, "access/who.html", context)
