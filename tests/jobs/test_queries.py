"""What is being done."""

from __future__ import annotations

import pytest

from dangvu.jobs.kinds import kind_of
from dangvu.jobs.queries import unfinished_job
from tests.factories.jobs import make_job, worked_off

pytestmark = pytest.mark.django_db


def test_job_of_a_kind_is_found_until_it_has_ended() -> None:
    job, other = make_job(), make_job()
    kind = kind_of(job.kind)
    assert unfinished_job([kind]) == job
    assert unfinished_job([kind_of(other.kind)]) == other
    worked_off(job)
    assert unfinished_job([kind]) is None
