"""Carrying a job out: once, from its start, to an end that can be read."""

from __future__ import annotations

import logging
import shutil
from uuid import UUID

from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import TaskContext, task

from dangvu.jobs.kinds import kind_of
from dangvu.jobs.models import Job, State
from dangvu.jobs.progress import Cancelled, Progress, forget_progress, held
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor

logger = logging.getLogger(__name__)


@task(takes_context=True)
def run_job(context: TaskContext) -> None:
    """Carry out the job of this task, unless another process is at it or it has ended."""
    job = Job.objects.get(pk=UUID(context.task_result.id))
    with held(job) as free:
        if free and _begin(job):
            with translation.override(job.language):
                _carry_out(job)


def _begin(job: Job) -> bool:
    """Whether the job still waited and has now begun."""
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if not waiting.update(state=State.RUNNING, started_at=timezone.now(), attempts=F("attempts") + 1):
        return False
    forget_progress(job)
    shutil.rmtree(job.files, ignore_errors=True)
    job.files.mkdir()
    return True


def _carry_out(job: Job) -> None:
    progress = Progress(job)
    actor = Actor(job.started_by, timezone.now(), account=job.account)
    try:
        progress(0, 0)
        path = kind_of(job.kind).run(progress, job.parameters, actor)
        result = path.relative_to(job.files).as_posix() if path else ""
    except Cancelled:
        end_job(job, State.CANCELLED, _("đã dừng theo yêu cầu; không có gì thay đổi."))
    except Refusal as refusal:
        end_job(job, State.FAILED, str(refusal))
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        message = _("công việc bị lỗi ngoài dự kiến; hãy thử lại, nếu vẫn lỗi thì báo người quản trị máy xem nhật ký.")
        end_job(job, State.FAILED, message)
    else:
        end_job(job, State.FINISHED, progress.outcome, result=result)


def end_job(job: Job, state: State, said: str, *, result: str = "") -> None:
    """Write down how a job ended."""
    unfinished = Job.objects.filter(pk=job.pk, finished_at=None)
    unfinished.update(state=state, said=said, result=result, finished_at=timezone.now())
