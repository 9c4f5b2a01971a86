from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from dangvu.audit import trail
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Finding
from dangvu.kernel.records import Record
from dangvu.members import checks
from dangvu.members.actions import Attainment, correct_record, end_memberships, transfer_members
from dangvu.members.models import Admission, Affiliation, MembershipStatus, Personal
from dangvu.organizations.actions import Plan, reorganize
from tests.factories.acts import do
from tests.factories.members import make_admission, make_member, make_members, recognize
from tests.factories.organizations import make_actor

TODAY = date(2020, 1, 1)
DAY = date(2012, 3, 5)


def told(check: Callable[[date, datetime | None], Sequence[Finding]], on: date = TODAY) -> list[str]:
    return [str(finding) for finding in check(on, None)]


def correct(record: Any, **changes: Any) -> Any:
    return correct_record(actor=make_actor(), record=record, reason="Nhập nhầm", **changes)


def write(record: Record) -> None:
    """Write what no act would write, such as records from before a check was made."""
    with trail.act(actor=make_actor(), verb="members.import") as act:
        act.add([record])


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.code)
def test_check_finds_nothing_in_an_ordinary_history(units: dict[str, UUID], check: Any) -> None:
    members = make_members(units["A"], 6, youth_since=date(2000, 3, 26), **_young())
    make_members(units["B"], 4)
    make_members(units["C"], 4)
    recognize([make_admission(units["A"])], date(2016, 6, 15))
    do(transfer_members, day=DAY, member_ids=members[:1], to=units["B"])
    do(transfer_members, day=DAY, member_ids=members[1:2], to=None)
    do(end_memberships, day=DAY, member_ids=members[2:3], reason="died")
    do(
        reorganize,
        day=date(2018, 1, 1),
        plan=Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],)),
    )
    assert list(check.run(TODAY, None)) == []


def _young() -> dict[str, Any]:
    """When somebody born in 1985 left school, was admitted and was recognised."""
    school = (Attainment("general_education", "upper_secondary", date(2003, 6, 1)),)
    days = {"admitted_on": date(2005, 5, 19), "decided_on": date(2005, 5, 2), "official_on": date(2006, 5, 19)}
    return {"birth_date": date(1985, 1, 1), "qualifications": school, **days}


