from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.days import completed_years, years_after
from dangvu.members.actions import (
    Award,
    Readmission,
    end_memberships,
    leave_youth_union,
    qualify_members,
    readmit_members,
    transfer_members,
)
from dangvu.organizations.actions import Plan, reorganize
from dangvu.statistics.figures import Question, answer
from tests.factories.acts import do
from tests.factories.members import make_admission, make_member, recognize
from tests.factories.organizations import make_tree

DAY = date(2012, 3, 5)
BEFORE = date(2012, 3, 4)


def stock(indicator: str, scope: UUID, on: date) -> Any:
    return answer(Question((indicator,), scope, on))[indicator, scope]


def flow(indicator: str, scope: UUID, first: date = date(2008, 1, 2), last: date = date(2020, 12, 31)) -> Any:
    return answer(Question((indicator,), scope, None, first, last))[indicator, scope]


def test_member_is_counted_up_to_the_day_before_leaving(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(end_memberships, day=DAY, member_ids=[member], reason="died")
    assert [stock("members.total", units["G"], day).value for day in (BEFORE, DAY)] == [1, 0]


def test_level_counts_from_its_day_in_the_place_of_the_lower(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(qualify_members, day=date(2010, 1, 1), awards=[Award(member, "professional", "university")])
    do(qualify_members, day=DAY, awards=[Award(member, "professional", "master")])
    counted = [
        stock(f"members.professional_{level}", units["A"], day).value
        for level in ("university", "master")
        for day in (BEFORE, DAY)
    ]
    assert counted == [1, 0, 0, 1]


def test_member_of_the_youth_union_counts_up_to_the_day_before_the_end(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], youth_since=date(2005, 3, 26))
    do(leave_youth_union, day=DAY, member_ids=[member])
    assert [stock("members.youth_union", units["A"], day).value for day in (BEFORE, DAY)] == [1, 0]


def test_admission_counts_in_the_period_that_holds_its_day(units: dict[str, UUID]) -> None:
    make_admission(units["A"], day=date(2015, 6, 15))
    periods = [
        (date(2015, 6, 1), date(2015, 6, 14)),
        (date(2015, 6, 15), date(2015, 6, 15)),
        (date(2015, 6, 16), date(2015, 7, 1)),
    ]
    assert [flow("members.admissions", units["G"], *period).value for period in periods] == [0, 1, 0]


def test_recognition_counts_on_its_day(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    recognize([make_admission(units["A"])], date(2016, 6, 15))
    days = [date(2016, 6, 14), date(2016, 6, 15), date(2016, 6, 16)]
    assert [flow("members.recognitions", units["G"], day, day).value for day in days] == [0, 1, 0]


def test_departure_is_counted_where_the_member_was_the_day_before(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=DAY, member_ids=[member], to=units["C"])
    [row] = flow("members.departures", units["G"], DAY, DAY).rows()
    assert (row.day, row.organization_name, row.exit, row.status) == (DAY, "Tổ chức A", "internal_transfer", "official")


def test_striking_off_of_a_probationary_member_says_so(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"])
    do(end_memberships, day=date(2016, 1, 1), member_ids=[member], reason="struck_off")
    assert flow("members.departures_struck_off_probationary", units["S"]).value == 1


def test_cell_without_sector_has_that_of_its_grassroots_organization(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    [row] = stock("members.total", units["A"], DAY).rows()
    assert row.sector == "administrative_agency"


def test_cell_below_a_sectional_committee_has_the_sector_of_the_grassroots_organization(db: None) -> None:
    units = make_tree(
        {
            "P": ("provincial_committee", None),
            "S": ("superior_committee", "P"),
            "G": ("grassroots_committee", "S"),
            "M": ("sectional_committee", "G"),
            "A": ("subordinate_cell", "M"),
        }
    )
    make_member(units["A"])
    make_admission(units["A"])
    assert stock("members.sector_administrative_agency", units["A"], DAY).value == 1
    assert flow("members.admissions_sector_administrative_agency", units["A"]).value == 1


def test_members_of_a_cell_that_changes_place_move_along(units: dict[str, UUID]) -> None:
    others = make_tree({"P2": ("provincial_committee", None), "H": ("grassroots_committee", "P2")})
    make_member(units["A"], full_name="Tô Thị Theo")
    plan = Plan("move", survivors=(units["A"],), details={units["A"]: {"parent": others["H"]}})
    do(reorganize, day=DAY, plan=plan)
    moved = [flow("members.moved_along", scope, DAY, DAY) for scope in (units["G"], others["H"], units["A"])]
    assert [figure.value for figure in moved] == [-1, 1, 0]
    assert [row.full_name for row in moved[0].rows()] == ["Tô Thị Theo"]


def test_first_admission_tells_the_party_age_of_somebody_admitted_again(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(end_memberships, day=date(2010, 1, 1), member_ids=[member], reason="resigned")
    again = Readmission(member, date(2015, 6, 1), "other")
    do(readmit_members, day=date(2015, 6, 15), organization_id=units["B"], readmissions=[again])
    [row] = stock("members.total", units["B"], date(2016, 1, 1)).rows()
    assert (row.admitted_on, row.decided_on) == (date(1994, 5, 19), date(1994, 5, 2))


births = st.dates(date(1957, 1, 1), date(1996, 12, 31)) | st.sampled_from([date(1972, 2, 29), date(1988, 2, 29)])


@pytest.mark.django_db
@given(births, st.dates(date(2016, 1, 1), date(2016, 12, 31)), st.none() | st.integers(-1, 1))
def test_age_at_admission_is_the_completed_years_of_its_day(
    birth_date: date, day: date, from_birthday: int | None
) -> None:
    with transaction.atomic():
        units = make_tree({"P": ("provincial_committee", None), "C": ("grassroots_cell", "P")})
        if from_birthday is not None:
            day = years_after(birth_date, 2016 - birth_date.year) + timedelta(days=from_birthday)
        make_admission(units["C"], day=day, birth_date=birth_date, decided_on=date(2015, 1, 1))
        [row] = flow("members.admissions", units["C"]).rows()
        transaction.set_rollback(True)
    assert row.age_at_admission == completed_years(birth_date, day)
