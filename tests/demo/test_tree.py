from __future__ import annotations

from collections import Counter
from datetime import date

from dangvu.demo.planning.tree import Tree, load_tree

FOUNDING, LAST_DAY = date(2019, 3, 20), date(2021, 10, 14)
KINDS = ("grassroots_committee", "grassroots_cell", "subordinate_cell")


def _kinds(day: date) -> tuple[int, ...]:
    counts = Counter(unit.kind for unit in load_tree().on(day).values())
    return tuple(counts[kind] for kind in KINDS)


def test_tree_has_the_organisations_of_the_founding_day() -> None:
    assert _kinds(FOUNDING) == (31, 48, 203)


def test_tree_has_the_organisations_of_the_last_day() -> None:
    assert _kinds(LAST_DAY) == (33, 42, 209)


def test_tree_has_the_sectors_of_the_last_day() -> None:
    units = load_tree().on(LAST_DAY).values()
    counts = Counter((unit.sector, unit.kind) for unit in units if unit.kind in KINDS[:2])
    assert counts == {
        ("administrative_agency", "grassroots_committee"): 22,
        ("administrative_agency", "grassroots_cell"): 21,
        ("public_service_unit", "grassroots_committee"): 5,
        ("public_service_unit", "grassroots_cell"): 2,
        ("state_enterprise", "grassroots_committee"): 6,
        ("state_enterprise", "grassroots_cell"): 10,
        ("private_joint_stock", "grassroots_cell"): 2,
        ("other", "grassroots_cell"): 7,
    }


def _days(tree: Tree) -> list[date]:
    return [date(2008, 1, 1), *(decision.day for decision in tree.decisions)]


def test_decisions_are_in_the_order_of_their_days() -> None:
    assert _days(load_tree()) == sorted(_days(load_tree()))


def test_every_organisation_stands_under_one_that_exists() -> None:
    tree = load_tree()
    units = [(day, tree.on(day)) for day in _days(tree)]
    assert [(day, unit.key) for day, on in units for unit in on.values() if unit.parent and unit.parent not in on] == []


def test_every_code_belongs_to_one_organisation_a_day() -> None:
    tree = load_tree()
    codes = [Counter(unit.code for unit in tree.on(day).values()) for day in _days(tree)]
    assert [max(counts.values()) for counts in codes] == [1 for _ in codes]


def test_every_group_of_members_stands_in_a_cell() -> None:
    tree = load_tree()
    kinds = {tree.on(day)[slot.place(day)].kind for day in _days(tree) for slot in tree.slots}
    assert kinds == {"grassroots_cell", "subordinate_cell"}


def test_superior_committee_changes_with_the_move_and_the_merger() -> None:
    tree = load_tree()
    moved = next(slot for slot in tree.slots if slot.key == "dang-kiem")
    days = (date(2015, 12, 31), date(2016, 1, 4), date(2019, 3, 19), FOUNDING)
    assert [tree.superior_of(moved, day) for day in days] == ["DUKCQ", "DUKDN", "DUKDN", "DUK"]
