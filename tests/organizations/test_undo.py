from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.kernel.findings import Refusal
from dangvu.members.models import Affiliation
from dangvu.organizations.actions import Plan, reorganize, undo_reorganization
from dangvu.organizations.models import Reorganization
from dangvu.organizations.queries import lineage
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, drawn_tree, make_actor, make_blocs, make_newborn, make_organization

pytestmark = pytest.mark.django_db

DAY = date(2019, 3, 20)
ACTOR = make_actor(at=datetime(2019, 3, 25, 8, tzinfo=UTC))
LATER = make_actor(at=datetime(2019, 4, 1, 8, tzinfo=UTC))


def carry_out(plan: Plan, *, day: date = DAY) -> Reorganization:
    return reorganize(actor=ACTOR, day=day, basis=BASIS, plan=plan)


def undo(plan: Plan, reason: str = "quyết định bị thu hồi") -> None:
    undo_reorganization(actor=LATER, reorganization=plan.id, reason=reason)


def refusal(plan: Plan, reason: str = "quyết định bị thu hồi") -> list[str]:
    with pytest.raises(Refusal) as refused:
        undo(plan, reason)
    return [str(finding) for finding in refused.value.findings]


def places() -> set[tuple[UUID, UUID, date, date, str, str]]:
    columns = ("member", "organization", "valid_from", "valid_to", "entry", "exit")
    return set(Affiliation.objects.believed().values_list(*columns))


def upgrade(ids: Mapping[str, UUID]) -> Plan:
    details = {ids["A1"]: {"kind": "grassroots_committee"}}
    return Plan(
        "upgrade", survivors=(ids["A1"],), newborns=(make_newborn("subordinate_cell", ids["A1"]),), details=details
    )


def test_undoing_restores_the_tree_and_the_rolls_as_they_were() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    make_members(ids["A2"], 4)
    before = drawn_tree(DAY), places()
    plan = Plan("merge", predecessors=(ids["A1"], ids["A2"]), newborns=(make_newborn("grassroots_cell", ids["A"]),))
    carry_out(plan)
    undo(plan)
    assert (drawn_tree(DAY), places()) == before
    assert lineage(ids["A1"]) == []
    assert verify_trail() == []


def test_undoing_keeps_what_was_believed_between_and_says_why_in_the_trail() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"],))
    carry_out(plan)
    undo(plan, "quyết định bị thu hồi")
    assert "A1" not in drawn_tree(DAY, known_at=ACTOR.at)
    line = Line.objects.last()
    assert line is not None
    assert (line.verb, line.reason, line.subject) == (
        "organizations.undo_reorganization",
        "quyết định bị thu hồi",
        plan.id,
    )


def test_a_change_that_was_undone_can_be_made_again_by_another_plan() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"],))
    carry_out(plan)
    undo(plan)
    again = Plan("dissolve", predecessors=(ids["A1"],))
    reorganize(actor=LATER, day=DAY, basis=BASIS, plan=again)
    assert "A1" not in drawn_tree(DAY)


def test_undoing_what_nobody_knows_is_refused() -> None:
    assert refusal(Plan("dissolve", id=uuid4())) == ["không có lần sắp xếp này, hoặc nó đã được hủy; hãy xem lại."]


def test_undoing_twice_is_refused() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"],))
    carry_out(plan)
    undo(plan)
    assert refusal(plan) == ["không có lần sắp xếp này, hoặc nó đã được hủy; hãy xem lại."]


def test_undoing_without_a_reason_is_refused() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"],))
    carry_out(plan)
    assert refusal(plan, " ") == ["thiếu lý do hủy; hãy ghi rõ vì sao."]


def test_undoing_is_refused_while_what_it_wrote_has_changed_since() -> None:
    ids = make_blocs()
    plan = Plan("rename", survivors=(ids["A1"],), details={ids["A1"]: {"name": "Chi bộ Sở Nội vụ"}})
    carry_out(plan)
    carry_out(Plan("dissolve", predecessors=(ids["A1"],)), day=date(2020, 1, 1))
    assert refusal(plan) == [
        "không hủy được vì 1 bản ghi “thông tin tổ chức đảng” nhập sau đó dựa vào lần sắp xếp này; hãy hủy chúng trước."
    ]


def test_undoing_is_refused_while_members_came_to_a_cell_that_it_brought_forth() -> None:
    ids = make_blocs()
    plan = upgrade(ids)
    carry_out(plan)
    make_members(plan.newborns[0].id, 2, since=date(2019, 5, 1), actor=ACTOR)
    assert refusal(plan) == [
        "không hủy được vì 2 bản ghi “nơi sinh hoạt đảng” nhập sau đó dựa vào lần sắp xếp này; hãy hủy chúng trước."
    ]


def test_undoing_is_refused_while_cells_were_put_below_what_it_upgraded() -> None:
    ids = make_blocs()
    plan = upgrade(ids)
    carry_out(plan)
    make_organization("subordinate_cell", ids["A1"], day=date(2019, 5, 1), actor=ACTOR)
    assert refusal(plan) == [
        "không hủy được vì 1 bản ghi “thông tin tổ chức đảng” nhập sau đó dựa vào lần sắp xếp này; hãy hủy chúng trước."
    ]


def test_undoing_is_refused_while_the_place_it_would_return_to_is_gone() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"],))
    carry_out(plan)
    bloc = make_newborn("superior_committee", ids["T"])
    carry_out(Plan("merge", predecessors=(ids["A"], ids["B"]), newborns=(bloc,)), day=date(2020, 1, 1))
    assert refusal(plan) == [
        "Tổ chức A1: từ 1/1/2020 không còn cấp trên vì Tổ chức A không tồn tại vào ngày đó; hãy chọn cấp trên khác."
    ]


def test_reorganizations_can_be_undone_from_the_last_to_the_first() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    before = drawn_tree(date(2021, 1, 1)), places()
    first = upgrade(ids)
    carry_out(first)
    bloc = make_newborn("superior_committee", ids["T"])
    second = Plan("merge", predecessors=(ids["A"], ids["B"]), newborns=(bloc,))
    carry_out(second, day=date(2020, 1, 1))
    undo(second)
    undo(first)
    assert (drawn_tree(date(2021, 1, 1)), places()) == before
