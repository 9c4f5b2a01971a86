from __future__ import annotations

from datetime import date
from uuid import UUID

from dangvu.committees.actions import appoint_members, name_heads, release_members
from dangvu.committees.models import CommitteeMember, HeadOfBody
from dangvu.committees.queries import benches, heads
from dangvu.kernel.days import FOREVER
from tests.committees.conftest import Party
from tests.factories.acts import STRANGER, codes_of, do, refusal_of
from tests.factories.committees import ELECTED, make_committee
from tests.factories.members import make_member

DAY = date(2017, 2, 1)


def seats(organization: UUID, day: date) -> list[tuple[UUID, str]]:
    return [(seat.member_id, seat.post) for seat in benches([organization], as_of=day)[organization].seats]


def test_appointment_adds_a_seat_until_the_end_of_the_term(party: Party) -> None:
    g, (a, b, c, d) = party.units["G"], party.members["A"][:4]
    make_committee(g, [a, b, c])
    do(appoint_members, day=DAY, organization_id=g, members=[(d, "member")])
    assert seats(g, DAY) == [(a, "secretary"), (b, "deputy_secretary"), (c, "member"), (d, "member")]
    assert CommitteeMember.objects.get(member=d).valid_to == FOREVER


def test_appointment_changes_the_posts_of_those_who_sit_already(party: Party) -> None:
    g, (a, b, c) = party.units["G"], party.members["A"][:3]
    make_committee(g, [a, b, c])
    do(appoint_members, day=DAY, organization_id=g, members=[(b, "secretary"), (a, "member")])
    bench = benches([g], as_of=DAY)[g]
    assert (bench.secretary, len(bench.seats)) == (b, 3)
    assert benches([g], as_of=date(2017, 1, 31))[g].secretary == a


def test_appointment_of_a_second_secretary_is_refused(party: Party) -> None:
    g, members = party.units["G"], party.members["A"]
    make_committee(g, members[:3])
    assert refusal_of(appoint_members, day=DAY, organization_id=g, members=[(members[3], "secretary")]) == [
        ("committees.second-secretary", "Tổ chức G: có 2 bí thư; một cấp ủy chỉ có một bí thư.")
    ]


def test_appointment_without_a_committee_is_refused(party: Party) -> None:
    g = party.units["G"]
    assert refusal_of(appoint_members, day=DAY, organization_id=g, members=[(party.members["A"][0], "member")]) == [
        (
            "committees.no-committee",
            f"{g}: tổ chức này không có cấp ủy vào ngày 1/2/2017; hãy ghi kết quả bầu hoặc chỉ định cấp ủy trước.",
        )
    ]


def test_appointment_names_every_fault(party: Party) -> None:
    g = party.units["G"]
    make_committee(g, party.members["A"][:3])
    outsider = party.members["C"][0]
    members = [(outsider, "treasurer"), (outsider, "treasurer")]
    assert codes_of(appoint_members, day=DAY, organization_id=g, members=members) == [
        "members.named-twice",
        "committees.unknown-post",
        "committees.not-on-the-rolls",
    ]


def test_release_ends_the_seat(party: Party) -> None:
    g, (a, b, c) = party.units["G"], party.members["A"][:3]
    make_committee(g, [a, b, c])
    do(release_members, day=DAY, organization_id=g, member_ids=[a])
    assert seats(g, DAY) == [(b, "deputy_secretary"), (c, "member")]
    assert benches([g], as_of=DAY)[g].secretary is None


def test_release_of_somebody_without_a_seat_is_refused(party: Party) -> None:
    g = party.units["G"]
    make_committee(g, party.members["A"][:3])
    other = make_member(party.units["A"], full_name="Chu Thị Ngoài")
    assert refusal_of(release_members, day=DAY, organization_id=g, member_ids=[other]) == [
        (
            "committees.no-seat",
            "Chu Thị Ngoài: không phải là cấp ủy viên của tổ chức này vào ngày 1/2/2017; hãy kiểm tra lại.",
        )
    ]


def test_changes_within_a_term_are_refused_to_a_stranger(party: Party) -> None:
    g, members = party.units["G"], party.members["A"]
    make_committee(g, members[:3])
    assert [
        codes_of(appoint_members, actor=STRANGER, day=DAY, organization_id=g, members=[(members[3], "member")]),
        codes_of(release_members, actor=STRANGER, day=DAY, organization_id=g, member_ids=members[:1]),
        codes_of(name_heads, actor=STRANGER, day=DAY, heads=[(g, members[0], "Giám đốc")]),
    ] == [["policy.denied"]] * 3


def test_head_takes_the_place_of_the_one_before(party: Party) -> None:
    g, (a, b) = party.units["G"], party.members["A"][:2]
    do(name_heads, day=ELECTED, heads=[(g, a, "Giám đốc")])
    do(name_heads, day=DAY, heads=[(g, b, "Quyền Giám đốc")])
    rows = HeadOfBody.objects.believed().order_by("valid_from").values_list("member", "title", "valid_to")
    assert list(rows) == [(a, "Giám đốc", DAY), (b, "Quyền Giám đốc", FOREVER)]
    assert heads([g], as_of=DAY)[g].member_id == b


def test_head_recorded_late_holds_until_the_next_one(party: Party) -> None:
    g, (a, b, c) = party.units["G"], party.members["A"][:3]
    do(name_heads, day=ELECTED, heads=[(g, a, "Giám đốc")])
    do(name_heads, day=date(2019, 1, 1), heads=[(g, b, "Giám đốc")])
    do(name_heads, day=DAY, heads=[(g, c, "Giám đốc")])
    rows = HeadOfBody.objects.believed().order_by("valid_from").values_list("member", "valid_to")
    assert list(rows) == [(a, DAY), (c, date(2019, 1, 1)), (b, FOREVER)]


def test_head_from_elsewhere_is_refused(party: Party) -> None:
    heads_of = [(party.units["G"], party.members["C"][0], "Giám đốc")]
    assert codes_of(name_heads, day=DAY, heads=heads_of) == ["committees.not-on-the-rolls"]


def test_two_heads_of_one_body_are_refused(party: Party) -> None:
    g, (a, b) = party.units["G"], party.members["A"][:2]
    assert refusal_of(name_heads, day=DAY, heads=[(g, a, "Giám đốc"), (g, b, "Giám đốc")]) == [
        ("committees.two-heads", "Tổ chức G: được nêu hai lần trong cùng một việc; hãy giữ một người đứng đầu.")
    ]


def test_head_before_the_organization_is_refused(party: Party) -> None:
    heads_of = [(party.units["G"], party.members["A"][0], "Giám đốc")]
    assert codes_of(name_heads, day=date(2007, 1, 1), heads=heads_of) == [
        "committees.no-such-organization",
        "committees.not-on-the-rolls",
    ]
