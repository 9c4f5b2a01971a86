from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from dangvu.audit.models import Line
from dangvu.members.models import Affiliation
from dangvu.organizations.actions import Moved, Plan, Preview, preview_reorganization, reorganize
from dangvu.organizations.models import Organization, OrganizationRecord
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, drawn_tree, make_actor, make_blocs, make_newborn

pytestmark = pytest.mark.django_db

DAY = date(2019, 3, 20)
ACTOR = make_actor(at=datetime(2019, 3, 25, 8, tzinfo=UTC))


def preview(plan: Plan) -> Preview:
    return preview_reorganization(actor=ACTOR, day=DAY, basis=BASIS, plan=plan)


def merger(ids: Mapping[str, UUID]) -> Plan:
    return Plan("merge", predecessors=(ids["A1"], ids["A2"]), newborns=(make_newborn("grassroots_cell", ids["A"]),))


def test_a_preview_counts_what_every_organization_holds_before_and_after() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    make_members(ids["A2"], 4)
    plan = merger(ids)
    seen = preview(plan)
    assert seen.before["members"] == {ids["A1"]: 3, ids["A2"]: 4}
    assert seen.after["members"] == {plan.newborns[0].id: 7}
    children = {ids["T"]: 2, ids["A3"]: 2, ids["B"]: 2, ids["B2"]: 1}
    assert seen.before["organizations"] == children | {ids["A"]: 3}
    assert seen.after["organizations"] == children | {ids["A"]: 2}


def test_a_preview_names_every_record_that_would_change() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 2)
    records = OrganizationRecord.objects.filter(organization__in=[ids["A1"], ids["A2"]]).order_by("id")
    expected = [Moved("organizations.OrganizationRecord", record.pk) for record in records]
    expected += [Moved("members.Affiliation", place.pk) for place in Affiliation.objects.order_by("id")]
    assert list(preview(merger(ids)).moved) == expected


def test_a_preview_changes_nothing() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    before = drawn_tree(DAY), Line.objects.count(), Organization.objects.count(), OrganizationRecord.objects.count()
    preview(merger(ids))
    after = drawn_tree(DAY), Line.objects.count(), Organization.objects.count(), OrganizationRecord.objects.count()
    assert after == before


def test_a_plan_can_be_carried_out_after_its_preview_and_does_what_it_showed() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    plan = merger(ids)
    seen = preview(plan)
    reorganize(actor=ACTOR, day=DAY, basis=BASIS, plan=plan)
    rename = Plan("rename", survivors=(ids["B1"],), details={ids["B1"]: {"name": "Chi bộ Sở Nội vụ"}})
    assert preview(rename).before == seen.after


def test_the_preview_of_a_plan_that_would_be_refused_says_why() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    seen = preview(Plan("dissolve", predecessors=(ids["A1"],)))
    assert [str(finding) for finding in seen.findings] == [
        "Tổ chức A1: còn 3 đảng viên chưa có nơi chuyển đến; hãy chọn nơi nhận trong kế hoạch sắp xếp."
    ]
    assert (seen.before["members"], seen.after, seen.moved) == ({ids["A1"]: 3}, {}, ())
