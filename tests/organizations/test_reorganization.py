from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.kernel.basis import Basis
from dangvu.members.models import Affiliation
from dangvu.organizations.actions import Plan, reorganize
from dangvu.organizations.models import OrganizationRecord, Reorganization, Succession
from tests.factories.members import make_members
from tests.factories.organizations import drawn_tree, make_actor, make_blocs, make_newborn

pytestmark = pytest.mark.django_db

DAY = date(2019, 3, 20)
DAY_BEFORE = date(2019, 3, 19)
DECISION = Basis("1202-QĐ/TU", date(2019, 3, 20), "Ban Thường vụ Tỉnh ủy Lam Sơn")
ACTOR = make_actor(at=datetime(2019, 3, 25, 8, tzinfo=UTC))


def carry_out(plan: Plan, *, day: date = DAY) -> Reorganization:
    return reorganize(actor=ACTOR, day=day, basis=DECISION, plan=plan)


def succession(plan: Plan, names: Mapping[UUID, str]) -> set[tuple[str, str, bool]]:
    """Who was followed by whom: ``(predecessor, successor, wholly)``, empty for nobody."""
    written = Succession.objects.believed().filter(reorganization=plan.id)
    pairs = written.values_list("predecessor", "successor", "whole")
    return {(names.get(before, ""), names.get(after, ""), whole) for before, after, whole in pairs}


def named(ids: Mapping[str, UUID], **newborns: UUID) -> dict[UUID, str]:
    return {identity: code for code, identity in {**ids, **newborns}.items()}


def rolls(ids: Mapping[str, UUID], day: date) -> dict[str, int]:
    names = named(ids)
    found: dict[str, int] = {}
    for place in Affiliation.objects.on(day):
        name = names.get(place.organization_id, "new")
        found[name] = found.get(name, 0) + 1
    return found


def test_establishing_begins_new_organizations_below_each_other() -> None:
    ids = make_blocs()
    committee = make_newborn("grassroots_committee", ids["A"], code="A4")
    cell = make_newborn("subordinate_cell", committee.id, code="A41")
    plan = Plan("establish", newborns=(committee, cell))
    carry_out(plan)
    assert drawn_tree(DAY)["A41"] == ("subordinate_cell", "A4")
    assert "A4" not in drawn_tree(DAY_BEFORE)
    assert succession(plan, named(ids, A4=committee.id, A41=cell.id)) == {("", "A4", False), ("", "A41", False)}


def test_dissolving_ends_an_organization_and_keeps_its_past() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"],))
    carry_out(plan)
    assert "A1" not in drawn_tree(DAY)
    assert drawn_tree(DAY_BEFORE)["A1"] == ("grassroots_cell", "A")
    assert succession(plan, named(ids)) == {("A1", "", False)}


def test_dissolving_a_committee_with_its_cells_ends_all_of_them() -> None:
    ids = make_blocs()
    carry_out(Plan("dissolve", predecessors=(ids["A3"], ids["A31"], ids["A32"])))
    assert drawn_tree(DAY).keys() == {"T", "A", "A1", "A2", "B", "B1", "B2", "B21"}


def test_dissolving_sends_members_where_the_plan_says() -> None:
    ids = make_blocs()
    members = make_members(ids["A1"], 3)
    plan = Plan("dissolve", predecessors=(ids["A1"],), cells={ids["A1"]: ids["A2"]}, members={members[0]: ids["B1"]})
    carry_out(plan)
    assert rolls(ids, DAY_BEFORE) == {"A1": 3}
    assert rolls(ids, DAY) == {"A2": 2, "B1": 1}


def test_absorbing_ends_one_organization_in_another_that_keeps_its_name() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 4)
    make_members(ids["A2"], 3)
    plan = Plan("absorb", predecessors=(ids["A1"],), survivors=(ids["A2"],))
    carry_out(plan)
    assert "A1" not in drawn_tree(DAY)
    assert rolls(ids, DAY) == {"A2": 7}
    assert succession(plan, named(ids)) == {("A1", "A2", True), ("A2", "A2", False)}


