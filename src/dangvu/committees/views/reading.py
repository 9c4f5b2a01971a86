"""What the pages of one organisation's committee have in common."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from dangvu.committees.policy import CHANGE, READ
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import allowed
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import recall_organization
from dangvu.ui.asking import asked_of


def asked_about(request: HttpRequest, organization_id: UUID) -> tuple[Asked, OrganizationRecord]:
    """What is asked, and the organisation; raises ``Http404`` where the reader may not see committees."""
    asked = asked_of(request)
    if not allowed(asked.actor, READ, organization_id):
        raise Http404
    return asked, recall_organization(organization_id, as_of=asked.on, known_at=asked.known_at)


def changing(request: HttpRequest, organization_id: UUID) -> tuple[Asked, OrganizationRecord]:
    """The same for somebody who may change the committee; raises ``Http404`` for others."""
    asked, record = asked_about(request, organization_id)
    if not allowed(asked.actor, CHANGE, organization_id):
        raise Http404
    return asked, record
