"""What the statistics answer to programs beside figures and their rows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from dangvu.statistics.actions import define_indicator, promise_target
from dangvu.statistics.catalogue.own import Draft
from dangvu.statistics.catalogue.words import Words
from tests.factories.acts import do
from tests.factories.members import make_admission
from tests.factories.organizations import make_actor
from tests.factories.reports import Office, make_office
from tests.home.programs import make_program

pytestmark = pytest.mark.django_db

ON = "on=2021-10-14"
LATER = datetime(2022, 1, 4, tzinfo=UTC)
OWN = Draft(
    id="own.nu_khong_dao",
    label=Words("Đảng viên nữ không theo đạo", ""),
    definition=Words("Đảng viên là nữ, không ghi tôn giáo", ""),
    unit=Words("đảng viên", ""),
    rule="Công văn 12-CV/ĐUK",
    fact="members",
    where="sex = 'female' AND religion = ''",
)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def program(office: Office) -> Client:
    return make_program("figures", "organizations", at=office.committee)


def ask(program: Client, path: str, status: int = 200) -> Any:
    joined = "&" if "?" in path else "?"
    response = program.get(f"/api/statistics/{path}{joined}{ON}")
    assert response.status_code == status, response.content.decode()
    return json.loads(response.content)


def codes(found: Any) -> list[str]:
    return [finding["code"] for finding in found["findings"]]


def values(figures: Any) -> list[Any]:
    return [figure["value"] for figure in figures]


def test_indicator_is_explained_with_the_ways_of_dividing_it(program: Client) -> None:
    found = ask(program, "indicators/members.women_share")
    assert (found["kind"], found["parts"]) == ("ratio", ["members.women", "members.total"])
    women = ask(program, "indicators/members.women")
    assert (women["counts"], women["condition"]) == ("Đảng viên trong danh sách", "Giới tính: Nữ")
    assert {"id": "code.sex", "label": "Giới tính"} in women["ways"]


def test_course_goes_by_months_or_years(program: Client) -> None:
    years = ask(program, "course?indicator=members.total&every=year")
    assert [figure["on"] for figure in years][-2:] == ["2020-12-31", "2021-10-14"]
    assert values(years) == [7] * 6
    assert len(ask(program, "course?indicator=members.total")) == 13


def test_figure_is_divided_in_the_ways_that_it_has(program: Client) -> None:
    below = ask(program, "parts?indicator=members.total")
    assert [(part["name"], part["value"]) for part in below["parts"]] == [
        ("members.total@SXD1:2021-10-14", 4),
        ("members.total@SXD2:2021-10-14", 3),
    ]
    sexes = ask(program, "parts?indicator=members.total&by=members.by_sex")
    assert (sexes["whole"]["value"], sexes["proved"]) == (7, True)
    assert [(part["value"], part["percent"]) for part in sexes["parts"]] == [(4, "57.14"), (3, "42.86")]
    assert codes(ask(program, "parts?indicator=members.total&by=nothing", 404)) == ["statistics.unknown-way"]


def test_flow_is_divided_from_the_day_that_is_asked_for(office: Office) -> None:
    make_admission(office.cells[0], day=date(2020, 5, 1), actor=make_actor(at=LATER))
    program = make_program("figures", "organizations", at=office.committee)
    found = [ask(program, f"parts?indicator=members.arrivals{since}")["whole"] for since in ("", "&since=2020-01-01")]
    assert [(whole["first"], whole["value"]) for whole in found] == [("2021-01-01", 0), ("2020-01-01", 1)]


def test_part_opens_by_its_name(program: Client) -> None:
    [name, *_others] = [part["name"] for part in ask(program, "parts?indicator=members.total")["parts"]]
    assert ask(program, f"rows?name={name}")["counted"] == 4


def test_what_is_left_of_the_whole_has_no_name_of_its_own(program: Client) -> None:
    parts = ask(program, "parts?indicator=organizations.grassroots")["parts"]
    assert [(part["name"], part["value"]) for part in parts][2:] == [("", 1)]


def test_two_days_stand_side_by_side(office: Office) -> None:
    make_admission(office.cells[0], day=date(2021, 3, 1), actor=make_actor(at=LATER))
    program = make_program("figures", "organizations", at=office.committee)
    found = ask(program, "comparison?indicator=members.total")
    assert (found["before"]["on"], found["before"]["value"], found["after"]["value"]) == ("2020-12-31", 7, 8)
    assert (found["change"], found["percent"]) == (1, "14.29")
    assert ([figure["indicator"] for figure in found["came"]], found["went"]) == (["members.arrivals"], [])


def test_nothing_stands_beside_a_day_before_all_records(program: Client) -> None:
    found = ask(program, "comparison?indicator=members.total&against=1990-01-01")
    assert (found["before"], found["after"]["value"], found["change"]) == (None, 7, None)


def test_members_are_told_by_age_and_sex(program: Client) -> None:
    found = ask(program, "ages")
    counted = sum(band["women"]["value"] + band["men"]["value"] for band in found["bands"])
    assert (found["whole"]["value"], counted) == (7, 7)


def test_identities_are_told_with_their_terms(program: Client) -> None:
    found = ask(program, "identities")
    assert (found["count"], found["broken"]) == (len(found["identities"]), 0)
    [sexes] = [one for one in found["identities"] if one["label"] == "Đảng viên theo giới tính"]
    assert [(term["sign"], term["figure"]["value"]) for term in sexes["terms"]] == [("+", 4), ("+", 3)]
    assert (sexes["kind"], sexes["relation"], sexes["result"]["value"]) == ("sum", "=", 7)
    assert {one["kind"] for one in found["identities"]} == {"sum", "ledger", "share"}


def test_targets_are_told_with_their_progress(office: Office) -> None:
    target = do(
        promise_target,
        day=date(2021, 1, 4),
        actor=make_actor(at=LATER),
        organization_id=office.committee,
        indicator="members.total",
        operator="at_least",
        value=14,
        first=date(2021, 1, 1),
        last=date(2021, 12, 31),
    )
    [found] = ask(make_program("figures", "organizations", at=office.committee), "targets")
    assert (found["id"], found["figure"]["value"], found["share"], found["met"]) == (target.pk, 7, "50.00", False)


def test_own_indicators_are_in_the_catalogue_from_the_moment_of_their_definition(office: Office) -> None:
    do(define_indicator, actor=make_actor(at=LATER), day=date(2022, 1, 4), draft=OWN)
    program = make_program("figures", "organizations", at=office.committee)
    names = [one["id"] for one in ask(program, "indicators")]
    assert ("own.nu_khong_dao" in names, ask(program, "figures?indicators=own.nu_khong_dao")[0]["value"]) == (True, 4)
    assert "own.nu_khong_dao" not in [one["id"] for one in ask(program, "indicators?known_at=2021-12-01")]


@pytest.mark.parametrize(
    "path",
    [
        "ages",
        "comparison?indicator=members.total",
        "course?indicator=members.total",
        "identities",
        "indicators/members.total",
        "parts?indicator=members.total",
        "targets",
    ],
)
def test_program_without_figures_finds_none(office: Office, path: str) -> None:
    assert codes(ask(make_program("organizations", at=office.committee), path, 404)) == ["api.missing"]