def test_absorbing_into_two_organizations_follows_the_receiving_cells() -> None:
    ids = make_blocs()
    cells = {ids["A31"]: ids["A1"], ids["A32"]: ids["A2"]}
    plan = Plan(
        "absorb",
        predecessors=(ids["A31"], ids["A32"]),
        survivors=(ids["A1"], ids["A2"]),
        cells=cells,
    )
    carry_out(plan)
    assert succession(plan, named(ids)) == {
        ("A31", "A1", True),
        ("A32", "A2", True),
        ("A1", "A1", False),
        ("A2", "A2", False),
    }


def test_merging_two_committees_brings_everything_below_them_under_the_new_one() -> None:
    ids = make_blocs()
    bloc = make_newborn("superior_committee", ids["T"], code="C")
    plan = Plan("merge", predecessors=(ids["A"], ids["B"]), newborns=(bloc,))
    carry_out(plan)
    assert drawn_tree(DAY) == {
        "T": ("provincial_committee", ""),
        "C": ("superior_committee", "T"),
        "A1": ("grassroots_cell", "C"),
        "A2": ("grassroots_cell", "C"),
        "A3": ("grassroots_committee", "C"),
        "A31": ("subordinate_cell", "A3"),
        "A32": ("subordinate_cell", "A3"),
        "B1": ("grassroots_cell", "C"),
        "B2": ("grassroots_committee", "C"),
        "B21": ("subordinate_cell", "B2"),
    }
    assert drawn_tree(DAY_BEFORE)["A1"] == ("grassroots_cell", "A")
    assert succession(plan, named(ids, C=bloc.id)) == {("A", "C", True), ("B", "C", True)}


def test_merging_four_cells_into_two_at_once_follows_the_receiving_cells() -> None:
    ids = make_blocs()
    first, second = (make_newborn("grassroots_cell", ids["A"], code=code) for code in ("C1", "C2"))
    make_members(ids["A1"], 3)
    make_members(ids["B1"], 4)
    cells = {ids["A1"]: first.id, ids["A2"]: first.id, ids["B1"]: second.id, ids["B21"]: second.id}
    plan = Plan("merge", predecessors=tuple(cells), newborns=(first, second), cells=cells)
    carry_out(plan)
    assert rolls(ids | {"C1": first.id, "C2": second.id}, DAY) == {"C1": 3, "C2": 4}
    assert succession(plan, named(ids, C1=first.id, C2=second.id)) == {
        ("A1", "C1", True),
        ("A2", "C1", True),
        ("B1", "C2", True),
        ("B21", "C2", True),
    }


def test_merging_two_cells_into_a_committee_puts_their_members_into_its_new_cells() -> None:
    ids = make_blocs()
    committee = make_newborn("grassroots_committee", ids["A"], code="C")
    cells = [make_newborn("subordinate_cell", committee.id, code=code) for code in ("C1", "C2")]
    make_members(ids["A1"], 3)
    make_members(ids["A2"], 4)
    plan = Plan(
        "merge",
        predecessors=(ids["A1"], ids["A2"]),
        newborns=(committee, *cells),
        cells={ids["A1"]: cells[0].id, ids["A2"]: cells[1].id},
    )
    carry_out(plan)
    born = {"C": committee.id, "C1": cells[0].id, "C2": cells[1].id}
    assert rolls(ids | born, DAY) == {"C1": 3, "C2": 4}
    assert succession(plan, named(ids, **born)) == {
        ("A1", "C", True),
        ("A2", "C", True),
        ("", "C1", False),
        ("", "C2", False),
    }


def test_merging_two_pairs_of_committees_follows_the_new_superior_of_their_cells() -> None:
    ids = make_blocs()
    first, second = (make_newborn("grassroots_committee", ids["T"], code=code) for code in ("C1", "C2"))
    children = {ids["A31"]: first.id, ids["A32"]: first.id, ids["B21"]: second.id}
    plan = Plan("merge", predecessors=(ids["A3"], ids["B2"]), newborns=(first, second), children=children)
    carry_out(plan)
    assert succession(plan, named(ids, C1=first.id, C2=second.id)) == {("A3", "C1", True), ("B2", "C2", True)}


