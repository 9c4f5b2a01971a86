from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.kernel.days import FOREVER
from dangvu.members.actions import Attainment, enrol_members
from dangvu.members.models import (
    Admission,
    Affiliation,
    Member,
    MembershipStatus,
    Occupation,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from tests.factories.acts import STRANGER, codes_of, do, refusal_of, statements
from tests.factories.members import make_enrolment
from tests.factories.organizations import FIRST_DAY


def test_enrolment_writes_person_with_derived_keys(units: dict[str, UUID]) -> None:
    enrolment = make_enrolment(units["A"], full_name="Đặng Thị Ước", other_name="Hà", birth_date=date(1969, 12, 3))
    do(enrol_members, day=FIRST_DAY, enrolments=[enrolment])
    row = Personal.objects.get()
    assert (row.search_key, row.birth_ordinal, row.valid_from, row.valid_to) == (
        "dang thi uoc ha",
        date(1969, 12, 3).toordinal(),
        date(1969, 12, 3),
        FOREVER,
    )


def test_enrolment_writes_probation_and_official_status(units: dict[str, UUID]) -> None:
    do(enrol_members, day=FIRST_DAY, enrolments=[make_enrolment(units["A"])])
    assert list(MembershipStatus.objects.order_by("valid_from").values_list("status", "valid_from", "valid_to")) == [
        ("probationary", date(1994, 5, 19), date(1995, 5, 19)),
        ("official", date(1995, 5, 19), FOREVER),
    ]


def test_enrolment_of_probationary_member_leaves_probation_open(units: dict[str, UUID]) -> None:
    enrolment = make_enrolment(units["A"], admitted_on=date(2007, 9, 2), decided_on=date(2007, 8, 20), official_on=None)
    do(enrol_members, day=FIRST_DAY, enrolments=[enrolment])
    assert MembershipStatus.objects.values_list("status", "valid_to").get() == ("probationary", FOREVER)


def test_enrolment_writes_admission_elsewhere_and_place_on_the_rolls(units: dict[str, UUID]) -> None:
    enrolment = make_enrolment(
        units["A"], entry="transfer_in", origin="Đảng bộ xã Mường Lai", admission_place="Mường Lai"
    )
    do(enrol_members, day=FIRST_DAY, enrolments=[enrolment])
    held = Admission.objects.filter(organization__isnull=True)
    assert held.values_list("place", "day", "decided_on").get() == (
        "Mường Lai",
        date(1994, 5, 19),
        date(1994, 5, 2),
    )
    assert Affiliation.objects.values_list("organization", "entry", "origin", "valid_from", "exit").get() == (
        units["A"],
        "transfer_in",
        "Đảng bộ xã Mường Lai",
        FIRST_DAY,
        "",
    )


def test_enrolment_writes_the_file_with_each_level_until_the_next(units: dict[str, UUID]) -> None:
    levels = (
        Attainment("professional", "university", date(2001, 7, 1), "Luật"),
        Attainment("professional", "intermediate", date(1996, 7, 1)),
        Attainment("political_theory", "elementary", date(1999, 7, 1)),
    )
    enrolment = make_enrolment(units["A"], qualifications=levels, youth_since=date(2005, 3, 26))
    do(enrol_members, day=FIRST_DAY, enrolments=[enrolment])
    rows = Qualification.objects.order_by("kind", "valid_from").values_list("kind", "level", "valid_from", "valid_to")
    assert list(rows) == [
        ("political_theory", "elementary", date(1999, 7, 1), FOREVER),
        ("professional", "intermediate", date(1996, 7, 1), date(2001, 7, 1)),
        ("professional", "university", date(2001, 7, 1), FOREVER),
    ]
    assert YouthUnionMembership.objects.get().valid_from == date(2005, 3, 26)
    assert Occupation.objects.values_list("code", "title", "valid_from").get() == (
        "state_agency",
        "Chuyên viên",
        FIRST_DAY,
    )


def test_enrolment_leaves_one_line_and_an_intact_trail(units: dict[str, UUID]) -> None:
    enrolments = [make_enrolment(units["A"]), make_enrolment(units["B"])]
    members = do(enrol_members, day=FIRST_DAY, enrolments=enrolments)
    line = Line.objects.last()
    assert line is not None
    assert (line.verb, line.subject, line.details) == ("members.enrol_members", None, {"members": 2})
    assert [member.pk for member in members] == [enrolment.person.id for enrolment in enrolments]
    assert verify_trail() == []


def test_enrolment_takes_as_many_statements_for_many_as_for_one(units: dict[str, UUID]) -> None:
    counts = [
        statements(
            enrol_members,
            day=FIRST_DAY,
            enrolments=[make_enrolment(units["A"], youth_since=date(2005, 3, 26)) for _ in range(number)],
        )
        for number in (1, 30)
    ]
    assert counts[0] == counts[1]


def test_enrolment_is_refused_to_a_stranger(units: dict[str, UUID]) -> None:
    enrolments = [make_enrolment(units["A"])]
    assert codes_of(enrol_members, actor=STRANGER, day=FIRST_DAY, enrolments=enrolments) == ["policy.denied"]


def test_enrolment_of_somebody_known_already_is_refused(units: dict[str, UUID]) -> None:
    enrolment = make_enrolment(units["A"], full_name="Lò Văn Páo")
    do(enrol_members, day=FIRST_DAY, enrolments=[enrolment])
    assert refusal_of(enrol_members, day=FIRST_DAY, enrolments=[enrolment]) == [
        (
            "members.already-known",
            "Lò Văn Páo: đã có trong danh sách; hãy dùng việc tiếp nhận hoặc đính chính thay cho nhập mới.",
        )
    ]


def test_enrolment_of_somebody_twice_is_refused(units: dict[str, UUID]) -> None:
    enrolment = make_enrolment(units["A"])
    assert codes_of(enrol_members, day=FIRST_DAY, enrolments=[enrolment, enrolment]) == ["members.named-twice"]


def test_enrolment_outside_a_cell_is_refused(units: dict[str, UUID]) -> None:
    assert refusal_of(enrol_members, day=FIRST_DAY, enrolments=[make_enrolment(units["G"])]) == [
        (
            "members.not-a-cell",
            "Tổ chức G: không phải là chi bộ vào ngày 1/1/2008; đảng viên phải ở trong danh sách của một chi bộ.",
        )
    ]


def test_enrolment_before_the_cell_stands_is_refused(units: dict[str, UUID]) -> None:
    enrolment = make_enrolment(units["A"], since=date(2007, 12, 31))
    assert codes_of(enrol_members, day=FIRST_DAY, enrolments=[enrolment]) == ["members.no-such-cell"]


def test_enrolment_in_an_unknown_organization_is_refused(db: None) -> None:
    unknown = uuid4()
    assert refusal_of(enrol_members, day=FIRST_DAY, enrolments=[make_enrolment(unknown)]) == [
        (
            "members.no-such-cell",
            f"{unknown}: không có tổ chức đảng này vào ngày 1/1/2008; hãy chọn chi bộ đang hoạt động từ ngày đó.",
        )
    ]


@pytest.mark.parametrize(
    "details",
    [
        {"sex": "other"},
        {"ethnic_group": "martian"},
        {"religion": "none"},
        {"entry": "birth"},
        {"occupation": ("astronaut", "")},
        {"qualifications": (Attainment("professional", "advanced", date(2000, 1, 1)),)},
        {"qualifications": (Attainment("sports", "gold", date(2000, 1, 1)),)},
    ],
)
def test_enrolment_with_an_unknown_code_is_refused(units: dict[str, UUID], details: dict[str, Any]) -> None:
    enrolments = [make_enrolment(units["A"], **details)]
    assert codes_of(enrol_members, day=FIRST_DAY, enrolments=enrolments) == ["members.unknown-code"]


@pytest.mark.parametrize(
    "details",
    [
        {"birth_date": date(1994, 5, 20)},
        {"decided_on": date(1994, 5, 20)},
        {"official_on": date(1994, 5, 19)},
        {"official_on": date(2008, 1, 2)},
        {"admitted_on": date(2008, 1, 2), "official_on": None},
    ],
)
def test_enrolment_with_days_out_of_order_is_refused(units: dict[str, UUID], details: dict[str, Any]) -> None:
    enrolments = [make_enrolment(units["A"], **details)]
    assert codes_of(enrol_members, day=FIRST_DAY, enrolments=enrolments) == ["members.days-out-of-order"]


def test_refused_enrolment_writes_nothing(units: dict[str, UUID]) -> None:
    lines = Line.objects.count()
    codes_of(enrol_members, day=FIRST_DAY, enrolments=[make_enrolment(units["A"]), make_enrolment(units["G"])])
    assert (Member.objects.count(), Personal.objects.count(), Line.objects.count()) == (0, 0, lines)
