"""What a running job says, and what others hear of it."""

from __future__ import annotations

import pytest

from dangvu.jobs.models import Job
from dangvu.jobs.progress import Cancelled, Progress, Reached, ask_to_stop, held, reached
from tests.factories.jobs import make_job

pytestmark = pytest.mark.django_db


def _begun() -> Job:
    job = make_job()
    job.files.mkdir(parents=True)
    return job


def test_job_that_said_nothing_has_reached_nothing() -> None:
    assert reached(make_job()) == Reached(0, 0, "")


def test_what_a_job_says_is_heard() -> None:
    job = _begun()
    Progress(job)(3, 10, "đang viết trang 3")
    assert reached(job) == Reached(3, 10, "đang viết trang 3")


def test_job_that_says_much_is_heard_now_and_then() -> None:
    job = _begun()
    progress = Progress(job)
    for done in range(1, 100):
        progress(done, 100)
    assert reached(job) == Reached(1, 100, "")


def test_job_that_is_asked_to_stop_is_stopped_when_it_says_something() -> None:
    job = _begun()
    progress = Progress(job)
    progress(1, 2)
    ask_to_stop(job)
    with pytest.raises(Cancelled):
        progress(2, 2)


def test_job_is_held_by_one_at_a_time() -> None:
    job = make_job()
    with held(job) as first, held(job) as second:
        assert (first, second) == (True, False)
    with held(job) as again:
        assert again
