"""The rolls on the profile of an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Panel
from dangvu.kernel.policy import allowed
from dangvu.members.forms.choices import choices
from dangvu.members.listing import counted, has_status, listed
from dangvu.members.policy import READ
from dangvu.members.sheets import STANDINGS
from dangvu.organizations.queries import recall_organization


def rolls_of(asked: Asked, organization_id: UUID) -> Mapping[str, Any] | None:
    """How many members an organisation has on the day, by status; ``None`` when the rolls are not the reader's."""
    if not allowed(asked.actor, READ, organization_id):
        return None
    record = recall_organization(organization_id, as_of=asked.on, known_at=asked.known_at)
    about = asked.about(organization_id, record.code, record.name)
    statuses = choices("members/statuses", asked.on)
    wanted = {code: has_status(code, asked) for code, _label in statuses}
    counts = counted(listed(about), {"all": Q(), **wanted})
    parts = [(counts[code], STANDINGS.get(code, name)) for code, name in reversed(statuses)]
    return {"count": counts["all"], "parts": parts, "list": about.address("members:list")}


ROLLS = Panel("organization", _("Đảng viên"), 10, "members/rolls.html", rolls_of)
