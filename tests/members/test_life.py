from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from dangvu.members.actions import (
    correct_record,
    exempt_members,
    join_youth_union,
    leave_youth_union,
    readmit_members,
    receive_members,
    transfer_members,
)
from dangvu.members.actions.leaving import end_memberships
from dangvu.members.actions.readmission import Readmission
from dangvu.members.life import Life
from dangvu.members.models import Admission, Affiliation, MembershipStatus
from dangvu.organizations.actions import Plan, reorganize
from tests.factories.acts import do
from tests.factories.members import make_admission, make_member
from tests.factories.organizations import make_actor

LATE = date(2020, 1, 1)


def told(member: UUID, on: date = LATE) -> list[tuple[date, str, str]]:
    """What happened, newest first, with what stands in the margin."""
    return [(event.day, event.said, event.aside) for event in Life(member, on).events()]


def test_life_of_an_enrolled_member_begins_with_the_admission_elsewhere(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], admission_place="Chi bộ Trường Núi Voi", qualifications=(), occupation=None)
    assert told(member) == [
        (date(2008, 1, 1), "Có tên trong danh sách Tổ chức A khi lập sổ", ""),
        (date(1995, 5, 19), "Được công nhận đảng viên chính thức", ""),
        (date(1994, 5, 19), "Kết nạp vào Đảng tại Chi bộ Trường Núi Voi", "quyết định 2/5/1994"),
    ]


def test_life_follows_a_member_through_the_reorganisation_of_the_cell(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], qualifications=(), occupation=None)
    plan = Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],))
    do(reorganize, day=date(2012, 3, 5), plan=plan)
    assert told(member)[0] == (date(2012, 3, 5), "Sang Tổ chức B do sắp xếp tổ chức", "")


def test_life_tells_of_going_away_and_coming_back(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], qualifications=(), occupation=None)
    do(transfer_members, day=date(2012, 3, 5), member_ids=[member], to=None)
    for day, origin in ((date(2013, 3, 5), "Đảng bộ huyện Núi Voi"), (date(2015, 3, 5), "")):
        do(receive_members, day=day, member_ids=[member], organization_id=units["B"], origin=origin)
        do(transfer_members, day=day.replace(month=6), member_ids=[member], to=None)
    assert [said for _day, said, _aside in told(member)[:5]] == [
        "Chuyển sinh hoạt ra ngoài đảng bộ",
        "Chuyển sinh hoạt từ ngoài đảng bộ đến Tổ chức B",
        "Chuyển sinh hoạt ra ngoài đảng bộ",
        "Chuyển sinh hoạt từ Đảng bộ huyện Núi Voi đến Tổ chức B",
        "Chuyển sinh hoạt ra ngoài đảng bộ",
    ]


def test_life_tells_of_leaving_and_being_admitted_again(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"])
    do(end_memberships, day=date(2016, 1, 4), member_ids=[member], reason="resigned")
    again = [Readmission(member, date(2019, 1, 2), "state_agency")]
    do(readmit_members, day=date(2019, 1, 20), organization_id=units["B"], readmissions=again)
    turning = [event.said for event in Life(member, LATE).events() if event.turning]
    assert turning == [
        "Kết nạp lại vào Đảng tại Tổ chức B",
        "Ra khỏi danh sách đảng viên: xin ra khỏi Đảng",
        "Kết nạp vào Đảng tại Tổ chức A",
    ]


def test_life_tells_of_youth_union_and_exemption(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], qualifications=(), occupation=None)
    do(join_youth_union, day=date(2009, 1, 1), member_ids=[member])
    do(leave_youth_union, day=date(2010, 1, 1), member_ids=[member])
    do(exempt_members, day=date(2011, 1, 1), member_ids=[member], reason="maternity", until=date(2011, 6, 1))
    assert told(member)[:3] == [
        (date(2011, 1, 1), "Được miễn công tác và sinh hoạt đảng: nghỉ thai sản", "đến trước 1/6/2011"),
        (date(2010, 1, 1), "Trưởng thành Đoàn", ""),
        (date(2009, 1, 1), "Là đoàn viên Đoàn TNCS Hồ Chí Minh", ""),
    ]


def test_ends_are_corrected_where_their_records_begin(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], qualifications=(), occupation=None)
    do(end_memberships, day=date(2016, 1, 4), member_ids=[member], reason="died")
    [end, *others] = Life(member, LATE).events()
    assert (end.day, end.correctable, {event.correctable for event in others}) == (date(2016, 1, 4), False, {True})


def test_corrections_are_told_from_the_latest_back_and_through_other_acts(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], qualifications=(), occupation=None)
    for year, decided in ((2010, date(1994, 5, 3)), (2011, date(1994, 5, 4))):
        actor, record = make_actor(at=datetime(year, 1, 1, tzinfo=UTC)), Admission.objects.believed().get()
        correct_record(actor=actor, record=record, reason="Nhầm", decided_on=decided, readmission=True)
    place = Affiliation.objects.believed().get()
    later = make_actor(at=datetime(2012, 1, 1, tzinfo=UTC))
    correct_record(actor=later, record=place, reason="Nhầm", organization_id=units["C"])
    do(transfer_members, actor=later, day=date(2012, 3, 5), member_ids=[member], to=units["B"])
    life = Life(member, LATE)
    changes = {event.kind: [(one.column, one.old, one.new) for one in event.changes] for event in life.events()}
    assert changes["admission"] == [
        ("decided_on", "3/5/1994", "4/5/1994"),
        ("decided_on", "2/5/1994", "3/5/1994"),
        ("readmission", "không", "có"),
    ]
    assert changes["place"] == [("organization", "Tổ chức A", "Tổ chức C")]


def test_life_as_known_earlier_is_without_later_corrections(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    record = MembershipStatus.objects.believed().get(status="official")
    later = make_actor(at=datetime(2012, 1, 1, tzinfo=UTC))
    correct_record(actor=later, record=record, reason="Nhầm", valid_from=date(1995, 6, 1))
    days = [
        [event.day for event in Life(member, LATE, known_at).events() if event.kind == "status"]
        for known_at in (datetime(2011, 1, 1, tzinfo=UTC), None)
    ]
    assert days == [[date(1995, 5, 19)], [date(1995, 6, 1)]]
