from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from dangvu.audit.models import Line
from dangvu.members.models import Affiliation, MembershipStatus
from dangvu.members.views import bulk
from tests.factories.members import make_admission, make_member
from tests.factories.web import reader
from tests.members.pages import DECIDED, alerts_of, chosen, heading_of, page, sheet_of, words_of

LATER = {"on": "2016-07-01"}
RECOGNITION = DECIDED | {"act": "recognize", "day": "15/6/2016"}


@pytest.fixture
def people(units: dict[str, UUID]) -> list[UUID]:
    """Two on probation since June 2015, and one official."""
    young = [make_admission(units["A"], full_name=name) for name in ("Đặng Thị Hà", "Hà Thị Ánh")]
    return [*young, make_member(units["B"], full_name="Lê Thị Bình")]


@pytest.fixture
def officer(client: Client, units: dict[str, UUID], people: list[UUID]) -> Client:
    reader(client, at=units["S"])
    return client


def officials() -> int:
    return MembershipStatus.objects.believed().filter(status="official").count()


def test_chosen_members_are_shown_before_anything_is_asked(officer: Client, people: list[UUID]) -> None:
    response = officer.post(page("bulk", **LATER), {"act": "recognize", "member": chosen(*people[:2])})
    assert heading_of(response) == "Công nhận chính thức: 2 người"
    assert "Hà Thị Ánh – Tổ chức A Đặng Thị Hà – Tổ chức A" in words_of(response)


def test_act_is_rehearsed_before_it_is_confirmed(officer: Client, people: list[UUID]) -> None:
    response = officer.post(page("bulk", **LATER), RECOGNITION | {"member": chosen(*people[:2])})
    assert "Không ai vướng gì." in words_of(response)
    assert (response.status_code, officials()) == (200, 1)


def test_confirmed_act_happens_to_all_in_one_line_of_the_trail(officer: Client, people: list[UUID]) -> None:
    response = officer.post(page("bulk", **LATER), RECOGNITION | {"member": chosen(*people[:2]), "confirmed": "yes"})
    assert (response.headers["Location"], officials()) == (page("list", **LATER), 3)
    assert [line.details for line in Line.objects.filter(verb="members.recognize_members")] == [{"members": 2}]
    assert "Đã ghi công nhận đảng viên chính thức. 2 người." in words_of(officer.get(page("list", **LATER)))


def test_act_that_one_member_stops_happens_to_nobody(officer: Client, people: list[UUID]) -> None:
    response = officer.post(page("bulk", **LATER), RECOGNITION | {"member": chosen(*people), "confirmed": "yes"})
    said = words_of(response)
    assert (response.status_code, officials()) == (422, 1)
    assert "Lê Thị Bình – Tổ chức B vướng Không phải là đảng viên dự bị vào ngày 15/6/2016" in said
    assert "Chưa ghi gì." in said


def test_form_says_what_is_missing(officer: Client, people: list[UUID]) -> None:
    response = officer.post(page("bulk", **LATER), {"act": "transfer", "day": "", "member": chosen(people[2])})
    assert (response.status_code, alerts_of(response)) == (422, ["Chưa ghi; hãy điền vào đây."] * 2)


def test_several_are_transferred_together(officer: Client, people: list[UUID], units: dict[str, UUID]) -> None:
    data = {"act": "transfer", "day": "1/7/2016", "to": str(units["C"]), "confirmed": "yes"}
    officer.post(page("bulk", **LATER), data | {"member": chosen(*people)})
    moved = Affiliation.objects.on(date(2016, 7, 1)).values_list("organization", flat=True)
    assert set(moved) == {units["C"]}


def test_chosen_members_are_exported(officer: Client, people: list[UUID]) -> None:
    response = officer.post(page("bulk", **LATER), {"act": "export", "member": chosen(people[0], people[2])})
    assert [row[0] for row in sheet_of(response.content)] == ["Họ và tên", "Lê Thị Bình", "Đặng Thị Hà"]
    assert Line.objects.latest("number").verb == "audit.record_reading"


def test_nobody_chosen_is_refused(officer: Client, people: list[UUID]) -> None:
    response = officer.post(page("bulk", **LATER), {"act": "recognize"})
    assert (response.status_code, alerts_of(response)) == (
        400,
        ["Chưa chọn ai; hãy đánh dấu ít nhất một người trong danh sách."],
    )


def test_too_many_chosen_are_refused(officer: Client, people: list[UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 1)
    response = officer.post(page("bulk", **LATER), {"act": "recognize", "member": chosen(*people)})
    assert alerts_of(response) == ["Chọn quá 1 người; hãy chia làm nhiều lần."]


@pytest.mark.parametrize("data", [{"act": "leave"}, {"act": "nonsense"}, {}])
def test_only_acts_on_several_are_offered(officer: Client, people: list[UUID], data: dict[str, str]) -> None:
    assert officer.post(page("bulk", **LATER), data | {"member": chosen(people[0])}).status_code == 404


@pytest.mark.parametrize("member", ["nobody", str(UUID(int=7))])
def test_members_out_of_sight_are_not_found(officer: Client, people: list[UUID], member: str) -> None:
    assert officer.post(page("bulk", **LATER), {"act": "recognize", "member": [member]}).status_code == 404


def test_reader_who_may_not_change_is_refused(client: Client, people: list[UUID], units: dict[str, UUID]) -> None:
    reader(client, "inspection_officer", units["S"])
    response = client.post(page("bulk", **LATER), RECOGNITION | {"member": chosen(people[0]), "confirmed": "yes"})
    assert (response.status_code, officials(), alerts_of(response)[0][:15]) == (422, 1, "Hoàng Thị Duyên")


def test_address_by_itself_leads_to_the_list(officer: Client) -> None:
    assert officer.get(page("bulk", **LATER)).headers["Location"] == page("list", **LATER)
