"""One organisation on a day: what it is, what stands below it, and its life."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Refusal
from dangvu.organizations.history import History
from dangvu.organizations.life import corrections, facts, life
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.outline import Branch, Line, lines, outline
from dangvu.organizations.queries import recall_organization
from dangvu.organizations.rules import kind_name
from dangvu.organizations.sight import Sight
from dangvu.ui.asking import asked_of


@require_safe
def profile(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """What is recorded of an organisation as of the day that is asked about, and what came before and after."""
    asked = asked_of(request)
    sight = Sight(asked.actor)
    record = _readable(asked, sight, organization_id)
    standing = outline(sight, as_of=asked.on, known_at=asked.known_at)
    branch = standing.branches.get(organization_id)
    history = History.load(asked.known_at)
    corrected = corrections(organization_id, history, known_at=asked.known_at)
    turns = life(organization_id, history, known_at=asked.known_at)
    about = asked.about(organization_id, record.code, record.name)
    context = {
        "record": record,
        "kind": kind_name(record.kind, record.valid_from),
        "branch": branch,
        "counted": standing.counted,
        "readable": sight.readable - {organization_id},
        "facts": facts(record, history, corrected),
        "turns": turns,
        "around": _around(branch) if branch and (branch.parent or branch.children) else (),
        "about_tree": about.address("organizations:tree"),
        "about_reorganize": about.address("organizations:reorganize"),
        "may_change": organization_id in sight.changeable,
    }
    return render(request, "organizations/profile.html", context)


def _readable(asked: Asked, sight: Sight, organization_id: UUID) -> OrganizationRecord:
    """What held of an organisation on the day, or nearest to it; 404 for one that is unknown or out of reach."""
    if organization_id not in sight.readable:
        raise Http404
    try:
        return recall_organization(organization_id, as_of=asked.on, known_at=asked.known_at)
    except Refusal:
        raise Http404 from None


def _around(branch: Branch) -> list[Line]:
    """The organisation with those above and directly below it."""
    return lines([*branch.above, branch, *branch.children])
