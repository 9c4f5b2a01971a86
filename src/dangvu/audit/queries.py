"""Questions about the trail."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from dangvu.audit.models import Line
from dangvu.audit.trail import READING


def last_learned() -> datetime | None:
    """The moment at which anything was last recorded; ``None`` before the first act.

    Answers known at this moment are those known now, and stay the same until something new is recorded.
    """
    acts = Line.objects.exclude(verb=READING).order_by("-number")
    return acts.values_list("at", flat=True).first()


def readings_of(subject: UUID, *, limit: int = 50) -> QuerySet[Line]:
    """The last readings of one subject, the latest first: who opened a member's file, and what of it."""
    return Line.objects.filter(verb=READING, subject=subject).order_by("-number")[:limit]
