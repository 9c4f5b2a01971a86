from __future__ import annotations

from datetime import date
from uuid import UUID

from dangvu.audit.verify import verify_trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import FOREVER
from dangvu.members.actions import end_memberships, receive_members, transfer_members
from dangvu.members.models import Affiliation
from tests.factories.acts import STRANGER, codes_of, do, refusal_of
from tests.factories.members import make_member, make_members
from tests.factories.organizations import FIRST_DAY

DAY = date(2012, 3, 5)
Place = tuple[UUID, date, date, str, str]


def places(member: UUID) -> list[Place]:
    rows = Affiliation.objects.believed().filter(member=member).order_by("valid_from")
    return list(rows.values_list("organization", "valid_from", "valid_to", "entry", "exit"))


def test_transfer_inside_ends_one_place_and_begins_another_the_same_day(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=DAY, member_ids=[member], to=units["B"])
    assert places(member) == [
        (units["A"], FIRST_DAY, DAY, "register", "internal_transfer"),
        (units["B"], DAY, FOREVER, "internal_transfer", ""),
    ]


def test_transfer_rests_on_its_own_basis(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=DAY, member_ids=[member], to=units["B"], basis=Basis("07-GT/ĐU", DAY, "Đảng ủy G"))
    assert Affiliation.objects.get(valid_from=DAY).basis == Basis("07-GT/ĐU", DAY, "Đảng ủy G")


def test_transfer_out_ends_the_place_and_says_where_to(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=DAY, member_ids=[member], to=None, destination="Đảng bộ huyện Nà Lạn")
    assert places(member) == [(units["A"], FIRST_DAY, DAY, "register", "transfer_out")]
    assert Affiliation.objects.believed().get().destination == "Đảng bộ huyện Nà Lạn"
    assert verify_trail() == []


def test_transfer_recorded_late_holds_until_the_next_one(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=date(2014, 1, 1), member_ids=[member], to=None, destination="Nơi khác")
    do(transfer_members, day=DAY, member_ids=[member], to=units["C"])
    assert places(member) == [
        (units["A"], FIRST_DAY, DAY, "register", "internal_transfer"),
        (units["C"], DAY, date(2014, 1, 1), "internal_transfer", "transfer_out"),
    ]


def test_transfer_is_refused_to_a_stranger(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert codes_of(transfer_members, actor=STRANGER, day=DAY, member_ids=[member], to=units["B"]) == ["policy.denied"]


def test_transfer_to_the_same_cell_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Bùi Thị Ở")
    assert refusal_of(transfer_members, day=DAY, member_ids=[member], to=units["A"]) == [
        ("members.already-there", "Bùi Thị Ở: đã ở trong danh sách của chi bộ này; hãy chọn chi bộ khác.")
    ]


def test_transfer_to_what_is_no_cell_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert codes_of(transfer_members, day=DAY, member_ids=[member], to=units["G"]) == ["members.not-a-cell"]


def test_transfer_on_the_day_of_arrival_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Bùi Thị Vội")
    assert refusal_of(transfer_members, day=FIRST_DAY, member_ids=[member], to=units["B"]) == [
        (
            "members.same-day",
            "Bùi Thị Vội: mới vào danh sách đúng ngày 1/1/2008; hãy ghi việc này vào ngày sau đó.",
        )
    ]


def test_transfer_of_somebody_off_the_rolls_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Bùi Thị Vắng")
    do(transfer_members, day=DAY, member_ids=[member], to=None)
    assert refusal_of(transfer_members, day=DAY, member_ids=[member], to=units["B"]) == [
        (
            "members.off-the-rolls",
            "Bùi Thị Vắng: không có trong danh sách của chi bộ nào vào ngày 5/3/2012; hãy kiểm tra lại ngày.",
        )
    ]


def test_transfer_out_before_a_later_place_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=date(2013, 1, 1), member_ids=[member], to=units["B"])
    assert codes_of(transfer_members, day=DAY, member_ids=[member], to=None) == ["members.later-records"]


def test_reception_puts_back_on_the_rolls(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=DAY, member_ids=[member], to=None)
    do(receive_members, day=date(2014, 9, 1), member_ids=[member], organization_id=units["C"], origin="Nơi khác")
    assert places(member)[1:] == [(units["C"], date(2014, 9, 1), FOREVER, "transfer_in", "")]


def test_reception_of_somebody_on_the_rolls_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Hoàng Văn Đây")
    sentence = "đang ở trong danh sách của một chi bộ; hãy dùng việc chuyển sinh hoạt thay cho tiếp nhận."
    assert refusal_of(receive_members, day=DAY, member_ids=[member], organization_id=units["C"]) == [
        ("members.on-the-rolls", f"Hoàng Văn Đây: {sentence}")
    ]


def test_reception_before_a_later_place_is_refused_as_an_overlap(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert codes_of(receive_members, day=date(2007, 1, 1), member_ids=[member], organization_id=units["C"]) == [
        "members.no-such-cell"
    ]
    do(transfer_members, day=DAY, member_ids=[member], to=None)
    do(receive_members, day=date(2014, 9, 1), member_ids=[member], organization_id=units["C"])
    assert codes_of(receive_members, day=date(2013, 9, 1), member_ids=[member], organization_id=units["B"]) == [
        "records.overlap"
    ]


def test_reception_of_somebody_who_left_the_party_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(end_memberships, day=DAY, member_ids=[member], reason="resigned")
    assert codes_of(receive_members, day=date(2013, 1, 1), member_ids=[member], organization_id=units["C"]) == [
        "members.no-member-then"
    ]


def test_transfer_of_many_is_one_act(units: dict[str, UUID]) -> None:
    members = make_members(units["A"], 5)
    do(transfer_members, day=DAY, member_ids=members, to=units["B"])
    assert Affiliation.objects.on(DAY).filter(organization=units["B"]).count() == 5
    assert Affiliation.objects.filter(valid_from=DAY).values("recorded_in").distinct().count() == 1
