"""Asking for long work, and asking it to stop."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import translation
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from dangvu.jobs.actions import cancel, start
from dangvu.jobs.models import Job, State
from dangvu.jobs.progress import asked_to_stop
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from tests.factories.jobs import make_job, worked_off, write_file
from tests.factories.organizations import make_actor

pytestmark = pytest.mark.django_db


def test_job_waits_in_the_queue_under_the_id_of_its_task() -> None:
    job = make_job()
    assert (job.state, list(DBTaskResult.objects.ready().values_list("pk", flat=True))) == (State.WAITING, [job.pk])


def test_job_keeps_who_asked_for_what_when_and_in_which_language() -> None:
    actor = Actor("Hoàng Thị Duyên", make_actor().at, account=uuid4())
    with translation.override("en"):
        made = make_job(actor=actor, title="Danh sách", on="2021-10-14")
    job = Job.objects.get(pk=made.pk)
    assert (job.account, job.started_by, job.created_at) == (actor.account, actor.name, actor.at)
    assert (job.language, job.parameters, str(job)) == ("en", {"on": "2021-10-14"}, "Danh sách")


def test_job_asked_for_in_no_language_speaks_vietnamese() -> None:
    with translation.override(None):
        assert make_job().language == "vi"


def test_job_of_an_unknown_kind_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(Refusal) as refusal:
        start("tests.none", "Xuất sổ", make_actor())
    assert [finding.code for finding in refusal.value.findings] == ["jobs.unknown-kind"]
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_cancelled_job_that_nobody_has_begun_is_over_and_never_runs() -> None:
    job = make_job(write_file)
    cancel(job)
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED
    assert (worked_off(job).state, worked_off(job).attempts) == (State.CANCELLED, 0)


def test_job_that_was_begun_meanwhile_is_left_to_find_the_mark() -> None:
    job = make_job()
    Job.objects.update(state=State.RUNNING)
    cancel(job)
    assert (Job.objects.get().state, asked_to_stop(job)) == (State.RUNNING, True)


def test_running_job_is_cancelled_without_touching_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    job = make_job()
    job.state = State.RUNNING
    with django_assert_num_queries(0):
        cancel(job)
    assert asked_to_stop(job)
