"""What of the tree itself a reorganisation shows before and after, and how its own records behave."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Holding, Relation
from dangvu.organizations.models import OrganizationRecord


def count_children(on: date, known_at: datetime | None) -> dict[UUID, int]:
    """How many organisations stand directly below each one on ``on``."""
    children = OrganizationRecord.objects.on(on, known_at).exclude(parent=None)
    return dict(children.values_list("parent").annotate(count=Count("id")))


HOLDINGS = (Holding("organizations", _("tổ chức trực thuộc"), count_children),)

RELATIONS = (
    Relation("organizations.OrganizationRecord", left="reorganize itself ends, begins and places organisations"),
    Relation("organizations.Succession", left="it says who followed whom, whatever happens to them later"),
)
