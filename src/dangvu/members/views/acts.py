"""One act on one member."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dangvu.kernel.policy import denied
from dangvu.members.queries import profile
from dangvu.members.readings import open_file
from dangvu.members.ways import WAYS
from dangvu.ui.answering import done
from dangvu.ui.asking import asked_of


@require_http_methods(["GET", "POST"])
def act_on_member(request: HttpRequest, member_id: UUID, code: str) -> HttpResponse:
    """Ask what the act needs to know, and carry it out."""
    asked = asked_of(request)
    if code not in WAYS:
        raise Http404
    way, opened = WAYS[code], open_file(asked, member_id)
    if not opened.may_change:
        raise denied(asked.actor)
    shown = profile(member_id, as_of=asked.on, known_at=asked.known_at)
    form = way.form(request.POST or None, asked=asked)
    if form.is_valid():
        with form.refusals():
            form.carry_out(asked.actor, [member_id])
            return done(request, str(way.done), asked.address("members:file", member_id))
    context = {
        "form": form,
        "title": _("%(act)s: %(name)s") % {"act": way.label, "name": shown.personal.full_name},
        "submit": way.label,
        "back": asked.address("members:file", member_id),
    }
    return render(request, "members/act.html", context, status=form.status)
