from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from dangvu.kernel.days import FOREVER
from dangvu.members.actions import Attainment, admit_members, end_memberships, recognize_members, transfer_members
from dangvu.members.models import Admission, Affiliation, MembershipStatus, Personal
from tests.factories.acts import STRANGER, codes_of, do, refusal_of
from tests.factories.members import make_admission, make_member, make_new_member, recognize

CEREMONY = date(2015, 6, 15)


def admit(unit: UUID, **details: Any) -> dict[str, Any]:
    """The arguments of an admission on the usual day."""
    return {"day": CEREMONY, "organization_id": unit, "admissions": [make_new_member(**details)]}


def test_admission_puts_a_probationary_member_on_the_rolls(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"])
    assert Admission.objects.values_list("member", "organization", "day", "decided_on", "occupation").get() == (
        member,
        units["A"],
        CEREMONY,
        date(2015, 6, 1),
        "state_agency",
    )
    assert MembershipStatus.objects.values_list("status", "valid_from", "valid_to").get() == (
        "probationary",
        CEREMONY,
        FOREVER,
    )
    assert Affiliation.objects.values_list("organization", "entry", "valid_from").get() == (
        units["A"],
        "admission",
        CEREMONY,
    )


@pytest.mark.parametrize("birth_date", [date(1997, 6, 15), date(1955, 5, 16)])
def test_admission_on_the_edges_of_the_age_limits_is_carried_out(units: dict[str, UUID], birth_date: date) -> None:
    make_admission(units["A"], birth_date=birth_date)
    assert Personal.objects.get().birth_date == birth_date


def test_admission_one_day_too_young_is_refused(units: dict[str, UUID]) -> None:
    assert refusal_of(admit_members, **admit(units["A"], full_name="Lê Văn Non", birth_date=date(1997, 6, 16))) == [
        ("members.too-young", "Lê Văn Non: mới 17 tuổi vào ngày 15/6/2015; người được kết nạp phải đủ 18 tuổi.")
    ]


def test_admission_a_month_past_the_highest_age_is_refused(units: dict[str, UUID]) -> None:
    assert refusal_of(admit_members, **admit(units["A"], full_name="Lê Văn Lão", birth_date=date(1955, 5, 15))) == [
        (
            "members.too-old",
            "Lê Văn Lão: đã quá 60 tuổi vào ngày 15/6/2015; việc kết nạp phải ở tuổi từ 18 đến 60.",
        )
    ]


@pytest.mark.parametrize("levels", [(), (Attainment("general_education", "primary", date(2000, 6, 1)),)])
def test_admission_without_the_least_education_is_refused(
    units: dict[str, UUID], levels: tuple[Attainment, ...]
) -> None:
    assert codes_of(admit_members, **admit(units["A"], qualifications=levels)) == ["members.too-little-education"]


def test_admission_decided_after_the_ceremony_is_refused(units: dict[str, UUID]) -> None:
    assert refusal_of(admit_members, **admit(units["A"], full_name="Lê Hoa", decided_on=date(2015, 6, 16))) == [
        (
            "members.decided-too-late",
            "Lê Hoa: quyết định kết nạp ngày 16/6/2015 sau lễ kết nạp ngày 15/6/2015; hãy sửa một trong hai ngày.",
        )
    ]


def test_admission_by_what_is_no_cell_is_refused(units: dict[str, UUID]) -> None:
    assert codes_of(admit_members, **admit(units["G"])) == ["members.not-a-cell"]


def test_admission_with_an_unknown_occupation_is_refused(units: dict[str, UUID]) -> None:
    assert codes_of(admit_members, **admit(units["A"], occupation=("astronaut", ""))) == ["members.unknown-code"]


def test_admission_is_refused_to_a_stranger(units: dict[str, UUID]) -> None:
    assert codes_of(admit_members, actor=STRANGER, **admit(units["A"])) == ["policy.denied"]


def test_admission_of_somebody_known_is_refused(units: dict[str, UUID]) -> None:
    known = make_member(units["A"])
    assert codes_of(admit_members, **admit(units["A"], id=known)) == ["members.already-known"]


def test_recognition_makes_official_from_its_day(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"])
    recognize([member], date(2016, 6, 15))
    believed = MembershipStatus.objects.believed().order_by("valid_from")
    assert list(believed.values_list("status", "valid_from", "valid_to")) == [
        ("probationary", CEREMONY, date(2016, 6, 15)),
        ("official", date(2016, 6, 15), FOREVER),
    ]


def test_recognition_on_the_day_of_a_transfer_is_carried_out(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"])
    do(transfer_members, day=date(2016, 6, 15), member_ids=[member], to=units["B"])
    recognize([member], date(2016, 6, 15))
    assert MembershipStatus.objects.on(date(2016, 6, 15)).get().status == "official"


def test_recognition_recorded_after_leaving_keeps_the_end(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"])
    do(end_memberships, day=date(2018, 3, 1), member_ids=[member], reason="died")
    recognize([member], date(2016, 6, 15))
    believed = MembershipStatus.objects.believed().order_by("valid_from")
    assert list(believed.values_list("status", "valid_to", "end_reason")) == [
        ("probationary", date(2016, 6, 15), ""),
        ("official", date(2018, 3, 1), "died"),
    ]


def test_recognition_before_the_end_of_probation_is_refused(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"], full_name="Vi Thị Sớm")
    assert refusal_of(recognize_members, day=date(2016, 6, 14), member_ids=[member]) == [
        (
            "members.probation-not-over",
            "Vi Thị Sớm: hết thời gian dự bị vào ngày 15/6/2016; chỉ công nhận chính thức từ ngày đó.",
        )
    ]


def test_recognition_of_an_official_member_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert codes_of(recognize_members, day=date(2016, 6, 15), member_ids=[member]) == ["members.not-on-probation"]


def test_recognition_of_somebody_off_the_rolls_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert codes_of(recognize_members, day=date(2007, 6, 15), member_ids=[member]) == [
        "members.off-the-rolls",
        "members.not-on-probation",
    ]


def test_recognition_of_many_names_each_fault(units: dict[str, UUID]) -> None:
    early, twice = make_admission(units["A"], day=date(2015, 7, 1)), make_admission(units["A"])
    assert codes_of(recognize_members, day=date(2016, 6, 20), member_ids=[early, twice, twice]) == [
        "members.named-twice",
        "members.probation-not-over",
    ]
