"""Questions about the trail."""

from __future__ import annotations

from datetime import datetime

from dangvu.audit.models import Line
from dangvu.audit.trail import READING


def last_learned() -> datetime | None:
    """The moment at which anything was last recorded; ``None`` before the first act.

    Answers known at this moment are those known now, and stay the same until something new is recorded.
    """
    acts = Line.objects.exclude(verb=READING).order_by("-number")
    return acts.values_list("at", flat=True).first()
