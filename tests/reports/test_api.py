"""What reports answer to programs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from dangvu.reports.freezing import thaw
from dangvu.reports.models import IssuedReport
from dangvu.reports.writing.writer import write_format
from tests.factories.reports import Office, issue, make_draft, make_template
from tests.home.programs import make_program
from tests.reports.pages import readings

ON = "on=2021-10-14"
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


def test_issued_reports_are_listed(program: Client, issued: IssuedReport) -> None:
    [found] = read(program.get(f"/api/reports/issued?{ON}"))
    assert (found["id"], found["symbol"], found["digest"]) == (issued.pk, "01-BC/ĐU", issued.digest)
    assert read(program.get(f"/api/reports/issued?{ON}&page=2")) == []


def test_file_of_an_issued_report_is_what_was_issued_and_taking_it_is_recorded(
    program: Client, issued: IssuedReport
) -> None:
    response = program.get(f"/api/reports/issued/{issued.pk}/json")
    assert response.content == write_format(thaw(issued.content), "json")
    assert readings() == [(str(issued.organization_id), "01-BC-ĐU.json")]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("drafts/nothing", 404),
        ("issued/999/json", 404),
        ("issued/1/exe", 404),
        ("issued?page=0", 422),
        ("issued?scope=TINH", 404),
    ],
)
def test_what_is_not_there_is_refused(program: Client, address: str, status: int) -> None:
    assert program.get(f"/api/reports/{address}").status_code == status


@pytest.mark.parametrize("address", ["drafts/grassroots-review", "issued"])
def test_program_without_the_area_is_refused(office: Office, issued: IssuedReport, address: str) -> None:
    program = make_program("figures", "organizations", at=office.committee)
    assert program.get(f"/api/reports/{address}?{ON}").status_code == 403
    assert program.get(f"/api/reports/issued/{issued.pk}/json").status_code == 404
