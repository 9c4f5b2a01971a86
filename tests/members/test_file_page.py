from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dangvu.audit.models import Line
from dangvu.audit.trail import record_reading
from dangvu.kernel.basis import Basis
from dangvu.kernel.policy import Actor
from dangvu.members.actions import (
    Award,
    correct_record,
    end_memberships,
    exempt_members,
    qualify_members,
    transfer_members,
)
from dangvu.members.models import Personal
from tests.factories.acts import do
from tests.factories.members import make_admission, make_member, recognize
from tests.factories.organizations import make_actor
from tests.factories.web import reader
from tests.members.pages import heading_of, page, words_of


@pytest.fixture
def member(units: dict[str, UUID]) -> UUID:
    return make_admission(units["A"], full_name="Đặng Thị Hà", hometown="xã Xuân Lộc")


def readings() -> list[str]:
    lines = Line.objects.filter(verb="audit.record_reading").order_by("number")
    return [f"{line.actor}: {line.details['what']}" for line in lines]


def test_file_says_what_holds_on_the_day(client: Client, units: dict[str, UUID], member: UUID) -> None:
    reader(client, at=units["S"])
    response = client.get(page("file", member))
    said = words_of(response)
    assert heading_of(response) == "Đặng Thị Hà"
    assert "Chi bộ Tổ chức A Tình trạng dự bị hết thời gian dự bị 15/6/2016 Tuổi đảng 0 năm 1 tháng" in said
    assert "Trình độ giáo dục phổ thông Trung học phổ thông" in said


def test_file_tells_the_life_up_to_the_day(client: Client, units: dict[str, UUID], member: UUID) -> None:
    recognize([member], date(2016, 6, 15))
    do(transfer_members, day=date(2017, 1, 5), member_ids=[member], to=units["B"])
    reader(client, at=units["S"])
    early, late = (words_of(client.get(page("file", member, on=on))) for on in ("2016-06-14", "2017-01-05"))
    assert "15/6/2015 quyết định 1/6/2015 Kết nạp vào Đảng tại Tổ chức A" in early
    assert "Được công nhận đảng viên chính thức" not in early
    assert "5/1/2017 Chuyển sinh hoạt sang Tổ chức B" in late
    assert "15/6/2016 Được công nhận đảng viên chính thức" in late


def test_file_of_somebody_late_says_so(client: Client, units: dict[str, UUID], member: UUID) -> None:
    reader(client, at=units["S"])
    assert "quá hạn dự bị" in words_of(client.get(page("file", member, on="2016-06-16")))


def test_file_of_somebody_who_left_says_why(client: Client, units: dict[str, UUID], member: UUID) -> None:
    do(end_memberships, day=date(2016, 1, 4), member_ids=[member], reason="resigned")
    reader(client, at=units["S"])
    said = words_of(client.get(page("file", member, on="2016-02-01")))
    assert "không là đảng viên ngày này" in said
    assert "4/1/2016 Ra khỏi danh sách đảng viên: xin ra khỏi Đảng" in said


def test_file_of_somebody_who_moved_out_says_where(client: Client, units: dict[str, UUID], member: UUID) -> None:
    away = {"to": None, "destination": "Đảng bộ huyện Núi Voi", "basis": Basis("99-QĐ/ĐU")}
    do(transfer_members, day=date(2016, 1, 4), member_ids=[member], **away)
    reader(client, at=units["S"])
    said = words_of(client.get(page("file", member, on="2016-02-01")))
    assert "đang ở ngoài đảng bộ" in said
    assert "4/1/2016 Chuyển sinh hoạt ra ngoài đảng bộ, đến Đảng bộ huyện Núi Voi 99-QĐ/ĐU" in said


def test_file_says_what_is_missing(client: Client, units: dict[str, UUID]) -> None:
    member = make_member(units["A"], occupation=None)
    reader(client, at=units["S"])
    assert "Hồ sơ chưa có: Quê quán, Nghề nghiệp." in words_of(client.get(page("file", member)))


def test_file_shows_a_corrected_value_with_the_old_one(client: Client, units: dict[str, UUID], member: UUID) -> None:
    actor, record = make_actor(name="Lê Văn Tâm"), Personal.objects.get()
    correct_record(actor=actor, record=record, reason="Nhập nhầm", birth_date=date(1991, 2, 3))
    reader(client, at=units["S"])
    content = client.get(page("file", member)).content.decode()
    assert "3/2/1991" in content
    assert "<del>10/1/1990</del>; Lê Văn Tâm sửa lúc 2/1/2008, 15:00" in content


def test_file_as_known_earlier_has_the_old_value(client: Client, units: dict[str, UUID], member: UUID) -> None:
    later = make_actor(at=datetime(2018, 1, 1, tzinfo=UTC))
    correct_record(actor=later, record=Personal.objects.get(), reason="Nhập nhầm", full_name="Đặng Thị Hằng")
    reader(client, at=units["S"])
    known = page("file", member, known_at="2017-01-01")
    assert [heading_of(client.get(one)) for one in (known, page("file", member))] == ["Đặng Thị Hà", "Đặng Thị Hằng"]


