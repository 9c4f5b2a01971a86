"""What is being done."""

from __future__ import annotations

from collections.abc import Collection

from dangvu.jobs.kinds import JobKind
from dangvu.jobs.models import UNFINISHED, Job


def unfinished_job(kinds: Collection[JobKind]) -> Job | None:
    """A job of one of the kinds that waits or runs."""
    return Job.objects.filter(kind__in=[kind.code for kind in kinds], state__in=UNFINISHED).first()
