"""One organisation on a day: what it is, what stands below it, and its life."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import allowed, covered
from dangvu.organizations.history import History
from dangvu.organizations.life import corrections, facts, life
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.outline import Branch, Line, lines, outline
from dangvu.organizations.policy import CHANGE, READ
from dangvu.organizations.queries import recall_organization
from dangvu.organizations.rules import kind_name
from dangvu.ui.asking import asked_of


@require_safe
def profile(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """What is recorded of an organisation as of the day that is asked about, and what came before and after."""
    asked = asked_of(request)
    record = readable_record(asked, organization_id)
    standing = outline(asked.actor, as_of=asked.on, known_at=asked.known_at)
    branch = standing.branches.get(organization_id)
    history = History.load(asked.known_at)
    corrected = corrections(organization_id, history, known_at=asked.known_at)
    turns = life(organization_id, history, known_at=asked.known_at)
    named = {record.parent_id} | {one for turn in turns if turn.event for one in turn.event.concerned}
    context = {
        "record": record,
        "kind": kind_name(record.kind, record.valid_from),
        "branch": branch,
        "readable": covered(asked.actor, READ, named - {None, organization_id}),
        "facts": facts(record, history, corrected),
        "turns": turns,
        "around": _around(branch) if branch and (branch.parent or branch.children) else (),
        "about": asked.about(organization_id, record.code, record.name).address("organizations:tree"),
        "may_change": allowed(asked.actor, CHANGE, organization_id),
    }
    return render(request, "organizations/profile.html", context)


def readable_record(asked: Asked, organization_id: UUID) -> OrganizationRecord:
    """What held of an organisation on the day, or nearest to it; 404 for one that is unknown or out of reach."""
    if not allowed(asked.actor, READ, organization_id):
        raise Http404
    try:
        return recall_organization(organization_id, as_of=asked.on, known_at=asked.known_at)
    except Refusal:
        raise Http404 from None


def _around(branch: Branch) -> list[Line]:
    """The organisation with those above and directly below it."""
    return lines([*branch.above, branch, *branch.children])
