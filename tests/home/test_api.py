"""The API answers programs that show their token, and refuses the others in a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.factories.access import make_account
from tests.factories.reports import Office, make_office
from tests.home.programs import make_program

pytestmark = pytest.mark.django_db

ON = "on=2021-10-14"


@pytest.fixture
def office() -> Office:
    make_account()
    return make_office()


def read(response: Any) -> Any:
    return json.loads(response.content)


def codes(response: Any) -> list[str]:
    return [finding["code"] for finding in read(response)["findings"]]


def test_description_is_open_to_everybody(office: Office, client: Client) -> None:
    described = read(client.get("/api/openapi.json"))
    assert (described["info"]["title"], described["openapi"][:2]) == ("Dangvu", "3.")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nobody", "Basic YTpi"])
def test_stranger_is_told_how_to_ask(office: Office, client: Client, header: str) -> None:
    response = client.get("/api/statistics/indicators", headers={"authorization": header} if header else {})
    assert (response.status_code, codes(response)) == (401, ["api.no-token"])


def test_program_reads_figures_of_its_place(office: Office) -> None:
    program = make_program("figures", "organizations", at=office.committee)
    found = read(program.get(f"/api/statistics/figures?{ON}&indicators=members.total&indicators=members.women"))
    assert [(one["indicator"], one["value"], one["on"]) for one in found] == [
        ("members.total", 7, "2021-10-14"),
        ("members.women", 4, "2021-10-14"),
    ]


def test_program_asks_about_another_organisation_within_its_place_only(office: Office) -> None:
    program = make_program("figures", "organizations", at=office.committee)
    asked = f"/api/statistics/figures?{ON}&indicators=members.total"
    assert read(program.get(f"{asked}&scope=SXD1"))[0]["value"] == 4
    outside = program.get(f"{asked}&scope=TINH")
    assert (outside.status_code, codes(outside)) == (404, ["api.missing"])


def test_rows_are_hidden_from_a_program_that_may_read_numbers_only(office: Office) -> None:
    numbers = make_program("figures", "organizations", at=office.committee)
    people = make_program("figures", "organizations", "members", at=office.committee)
    asked = f"/api/statistics/rows?{ON}&name=members.women"
    assert [read(one.get(asked))["hidden"] for one in (numbers, people)] == [4, 0]
    assert [len(read(one.get(asked))["rows"]) for one in (numbers, people)] == [0, 4]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("indicators=nothing.here", 404),
        ("indicators=members.total&on=31/2/2021", 400),
        ("indicators=members.total&on=1990-01-01", 400),
        ("indicators=members.total&first=x", 422),
        ("indicators=members.arrivals&first=2021-05-01&last=2021-01-01", 400),
    ],
)
def test_what_cannot_be_answered_is_said_in_findings(office: Office, query: str, status: int) -> None:
    response = make_program("figures", at=office.committee).get(f"/api/statistics/figures?{query}")
    assert (response.status_code, all(finding["message"] for finding in read(response)["findings"])) == (status, True)


def test_catalogue_is_told_with_definitions_and_versions(office: Office) -> None:
    found = read(make_program("figures", at=office.committee).get("/api/statistics/indicators"))
    [total] = [one for one in found if one["id"] == "members.total"]
    assert (total["kind"], total["label"], len(total["version"])) == ("stock", "Tổng số đảng viên", 12)
