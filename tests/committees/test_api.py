"""What committees answer to programs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from dangvu.committees.actions import name_heads, release_members
from tests.factories.access import make_account
from tests.factories.acts import do
from tests.factories.committees import make_committee
from tests.factories.reports import Office, make_office
from tests.home.programs import make_program

pytestmark = pytest.mark.django_db

ON = "on=2021-10-14"


@pytest.fixture
def office() -> Office:
    make_account()
    return make_office()


@pytest.fixture
def twice() -> Office:
    """The same with the committee before, of two women and two men, one of whom was released in between."""
    make_account()
    office = make_office(elected=False)
    make_committee(office.committee, [office.members[0], *office.members[3:6]])
    do(release_members, day=date(2018, 1, 1), organization_id=office.committee, member_ids=office.members[5:6])
    make_committee(office.committee, office.members[:3], day=date(2020, 6, 1), term="2020-2025")
    return office


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
    assert (found["vacant"], found["turns"], sum(band["count"] for band in found["ages"])) == (0, [], 3)


def test_committee_of_a_term_is_told_with_who_came_and_went(twice: Office) -> None:
    _status, found = read(twice, f"{twice.committee}?")
    [committee] = [term["committee"] for term in found["terms"] if term["term"] == "2015-2020"]
    _status, earlier = read(twice, f"{twice.committee}?term={committee}&")
    assert [len(one["members"]) for one in (found, earlier)] == [3, 3]
    assert [(turn["day"], turn["came"], turn["member"]) for turn in earlier["turns"]] == [
        ("2018-01-01", False, str(twice.members[5]))
    ]
    assert read(twice, f"{twice.committee}?term={uuid4()}&")[0] == 404


def test_two_terms_stand_side_by_side(twice: Office) -> None:
    _status, found = read(twice, f"{twice.committee}/comparison?")
    assert (found["before"]["term"], found["after"]["term"]) == ("2015-2020", "2020-2025")
    assert [(pair["before"]["post"], pair["after"]["post"]) for pair in found["stayed"]] == [("secretary", "secretary")]
    assert {one["member"] for one in found["left"]} == {str(member) for member in twice.members[3:6]}
    assert [(share["before"], share["after"]) for share in found["shares"]] == [(2, 3), (0, 0)]


def test_one_term_cannot_stand_beside_another(office: Office) -> None:
    assert read(office, f"{office.committee}/comparison?")[0] == 404


def test_organisation_without_a_committee_has_none_in_office(office: Office) -> None:
    _status, found = read(office, f"{office.cells[0]}?")
    assert (found["in_office"], found["members"], found["mean_age"], found["terms"]) == (None, [], None, [])


def test_heads_are_told_up_to_the_day(office: Office) -> None:
    for member, day in zip(office.members[:2], (date(2019, 1, 1), date(2022, 1, 1)), strict=True):
        do(name_heads, day=day, heads=[(office.committee, member, "Giám đốc Sở Xây dựng")])
    _status, [found] = read(office, f"{office.committee}/heads?")
    assert (found["member"], found["title"], found["since"], found["until"]) == (
        str(office.members[0]),
        "Giám đốc Sở Xây dựng",
        "2019-01-01",
        "2022-01-01",
    )


@pytest.mark.parametrize("path", ["", "/comparison", "/heads"])
def test_committee_outside_the_place_is_missing(office: Office, path: str) -> None:
    status, found = read(office, f"{office.province}{path}?")
    assert (status, [finding["code"] for finding in found["findings"]]) == (404, ["api.missing"])
