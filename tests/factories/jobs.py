"""Long work for tests, of kinds that only they offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django_tasks_db.management.commands import db_worker

from dangvu.jobs.actions import start
from dangvu.jobs.kinds import JobKind
from dangvu.jobs.models import Job
from dangvu.jobs.progress import Progress
from dangvu.jobs.worker import Worker
from dangvu.kernel.contracts import register
from dangvu.kernel.policy import Actor
from tests.factories.organizations import make_actor

Run = Callable[[Progress, Mapping[str, Any], Actor], Path | None]

_numbers = count(1)


def make_job(run: Run | None = None, *, actor: Actor | None = None, title: str = "Xuất sổ", **parameters: Any) -> Job:
    """Ask for a job of a kind of its own: by default one that has nothing to do."""
    kind = JobKind(f"tests.{next(_numbers)}", "Việc thử", run or (lambda *_told: None))
    register(kind)
    return start(kind.code, title, actor or make_actor(), **parameters)


def worked_off(job: Job) -> Job:
    """The job once a worker found nothing more to do.

    The worker would close the connection, and with it the transaction that most tests are.
    """
    with patch.object(db_worker, "close_old_connections"):
        Worker().work_off()
    return Job.objects.get(pk=job.pk)


def write_file(progress: Progress, parameters: Mapping[str, Any], actor: Actor) -> Path:
    """Work that makes a file of what it was told."""
    path = progress.files / "so.txt"
    path.write_text(str(parameters.get("text", "")), encoding="utf-8")
    return path
