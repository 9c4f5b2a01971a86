from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.members.actions import Award, correct_record, end_memberships, qualify_members, transfer_members
from dangvu.members.models import Personal
from dangvu.members.queries import batches, profile, rolls, search, suspected_duplicates, timeline
from tests.factories.acts import do
from tests.factories.members import make_admission, make_member
from tests.factories.organizations import FIRST_DAY, make_actor

DAY = date(2012, 3, 5)


def test_batches_name_each_key_once() -> None:
    assert list(batches([3, 1, 3, 2])) == [[3, 1, 2]]


def test_batches_are_short_enough_for_one_statement() -> None:
    assert [len(batch) for batch in batches(range(900))] == [400, 400, 100]


def test_rolls_hold_the_whole_subtree_in_vietnamese_order(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Trần Văn Ấn")
    make_member(units["B"], full_name="Lê Thị Ân")
    make_member(units["C"], full_name="Ngô Văn An")
    assert [line.full_name for line in rolls(units["G"], as_of=DAY)] == ["Lê Thị Ân", "Trần Văn Ấn"]


def test_rolls_of_a_cell_say_where_and_in_which_status(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"])
    [line] = rolls(units["A"], as_of=date(2015, 7, 1))
    assert (line.member_id, line.organization_id, line.status) == (member, units["A"], "probationary")


def test_rolls_of_the_day_of_leaving_are_without_the_member(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(end_memberships, day=DAY, member_ids=[member], reason="died")
    assert [len(rolls(units["A"], as_of=day)) for day in (date(2012, 3, 4), DAY)] == [1, 0]


def test_rolls_before_the_organization_are_empty(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    assert rolls(units["A"], as_of=date(2007, 12, 31)) == []


def test_rolls_as_believed_earlier_are_without_later_knowledge(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], actor=make_actor(at=datetime(2010, 1, 1, tzinfo=UTC)))
    later = make_actor(at=datetime(2013, 1, 1, tzinfo=UTC))
    do(transfer_members, actor=later, day=DAY, member_ids=[member], to=None)
    believed = [
        len(rolls(units["A"], as_of=DAY, known_at=moment)) for moment in (datetime(2012, 12, 31, tzinfo=UTC), None)
    ]
    assert believed == [1, 0]


def test_profile_gathers_what_held_on_the_day(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], full_name="Sầm Thị Đủ")
    do(qualify_members, day=DAY, awards=[Award(member, "professional", "university")])
    shown = profile(member, as_of=DAY)
    assert shown.status is not None
    assert shown.affiliation is not None
    assert shown.occupation is not None
    assert (shown.personal.full_name, shown.status.status, shown.affiliation.organization_id) == (
        "Sầm Thị Đủ",
        "official",
        units["A"],
    )
    assert shown.occupation.code == "state_agency"
    assert [row.level for row in shown.qualifications] == ["upper_secondary", "university"]
    assert [row.day for row in shown.admissions] == [date(1994, 5, 19)]
    assert shown.youth_union is None


def test_profile_of_nobody_is_refused(db: None) -> None:
    with pytest.raises(Refusal) as refused:
        profile(uuid4(), as_of=DAY)
    assert [finding.code for finding in refused.value.findings] == ["members.unknown-member"]


def test_timeline_goes_from_birth_to_the_last_record(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], qualifications=())
    do(transfer_members, day=DAY, member_ids=[member], to=units["B"])
    assert [(event.day, event.what) for event in timeline(member)] == [
        (date(1970, 3, 15), "personal"),
        (date(1994, 5, 19), "admission"),
        (date(1994, 5, 19), "membershipstatus"),
        (date(1995, 5, 19), "membershipstatus"),
        (FIRST_DAY, "affiliation"),
        (FIRST_DAY, "occupation"),
        (DAY, "affiliation"),
    ]


def test_search_finds_every_word_with_or_without_diacritics(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Đặng Thị Hường")
    make_member(units["A"], full_name="Đặng Văn Hùng")
    assert [person.full_name for person in search("huong dang", as_of=DAY)] == ["Đặng Thị Hường"]
    assert [person.full_name for person in search("Đặng", as_of=DAY)] == ["Đặng Văn Hùng", "Đặng Thị Hường"]
    assert len(search("Đặng", as_of=DAY, limit=1)) == 1


def test_search_no_longer_finds_a_corrected_name(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Vũ Văn Sai")
    correct_record(actor=make_actor(), record=Personal.objects.get(), reason="Nhập nhầm", full_name="Vũ Văn Đúng")
    assert [person.full_name for person in search("vu van", as_of=DAY)] == ["Vũ Văn Đúng"]


def test_duplicates_share_name_and_birth_date(units: dict[str, UUID]) -> None:
    make_member(units["A"], full_name="Hồ Thị Đôi")
    make_member(units["B"], full_name="Hồ Thị Đôi")
    make_member(units["B"], full_name="Hồ Thị Đôi", birth_date=date(1971, 1, 1))
    make_member(units["C"], full_name="Hồ Thị Một")
    groups = suspected_duplicates(as_of=DAY)
    assert [[person.full_name for person in group] for group in groups] == [["Hồ Thị Đôi", "Hồ Thị Đôi"]]