def test_splitting_a_cell_that_ends_divides_its_members() -> None:
    ids = make_blocs()
    members = make_members(ids["A1"], 5)
    halves = [make_newborn("grassroots_cell", ids["A"], code=code) for code in ("C1", "C2")]
    plan = Plan(
        "split",
        predecessors=(ids["A1"],),
        newborns=tuple(halves),
        cells={ids["A1"]: halves[0].id},
        members=dict.fromkeys(members[:2], halves[1].id),
    )
    carry_out(plan)
    born = {"C1": halves[0].id, "C2": halves[1].id}
    assert rolls(ids | born, DAY) == {"C1": 3, "C2": 2}
    assert succession(plan, named(ids, **born)) == {("A1", "C1", False), ("A1", "C2", False)}


def test_splitting_off_a_cell_leaves_the_rest_where_it_is() -> None:
    ids = make_blocs()
    members = make_members(ids["A1"], 5)
    off = make_newborn("grassroots_cell", ids["A"], code="C1")
    plan = Plan("split", survivors=(ids["A1"],), newborns=(off,), members=dict.fromkeys(members[:2], off.id))
    carry_out(plan)
    assert rolls(ids | {"C1": off.id}, DAY) == {"A1": 3, "C1": 2}
    assert succession(plan, named(ids, C1=off.id)) == {("A1", "A1", False), ("A1", "C1", False)}


def test_splitting_a_committee_takes_some_of_its_cells_along() -> None:
    ids = make_blocs()
    off = make_newborn("grassroots_committee", ids["A"], code="C1")
    carry_out(Plan("split", survivors=(ids["A3"],), newborns=(off,), children={ids["A32"]: off.id}))
    assert drawn_tree(DAY)["A31"] == ("subordinate_cell", "A3")
    assert drawn_tree(DAY)["A32"] == ("subordinate_cell", "C1")


def test_upgrading_a_cell_keeps_its_identity_and_moves_its_members_into_its_new_cell() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    cell = make_newborn("subordinate_cell", ids["A1"], code="A11")
    details = {ids["A1"]: {"kind": "grassroots_committee", "name": "Đảng bộ Trường Cao đẳng Lam Sơn"}}
    plan = Plan("upgrade", survivors=(ids["A1"],), newborns=(cell,), details=details)
    carry_out(plan)
    assert drawn_tree(DAY)["A1"] == ("grassroots_committee", "A")
    assert drawn_tree(DAY)["A11"] == ("subordinate_cell", "A1")
    assert rolls(ids | {"A11": cell.id}, DAY) == {"A11": 3}
    assert succession(plan, named(ids, A11=cell.id)) == {("A1", "A1", False), ("", "A11", False)}


def test_downgrading_a_committee_ends_its_cells_in_it() -> None:
    ids = make_blocs()
    make_members(ids["A31"], 3)
    make_members(ids["A32"], 4)
    plan = Plan(
        "downgrade",
        predecessors=(ids["A31"], ids["A32"]),
        survivors=(ids["A3"],),
        details={ids["A3"]: {"kind": "grassroots_cell"}},
    )
    carry_out(plan)
    assert drawn_tree(DAY)["A3"] == ("grassroots_cell", "A")
    assert rolls(ids, DAY) == {"A3": 7}
    assert succession(plan, named(ids)) == {("A3", "A3", False), ("A31", "A3", True), ("A32", "A3", True)}


def test_downgrading_two_committees_at_once_ends_each_cell_in_its_own() -> None:
    ids = make_blocs()
    plan = Plan(
        "downgrade",
        predecessors=(ids["A31"], ids["A32"], ids["B21"]),
        survivors=(ids["A3"], ids["B2"]),
        details={ids["A3"]: {"kind": "grassroots_cell"}, ids["B2"]: {"kind": "grassroots_cell"}},
    )
    carry_out(plan)
    assert ("A32", "A3", True) in succession(plan, named(ids))
    assert ("B21", "B2", True) in succession(plan, named(ids))


