"""What a worker finds and clears away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dangvu.jobs.models import Job, State
from dangvu.jobs.progress import held
from dangvu.jobs.worker import ATTEMPTS, Worker, forget_old, put_back_abandoned
from tests.factories.jobs import make_job, worked_off, write_file

pytestmark = pytest.mark.django_db


def _abandon(job: Job, *, attempts: int = 1) -> None:
    """Leave the job as a worker does that died at it."""
    DBTaskResult.objects.filter(pk=job.pk).update(status=TaskResultStatus.RUNNING)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=attempts)


def test_empty_queue_gives_nothing_to_do() -> None:
    assert not Worker().work_off()


def test_job_of_a_dead_worker_runs_again() -> None:
    job = make_job(write_file)
    _abandon(job)
    done = worked_off(job)
    assert (done.state, done.attempts) == (State.FINISHED, 2)


def test_job_whose_worker_died_before_it_began_runs_after_all() -> None:
    job = make_job()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    assert worked_off(job).state == State.FINISHED


def test_job_of_a_living_worker_is_not_put_back() -> None:
    job = make_job()
    _abandon(job)
    with held(job):
        put_back_abandoned()
    assert (Job.objects.get().state, DBTaskResult.objects.get().status) == (State.RUNNING, TaskResultStatus.RUNNING)


def test_job_that_ended_well_is_not_put_back() -> None:
    done = worked_off(make_job())
    put_back_abandoned()
    assert (Job.objects.get().state, DBTaskResult.objects.get().status) == (done.state, TaskResultStatus.SUCCESSFUL)


def test_job_that_stops_its_worker_again_and_again_is_given_up() -> None:
    job = make_job()
    _abandon(job, attempts=ATTEMPTS)
    done = worked_off(job)
    assert done.state == State.FAILED
    assert done.said == "máy đã dừng giữa chừng 3 lần khi làm việc này; hãy báo người quản trị máy xem nhật ký."


def test_old_jobs_are_forgotten_with_their_files() -> None:
    old, recent = worked_off(make_job(write_file)), worked_off(make_job(write_file))
    long_ago = datetime.now(UTC) - timedelta(days=settings.JOBS_KEPT_DAYS, hours=1)
    Job.objects.filter(pk=old.pk).update(finished_at=long_ago)
    forget_old()
    assert ([*Job.objects.all()], [task.pk for task in DBTaskResult.objects.all()]) == ([recent], [recent.pk])
    assert (old.folder.exists(), recent.result_path is None) == (False, False)


def test_worker_has_the_rooms_tidy_up_at_first_and_then_once_in_an_hour() -> None:
    worker = Worker()
    for expected in (0, 1):
        Session.objects.create(session_key="over", session_data="", expire_date=datetime(2019, 1, 1, tzinfo=UTC))
        worker.work_off()
        assert Session.objects.count() == expected
    worker.tidy_next = timezone.now()
    worker.work_off()
    assert Session.objects.count() == 0
