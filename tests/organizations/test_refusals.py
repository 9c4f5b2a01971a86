from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from dangvu.audit.models import Line
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.actions import Plan, register_organizations, reorganize, undo_reorganization
from dangvu.organizations.actions.shapes import SHAPES
from dangvu.organizations.models import Reorganization
from dangvu.regulations import codes
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, drawn_tree, make_actor, make_blocs, make_newborn

pytestmark = pytest.mark.django_db

DAY = date(2019, 3, 20)
ACTOR = make_actor(at=datetime(2019, 3, 25, 8, tzinfo=UTC))

Ids = Mapping[str, UUID]


def refusal(plan: Plan, *, day: date = DAY, actor: Actor = ACTOR) -> list[str]:
    before = drawn_tree(DAY), Line.objects.count()
    with pytest.raises(Refusal) as refused:
        reorganize(actor=actor, day=day, basis=BASIS, plan=plan)
    assert (drawn_tree(DAY), Line.objects.count()) == before
    return [str(finding) for finding in refused.value.findings]


def carry_out(plan: Plan, *, day: date = DAY) -> Reorganization:
    return reorganize(actor=ACTOR, day=day, basis=BASIS, plan=plan)


MISSHAPEN: list[tuple[Callable[[Ids], Plan], str]] = [
    (
        lambda ids: Plan("establish", predecessors=(ids["A1"],)),
        "thành lập chỉ gồm tổ chức mới; hãy bỏ các tổ chức cũ hoặc chọn hình thức khác.",
    ),
    (
        lambda ids: Plan("dissolve", survivors=(ids["A1"],)),
        "giải thể chỉ gồm tổ chức kết thúc; hãy bỏ các tổ chức khác hoặc chọn hình thức khác.",
    ),
    (
        lambda ids: Plan("absorb", predecessors=(ids["A1"],)),
        "sáp nhập cần tổ chức kết thúc và tổ chức nhận, không có tổ chức mới; hãy chọn lại.",
    ),
    (
        lambda ids: Plan("merge", predecessors=(ids["A1"],), newborns=(make_newborn("grassroots_cell", ids["A"]),)),
        "hợp nhất cần ít nhất hai tổ chức kết thúc và một tổ chức mới; hãy chọn lại.",
    ),
    (
        lambda ids: Plan("split", predecessors=(ids["A1"],), newborns=(make_newborn("grassroots_cell", ids["A"]),)),
        "chia tách cần đúng một tổ chức cũ và từ nó ít nhất hai tổ chức; hãy chọn lại.",
    ),
    (
        lambda ids: Plan("upgrade", predecessors=(ids["A1"],)),
        "nâng cấp chỉ gồm tổ chức đổi cấp và các tổ chức mới dưới nó; hãy chọn lại.",
    ),
    (
        lambda ids: Plan("downgrade", predecessors=(ids["A1"],)),
        "hạ cấp chỉ gồm tổ chức đổi cấp và các tổ chức dưới nó kết thúc; hãy chọn lại.",
    ),
    (
        lambda ids: Plan("move", predecessors=(ids["A1"],)),
        "chuyển cấp trên chỉ gồm tổ chức được chuyển; hãy chọn lại.",
    ),
    (
        lambda ids: Plan("rename", predecessors=(ids["A1"],)),
        "đổi tên chỉ gồm tổ chức được đổi tên; hãy chọn lại.",
    ),
    (
        lambda _ids: Plan("abolish"),
        (
            "không có hình thức sắp xếp “abolish”; các hình thức là: "
            "establish, dissolve, absorb, merge, split, upgrade, downgrade, move, rename."
        ),
    ),
]


@pytest.mark.parametrize(("draft", "message"), MISSHAPEN)
def test_a_plan_that_does_not_fit_its_kind_is_refused(draft: Callable[[Ids], Plan], message: str) -> None:
    assert refusal(draft(make_blocs())) == [message]


