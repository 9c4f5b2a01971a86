from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from dangvu.audit.models import Line
from dangvu.jobs.progress import Progress
from dangvu.members.exporting import export_list
from tests.factories.access import make_grant, make_holder
from tests.factories.jobs import make_job
from tests.factories.members import make_admission, make_member
from tests.factories.organizations import make_actor
from tests.members.pages import sheet_of

LATER = datetime(2020, 6, 1, tzinfo=UTC)


def export(units: dict[str, UUID], **parameters: str) -> Path:
    job = make_job()
    job.files.mkdir(parents=True, exist_ok=True)
    holder = make_grant("organization_officer", units["S"], actor=make_actor(at=LATER))
    actor = make_holder(holder, at=LATER)
    asked = {"query": "", "scope": str(units["S"]), "on": "2015-07-01", "known_at": ""}
    return export_list(Progress(job), asked | parameters, actor)


def names(path: Path) -> list[Any]:
    return [row[0] for row in sheet_of(path.read_bytes())][1:]


def test_job_writes_the_list_that_was_asked_for(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Lê Thị Bình")
    make_admission(units["C"], full_name="Đặng Thị Hà")
    path = export(units, query="status=probationary&columns=age")
    assert (path.name, sheet_of(path.read_bytes())[0], names(path)) == (
        "dang-vien-S-2015-07-01.xlsx",
        ["Họ và tên", "Tuổi"],
        ["Đặng Thị Hà"],
    )
    assert Line.objects.latest("number").details["what"][:30] == "Danh sách đảng viên của Tổ chứ"


def test_job_keeps_to_what_was_known_then(units: dict[str, UUID]) -> None:
    make_member(units["A"], actor=make_actor(at=datetime(2010, 1, 1, tzinfo=UTC)))
    assert [len(names(export(units, known_at=moment))) for moment in ("2009-12-31T00:00", "2010-01-02T00:00")] == [0, 1]
