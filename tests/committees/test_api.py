"""What committees answer to programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.factories.access import make_account
from tests.factories.reports import Office, make_office
from tests.home.programs import make_program

pytestmark = pytest.mark.django_db

ON = "on=2021-10-14"


@pytest.fixture
def office() -> Office:
    make_account()
    return make_office()


def read(office: Office, path: str) -> tuple[int, Any]:
    program = make_program("committees", "organizations", at=office.committee)
    response = program.get(f"/api/committees/{path}{ON}")
    return response.status_code, json.loads(response.content)


def test_program_reads_the_committees_of_its_place(office: Office) -> None:
    status, found = read(office, "?")
    assert (status, [(line["code"], line["state"], line["members"]) for line in found]) == (
        200,
        [("SXD", "complete", 3), ("SXD1", "missing", 0), ("SXD2", "missing", 0)],
    )
    assert (found[0]["term"], found[0]["since"], found[0]["due"]) == ("2020-2025", "2020-06-01", "2025-06-01")


def test_program_reads_one_committee_with_its_terms(office: Office) -> None:
    status, found = read(office, f"{office.committee}?")
    assert (status, [one["post"] for one in found["members"]]) == (200, ["secretary", "deputy_secretary", "member"])
    assert (found["women"], found["minorities"], found["concurrent_head"]) == (3, 0, False)
    assert [(term["term"], term["until"]) for term in found["terms"]] == [("2020-2025", None)]
    assert found["in_office"] == found["terms"][0]


def test_organisation_without_a_committee_has_none_in_office(office: Office) -> None:
    _status, found = read(office, f"{office.cells[0]}?")
    assert (found["in_office"], found["members"], found["mean_age"], found["terms"]) == (None, [], None, [])


def test_committee_outside_the_place_is_missing(office: Office) -> None:
    status, found = read(office, f"{office.province}?")
    assert (status, [finding["code"] for finding in found["findings"]]) == (404, ["api.missing"])