@pytest.mark.parametrize(
    ("kind", "details"),
    [("upgrade", {"kind": "grassroots_cell"}), ("move", {"name": "Chi bộ khác"}), ("rename", {})],
)
def test_a_change_that_changes_nothing_of_its_kind_is_refused(kind: str, details: dict[str, Any]) -> None:
    ids = make_blocs()
    plan = Plan(kind, survivors=(ids["A1"],), details={ids["A1"]: details})
    assert refusal(plan) == ["Tổ chức A1: không có gì thay đổi; hãy điền giá trị mới."]


def test_an_organization_that_does_not_exist_on_the_day_is_refused() -> None:
    ids = make_blocs()
    carry_out(Plan("dissolve", predecessors=(ids["A1"],)))
    assert refusal(Plan("dissolve", predecessors=(ids["A1"],))) == [
        "Tổ chức A1: không tồn tại vào ngày 20/3/2019; hãy chọn tổ chức khác hoặc sửa ngày."
    ]


def test_an_unknown_organization_is_refused_by_its_identity() -> None:
    make_blocs()
    unknown = uuid4()
    assert refusal(Plan("dissolve", predecessors=(unknown,))) == [
        f"{unknown}: không tồn tại vào ngày 20/3/2019; hãy chọn tổ chức khác hoặc sửa ngày."
    ]


def test_an_organization_that_both_ends_and_stays_is_refused() -> None:
    ids = make_blocs()
    assert refusal(Plan("absorb", predecessors=(ids["A1"],), survivors=(ids["A1"],))) == [
        "Tổ chức A1: vừa kết thúc vừa còn lại; hãy chọn một."
    ]


def test_an_organization_cannot_end_on_its_first_day() -> None:
    ids = make_blocs()
    born = make_newborn("grassroots_cell", ids["A"], name="Chi bộ mới")
    carry_out(Plan("establish", newborns=(born,)))
    assert refusal(Plan("dissolve", predecessors=(born.id,))) == [
        "Chi bộ mới: mới có từ chính ngày này nên không thể kết thúc; hãy sửa ngày."
    ]


def test_an_organization_with_cells_below_it_cannot_simply_be_dissolved() -> None:
    ids = make_blocs()
    assert refusal(Plan("dissolve", predecessors=(ids["A3"],))) == [
        (
            "Tổ chức A3: còn 2 tổ chức trực thuộc (Tổ chức A31, Tổ chức A32) chưa có cấp trên mới; "
            "hãy chọn cho từng tổ chức."
        )
    ]


def test_of_many_homeless_organizations_three_are_named() -> None:
    ids = make_blocs()
    more = make_newborn("subordinate_cell", ids["A3"], name="Tổ chức A33"), make_newborn("subordinate_cell", ids["A3"])
    carry_out(Plan("establish", newborns=more))
    assert refusal(Plan("dissolve", predecessors=(ids["A3"],)), day=date(2020, 1, 1)) == [
        (
            "Tổ chức A3: còn 4 tổ chức trực thuộc (Tổ chức A31, Tổ chức A32, Tổ chức A33…) chưa có cấp trên mới; "
            "hãy chọn cho từng tổ chức."
        )
    ]


def test_a_merger_into_several_that_does_not_say_who_follows_whom_is_refused() -> None:
    ids = make_blocs()
    born = tuple(make_newborn("grassroots_cell", ids["A"]) for _ in range(2))
    assert refusal(Plan("merge", predecessors=(ids["A1"], ids["A2"], ids["B1"]), newborns=born)) == [
        f"Tổ chức {code}: chưa rõ tổ chức nào tiếp nối; hãy chọn nơi nhận đảng viên hoặc cấp trên mới của các chi bộ."
        for code in ("A1", "A2", "B1")
    ]


def test_details_of_an_organization_that_takes_no_part_are_refused() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"],), details={ids["A2"]: {"name": "Chi bộ khác"}})
    assert refusal(plan) == ["Tổ chức A2: không tham gia lần sắp xếp này; hãy bỏ thông tin mới của nó."]


def test_an_organization_that_stands_elsewhere_is_not_carried_along() -> None:
    ids = make_blocs()
    born = make_newborn("grassroots_committee", ids["A"])
    plan = Plan("split", survivors=(ids["A3"],), newborns=(born,), children={ids["B21"]: born.id})
    assert refusal(plan) == ["Tổ chức B21: không đứng dưới tổ chức nào được sắp xếp; hãy bỏ cấp trên mới của nó."]