def test_admission_too_young_for_the_rule_of_its_day_is_found(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Lê Thị Trẻ", birth_date=date(1976, 5, 20))
    assert told(checks.admission_ages) == [
        "Lê Thị Trẻ: mới 17 tuổi vào ngày 19/5/1994; người được kết nạp phải đủ 18 tuổi."
    ]


def test_admission_is_judged_as_believed_at_the_moment(units: dict[str, UUID]) -> None:
    make_member(units["A"], actor=make_actor(at=datetime(2010, 1, 1, tzinfo=UTC)))
    later = make_actor(at=datetime(2013, 1, 1, tzinfo=UTC))
    correct_record(actor=later, record=Personal.objects.get(), reason="Nhầm", birth_date=date(1980, 1, 1))
    assert list(checks.admission_ages(TODAY, datetime(2012, 1, 1, tzinfo=UTC))) == []
    assert len(told(checks.admission_ages)) == 1


def test_short_probation_is_found(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Lê Thị Mau", official_on=date(1995, 5, 18))
    assert told(checks.probations) == [
        (
            "Lê Thị Mau: chính thức từ 18/5/1995, trước khi hết thời gian dự bị ngày 19/5/1995;"
            " hãy đính chính một trong hai ngày."
        )
    ]


def test_missing_probation_is_found(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Lê Thị Thiếu")
    correct(MembershipStatus.objects.get(status="probationary"), valid_to=date(1995, 5, 1))
    assert told(checks.probations) == [
        "Lê Thị Thiếu: chính thức từ 19/5/1995 mà không có thời gian dự bị ngay trước đó; hãy bổ sung hoặc đính chính."
    ]


def test_place_beyond_membership_is_found(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Lê Thị Thừa")
    correct(MembershipStatus.objects.get(status="official"), valid_to=DAY, end_reason="resigned")
    assert told(checks.places_within_membership) == [
        (
            "Lê Thị Thừa: ở trong danh sách chi bộ ngày 5/3/2012 khi không là đảng viên hoặc thiếu thông tin cá nhân;"
            " hãy đính chính."
        )
    ]


def test_place_without_personal_details_is_found(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    correct(Personal.objects.get(), valid_to=DAY)
    assert len(told(checks.places_within_membership)) == 1


def test_member_between_two_cells_is_found(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Lê Thị Trôi")
    do(transfer_members, day=DAY, member_ids=[member], to=units["B"])
    correct(Affiliation.objects.believed().get(organization=units["B"]), valid_from=date(2012, 3, 6))
    assert told(checks.unbroken_places) == [
        (
            "Lê Thị Trôi: không ở chi bộ nào từ ngày 5/3/2012 dù vẫn là đảng viên;"
            " hãy ghi nơi chuyển đến hoặc lý do ra khỏi Đảng."
        )
    ]


def test_member_without_any_cell_is_found(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    with trail.act(actor=make_actor(), verb="members.import") as act:
        act.supersede(Affiliation.objects.filter(member=member))
    assert len(told(checks.unbroken_places)) == 1


def test_admission_without_its_place_is_found(units: dict[str, UUID]) -> None:
    make_admission(units["A"], full_name="Lê Thị Lệch")
    correct(Admission.objects.get(), day=date(2015, 6, 16))
    assert told(checks.admissions_and_places) == [
        "Lê Thị Lệch: kết nạp ngày 16/6/2015 nhưng không vào danh sách của chi bộ kết nạp từ ngày đó; hãy đính chính.",
        "Lê Thị Lệch: vào danh sách do kết nạp ngày 15/6/2015 nhưng không có ghi nhận kết nạp ngày đó; hãy đính chính.",
    ]


def test_cell_below_its_least_size_is_found_from_the_day_of_the_loss(units: dict[str, UUID]) -> None:
    members = make_members(units["A"], 3)
    for cell in ("B", "C"):
        make_members(units[cell], 3)
    do(end_memberships, day=DAY, member_ids=members[:1], reason="died")
    assert told(checks.sizes_of_cells) == [
        "Tổ chức A: từ ngày 5/3/2012 chỉ có 2 đảng viên chính thức, ít hơn mức 3; hãy chuyển hoặc ghép chi bộ."
    ]


def test_cell_is_judged_up_to_the_day_asked_for(units: dict[str, UUID]) -> None:
    members = make_members(units["A"], 3)
    for cell in ("B", "C"):
        make_members(units[cell], 3)
    do(end_memberships, day=DAY, member_ids=members[:1], reason="died")
    assert [len(told(checks.sizes_of_cells, on)) for on in (date(2012, 3, 4), DAY)] == [0, 1]


def test_probationary_members_do_not_make_a_cell(units: dict[str, UUID]) -> None:
    for cell in ("B", "C"):
        make_members(units[cell], 3)
    make_members(units["A"], 2)
    make_member(units["A"], admitted_on=date(2007, 9, 2), decided_on=date(2007, 9, 1), official_on=None)
    assert len(told(checks.sizes_of_cells)) == 1


def test_youth_union_beyond_its_age_is_found(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Lê Thị Đoàn", youth_since=date(2000, 3, 26), birth_date=date(1970, 3, 15))
    assert told(checks.youth_union_ages, date(2006, 3, 15)) == [
        "Lê Thị Đoàn: 36 tuổi vào ngày 15/3/2006 mà vẫn ghi là đoàn viên, quá tuổi 35; hãy ghi ngày trưởng thành đoàn."
    ]
    assert told(checks.youth_union_ages, date(2006, 3, 14)) == []


def test_youth_union_that_begins_later_is_not_judged_yet(units: dict[str, UUID]) -> None:
    make_member(units["A"], youth_since=date(2007, 3, 26), birth_date=date(1970, 3, 15))
    assert told(checks.youth_union_ages, date(2007, 3, 25)) == []


def test_level_reached_too_early_is_found(units: dict[str, UUID]) -> None:
    doctor = Attainment("professional", "doctorate", date(1992, 7, 1))
    make_member(units["A"], full_name="Lê Thị Giỏi", qualifications=(doctor,))
    assert told(checks.plausible_ages) == [
        "Lê Thị Giỏi: ghi trình độ “doctorate” từ ngày 1/7/1992, khi mới 22 tuổi; hãy kiểm tra ngày sinh hoặc ngày cấp."
    ]


def test_member_too_old_to_be_true_is_found(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Lê Thị Thọ", birth_date=date(1912, 1, 1), qualifications=(), **_old())
    assert told(checks.plausible_ages, date(2018, 1, 1)) == [
        "Lê Thị Thọ: 106 tuổi vào ngày 1/1/2018 mà vẫn ở trong danh sách; hãy kiểm tra ngày sinh."
    ]


def _old() -> dict[str, Any]:
    return {"admitted_on": date(1946, 5, 19), "decided_on": date(1946, 5, 2), "official_on": date(1947, 5, 19)}


def test_checks_pass_over_members_of_whom_nothing_personal_is_known(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], youth_since=date(2000, 3, 26))
    with trail.act(actor=make_actor(), verb="members.import") as act:
        act.supersede(Personal.objects.filter(member=member))
    for check in (checks.admission_ages, checks.youth_union_ages, checks.plausible_ages):
        assert told(check) == []


def test_record_written_past_the_acts_is_found_too(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    correct(Affiliation.objects.get(), valid_to=DAY, exit="transfer_out")
    write(
        Affiliation(member_id=member, organization_id=units["B"], entry="admission", valid_from=DAY, valid_to=FOREVER)
    )
    assert len(told(checks.admissions_and_places)) == 1
