"""What the trail answers to programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from dangvu.audit.models import Line
from dangvu.audit.trail import READING
from dangvu.members.actions import correct_record
from dangvu.members.models import Personal
from tests.factories.members import make_member, make_members
from tests.factories.organizations import make_actor, make_blocs
from tests.home.programs import LATER, make_program

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def blocs(db: None) -> dict[str, UUID]:
    return make_blocs()


@pytest.fixture
def corrected(blocs: dict[str, UUID]) -> Line:
    """The line by which the birth date of a member was put right."""
    member = make_member(blocs["A1"], full_name="Phạm Thị Lụa")
    record = Personal.objects.get(member=member)
    correct_record(actor=make_actor(at=LATER), record=record, reason="Nhập nhầm", birth_date=date(1971, 3, 15))
    return Line.objects.get(verb="members.correct_record")


def program(blocs: dict[str, UUID], code: str = "A") -> Client:
    return make_program("administration", "members", "organizations", at=blocs[code])


def read(program: Client, path: str, status: int = 200) -> Any:
    response = program.get(f"/api/audit/{path}")
    assert response.status_code == status
    return json.loads(response.content)


@pytest.mark.parametrize(
    "query",
    ["verb=members.correct_record", "q=Nhập nhầm", "first=2022-03-01&last=2022-03-01&verb=members.correct_record"],
)
def test_lines_are_searched_as_on_the_page(blocs: dict[str, UUID], corrected: Line, query: str) -> None:
    found = read(program(blocs), f"lines?{query}")
    assert ([line["number"] for line in found["lines"]], found["before"]) == ([corrected.number], None)
    line = found["lines"][0]
    assert (line["verb"], line["reason"], line["about"]) == ("members.correct_record", "Nhập nhầm", "Phạm Thị Lụa")


def test_lines_go_on_page_by_page(blocs: dict[str, UUID]) -> None:
    for _line in range(51):
        make_members(blocs["A1"], 1)
    asking = program(blocs)
    first = read(asking, "lines?verb=members.enrol_members")
    rest = read(asking, f"lines?verb=members.enrol_members&before={first['before']}")
    assert (len(first["lines"]), len(rest["lines"]), rest["before"]) == (50, 1, None)


def test_line_is_told_with_what_its_act_touched_and_that_is_a_reading(blocs: dict[str, UUID], corrected: Line) -> None:
    found = read(program(blocs), f"lines/{corrected.number}")
    [touched] = found["touched"]
    assert (found["seal"], found["what"], touched["count"]) == (corrected.seal, "đính chính hồ sơ đảng viên", 1)
    [change] = touched["changes"]
    assert (change["kind"], change["about"]) == ("replaced", ["Phạm Thị Lụa"])
    assert [(value["old"], value["new"]) for value in change["values"]] == [("15/3/1970", "15/3/1971")] * 2
    reading = Line.objects.get(verb=READING)
    assert (reading.subject, reading.details) == (corrected.subject, {"what": f"dòng nhật ký {corrected.number}"})


def test_line_about_many_counts_their_records(blocs: dict[str, UUID]) -> None:
    make_members(blocs["A1"], 11)
    number = Line.objects.get(verb="members.enrol_members").number
    touched = read(program(blocs), f"lines/{number}")["touched"]
    assert [group["changes"] for group in touched] == [[]] * len(touched)
    assert min(group["count"] for group in touched) == 11


def test_readings_are_told(blocs: dict[str, UUID], corrected: Line) -> None:
    asking = program(blocs)
    asking.get(f"/api/members/{corrected.subject}")
    [found] = read(asking, "readings")["readings"]
    assert (found["actor"], found["about"], found["read"]) == ("Cổng thông tin", "Phạm Thị Lụa", "hồ sơ đảng viên")


def test_lines_of_elsewhere_are_not_found(blocs: dict[str, UUID], corrected: Line) -> None:
    elsewhere = program(blocs, "B")
    assert read(elsewhere, "lines?verb=members.correct_record")["lines"] == []
    assert [one["code"] for one in read(elsewhere, f"lines/{corrected.number}", 404)["findings"]] == ["api.missing"]


@pytest.mark.parametrize("path", ["lines", "lines/1", "readings"])
def test_program_without_administration_finds_no_trail(blocs: dict[str, UUID], path: str) -> None:
    found = read(make_program("organizations", "members", at=blocs["A"]), path, 404)
    assert [one["code"] for one in found["findings"]] == ["api.missing"]