def test_moving_puts_an_organization_with_all_below_it_under_another() -> None:
    ids = make_blocs()
    plan = Plan("move", survivors=(ids["A3"],), details={ids["A3"]: {"parent": ids["B"]}})
    carry_out(plan)
    assert drawn_tree(DAY)["A3"] == ("grassroots_committee", "B")
    assert drawn_tree(DAY)["A31"] == ("subordinate_cell", "A3")
    assert succession(plan, named(ids)) == {("A3", "A3", False)}


def test_renaming_changes_the_name_from_the_day_on() -> None:
    ids = make_blocs()
    carry_out(Plan("rename", survivors=(ids["A1"],), details={ids["A1"]: {"name": "Chi bộ Sở Nội vụ"}}))
    names = OrganizationRecord.objects.believed().filter(organization=ids["A1"]).order_by("valid_from")
    assert list(names.values_list("name", "valid_from")) == [
        ("Tổ chức A1", date(2008, 1, 1)),
        ("Chi bộ Sở Nội vụ", DAY),
    ]


def test_two_changes_of_one_day_leave_the_second() -> None:
    ids = make_blocs()
    carry_out(Plan("rename", survivors=(ids["A1"],), details={ids["A1"]: {"name": "Chi bộ Sở Nội vụ"}}))
    carry_out(Plan("move", survivors=(ids["A1"],), details={ids["A1"]: {"parent": ids["B"]}}))
    names = OrganizationRecord.objects.believed().filter(organization=ids["A1"]).order_by("valid_from")
    assert list(names.values_list("name", "parent", "valid_from")) == [
        ("Tổ chức A1", ids["A"], date(2008, 1, 1)),
        ("Chi bộ Sở Nội vụ", ids["B"], DAY),
    ]


def test_what_begins_by_a_decision_rests_on_it_and_what_ends_keeps_its_own_basis() -> None:
    ids = make_blocs()
    carry_out(Plan("rename", survivors=(ids["A1"],), details={ids["A1"]: {"name": "Chi bộ Sở Nội vụ"}}))
    records = OrganizationRecord.objects.believed().filter(organization=ids["A1"]).order_by("valid_from")
    assert [record.basis.symbol for record in records] == ["01-QĐ/TU", "1202-QĐ/TU"]


def test_children_of_an_ended_organization_may_be_given_new_details() -> None:
    ids = make_blocs()
    bloc = make_newborn("superior_committee", ids["T"], code="C")
    details: dict[UUID, dict[str, Any]] = {ids["A1"]: {"code": "C-01"}, ids["B1"]: {"parent": ids["T"]}}
    plan = Plan(
        "merge",
        predecessors=(ids["A"], ids["B"]),
        newborns=(bloc,),
        details=details,
        children={ids["B1"]: ids["T"]},
    )
    carry_out(plan)
    assert drawn_tree(DAY)["C-01"] == ("grassroots_cell", "C")
    assert drawn_tree(DAY)["B1"] == ("grassroots_cell", "T")


def test_a_reorganization_is_one_line_of_the_trail_that_says_what_it_did() -> None:
    ids = make_blocs()
    bloc = make_newborn("superior_committee", ids["T"], code="C")
    plan = Plan("merge", predecessors=(ids["A"], ids["B"]), newborns=(bloc,), note="Đại hội I họp sau")
    event = carry_out(plan)
    line = Line.objects.last()
    assert line is not None
    assert (line.number, line.verb, line.day, line.subject) == (2, "organizations.reorganize", DAY, plan.id)
    assert line.details == {
        "kind": "merge",
        "predecessors": [str(ids["A"]), str(ids["B"])],
        "survivors": [],
        "newborns": [str(bloc.id)],
        "children": 5,
    }
    assert (event.identity, event.kind, event.day, event.note) == (plan.id, "merge", DAY, "Đại hội I họp sau")
    assert verify_trail() == []


def test_what_was_known_before_the_reorganization_was_recorded_stays_as_it_was() -> None:
    ids = make_blocs()
    carry_out(Plan("dissolve", predecessors=(ids["A1"],)))
    assert drawn_tree(DAY, known_at=datetime(2019, 3, 22, tzinfo=UTC))["A1"] == ("grassroots_cell", "A")
