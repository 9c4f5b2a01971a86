"""The process that works through the queue, and sees to what others left behind."""

from __future__ import annotations

import os
import shutil
import sys
import time
from datetime import timedelta
from types import FrameType
from typing import Never
from uuid import uuid4

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks.base import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from dangvu.jobs.models import UNFINISHED, Job, State
from dangvu.jobs.progress import held
from dangvu.jobs.running import end_job
from dangvu.jobs.tidying import tidy_up

INTERVAL = 1.0
"""Seconds between two looks into an empty queue."""

TIDY_EVERY = timedelta(hours=1)

ATTEMPTS = 3
"""How often a job is begun: one that stops its worker each time must not keep the others waiting for ever."""


class Worker(QueueWorker):
    """Runs what is in the queue, job after job. A signal ends it at once: its job will run again from the start."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=INTERVAL,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=str(uuid4()),
            excluded_queue_names=[],
        )
        self.tidy_next = timezone.now()

    def shutdown(self, signum: int, frame: FrameType | None) -> Never:
        """End in the middle of whatever is being done."""
        self.running = False
        sys.exit(0)

    def work(self, *, attached: bool) -> None:
        """Work until a signal comes; when ``attached``, until the process that started this one is gone."""
        parent = os.getppid()
        while self.running:
            close_old_connections()
            if not self.work_off() and self.running:
                if attached and os.getppid() != parent:
                    return
                time.sleep(INTERVAL)

    def work_off(self) -> bool:
        """Run all that waits, and clear away what is over; whether anything waited."""
        put_back_abandoned()
        forget_old()
        # A look takes no lock, unlike a claim, which would hold up those who write.
        waiting = DBTaskResult.objects.ready().exists()
        if waiting:
            self.run()
        self.tidy()
        return waiting

    def tidy(self) -> None:
        """Have the rooms remove what is over, once in an hour."""
        now = timezone.now()
        if now >= self.tidy_next:
            self.tidy_next = now + TIDY_EVERY
            list(tidy_up(now))


def put_back_abandoned() -> None:
    """Let jobs whose worker is gone wait in the queue again, or fail when they have been begun too often."""
    for job in Job.objects.filter(state__in=UNFINISHED):
        with held(job) as free:
            if not free:
                continue
            if job.attempts >= ATTEMPTS:
                _give_up(job)
            else:
                # One that has ended meanwhile stays so: its task finds nothing to do.
                Job.objects.filter(pk=job.pk, state__in=UNFINISHED).update(state=State.WAITING)
                DBTaskResult.objects.filter(pk=job.pk).update(status=TaskResultStatus.READY)


def _give_up(job: Job) -> None:
    with translation.override(job.language):
        message = _("máy đã dừng giữa chừng %(times)d lần khi làm việc này; hãy báo người quản trị máy xem nhật ký.")
        end_job(job, State.FAILED, message % {"times": job.attempts})


def forget_old() -> None:
    """Remove jobs that ended more than ``JOBS_KEPT_DAYS`` ago, and the files that they made."""
    old = Job.objects.filter(finished_at__lt=timezone.now() - timedelta(days=settings.JOBS_KEPT_DAYS))
    for job in old:
        shutil.rmtree(job.folder, ignore_errors=True)
        DBTaskResult.objects.filter(pk=job.pk).delete()
        job.delete()