def test_opening_a_file_is_recorded_once_a_sitting(client: Client, units: dict[str, UUID], member: UUID) -> None:
    reader(client, at=units["S"], name="Lê Văn Tâm")
    for _ in range(3):
        client.get(page("file", member))
    assert readings() == ["Lê Văn Tâm: hồ sơ đảng viên"]
    reader(client, at=units["S"], name="Ngô Bá Thành")
    client.get(page("file", member))
    assert readings() == ["Lê Văn Tâm: hồ sơ đảng viên", "Ngô Bá Thành: hồ sơ đảng viên"]


def test_opening_a_file_again_later_is_another_reading(client: Client, units: dict[str, UUID], member: UUID) -> None:
    account = reader(client, at=units["S"], name="Lê Văn Tâm")
    earlier = Actor("Lê Văn Tâm", datetime(2019, 1, 1, tzinfo=UTC), account=account.pk)
    record_reading(actor=earlier, subject=member, what="hồ sơ đảng viên")
    client.get(page("file", member))
    assert readings() == ["Lê Văn Tâm: hồ sơ đảng viên"] * 2


def test_member_sees_who_opened_the_own_file(client: Client, units: dict[str, UUID], member: UUID) -> None:
    reader(client, "inspection_officer", units["S"], name="Lê Văn Tâm")
    assert "Ai đã mở hồ sơ" not in words_of(client.get(page("file", member)))
    reader(client, "member", units["A"], member=member)
    said = words_of(client.get(page("file", member)))
    assert "Lê Văn Tâm hồ sơ đảng viên" in said


def test_own_file_has_an_address_of_its_own(client: Client, units: dict[str, UUID], member: UUID) -> None:
    reader(client, "member", units["A"], member=member)
    assert client.get(page("mine")).headers["Location"] == page("file", member)


def test_account_of_no_member_has_no_own_file(client: Client, units: dict[str, UUID]) -> None:
    reader(client, at=units["S"])
    assert client.get(page("mine")).status_code == 404


@pytest.mark.parametrize(
    ("held", "status"), [(("cell_clerk", "A"), 200), (("cell_clerk", "B"), 404), ((None, "A"), 404)]
)
def test_file_opens_within_reach_only(
    client: Client, units: dict[str, UUID], member: UUID, held: tuple[str | None, str], status: int
) -> None:
    reader(client, held[0], units[held[1]])
    assert client.get(page("file", member)).status_code == status


def test_member_opens_no_other_file(client: Client, units: dict[str, UUID], member: UUID) -> None:
    reader(client, "member", units["A"], member=make_member(units["A"]))
    assert client.get(page("file", member)).status_code == 404


def test_file_follows_its_keeper(client: Client, units: dict[str, UUID], member: UUID) -> None:
    do(transfer_members, day=date(2016, 1, 4), member_ids=[member], to=units["B"])
    reader(client, "cell_clerk", units["A"])
    opened = [client.get(page("file", member, on=on)).status_code for on in ("2016-01-03", "2016-01-04")]
    assert opened == [200, 404]


def test_file_of_nobody_is_not_found(client: Client, units: dict[str, UUID]) -> None:
    make_member(units["A"])
    reader(client, at=units["S"])
    assert client.get(page("file", uuid4())).status_code == 404


def test_file_before_birth_is_not_found(client: Client, units: dict[str, UUID], member: UUID) -> None:
    reader(client, at=units["S"])
    assert client.get(page("file", member, on="1980-01-01")).status_code == 404


def test_acts_are_offered_where_they_fit_and_to_whom_they_are_given(
    client: Client, units: dict[str, UUID], member: UUID
) -> None:
    reader(client, "cell_clerk", units["A"])
    offered = words_of(client.get(page("file", member)))
    assert ("Công nhận chính thức" in offered, "Kết nạp lại" in offered) == (True, False)
    reader(client, "inspection_officer", units["S"])
    assert "Ghi sự việc mới" not in words_of(client.get(page("file", member)))


def test_long_life_takes_as_many_statements_as_a_short_one(client: Client, units: dict[str, UUID]) -> None:
    short, long = make_admission(units["A"]), make_admission(units["A"])
    recognize([long], date(2016, 6, 15))
    for year in range(2017, 2020):
        do(transfer_members, day=date(year, 1, 4), member_ids=[long], to=units["AB"[year % 2]])
    do(qualify_members, day=date(2017, 5, 5), awards=[Award(long, "professional", "university", "Luật")])
    do(exempt_members, day=date(2018, 5, 5), member_ids=[long], reason="old_age")
    reader(client, at=units["S"])
    taken = []
    for member in (short, long):
        client.get(page("file", member, on="2020-01-01"))
        with CaptureQueriesContext(connection) as captured:
            client.get(page("file", member, on="2020-01-01"))
        taken.append(len(captured))
    assert taken[0] == taken[1]
