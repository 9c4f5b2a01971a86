"""Electing, appointing, releasing and correcting on pages."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from dangvu.audit.trail import act
from dangvu.committees.actions import correct_record, name_heads
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.queries import benches, heads
from dangvu.kernel.days import FOREVER
from tests.factories.acts import do
from tests.factories.committees import ELECTED, make_committee
from tests.factories.members import make_admission, make_members
from tests.factories.organizations import BASIS, make_actor, make_blocs
from tests.factories.web import reader

ON = date(2016, 1, 1)
BIRTH = "15/3/1970"


@pytest.fixture
def tree(db: None) -> dict[str, UUID]:
    return make_blocs()


@pytest.fixture
def members(tree: dict[str, UUID]) -> list[UUID]:
    named = ("Đỗ Thị Mận", "Phạm Thị Lụa", "Ngô Thị Tơ", "Vũ Thị Gấm")
    return [make_members(tree["A31"], 1, full_name=name)[0] for name in named]


@pytest.fixture
def client(tree: dict[str, UUID], client: Client) -> Client:
    reader(client)
    return client


def send(client: Client, tree: dict[str, UUID], path: str, **data: Any) -> Any:
    """Send a form about the committee of A3 for the first of January 2016."""
    basis = {"basis_symbol": BASIS.symbol, "basis_day": "20/12/2007", "basis_issuer": BASIS.issuer}
    return client.post(f"/committees/{tree['A3']}/{path}/?on=2016-01-01", {"day": "1/1/2016", **basis, **data})


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 422
    return dict(response.context["form"].errors)


def bench(tree: dict[str, UUID], day: date = ON) -> dict[UUID, str]:
    found = benches([tree["A3"]], as_of=day).get(tree["A3"])
    return {seat.member_id: seat.post for seat in found.seats} if found else {}


ELECTION = {
    "term": "2015-2020",
    "seats": "3",
    "person_0": "Đỗ Thị Mận",
    "post_0": "secretary",
    "person_1": f"pham thi lua, {BIRTH}",
    "post_1": "deputy_secretary",
    "person_4": "Ngô Thị Tơ",
    "post_4": "",
}


def test_committee_is_elected_by_names(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    response = send(client, tree, "elect", **ELECTION)
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/committees/{tree['A3']}/?on=2016-01-01",
    )
    assert bench(tree) == dict(zip(members[:3], ("secretary", "deputy_secretary", "member"), strict=True))
    term = CommitteeTerm.objects.get()
    assert (term.seats, term.committee.term, term.basis) == (3, "2015-2020", BASIS)


def test_election_form_has_a_line_for_everybody_who_may_be_elected(client: Client, tree: dict[str, UUID]) -> None:
    form = client.get(f"/committees/{tree['A3']}/elect/?on=2016-01-01").context["form"]
    lines = list(form.lines)
    assert (len(lines), [post.value() for _person, post in lines[:3]]) == (
        15,
        ["secretary", "deputy_secretary", "member"],
    )
    assert [field.name for field in form.others] == [
        "day",
        "term",
        "seats",
        "basis_symbol",
        "basis_day",
        "basis_issuer",
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"person_0": "Nguyễn Không Ai"},
            {
                "person_0": [
                    "không có đảng viên chính thức nào tên “Nguyễn Không Ai” ở đây vào ngày 1/1/2016; hãy kiểm tra lại."
                ],
            },
        ),
        (
            {"person_0": "Vũ Thị Gấm"},
            {"person_0": ["có 2 người tên như vậy; hãy ghi thêm ngày sinh, như “Vũ Thị Gấm, 15/3/1970”."]},
        ),
        (
            {"person_0": "Hồ Văn Dự Bị"},
            {
                "person_0": [
                    "không có đảng viên chính thức nào tên “Hồ Văn Dự Bị” ở đây vào ngày 1/1/2016; hãy kiểm tra lại."
                ]
            },
        ),
        (
            {"seats": "2"},
            {"seats": ["số lượng cấp ủy viên đã định là 2, không hợp với 3 người được bầu; hãy sửa lại."]},
        ),
        ({"seats": "nhiều"}, {"seats": ["Nhập một số tổng thể."]}),
        ({"day": ""}, {"day": ["chưa ghi; hãy điền vào đây."]}),
        ({"post_0": "member"}, {"__all__": ["Tổ chức A3: chưa có bí thư; hãy nêu người được bầu làm bí thư."]}),
    ],
)
def test_election_that_cannot_be_is_told_at_its_field(
    client: Client, tree: dict[str, UUID], members: list[UUID], changes: dict[str, str], expected: dict[str, list[str]]
) -> None:
    make_members(tree["A32"], 1, full_name="Vũ Thị Gấm", birth_date=date(1972, 1, 1))
    make_admission(tree["A31"], day=date(2015, 12, 1), decided_on=date(2015, 11, 20), full_name="Hồ Văn Dự Bị")
    response = send(client, tree, "elect", **(ELECTION | changes))
    assert errors(response) == expected
    assert bench(tree) == {}


def test_people_are_proposed_while_a_name_is_typed(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    address = f"/committees/{tree['A3']}/people/"
    assert client.get(address, {"person_3": "thi l", "on": "2016-01-01"}).context["proposed"] == [
        f"Phạm Thị Lụa, {BIRTH}"
    ]
    assert client.get(address, {"person": "", "on": "2016-01-01"}).context["proposed"] == []
    assert client.get(address, {"day": "thi"}).context["proposed"] == []


def test_member_is_appointed_and_changes_post(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    make_committee(tree["A3"], members[:3])
    response = send(client, tree, "appoint", person="Vũ Thị Gấm", post="deputy_secretary")
    assert (response.status_code, bench(tree)[members[3]]) == (302, "deputy_secretary")
    assert errors(send(client, tree, "appoint", person="Không Ai", post="member")) == {
        "person": ["không có đảng viên chính thức nào tên “Không Ai” ở đây vào ngày 1/1/2016; hãy kiểm tra lại."]
    }
    assert list(errors(send(client, tree, "appoint", day="mai", person="Vũ Thị Gấm", post="member"))) == ["day"]


def test_members_are_released(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    make_committee(tree["A3"], members)
    response = send(client, tree, "release", members=[str(members[2]), str(members[3])])
    assert (response.status_code, bench(tree)) == (
        302,
        {members[0]: "secretary", members[1]: "deputy_secretary"},
    )
    assert list(errors(send(client, tree, "release", members=["x"]))) == ["members"]


def test_nobody_is_released_where_there_is_no_committee(client: Client, tree: dict[str, UUID]) -> None:
    form = client.get(f"/committees/{tree['A3']}/release/?on=2016-01-01").context["form"]
    assert form.fields["members"].choices == []


def test_committee_is_ended(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    make_committee(tree["A3"], members)
    assert (send(client, tree, "end").status_code, bench(tree)) == (302, {})
    assert len(bench(tree, date(2015, 12, 31))) == len(members)
    assert [message.partition(": ")[2] for message in errors(send(client, tree, "end"))["__all__"]] == [
        "tổ chức này không có cấp ủy vào ngày 1/1/2016; hãy ghi kết quả bầu hoặc chỉ định cấp ủy trước."
    ]


def test_head_is_named_and_released(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    response = send(client, tree, "head", person="Đỗ Thị Mận", title="Giám đốc Sở")
    [head] = heads([tree["A3"]], as_of=ON).values()
    assert (response.status_code, head.member_id, head.title) == (302, members[0], "Giám đốc Sở")
    assert send(client, tree, "no-head", day="1/3/2016").status_code == 302
    assert heads([tree["A3"]], as_of=date(2016, 3, 1)) == {}
    assert errors(send(client, tree, "no-head", day="2/3/2016")) == {
        "__all__": ["chưa ghi ai là thủ trưởng vào ngày 2/3/2016; hãy kiểm tra lại ngày."]
    }
    assert list(errors(send(client, tree, "head", person="Không Ai", title="Giám đốc"))) == ["person"]
    assert list(errors(send(client, tree, "head", day="", person="Đỗ Thị Mận", title="Giám đốc"))) == ["day"]


@pytest.mark.parametrize("path", ["elect", "appoint", "release", "head", "no-head", "end"])
def test_form_of_each_act_is_shown_with_the_day_asked_about(client: Client, tree: dict[str, UUID], path: str) -> None:
    response = client.get(f"/committees/{tree['A3']}/{path}/", {"on": "2016-01-01"})
    assert (response.status_code, response.context["form"]["day"].value()) == (200, "1/1/2016")


def correcting(tree: dict[str, UUID], kind: str, key: int) -> str:
    return f"/committees/{tree['A3']}/correct/{kind}/{key}/"


@pytest.fixture
def seat(tree: dict[str, UUID], members: list[UUID]) -> CommitteeMember:
    make_committee(tree["A3"], members)
    return CommitteeMember.objects.get(member=members[2])


def right(seat: CommitteeMember, **changes: str) -> dict[str, str]:
    """What the form of a seat sends."""
    return {
        "post": seat.post,
        "valid_from": "20/5/2015",
        "valid_to": "",
        "reason": "ghi nhầm",
        "seen": str(seat.pk),
    } | changes


def test_post_is_corrected_with_a_reason(client: Client, tree: dict[str, UUID], seat: CommitteeMember) -> None:
    address = correcting(tree, "seat", seat.pk)
    form = client.get(address).context["form"]
    assert {name: form[name].value() for name in form.fields} == right(seat, reason="") | {
        "seen": seat.pk,
        "valid_to": None,
        "reason": None,
    }
    assert client.post(address, right(seat, post="standing_member")).status_code == 302
    assert bench(tree)[seat.member_id] == "standing_member"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"__all__": ["không có gì khác với điều đã ghi; hãy sửa mục sai."]}),
        ({"valid_to": "1/1/2015"}, {"valid_to": ["ngày kết thúc không sau ngày bắt đầu; hãy sửa một trong hai ngày."]}),
        ({"reason": " ", "post": "standing_member"}, {"reason": ["chưa ghi; hãy điền vào đây."]}),
    ],
)
def test_correction_that_cannot_be_is_told_at_its_field(
    client: Client,
    tree: dict[str, UUID],
    seat: CommitteeMember,
    changes: dict[str, str],
    expected: dict[str, list[str]],
) -> None:
    assert errors(client.post(correcting(tree, "seat", seat.pk), right(seat, **changes))) == expected


def test_term_and_head_are_corrected(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    make_committee(tree["A3"], members)
    do(name_heads, day=ELECTED, heads=[(tree["A3"], members[0], "Giám đốc Sở")])
    term, head = CommitteeTerm.objects.get(), HeadOfBody.objects.get()
    spell = {"valid_from": "20/5/2015", "valid_to": "", "reason": "ghi nhầm"}
    sent = {"seats": "9", "seen": str(term.pk), **spell}
    assert client.post(correcting(tree, "term", term.pk), sent).status_code == 302
    sent = {"title": "Chánh Văn phòng", "seen": str(head.pk), **spell, "valid_to": "1/1/2018"}
    assert client.post(correcting(tree, "head", head.pk), sent).status_code == 302
    assert [row.seats for row in CommitteeTerm.objects.believed()] == [9]
    assert [(row.title, row.valid_to) for row in HeadOfBody.objects.believed()] == [
        ("Chánh Văn phòng", date(2018, 1, 1))
    ]


def test_second_of_two_editors_sees_both_and_loses_nothing(
    client: Client, tree: dict[str, UUID], seat: CommitteeMember
) -> None:
    correct_record(actor=make_actor(), record=seat, reason="bầu bổ sung", valid_from=date(2015, 6, 1))
    address = correcting(tree, "seat", seat.pk)
    response = client.post(address, right(seat, post="standing_member"))
    assert response.status_code == 409
    assert [(one.label, one.seen, one.theirs, one.typed) for one in response.context["clashes"]] == [
        ("Từ ngày", "20/5/2015", "1/6/2015", "")
    ]
    form = response.context["form"]
    again = {name: form[name].value() for name in form.fields}
    assert (again["post"], again["valid_from"]) == ("standing_member", "1/6/2015")
    assert client.post(address, again | {"valid_to": again["valid_to"] or ""}).status_code == 302
    [now] = CommitteeMember.objects.believed().filter(member=seat.member_id)
    assert (now.post, now.valid_from, now.valid_to) == ("standing_member", date(2015, 6, 1), FOREVER)


def test_both_values_are_shown_when_both_changed_the_same(
    client: Client, tree: dict[str, UUID], seat: CommitteeMember
) -> None:
    correct_record(actor=make_actor(), record=seat, reason="bầu bổ sung", post="standing_member")
    response = client.post(correcting(tree, "seat", seat.pk), right(seat, post="deputy_secretary"))
    assert [(one.theirs, one.typed) for one in response.context["clashes"]] == [("Ủy viên ban thường vụ", "Phó bí thư")]


def test_record_of_elsewhere_is_not_corrected(client: Client, tree: dict[str, UUID], seat: CommitteeMember) -> None:
    address = f"/committees/{tree['A1']}/correct/seat/{seat.pk}/"
    assert client.get(address).status_code == 404
    assert client.post(correcting(tree, "seat", seat.pk), right(seat, seen="999999")).status_code == 404


def test_term_that_somebody_else_corrected_meanwhile_is_shown_with_both_values(
    client: Client, tree: dict[str, UUID], members: list[UUID]
) -> None:
    make_committee(tree["A3"], members)
    term = CommitteeTerm.objects.get()
    correct_record(
        actor=make_actor(), record=term, reason="theo nghị quyết đại hội", seats=7, valid_to=date(2020, 5, 1)
    )
    spell = {"valid_from": "20/5/2015", "valid_to": "", "reason": "ghi nhầm", "seen": str(term.pk)}
    response = client.post(correcting(tree, "term", term.pk), {"seats": "9", **spell})
    assert [(one.seen, one.theirs, one.typed) for one in response.context["clashes"]] == [
        ("4", "7", "9"),
        ("–", "1/5/2020", ""),
    ]


def test_record_that_was_ended_meanwhile_is_not_corrected(
    client: Client, tree: dict[str, UUID], seat: CommitteeMember
) -> None:
    with act(actor=make_actor(), verb="committees.correct_record", subject=tree["A3"]) as under_way:
        under_way.supersede([seat])
    assert errors(client.post(correcting(tree, "seat", seat.pk), right(seat, post="standing_member"))) == {
        "__all__": ["bản ghi vừa được người khác sửa; hãy mở lại để xem giá trị mới rồi làm lại."]
    }
