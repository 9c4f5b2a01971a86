from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from dangvu.audit.verify import verify_trail
from dangvu.kernel.days import FOREVER
from dangvu.members.actions import transfer_members
from dangvu.members.models import Admission, Affiliation
from dangvu.members.relations import count_members
from dangvu.organizations.actions import (
    Details,
    Newborn,
    Plan,
    preview_reorganization,
    reorganize,
    undo_reorganization,
)
from tests.factories.acts import do, refusal_of
from tests.factories.members import make_admission, make_member, make_members
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor

DAY = date(2012, 3, 5)


def places(member: UUID) -> list[tuple[UUID, date, date, str, str]]:
    rows = Affiliation.objects.believed().filter(member=member).order_by("valid_from")
    return list(rows.values_list("organization", "valid_from", "valid_to", "entry", "exit"))


def test_members_follow_their_cell_into_the_one_that_absorbs_it(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(reorganize, day=DAY, plan=Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],)))
    assert places(member) == [
        (units["A"], FIRST_DAY, DAY, "register", "reorganization"),
        (units["B"], DAY, FOREVER, "reorganization", ""),
    ]


def test_members_of_the_surviving_cell_stay_untouched(units: dict[str, UUID]) -> None:
    member = make_member(units["B"])
    do(reorganize, day=DAY, plan=Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],)))
    assert places(member) == [(units["B"], FIRST_DAY, FOREVER, "register", "")]


def test_member_named_by_the_plan_goes_elsewhere_than_the_cell(units: dict[str, UUID]) -> None:
    usual, other = make_members(units["A"], 2)
    plan = Plan("dissolve", predecessors=(units["A"],), cells={units["A"]: units["B"]}, members={other: units["C"]})
    do(reorganize, day=DAY, plan=plan)
    assert [places(usual)[1][0], places(other)[1][0]] == [units["B"], units["C"]]


def test_members_named_by_a_split_leave_the_cell_that_stays(units: dict[str, UUID]) -> None:
    staying, going = make_members(units["A"], 2)
    born = Newborn(Details("A9", "Chi bộ mới", "subordinate_cell", units["G"]))
    plan = Plan("split", survivors=(units["A"],), newborns=(born,), members={going: born.id})
    do(reorganize, day=DAY, plan=plan)
    assert [row[0] for row in places(staying)] == [units["A"]]
    assert [row[0] for row in places(going)] == [units["A"], born.id]


def test_plan_for_a_member_concerns_the_place_of_that_day_only(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=date(2013, 1, 1), member_ids=[member], to=units["C"])
    born = Newborn(Details("A9", "Chi bộ mới", "subordinate_cell", units["G"]))
    plan = Plan("split", survivors=(units["A"],), newborns=(born,), members={member: born.id})
    do(reorganize, day=DAY, plan=plan)
    assert [row[0] for row in places(member)] == [units["A"], born.id, units["C"]]


def test_arrival_recorded_for_later_goes_to_the_receiving_cell(units: dict[str, UUID]) -> None:
    member = make_member(units["C"])
    do(transfer_members, day=date(2013, 1, 1), member_ids=[member], to=units["A"])
    do(reorganize, day=DAY, plan=Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],)))
    assert places(member) == [
        (units["C"], FIRST_DAY, date(2013, 1, 1), "register", "internal_transfer"),
        (units["B"], date(2013, 1, 1), FOREVER, "internal_transfer", ""),
    ]


def test_arrival_on_the_day_itself_keeps_its_entry(units: dict[str, UUID]) -> None:
    member = make_admission(units["A"], day=date(2015, 6, 15))
    plan = Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],))
    do(reorganize, day=date(2015, 6, 15), plan=plan)
    assert places(member) == [(units["B"], date(2015, 6, 15), FOREVER, "admission", "")]


def test_admission_on_the_day_itself_goes_along_with_its_place(units: dict[str, UUID]) -> None:
    make_admission(units["A"], day=date(2015, 6, 15))
    make_admission(units["C"], day=date(2015, 6, 15))
    plan = Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],))
    do(reorganize, day=date(2015, 6, 15), plan=plan)
    believed = Admission.objects.believed().order_by("id").values_list("organization", flat=True)
    assert list(believed) == [units["C"], units["B"]]


def test_admission_of_the_day_stays_when_only_another_member_goes(units: dict[str, UUID]) -> None:
    make_admission(units["A"], day=DAY, decided_on=DAY)
    going = make_admission(units["A"], day=DAY, decided_on=DAY)
    born = Newborn(Details("A9", "Chi bộ mới", "subordinate_cell", units["G"]))
    plan = Plan("split", survivors=(units["A"],), newborns=(born,), members={going: born.id})
    do(reorganize, day=DAY, plan=plan)
    believed = Admission.objects.believed().order_by("id").values_list("organization", flat=True)
    assert list(believed) == [units["A"], born.id]


def test_admissions_stay_with_the_cell_that_held_them(units: dict[str, UUID]) -> None:
    make_admission(units["A"])
    plan = Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],))
    do(reorganize, day=date(2016, 1, 1), plan=plan)
    assert Admission.objects.believed().get().organization_id == units["A"]


def test_members_of_an_upgraded_cell_go_to_the_cells_below_it(units: dict[str, UUID]) -> None:
    member = make_member(units["C"])
    born = Newborn(Details("C1", "Chi bộ trực thuộc", "subordinate_cell", units["C"]))
    details = {units["C"]: {"kind": "grassroots_committee"}}
    do(reorganize, day=DAY, plan=Plan("upgrade", survivors=(units["C"],), newborns=(born,), details=details))
    assert places(member)[1] == (born.id, DAY, FOREVER, "reorganization", "")


def test_reorganization_without_a_place_for_members_is_refused(units: dict[str, UUID]) -> None:
    make_members(units["A"], 3)
    assert refusal_of(reorganize, day=DAY, plan=Plan("dissolve", predecessors=(units["A"],)))[0] == (
        "organizations.stranded",
        "Tổ chức A: còn 3 đảng viên chưa có nơi chuyển đến; hãy chọn nơi nhận trong kế hoạch sắp xếp.",
    )


def test_undone_reorganization_puts_everybody_back(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    plan = Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],))
    do(reorganize, day=DAY, plan=plan)
    later = make_actor(at=datetime(2022, 1, 1, tzinfo=UTC))
    undo_reorganization(actor=later, reorganization=plan.id, reason="Quyết định bị thu hồi")
    assert places(member) == [(units["A"], FIRST_DAY, FOREVER, "register", "")]
    assert verify_trail() == []


def test_preview_counts_members_before_and_after(units: dict[str, UUID]) -> None:
    make_members(units["A"], 3)
    make_members(units["B"], 4)
    plan = Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],))
    preview = preview_reorganization(actor=make_actor(), day=DAY, basis=BASIS, plan=plan)
    assert (preview.before["members"], preview.after["members"]) == (
        {units["A"]: 3, units["B"]: 4},
        {units["B"]: 7},
    )


def test_holding_counts_members_as_believed_at_a_moment(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], actor=make_actor(at=datetime(2010, 1, 1, tzinfo=UTC)))
    later = make_actor(at=datetime(2013, 1, 1, tzinfo=UTC))
    do(transfer_members, actor=later, day=DAY, member_ids=[member], to=units["B"])
    assert count_members(DAY, datetime(2012, 12, 31, tzinfo=UTC)) == {units["A"]: 1}
    assert count_members(DAY, None) == {units["B"]: 1}
