from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.committees.actions import Election, elect_committees
from dangvu.committees.models import Committee, CommitteeMember, CommitteeTerm
from dangvu.kernel.days import FOREVER
from tests.committees.conftest import Party
from tests.factories.acts import STRANGER, codes_of, do, refusal_of, statements
from tests.factories.committees import ELECTED, make_committee, make_election
from tests.factories.members import make_member

NEXT = date(2020, 5, 20)


def refused(election: Election, day: date = ELECTED) -> list[tuple[str, str]]:
    return refusal_of(elect_committees, day=day, elections=[election])


def with_posts(party: Party, unit: str, *posts: str, seats: int | None = None) -> Election:
    people = [*party.members["A"], *party.members["B"]] if unit == "G" else party.members[unit]
    members = tuple(zip(people, posts, strict=False))
    election = make_election(party.units[unit], people[: len(posts)])
    return replace(election, members=members, seats=seats or len(members))


def test_election_puts_a_committee_in_office(party: Party) -> None:
    first, second, third = party.members["A"][:3]
    committee = make_committee(party.units["G"], [first, second, third])
    assert Committee.objects.values_list("pk", "organization", "term").get() == (
        committee,
        party.units["G"],
        "2015-2020",
    )
    assert CommitteeTerm.objects.values_list("organization", "seats", "valid_from", "valid_to").get() == (
        party.units["G"],
        3,
        ELECTED,
        FOREVER,
    )
    assert list(CommitteeMember.objects.order_by("id").values_list("member", "post")) == [
        (first, "secretary"),
        (second, "deputy_secretary"),
        (third, "member"),
    ]


