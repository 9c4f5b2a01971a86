from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from dangvu.members.actions import end_memberships, transfer_members
from dangvu.members.models import Affiliation, MembershipStatus, Occupation, YouthUnionMembership
from tests.factories.acts import STRANGER, codes_of, do, refusal_of
from tests.factories.members import make_member

DAY = date(2012, 3, 5)


@pytest.mark.parametrize("reason", ["died", "expelled", "struck_off", "resigned"])
def test_leaving_ends_place_status_and_youth_union(units: dict[str, UUID], reason: str) -> None:
    member = make_member(units["A"], youth_since=date(2005, 3, 26))
    do(end_memberships, day=DAY, member_ids=[member], reason=reason)
    assert Affiliation.objects.believed().values_list("valid_to", "exit").get() == (DAY, "left")
    last = MembershipStatus.objects.believed().get(status="official")
    assert (last.valid_to, last.end_reason) == (DAY, reason)
    assert YouthUnionMembership.objects.believed().get().valid_to == DAY


def test_leaving_keeps_what_the_file_says_of_the_person(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(end_memberships, day=DAY, member_ids=[member], reason="died")
    assert Occupation.objects.on(DAY).filter(member=member).count() == 1


def test_leaving_is_refused_to_a_stranger(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert codes_of(end_memberships, actor=STRANGER, day=DAY, member_ids=[member], reason="died") == ["policy.denied"]


def test_leaving_for_an_unknown_reason_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert refusal_of(end_memberships, day=DAY, member_ids=[member], reason="bored") == [
        (
            "members.unknown-code",
            "mã “bored” không có trong danh mục members/leaving_reasons; hãy chọn một mã của danh mục.",
        )
    ]


def test_leaving_twice_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(end_memberships, day=DAY, member_ids=[member], reason="died")
    assert codes_of(end_memberships, day=DAY, member_ids=[member], reason="died") == ["members.off-the-rolls"]


def test_leaving_before_a_later_place_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Nông Thị Còn")
    do(transfer_members, day=date(2013, 1, 1), member_ids=[member], to=units["B"])
    assert refusal_of(end_memberships, day=DAY, member_ids=[member], reason="died") == [
        (
            "members.later-records",
            "Nông Thị Còn: còn ghi nhận ở danh sách chi bộ sau ngày này; hãy đính chính các ghi nhận đó trước.",
        )
    ]