def test_the_kinds_of_reorganization_are_those_of_the_regulation() -> None:
    assert set(SHAPES) == set(codes("organizations/reorganizations", on=DAY))


def test_details_that_no_organization_has_are_refused() -> None:
    ids = make_blocs()
    plan = Plan("rename", survivors=(ids["A1"],), details={ids["A1"]: {"name": "Chi bộ", "colour": "đỏ"}})
    assert refusal(plan) == ["Tổ chức A1: không có mục colour; hãy bỏ đi."]


def test_a_change_before_one_that_is_already_recorded_is_refused() -> None:
    ids = make_blocs()
    carry_out(Plan("rename", survivors=(ids["A1"],), details={ids["A1"]: {"name": "Chi bộ Sở Nội vụ"}}))
    assert refusal(Plan("dissolve", predecessors=(ids["A1"],)), day=date(2015, 1, 1)) == [
        "Chi bộ Sở Nội vụ: đã có thay đổi ghi từ ngày 20/3/2019, sau lần sắp xếp này; hãy hủy thay đổi đó trước."
    ]


def test_a_change_before_an_end_that_is_already_recorded_is_refused() -> None:
    ids = make_blocs()
    carry_out(Plan("dissolve", predecessors=(ids["A1"],)))
    assert refusal(Plan("dissolve", predecessors=(ids["A1"],)), day=date(2015, 1, 1)) == [
        "Tổ chức A1: đã có thay đổi ghi từ ngày 20/3/2019, sau lần sắp xếp này; hãy hủy thay đổi đó trước."
    ]


def test_dissolving_a_cell_with_members_says_how_many_have_no_place() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 4)
    assert refusal(Plan("dissolve", predecessors=(ids["A1"],))) == [
        "Tổ chức A1: còn 4 đảng viên chưa có nơi chuyển đến; hãy chọn nơi nhận trong kế hoạch sắp xếp."
    ]


def test_upgrading_a_cell_without_a_cell_for_its_members_is_refused() -> None:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    cells = tuple(make_newborn("subordinate_cell", ids["A1"]) for _ in range(2))
    details = {ids["A1"]: {"kind": "grassroots_committee"}}
    assert refusal(Plan("upgrade", survivors=(ids["A1"],), newborns=cells, details=details)) == [
        "Tổ chức A1: còn 3 đảng viên chưa có nơi chuyển đến; hãy chọn nơi nhận trong kế hoạch sắp xếp."
    ]


def test_members_cannot_be_sent_to_a_committee() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"],), cells={ids["A1"]: ids["A3"]})
    assert refusal(plan) == [
        "Tổ chức A3: không nhận đảng viên được vì không phải là chi bộ vào ngày 20/3/2019; hãy chọn chi bộ khác."
    ]


def test_members_cannot_be_sent_to_a_cell_that_ends_with_theirs() -> None:
    ids = make_blocs()
    plan = Plan("dissolve", predecessors=(ids["A1"], ids["A2"]), cells={ids["A1"]: ids["A2"]})
    assert refusal(plan) == [
        "Tổ chức A2: không nhận đảng viên được vì không phải là chi bộ vào ngày 20/3/2019; hãy chọn chi bộ khác."
    ]


def test_members_cannot_be_sent_to_a_cell_that_is_already_recorded_to_end_later() -> None:
    ids = make_blocs()
    carry_out(Plan("dissolve", predecessors=(ids["A2"],)))
    plan = Plan("dissolve", predecessors=(ids["A1"],), cells={ids["A1"]: ids["A2"]})
    assert refusal(plan, day=date(2015, 1, 1)) == [
        "Tổ chức A2: không nhận đảng viên được vì từ ngày 20/3/2019 không còn là chi bộ; hãy chọn chi bộ khác."
    ]