def test_election_ends_the_committee_before_with_its_seats(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    make_committee(party.units["G"], party.members["B"][:3], day=NEXT, term="2020-2025")
    assert list(CommitteeTerm.objects.believed().order_by("valid_from").values_list("valid_from", "valid_to")) == [
        (ELECTED, NEXT),
        (NEXT, FOREVER),
    ]
    assert set(CommitteeMember.objects.on(NEXT).values_list("member", flat=True)) == set(party.members["B"][:3])
    assert verify_trail() == []


def test_elections_of_many_committees_are_one_act(party: Party) -> None:
    elections = [
        make_election(party.units["G"], party.members["A"][:3]),
        make_election(party.units["C"], party.members["C"][:2]),
    ]
    do(elect_committees, day=ELECTED, elections=elections)
    line = Line.objects.last()
    assert line is not None
    assert (line.verb, line.subject, line.details) == (
        "committees.elect_committees",
        None,
        {"committees": 2, "members": 5},
    )


def test_elections_take_as_many_statements_for_many_as_for_one(party: Party) -> None:
    one = [make_election(party.units["A"], party.members["A"][:3])]
    many = [make_election(party.units[cell], party.members[cell][:2]) for cell in ("B", "C")]
    counts = [
        statements(elect_committees, day=ELECTED, elections=one),
        statements(elect_committees, day=ELECTED, elections=many),
    ]
    assert counts[0] == counts[1]


def test_committee_with_a_standing_board_within_its_share_is_elected(party: Party) -> None:
    posts = ["secretary", "deputy_secretary", "standing_member", *["member"] * 6]
    do(elect_committees, day=ELECTED, elections=[with_posts(party, "G", *posts)])
    assert CommitteeMember.objects.filter(post="standing_member").count() == 1


def test_committee_may_leave_a_seat_vacant(party: Party) -> None:
    do(elect_committees, day=ELECTED, elections=[with_posts(party, "G", "secretary", "member", "member", seats=5)])
    assert CommitteeTerm.objects.get().seats == 5


def test_election_is_refused_to_a_stranger(party: Party) -> None:
    election = make_election(party.units["G"], party.members["A"][:3])
    assert codes_of(elect_committees, actor=STRANGER, day=ELECTED, elections=[election]) == ["policy.denied"]


def test_second_secretary_is_refused(party: Party) -> None:
    assert refused(with_posts(party, "G", "secretary", "secretary", "member")) == [
        ("committees.second-secretary", "Tổ chức G: có 2 bí thư; một cấp ủy chỉ có một bí thư.")
    ]


def test_committee_without_a_secretary_is_refused(party: Party) -> None:
    assert refused(with_posts(party, "G", "deputy_secretary", "member", "member")) == [
        ("committees.no-secretary", "Tổ chức G: chưa có bí thư; hãy nêu người được bầu làm bí thư.")
    ]


def test_committee_with_too_many_deputies_is_refused(party: Party) -> None:
    assert refused(with_posts(party, "G", "secretary", *["deputy_secretary"] * 3)) == [
        (
            "committees.too-many-deputies",
            "Tổ chức G: có 3 phó bí thư, nhiều hơn mức 2; hãy bớt phó bí thư.",
        )
    ]


def test_committee_with_too_few_members_is_refused(party: Party) -> None:
    assert refused(with_posts(party, "G", "secretary", "member")) == [
        (
            "committees.too-few-members",
            "Tổ chức G: chỉ có 2 cấp ủy viên, ít hơn mức 3; hãy nêu đủ cấp ủy viên.",
        )
    ]


def test_committee_with_too_many_members_is_refused(party: Party) -> None:
    assert refused(with_posts(party, "A", "secretary", *["member"] * 7, seats=7)) == [
        (
            "committees.too-many-members",
            "Tổ chức A: có 8 cấp ủy viên, nhiều hơn mức 7; hãy bớt số cấp ủy viên.",
        ),
        (
            "committees.seats-do-not-fit",
            "Tổ chức A: số lượng cấp ủy viên đã định là 7, không hợp với 8 người được bầu; hãy sửa lại.",
        ),
    ]


def test_more_seats_than_the_highest_number_are_refused(party: Party) -> None:
    assert [code for code, _sentence in refused(with_posts(party, "A", "secretary", seats=8))] == [
        "committees.seats-do-not-fit"
    ]


def test_large_standing_board_is_refused(party: Party) -> None:
    posts = ["secretary", "deputy_secretary", "standing_member", *["member"] * 5]
    assert refused(with_posts(party, "G", *posts)) == [
        (
            "committees.large-standing-board",
            "Tổ chức G: ban thường vụ có 3 người, quá phần cho phép của 8 cấp ủy viên; hãy bớt ủy viên.",
        )
    ]


def test_committee_of_a_small_cell_is_refused(party: Party) -> None:
    assert refused(with_posts(party, "C", "secretary", "deputy_secretary", "member")) == [
        (
            "committees.needless-committee",
            "Tổ chức C: có 4 đảng viên chính thức, chưa đủ 9 để bầu chi ủy; chỉ nêu bí thư và phó bí thư.",
        )
    ]


def test_unknown_post_is_refused(party: Party) -> None:
    assert [code for code, _sentence in refused(with_posts(party, "A", "secretary", "treasurer"))] == [
        "committees.unknown-post"
    ]


def test_member_of_another_organization_is_refused(party: Party) -> None:
    outsider = make_member(party.units["C"], full_name="Tạ Văn Ngoài")
    election = make_election(party.units["G"], [*party.members["A"][:2], outsider])
    assert refused(election) == [
        (
            "committees.not-on-the-rolls",
            (
                "Tạ Văn Ngoài: không ở trong danh sách của tổ chức này hoặc cấp dưới của nó vào ngày 20/5/2015;"
                " hãy chọn người khác."
            ),
        )
    ]


def test_probationary_member_is_refused(party: Party) -> None:
    details = {"admitted_on": date(2014, 9, 2), "decided_on": date(2014, 9, 1), "official_on": None}
    newcomer = make_member(party.units["A"], full_name="Tạ Văn Mới", since=date(2014, 9, 2), **details)
    assert refused(make_election(party.units["G"], [*party.members["A"][:2], newcomer])) == [
        (
            "committees.not-official",
            (
                "Tạ Văn Mới: không phải là đảng viên chính thức vào ngày 20/5/2015;"
                " cấp ủy viên phải là đảng viên chính thức."
            ),
        )
    ]


def test_member_named_twice_is_refused(party: Party) -> None:
    election = make_election(party.units["G"], [*party.members["A"][:2], party.members["A"][0]])
    assert [code for code, _sentence in refused(election)] == ["members.named-twice"]


def test_two_committees_at_once_are_refused(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3], day=NEXT, term="2020-2025")
    assert refused(make_election(party.units["G"], party.members["B"][:3])) == [
        (
            "committees.two-at-once",
            "Tổ chức G: đã có cấp ủy khác được ghi từ ngày 20/5/2015 trở đi; một tổ chức chỉ có một cấp ủy cùng lúc.",
        )
    ]


def test_two_elections_of_one_organization_in_one_act_are_refused(party: Party) -> None:
    election = make_election(party.units["G"], party.members["A"][:3])
    again = replace(election, id=uuid4())
    assert codes_of(elect_committees, day=ELECTED, elections=[election, again]) == ["committees.two-at-once"]


@pytest.mark.parametrize("day", [date(2007, 12, 31)])
def test_election_before_the_organization_is_refused(party: Party, day: date) -> None:
    election = replace(make_election(party.units["G"], []), members=())
    assert [code for code, _sentence in refused(election, day)] == ["committees.no-such-organization"]


def test_two_elections_of_an_unknown_organization_name_it_once_each(party: Party) -> None:
    unknown = Election(organization_id=uuid4(), term="2015-2020", seats=0, members=())
    assert codes_of(elect_committees, day=ELECTED, elections=[unknown, replace(unknown, id=uuid4())]) == [
        "committees.no-such-organization",
        "committees.no-such-organization",
    ]
