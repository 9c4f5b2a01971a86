from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from dangvu.audit import trail
from dangvu.kernel.contracts import Check, registered
from dangvu.organizations.models import Organization, OrganizationRecord
from tests.factories.organizations import FIRST_DAY, make_actor, make_blocs, make_organization

pytestmark = pytest.mark.django_db

LAST_DAY = date(2021, 10, 14)


def smuggle(**details: Any) -> UUID:
    """Write a record past the acts that would refuse it."""
    named = {"code": "X", "name": "Chi bộ X", "kind": "grassroots_cell", "valid_from": FIRST_DAY}
    with trail.act(actor=make_actor(), verb="tests.smuggle") as act:
        organization = details.pop("organization_id", None) or act.identify([Organization()])[0].id
        act.add([OrganizationRecord(**(named | {"organization_id": organization} | details))])
    return organization


def found(on: date = LAST_DAY) -> list[tuple[str, str]]:
    """The checks of this room that find something, and the place of each finding."""
    checks = [check for check in registered(Check) if check.code.startswith("organizations.")]
    return [(check.code, finding.place) for check in checks for finding in check.run(on, None)]


def test_a_tree_made_by_acts_has_no_faults() -> None:
    make_blocs()
    assert found() == []


def test_doctor_finds_a_kind_that_does_not_exist() -> None:
    ids = make_blocs()
    smuggle(parent_id=ids["A"], kind="bloc")
    assert found() == [("organizations.codes", "Chi bộ X"), ("organizations.placement", "Chi bộ X")]


def test_doctor_finds_both_holders_of_one_code() -> None:
    ids = make_blocs()
    smuggle(parent_id=ids["A"], code="A1")
    assert found() == [("organizations.shared-codes", "Tổ chức A1"), ("organizations.shared-codes", "Chi bộ X")]


def test_a_code_used_again_after_its_holder_ended_is_no_fault() -> None:
    ids = make_blocs()
    smuggle(parent_id=ids["A"], valid_to=date(2010, 1, 1))
    smuggle(parent_id=ids["A"], valid_from=date(2010, 1, 1), name="Chi bộ Y")
    assert found() == []


def test_doctor_finds_organizations_that_stand_below_themselves_on_some_days_only() -> None:
    make_blocs()
    first = smuggle(kind="grassroots_committee", code="X1", name="Đảng bộ 1", valid_to=date(2012, 1, 1))
    second = smuggle(kind="grassroots_committee", code="X2", name="Đảng bộ 2", parent_id=first)
    smuggle(
        organization_id=first,
        kind="grassroots_committee",
        code="X1",
        name="Đảng bộ 1",
        parent_id=second,
        valid_from=date(2012, 1, 1),
    )
    assert [place for code, place in found() if code == "organizations.cycles"] == ["Đảng bộ 1", "Đảng bộ 2"]


def test_doctor_finds_organizations_without_a_superior_at_the_start_at_the_end_and_between() -> None:
    ids = make_blocs()
    late = make_organization("superior_committee", ids["T"], day=date(2009, 1, 1))
    smuggle(parent_id=late)
    short = smuggle(kind="superior_committee", parent_id=ids["T"], code="Y", name="Khối", valid_to=date(2010, 1, 1))
    smuggle(parent_id=short, code="Z", name="Chi bộ Z")
    smuggle(
        organization_id=short,
        kind="superior_committee",
        parent_id=ids["T"],
        code="Y",
        name="Khối",
        valid_from=date(2010, 1, 2),
    )
    assert found() == [("organizations.orphans", "Chi bộ X"), ("organizations.orphans", "Chi bộ Z")]


def test_a_superior_that_changes_its_name_does_not_make_orphans() -> None:
    ids = make_blocs()
    old = smuggle(kind="superior_committee", parent_id=ids["T"], code="Y", name="Khối", valid_to=date(2010, 1, 1))
    smuggle(parent_id=old)
    smuggle(
        organization_id=old,
        kind="superior_committee",
        parent_id=ids["T"],
        code="Y",
        name="Khối mới",
        valid_from=date(2010, 1, 1),
    )
    assert found() == []


def test_doctor_finds_a_subordinate_cell_of_a_committee_that_became_a_cell() -> None:
    ids = make_blocs()
    smuggle(kind="subordinate_cell", parent_id=ids["A1"])
    assert found() == [("organizations.placement", "Chi bộ X")]


def test_doctor_asked_for_an_earlier_day_leaves_out_what_began_later() -> None:
    ids = make_blocs()
    smuggle(kind="subordinate_cell", parent_id=ids["A1"], valid_from=date(2015, 1, 1))
    assert found(date(2014, 12, 31)) == []
