from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest

from dangvu.audit import trail
from dangvu.committees import checks
from dangvu.committees.actions import appoint_members, correct_record, name_heads
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.kernel.findings import Finding
from dangvu.members.actions import correct_record as correct_member
from dangvu.members.actions import end_memberships, transfer_members
from dangvu.members.models import Affiliation, MembershipStatus
from dangvu.organizations.actions import Plan, reorganize
from tests.committees.conftest import Party
from tests.factories.acts import do
from tests.factories.committees import ELECTED, make_committee
from tests.factories.organizations import make_actor

TODAY = date(2020, 1, 1)
DAY = date(2017, 2, 1)


def told(check: Callable[[date, datetime | None], Sequence[Finding]]) -> list[str]:
    return [f"{finding.code}: {finding.message}" for finding in check(TODAY, None)]


def correct(record: Any, **changes: Any) -> Any:
    return correct_record(actor=make_actor(), record=record, reason="Nhập nhầm", **changes)


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.code)
def test_check_finds_nothing_in_an_ordinary_history(party: Party, check: Any) -> None:
    a, b = party.members["A"], party.members["B"]
    make_committee(party.units["G"], [*a[:3], *b[:2]])
    make_committee(party.units["B"], b[:2])
    do(name_heads, day=ELECTED, heads=[(party.units["G"], a[0], "Giám đốc")])
    do(transfer_members, day=DAY, member_ids=a[1:2], to=party.units["B"])
    do(end_memberships, day=DAY, member_ids=b[:1], reason="died")
    do(appoint_members, day=date(2017, 3, 1), organization_id=party.units["B"], members=[(b[1], "secretary")])
    plan = Plan("absorb", predecessors=(party.units["A"],), survivors=(party.units["B"],))
    do(reorganize, day=date(2018, 1, 1), plan=plan)
    make_committee(party.units["G"], a[2:6], day=date(2019, 5, 20), term="2019-2024")
    assert list(check.run(TODAY, None)) == []


def test_seat_of_somebody_no_longer_on_the_rolls_is_found(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    place = Affiliation.objects.get(member=party.members["A"][0])
    correct_member(actor=make_actor(), record=place, reason="Nhầm", valid_to=DAY, exit="transfer_out")
    assert told(checks.seats_on_the_rolls) == [
        (
            "committees.post-off-the-rolls: giữ chức vụ ở Tổ chức G nhưng từ 1/2/2017 không còn ở trong danh sách"
            " tổ chức đó; hãy cho thôi chức vụ."
        )
    ]


def test_seat_of_somebody_in_a_cell_elsewhere_is_found(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    place = Affiliation.objects.get(member=party.members["A"][0])
    correct_member(actor=make_actor(), record=place, reason="Nhầm", organization_id=party.units["C"])
    assert [text.split(":")[0] for text in told(checks.seats_on_the_rolls)] == ["committees.post-off-the-rolls"]


def test_head_who_was_never_on_the_rolls_is_found(party: Party) -> None:
    do(name_heads, day=ELECTED, heads=[(party.units["G"], party.members["A"][0], "Giám đốc")])
    correct(HeadOfBody.objects.get(), member_id=party.members["C"][0])
    assert len(told(checks.seats_on_the_rolls)) == 1


def test_seat_of_a_member_who_was_not_official_is_found(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    for status in MembershipStatus.objects.filter(member=party.members["A"][0], status="official"):
        correct_member(actor=make_actor(), record=status, reason="Nhầm", valid_from=date(2016, 5, 19))
    assert told(checks.seats_of_officials) == [
        (
            "committees.seat-not-official: là cấp ủy viên nhưng ngày 20/5/2015 không phải là đảng viên chính thức;"
            " hãy đính chính một trong hai."
        )
    ]


def test_term_before_its_organization_is_found(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    correct(CommitteeTerm.objects.get(), valid_from=date(2007, 1, 1))
    assert told(checks.terms_within_life) == [
        (
            "committees.term-without-organization: có cấp ủy vào ngày 1/1/2007 khi tổ chức không tồn tại;"
            " hãy kết thúc cấp ủy cùng với tổ chức."
        )
    ]


def test_seat_beyond_its_term_is_found(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    correct(CommitteeMember.objects.get(post="member"), valid_from=date(2015, 5, 19))
    assert told(checks.terms_within_life) == [
        (
            "committees.seat-outside-term: là cấp ủy viên ngày 19/5/2015 khi cấp ủy không tại nhiệm;"
            " hãy đính chính thời gian giữ chức."
        )
    ]


def test_second_secretary_is_found_from_the_day_of_the_appointment(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    do(appoint_members, day=DAY, organization_id=party.units["G"], members=[(party.members["A"][3], "member")])
    correct(CommitteeMember.objects.get(valid_from=DAY), post="secretary")
    assert told(checks.sizes_of_committees) == [
        "committees.second-secretary: có 2 bí thư; một cấp ủy chỉ có một bí thư."
    ]


def test_committee_that_took_office_incomplete_is_found(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    with trail.act(actor=make_actor(), verb="committees.import") as act:
        act.supersede(CommitteeMember.objects.filter(post="secretary"))
    assert [text.split(":")[0] for text in told(checks.sizes_of_committees)] == [
        "committees.no-secretary",
        "committees.too-few-members",
    ]


def test_committee_without_an_organization_is_not_judged_by_its_size(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    correct(CommitteeTerm.objects.get(), valid_from=date(2007, 1, 1))
    assert told(checks.sizes_of_committees) == []
