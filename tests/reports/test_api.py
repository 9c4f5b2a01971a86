"""What reports answer to programs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from dangvu.members.actions import correct_record
from dangvu.members.models import Personal
from dangvu.reports.freezing import thaw
from dangvu.reports.models import IssuedReport
from dangvu.reports.report_template import templates
from dangvu.reports.writing.writer import write_format
from tests.factories.organizations import make_actor
from tests.factories.reports import Office, issue, make_draft, make_template, make_words
from tests.home.programs import make_program
from tests.reports.pages import issue_review, readings

ON = "on=2021-10-14"
BETWEEN, LATER = datetime(2022, 2, 1, tzinfo=UTC), datetime(2022, 3, 2, tzinfo=UTC)
REVIEW = templates()["grassroots-review"]
AREAS = ("reports", "figures", "organizations", "members", "committees")


@pytest.fixture
def issued(office: Office) -> IssuedReport:
    return issue(make_draft(make_template(), office.committee))


@pytest.fixture
def program(office: Office, issued: IssuedReport) -> Client:
    """A program that reads everything at the office."""
    return make_program(*AREAS, at=office.committee)


def read(response: Any) -> Any:
    assert response.status_code == 200
    return json.loads(response.content)


def test_templates_are_listed(program: Client) -> None:
    [template] = read(program.get("/api/reports/templates"))
    assert (template["id"], len(template["blocks"]), template["parameters"][0]) == ("grassroots-review", 19, "base_day")


def test_draft_has_its_figures_and_what_it_lacks(program: Client) -> None:
    found = read(program.get(f"/api/reports/drafts/grassroots-review?{ON}&members_day=2019-12-31"))
    women = [one for one in found["figures"] if one["detail"].get("indicator") == "members.women"]
    assert {(one["text"], one["detail"]["on"]) for one in women} == {("04", "2019-12-31")}
    assert (found["limited"], found["findings"], len(found["unwritten"])) == (False, [], 19)


def test_draft_is_taken_as_a_file_and_that_is_recorded(office: Office, program: Client) -> None:
    response = program.get(f"/api/reports/drafts/grassroots-review/json?{ON}")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    assert readings() == [(str(office.committee), "grassroots-review-SXD-2021-10-14.json")]


def test_issued_reports_are_listed(program: Client, issued: IssuedReport) -> None:
    [found] = read(program.get(f"/api/reports/issued?{ON}"))
    assert (found["id"], found["symbol"], found["digest"]) == (issued.pk, "01-BC/ĐU", issued.digest)
    assert found["who"] == "Trần Thị Bình"
    assert read(program.get(f"/api/reports/issued?{ON}&page=2")) == []


def test_file_of_an_issued_report_is_what_was_issued_and_taking_it_is_recorded(
    program: Client, issued: IssuedReport
) -> None:
    response = program.get(f"/api/reports/issued/{issued.pk}/json")
    assert response.content == write_format(thaw(issued.content), "json")
    assert readings() == [(str(issued.organization_id), "01-BC-ĐU.json")]


def test_words_that_hold_on_the_day_are_told_with_who_wrote_them(office: Office) -> None:
    make_words(office.committee, REVIEW, "strengths", "Nền nếp.", day=date(2020, 12, 31))
    program = make_program(*AREAS, at=office.committee)
    found = {one["block"]: one for one in read(program.get(f"/api/reports/words/grassroots-review?{ON}"))}
    assert list(found) == list(REVIEW.blocks)
    strengths, difficulties = found["strengths"], found["difficulties"]
    assert (strengths["text"], strengths["day"], strengths["who"]) == ("Nền nếp.", "2020-12-31", "Trần Thị Bình")
    assert (difficulties["text"], difficulties["day"], difficulties["recorded_at"]) == ("", None, None)
    assert difficulties["wanted"] == REVIEW.blocks["difficulties"]


def test_versions_of_a_block_are_told_up_to_the_moment(office: Office) -> None:
    first = make_words(office.committee, REVIEW, "strengths", "Nền nếp.")
    make_words(office.committee, REVIEW, "strengths", "Nền nếp, chặt chẽ.", actor=make_actor(at=BETWEEN), seen=first.pk)
    program = make_program(*AREAS, at=office.committee)
    address = f"/api/reports/words/grassroots-review/strengths?{ON}"
    assert [one["text"] for one in read(program.get(address))] == ["Nền nếp, chặt chẽ.", "Nền nếp."]
    assert [one["text"] for one in read(program.get(f"{address}&known_at=2021-12-31"))] == ["Nền nếp."]


def test_reports_begun_are_listed(office: Office) -> None:
    make_words(office.committee, REVIEW, "strengths", "Nền nếp.", day=date(2020, 12, 31))
    program = make_program(*AREAS, at=office.committee)
    assert read(program.get(f"/api/reports/begun?{ON}")) == [
        {"template": "grassroots-review", "day": "2020-12-31", "blocks": 1}
    ]


def test_restatements_of_an_issued_report_name_the_late_records(office: Office) -> None:
    found = issue_review(office)
    program = make_program(*AREAS, at=office.committee)
    address = f"/api/reports/issued/{found.pk}/restatements"
    assert read(program.get(address)) == []
    person = Personal.objects.believed().get(member=office.members[0])
    correct_record(actor=make_actor(at=LATER), record=person, reason="Ghi nhầm giới tính", sex="male")
    women = [one for one in read(program.get(address)) if one["label"] == "Đảng viên nữ"]
    assert [(one["printed"], one["now"]) for one in women] == [("04", "03")]
    assert {"what": "thông tin cá nhân", "recorded_on": "2022-03-02", "count": 1} in women[0]["late"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("drafts/nothing", 404),
        ("drafts/nothing/json", 404),
        ("drafts/grassroots-review/exe", 404),
        ("issued/999/restatements", 404),
        ("words/nothing", 404),
        ("words/grassroots-review/nothing", 404),
        ("issued/999/json", 404),
        ("issued/1/exe", 404),
        ("issued?page=0", 422),
        ("issued?scope=TINH", 404),
    ],
)
def test_what_is_not_there_is_refused(program: Client, address: str, status: int) -> None:
    assert program.get(f"/api/reports/{address}").status_code == status


@pytest.mark.parametrize(
    "address",
    [
        "begun",
        "drafts/grassroots-review",
        "issued",
        "words/grassroots-review",
        "words/grassroots-review/strengths",
    ],
)
def test_program_without_the_area_is_refused(office: Office, issued: IssuedReport, address: str) -> None:
    program = make_program("figures", "organizations", at=office.committee)
    assert program.get(f"/api/reports/{address}?{ON}").status_code == 403
    assert program.get(f"/api/reports/issued/{issued.pk}/json").status_code == 404
    assert program.get(f"/api/reports/issued/{issued.pk}/restatements").status_code == 404
