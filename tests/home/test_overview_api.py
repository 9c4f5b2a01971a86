"""What the overview and the search answer to programs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.factories.reports import Office, make_office
from tests.home.programs import make_program

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

ON = "on=2021-10-14"
AREAS = ("figures", "members", "committees", "organizations")


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def program(office: Office) -> Client:
    return make_program(*AREAS, at=office.committee)


def read(program: Client, path: str, status: int = 200) -> Any:
    response = program.get(f"/api/overview/{path}")
    assert response.status_code == status
    return json.loads(response.content)


def test_key_figures_are_told_with_parts_and_change(program: Client) -> None:
    total = read(program, f"key-figures?{ON}")[0]
    assert (total["figure"]["indicator"], total["figure"]["value"]) == ("members.total", 7)
    assert ([part["value"] for part in total["parts"]], total["before"]["on"], total["change"]) == (
        [7, 0],
        "2020-12-31",
        0,
    )


def test_key_figures_have_no_change_where_there_were_no_records_yet(program: Client) -> None:
    total = read(program, "key-figures?on=2008-02-01")[0]
    assert (total["before"], total["change"]) == (None, None)


def test_key_figures_are_not_told_without_permission(office: Office, program: Client) -> None:
    found = read(make_program("organizations", at=office.committee), f"key-figures?{ON}", 404)
    assert [one["code"] for one in found["findings"]] == ["api.missing"]


def test_duties_are_told_with_what_is_late(program: Client) -> None:
    found = read(program, "duties?on=2025-06-15")
    assert {(duty["late"], duty["due"] < "2025-06-15") for duty in found} == {(True, True), (False, False)}
    assert [duty["url"].startswith("/committees/") for duty in found if "đại hội" in duty["what"].lower()] == [True]


def test_latest_changes_are_those_that_the_program_may_know_of(office: Office, program: Client) -> None:
    found = read(program, "changes")
    assert found[0]["about"] == "Đảng bộ Sở Xây dựng"
    whats = [change["what"] for change in found]
    narrow = read(make_program("organizations", at=office.committee), "changes")
    assert [change["what"] for change in narrow] == [what for what in whats if what == whats[-1]]


def test_search_finds_without_diacritics_what_the_program_may_see(office: Office, program: Client) -> None:
    found = read(program, f"search?q=so xay dung&{ON}")
    assert [hit["label"] for room in found for hit in room["hits"]].count("Đảng bộ Sở Xây dựng") >= 1
    assert read(program, f"search?q=tinh lam son&{ON}") == []
    assert read(program, "search", 422)["findings"][0]["place"] == "query.q"