def test_members_cannot_be_sent_to_a_cell_that_is_already_recorded_to_be_upgraded_later() -> None:
    ids = make_blocs()
    carry_out(Plan("upgrade", survivors=(ids["A2"],), details={ids["A2"]: {"kind": "grassroots_committee"}}))
    plan = Plan("absorb", predecessors=(ids["A1"],), survivors=(ids["A2"],))
    assert refusal(plan, day=date(2015, 1, 1)) == [
        "Tổ chức A2: không nhận đảng viên được vì từ ngày 20/3/2019 không còn là chi bộ; hãy chọn chi bộ khác."
    ]


def test_members_cannot_be_sent_to_an_organization_that_nobody_knows() -> None:
    ids = make_blocs()
    unknown = uuid4()
    plan = Plan("dissolve", predecessors=(ids["A1"],), cells={ids["A1"]: unknown})
    assert refusal(plan) == [
        f"{unknown}: không nhận đảng viên được vì không phải là chi bộ vào ngày 20/3/2019; hãy chọn chi bộ khác."
    ]


def test_a_move_below_itself_is_refused() -> None:
    ids = make_blocs()
    plan = Plan("move", survivors=(ids["A"],), details={ids["A"]: {"parent": ids["A3"]}})
    assert refusal(plan) == [
        "Tổ chức A3: từ 20/3/2019 sẽ đứng dưới chính mình; hãy chọn cấp trên khác.",
        "Tổ chức A: từ 20/3/2019 sẽ đứng dưới chính mình; hãy chọn cấp trên khác.",
        (
            "Tổ chức A: từ 20/3/2019 đặt sai chỗ vì cấp “Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng” "
            "không đứng dưới Tổ chức A3 (Đảng bộ cơ sở); hãy chọn cấp trên khác."
        ),
    ]


def test_a_move_below_an_organization_that_ends_is_refused() -> None:
    ids = make_blocs()
    carry_out(Plan("absorb", predecessors=(ids["B2"],), survivors=(ids["A3"],)), day=date(2020, 1, 1))
    plan = Plan("move", survivors=(ids["A31"],), details={ids["A31"]: {"parent": ids["B2"]}})
    assert refusal(plan) == [
        "Tổ chức A31: từ 1/1/2020 không còn cấp trên vì Tổ chức B2 không tồn tại vào ngày đó; hãy chọn cấp trên khác."
    ]


def test_a_newborn_with_the_code_of_another_is_refused() -> None:
    ids = make_blocs()
    born = make_newborn("grassroots_cell", ids["A"], code="B1", name="Chi bộ mới")
    assert refusal(Plan("establish", newborns=(born,))) == [
        "Chi bộ mới: mã “B1” từ 20/3/2019 cũng là mã của Tổ chức B1; hãy chọn mã khác."
    ]


def test_a_newborn_may_take_the_code_of_what_ends_for_it() -> None:
    ids = make_blocs()
    born = make_newborn("grassroots_cell", ids["A"], code="A1")
    carry_out(Plan("merge", predecessors=(ids["A1"], ids["A2"]), newborns=(born,)))
    assert drawn_tree(DAY)["A1"] == ("grassroots_cell", "A")


def test_the_same_plan_is_not_carried_out_twice() -> None:
    ids = make_blocs()
    plan = Plan("rename", survivors=(ids["A1"],), details={ids["A1"]: {"name": "Chi bộ Sở Nội vụ"}})
    carry_out(plan)
    assert refusal(plan) == ["lần sắp xếp này đã được ghi; hãy mở nó ra xem."]


def test_nobody_without_permission_changes_the_tree() -> None:
    ids = make_blocs()
    stranger = Actor("Lê Văn Khách", ACTOR.at)
    message = "Lê Văn Khách không có quyền làm việc này với tổ chức đã chọn; hãy nhờ người phụ trách phân quyền."
    plan = Plan("dissolve", predecessors=(ids["A1"],))
    assert refusal(plan, actor=stranger) == [message]
    newborn = make_newborn("grassroots_cell", ids["A"])
    with pytest.raises(Refusal) as refused:
        register_organizations(actor=stranger, day=DAY, basis=BASIS, newborns=[newborn])
    assert str(refused.value) == message
    carry_out(plan)
    with pytest.raises(Refusal) as refused:
        undo_reorganization(actor=stranger, reorganization=plan.id, reason="thử")
    assert str(refused.value) == message
