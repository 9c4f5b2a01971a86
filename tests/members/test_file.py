from __future__ import annotations

from datetime import date
from uuid import UUID

from dangvu.kernel.days import FOREVER
from dangvu.members.actions import (
    Award,
    OccupationChange,
    change_occupations,
    join_youth_union,
    leave_youth_union,
    qualify_members,
)
from dangvu.members.models import Occupation, Qualification, YouthUnionMembership
from tests.factories.acts import STRANGER, codes_of, do, refusal_of
from tests.factories.members import make_member

DAY = date(2012, 3, 5)


def levels(member: UUID, kind: str = "professional") -> list[tuple[str, date, date]]:
    rows = Qualification.objects.believed().filter(member=member, kind=kind).order_by("valid_from")
    return list(rows.values_list("level", "valid_from", "valid_to"))


def test_first_level_of_a_kind_is_added(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(qualify_members, day=DAY, awards=[Award(member, "professional", "university", "Kế toán")])
    assert levels(member) == [("university", DAY, FOREVER)]
    assert Qualification.objects.get(kind="professional").field == "Kế toán"


def test_higher_level_takes_the_place_of_the_lower(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(qualify_members, day=DAY, awards=[Award(member, "professional", "university")])
    do(qualify_members, day=date(2016, 7, 1), awards=[Award(member, "professional", "master")])
    assert levels(member) == [("university", DAY, date(2016, 7, 1)), ("master", date(2016, 7, 1), FOREVER)]


def test_level_recorded_late_holds_until_the_higher_one(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(qualify_members, day=date(2010, 1, 1), awards=[Award(member, "professional", "college")])
    do(qualify_members, day=date(2016, 7, 1), awards=[Award(member, "professional", "master")])
    do(qualify_members, day=DAY, awards=[Award(member, "professional", "university")])
    assert levels(member) == [
        ("college", date(2010, 1, 1), DAY),
        ("university", DAY, date(2016, 7, 1)),
        ("master", date(2016, 7, 1), FOREVER),
    ]


def test_first_level_recorded_after_a_higher_one_holds_until_it(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(qualify_members, day=date(2016, 7, 1), awards=[Award(member, "professional", "university")])
    do(qualify_members, day=DAY, awards=[Award(member, "professional", "college")])
    assert levels(member) == [("college", DAY, date(2016, 7, 1)), ("university", date(2016, 7, 1), FOREVER)]


def test_levels_of_several_kinds_are_recorded_at_once(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    awards = [Award(member, "professional", "university"), Award(member, "political_theory", "advanced")]
    do(qualify_members, day=DAY, awards=awards)
    assert levels(member) + levels(member, "political_theory") == [
        ("university", DAY, FOREVER),
        ("advanced", DAY, FOREVER),
    ]


def test_level_not_higher_than_the_one_held_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Mã Văn Bậc")
    do(qualify_members, day=DAY, awards=[Award(member, "professional", "university")])
    assert refusal_of(qualify_members, day=date(2013, 1, 1), awards=[Award(member, "professional", "college")]) == [
        (
            "members.no-higher-level",
            "Mã Văn Bậc: đã có trình độ bằng hoặc cao hơn; hãy kiểm tra lại, hoặc đính chính trình độ cũ nếu ghi sai.",
        )
    ]


def test_two_levels_of_one_kind_in_one_act_are_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    awards = [Award(member, "professional", "college"), Award(member, "professional", "university")]
    assert codes_of(qualify_members, day=DAY, awards=awards) == ["members.two-levels"]


def test_unknown_level_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    awards = [Award(member, "professional", "genius"), Award(member, "sports", "gold")]
    assert codes_of(qualify_members, day=DAY, awards=awards) == ["members.unknown-code", "members.unknown-code"]


def test_change_of_occupation_ends_the_one_before(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(change_occupations, day=DAY, changes=[OccupationChange(member, "retired")])
    rows = Occupation.objects.believed().order_by("valid_from").values_list("code", "valid_to")
    assert list(rows) == [("state_agency", DAY), ("retired", FOREVER)]


def test_first_occupation_is_added(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], occupation=None)
    do(change_occupations, day=DAY, changes=[OccupationChange(member, "other", "Luật sư")])
    assert Occupation.objects.values_list("code", "title", "valid_from").get() == ("other", "Luật sư", DAY)


def test_change_to_an_unknown_occupation_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    changes = [OccupationChange(member, "astronaut"), OccupationChange(member, "other")]
    assert codes_of(change_occupations, day=DAY, changes=changes) == ["members.named-twice", "members.unknown-code"]


def test_youth_union_is_joined_and_left(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(join_youth_union, day=DAY, member_ids=[member])
    do(leave_youth_union, day=date(2014, 3, 26), member_ids=[member])
    row = YouthUnionMembership.objects.believed().get()
    assert (row.valid_from, row.valid_to) == (DAY, date(2014, 3, 26))


def test_joining_the_youth_union_twice_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], youth_since=date(2005, 3, 26))
    assert codes_of(join_youth_union, day=DAY, member_ids=[member]) == ["records.overlap"]


def test_leaving_the_youth_union_without_being_in_it_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Lý Thị Đoàn")
    assert refusal_of(leave_youth_union, day=DAY, member_ids=[member]) == [
        ("members.not-in-youth-union", "Lý Thị Đoàn: không phải là đoàn viên vào ngày này; hãy kiểm tra lại ngày.")
    ]


def test_changes_of_the_file_are_refused_to_a_stranger(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert codes_of(join_youth_union, actor=STRANGER, day=DAY, member_ids=[member]) == ["policy.denied"]
