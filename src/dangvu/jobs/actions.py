"""Asking for long work, and asking it to stop."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from dangvu.jobs.kinds import kind_of
from dangvu.jobs.models import Job, State
from dangvu.jobs.progress import ask_to_stop
from dangvu.jobs.running import run_job
from dangvu.kernel.policy import Actor


def start(kind: str, title: str, actor: Actor, /, **parameters: Any) -> Job:
    """Put a job into the queue, to be run in the language of this moment, with parameters that JSON can hold.

    It begins when the transaction around is over and a worker is free. Raises ``Refusal`` for an unknown kind.
    """
    kind_of(kind)
    with transaction.atomic():
        task = run_job.enqueue()
        return Job.objects.create(
            id=UUID(task.id),
            kind=kind,
            title=title,
            account=actor.account,
            started_by=actor.name,
            language=get_language() or settings.LANGUAGE_CODE,
            parameters=parameters,
            created_at=actor.at,
        )


def cancel(job: Job) -> None:
    """Ask a job to stop: at once when nobody has begun it, else when it next tells how far it is."""
    ask_to_stop(job)
    # A running job may hold the database for itself, and needs no more than the mark.
    if job.state == State.WAITING:
        Job.objects.filter(pk=job.pk, state=State.WAITING).update(state=State.CANCELLED, finished_at=timezone.now())
