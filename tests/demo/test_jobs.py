"""Building the sample committee as long work, asked for on a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from dangvu.audit.models import Line
from dangvu.demo.jobs import SAMPLE, build_sample
from dangvu.demo.planning.tree import ROOT
from dangvu.demo.playback import organization_id
from dangvu.jobs.actions import start
from dangvu.jobs.models import Job, State
from dangvu.jobs.progress import Cancelled, Progress
from dangvu.organizations.actions import register_organizations
from dangvu.organizations.models import Organization
from tests.factories.jobs import worked_off
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor, make_newborn, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def _sample_job() -> Job:
    return start(SAMPLE.code, str(SAMPLE.label), make_actor())


class _Hearing(Progress):
    """Remembers what it is told, and stops the job when that is enough."""

    def __init__(self, job: Job, enough: int) -> None:
        super().__init__(job)
        self.enough = enough
        self.heard: list[tuple[int, int, str]] = []

    def __call__(self, done: int, total: int, said: str = "") -> None:
        self.heard.append((done, total, said))
        if len(self.heard) == self.enough:
            raise Cancelled


def test_building_tells_how_far_it_is_and_leaves_nothing_when_it_is_stopped() -> None:
    progress = _Hearing(_sample_job(), 2)
    with pytest.raises(Cancelled):
        build_sample(progress, {}, make_actor())
    assert progress.heard == [(0, 100, "lập kế hoạch: tổ chức, đảng viên, cấp ủy"), (0, 100, "năm 2008 (0 %)")]
    assert (Organization.objects.count(), Line.objects.count()) == (0, 0)


def test_sample_that_is_there_is_left_as_it_is() -> None:
    register_organizations(
        actor=make_actor(),
        day=FIRST_DAY,
        basis=BASIS,
        newborns=[replace(make_newborn("provincial_committee"), id=organization_id(ROOT))],
    )
    assert worked_off(_sample_job()).state == State.FINISHED
    assert Organization.objects.count() == 1


def test_database_with_other_records_is_refused_in_a_sentence() -> None:
    make_organization()
    done = worked_off(_sample_job())
    assert done.state == State.FAILED
    assert done.said == (
        "cơ sở dữ liệu đã có dữ liệu khác nên không dựng đảng bộ mẫu vào đó;"
        " hãy chọn một cơ sở dữ liệu trống bằng DANGVU_DATABASE_URL."
    )
