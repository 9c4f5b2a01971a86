from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.audit.models import Line
from dangvu.kernel.findings import Refusal
from dangvu.organizations.actions import Details, Newborn, correct_organization, register_organizations
from dangvu.organizations.models import Organization, OrganizationRecord
from dangvu.organizations.queries import find_organization
from tests.factories.members import make_member
from tests.factories.organizations import (
    BASIS,
    FIRST_DAY,
    drawn_tree,
    make_actor,
    make_blocs,
    make_newborn,
    make_organization,
    make_tree,
)

pytestmark = pytest.mark.django_db


def register(*newborns: Newborn, day: date = FIRST_DAY) -> None:
    register_organizations(actor=make_actor(), day=day, basis=BASIS, newborns=newborns)


def correct(scope: str, reason: str = "nhập nhầm", **changes: Any) -> OrganizationRecord:
    record = find_organization(scope, as_of=FIRST_DAY)
    return correct_organization(actor=make_actor(), record=record, reason=reason, **changes)


def sentence(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return str(refused.value)


def test_organizations_of_one_batch_may_stand_below_each_other_in_any_order() -> None:
    top = make_newborn("provincial_committee", code="T")
    bloc = make_newborn("superior_committee", top.id, code="A")
    register(make_newborn("grassroots_cell", bloc.id, code="A1"), bloc, top)
    assert drawn_tree(FIRST_DAY) == {
        "T": ("provincial_committee", ""),
        "A": ("superior_committee", "T"),
        "A1": ("grassroots_cell", "A"),
    }


def test_registered_organizations_do_not_exist_the_day_before() -> None:
    make_blocs()
    assert drawn_tree(date(2007, 12, 31)) == {}


def test_registering_writes_one_line_with_the_number_of_organizations() -> None:
    make_blocs()
    line = Line.objects.get()
    assert (line.verb, line.day, line.details) == (
        "organizations.register_organizations",
        FIRST_DAY,
        {"organizations": 11},
    )


def test_registered_records_rest_on_the_basis_of_the_act() -> None:
    make_organization()
    assert OrganizationRecord.objects.get().basis == BASIS


def test_registering_many_organizations_takes_as_many_queries_as_one() -> None:
    top = make_organization()
    counts = []
    for number in (1, 30):
        newborns = [make_newborn("grassroots_cell", top) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            register(*newborns)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_code_that_is_taken_is_refused_with_the_name_of_its_holder() -> None:
    top = make_organization(name="Đảng bộ tỉnh Lam Sơn", code="T")
    with pytest.raises(Refusal) as refused:
        register(make_newborn("grassroots_cell", top, code="T", name="Chi bộ Thư viện"))
    assert sentence(refused) == (
        "Chi bộ Thư viện: mã “T” từ 1/1/2008 cũng là mã của Đảng bộ tỉnh Lam Sơn; hãy chọn mã khác."
    )


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        register(make_newborn("party_group", name="Tổ đảng số 1"))
    assert [finding.code for finding in refused.value.findings] == [
        "organizations.unknown-kind",
        "organizations.misplaced",
    ]
    assert str(refused.value.findings[0]) == (
        "Tổ đảng số 1: không có cấp “party_group”; hãy chọn một cấp trong danh mục các cấp tổ chức đảng."
    )


def test_an_unknown_sector_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        register(make_newborn("provincial_committee", name="Đảng bộ tỉnh", sector="army"))
    assert sentence(refused) == ("Đảng bộ tỉnh: không có loại hình “army”; hãy chọn một loại hình trong danh mục.")


def test_an_organization_without_a_name_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        register(Newborn(Details(code="T", name=" ", kind="provincial_committee", parent=None)))
    assert sentence(refused) == "T: thiếu mã hoặc tên; hãy điền cả hai."


def test_a_cell_at_the_top_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        register(make_newborn("grassroots_cell", name="Chi bộ Lẻ"))
    assert sentence(refused) == (
        "Chi bộ Lẻ: từ 1/1/2008 đứng đầu hệ thống mà cấp “Chi bộ cơ sở” phải có cấp trên; hãy chọn cấp trên."
    )


def test_a_subordinate_cell_directly_below_the_province_is_refused() -> None:
    top = make_organization(name="Đảng bộ tỉnh Lam Sơn")
    with pytest.raises(Refusal) as refused:
        register(make_newborn("subordinate_cell", top, name="Chi bộ 1"))
    assert sentence(refused) == (
        "Chi bộ 1: từ 1/1/2008 đặt sai chỗ vì cấp “Chi bộ trực thuộc” không đứng dưới Đảng bộ tỉnh Lam Sơn "
        "(Đảng bộ tỉnh); hãy chọn cấp trên khác."
    )


def test_an_organization_that_begins_before_its_superior_is_refused() -> None:
    top = make_organization(name="Đảng bộ tỉnh Lam Sơn", day=date(2010, 1, 1))
    with pytest.raises(Refusal) as refused:
        register(make_newborn("grassroots_cell", top, name="Chi bộ 1"))
    assert sentence(refused) == (
        "Chi bộ 1: từ 1/1/2008 không còn cấp trên vì Đảng bộ tỉnh Lam Sơn không tồn tại vào ngày đó; "
        "hãy chọn cấp trên khác."
    )


def test_organizations_below_each_other_in_a_circle_are_refused() -> None:
    first, second, third = (make_newborn("grassroots_committee", name=f"Đảng bộ {n}") for n in (1, 2, 3))
    circle = [
        Newborn(Details("V1", "Đảng bộ 1", "grassroots_committee", second.id), first.id),
        Newborn(Details("V2", "Đảng bộ 2", "grassroots_committee", first.id), second.id),
        Newborn(Details("V3", "Đảng bộ 3", "grassroots_committee", first.id), third.id),
    ]
    with pytest.raises(Refusal) as refused:
        register(*circle)
    cycles = [str(finding) for finding in refused.value.findings if finding.code == "organizations.cycle"]
    assert cycles == [
        "Đảng bộ 1: từ 1/1/2008 sẽ đứng dưới chính mình; hãy chọn cấp trên khác.",
        "Đảng bộ 2: từ 1/1/2008 sẽ đứng dưới chính mình; hãy chọn cấp trên khác.",
    ]


def test_an_organization_that_is_entered_twice_is_refused() -> None:
    newborn = make_newborn("provincial_committee", name="Đảng bộ tỉnh Lam Sơn")
    register(newborn)
    with pytest.raises(Refusal) as refused:
        register(newborn)
    assert sentence(refused) == ("Đảng bộ tỉnh Lam Sơn: đã có trong sổ; hãy mở tổ chức này ra xem thay vì nhập lại.")


def test_a_refused_batch_leaves_nothing_behind() -> None:
    with pytest.raises(Refusal):
        register(make_newborn("provincial_committee"), make_newborn("party_group"))
    assert (Organization.objects.count(), OrganizationRecord.objects.count(), Line.objects.count()) == (0, 0, 0)


def test_a_correction_shows_the_new_name_on_past_days_and_keeps_the_old_one_as_known_before() -> None:
    make_organization(code="T", name="Đảng bộ tỉnh Lam Sen")
    correct_organization(
        actor=make_actor(at=(later := make_actor().at.replace(year=2009))),
        record=find_organization("T", as_of=FIRST_DAY),
        reason="sai chính tả",
        name="Đảng bộ tỉnh Lam Sơn",
    )
    names = [
        find_organization("T", as_of=FIRST_DAY, known_at=known_at).name for known_at in (make_actor().at, later, None)
    ]
    assert names == ["Đảng bộ tỉnh Lam Sen", "Đảng bộ tỉnh Lam Sơn", "Đảng bộ tỉnh Lam Sơn"]


def test_a_correction_keeps_reason_and_changes_in_the_trail() -> None:
    make_blocs()
    correct("A1", "gõ nhầm mã", code="A9")
    line = Line.objects.last()
    assert line is not None
    assert (line.reason, line.details) == ("gõ nhầm mã", {"changes": {"code": "A9"}})


def test_a_correction_of_the_parent_moves_the_organization_from_its_beginning() -> None:
    ids = make_blocs()
    correct("A1", parent=ids["B"])
    assert drawn_tree(FIRST_DAY)["A1"] == ("grassroots_cell", "B")


def test_a_correction_without_a_reason_is_refused() -> None:
    make_blocs()
    with pytest.raises(Refusal) as refused:
        correct("A1", " ", name="Chi bộ khác")
    assert sentence(refused) == "thiếu lý do đính chính; hãy ghi rõ sai ở đâu."


def test_a_correction_of_what_an_organization_does_not_have_is_refused() -> None:
    make_blocs()
    with pytest.raises(Refusal) as refused:
        correct("A1", colour="đỏ")
    assert sentence(refused) == "không có mục colour; hãy bỏ đi."


def test_a_correction_that_takes_the_place_from_under_another_is_refused() -> None:
    make_blocs()
    with pytest.raises(Refusal) as refused:
        correct("A3", kind="grassroots_cell")
    assert [finding.code for finding in refused.value.findings] == ["organizations.misplaced"] * 2


def test_a_correction_of_a_record_that_was_corrected_meanwhile_is_refused() -> None:
    make_tree({"T": ("provincial_committee", None)})
    stale = find_organization("T", as_of=FIRST_DAY)
    correct("T", name="Đảng bộ tỉnh Lam Sơn")
    with pytest.raises(Refusal) as refused:
        correct_organization(actor=make_actor(), record=stale, reason="nhập nhầm", name="Đảng bộ tỉnh Lam")
    assert [finding.code for finding in refused.value.findings] == ["audit.already-superseded"]


def test_a_later_beginning_is_refused_while_members_were_there_before_it() -> None:
    ids = make_blocs()
    make_member(ids["A1"])
    with pytest.raises(Refusal) as refused:
        correct("A1", valid_from=date(2008, 2, 1))
    assert sentence(refused) == (
        "Tổ chức A1: có 1 nơi sinh hoạt đảng từ trước ngày 1/2/2008; hãy đính chính các bản ghi đó trước."
    )


def test_a_later_beginning_is_taken_while_nothing_was_there_before_it() -> None:
    make_blocs()
    correct("A1", valid_from=date(2008, 2, 1))
    assert "A1" not in drawn_tree(date(2008, 1, 31))
