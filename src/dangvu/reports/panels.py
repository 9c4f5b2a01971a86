"""What reports add to the profile of an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import allowed
from dangvu.reports.policy import READ
from dangvu.reports.queries import issued_reports

SHOWN = 5


def issued_panel(asked: Asked, organization_id: UUID) -> Mapping[str, Any] | None:
    """The last reports that the organisation issued; ``None`` where it issued none or they are out of reach."""
    if not allowed(asked.actor, READ, organization_id):
        return None
    issued = list(issued_reports(organization_id, known_at=asked.known_at).filter(day__lte=asked.on)[:SHOWN])
    return {"issued": issued} if issued else None
