from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from dangvu.organizations.models import OrganizationRecord
from tests.factories.organizations import make_blocs, make_organization
from tests.factories.web import reader
from tests.organizations.pages import alerts_of, fields_of, page, rows_of

pytestmark = pytest.mark.django_db

MISPLACED = (
    "Từ 1/2/2015 đặt sai chỗ vì cấp “Chi bộ cơ sở” không đứng dưới Tổ chức A1 (Chi bộ cơ sở); hãy chọn cấp trên khác."
)
DENIED = "Hoàng Thị Duyên không có quyền làm việc này với tổ chức đã chọn; hãy nhờ người phụ trách phân quyền."


@pytest.fixture
def blocs(client: Client) -> dict[str, UUID]:
    return make_blocs()


def registration(**typed: Any) -> dict[str, Any]:
    values = {"name": "Chi bộ Sở Nội vụ", "code": "SNV", "kind": "grassroots_cell", "parent": "A", "day": "1/2/2015"}
    return values | {"identity": uuid4(), "basis_symbol": "5-QĐ/ĐUK", "basis_day": "20/1/2015"} | typed


def record_of(organization_id: UUID) -> OrganizationRecord:
    return OrganizationRecord.objects.believed().get(organization=organization_id)


def correction(client: Client, organization_id: UUID, **typed: Any) -> dict[str, Any]:
    """What the form of the correction holds, with something else typed into it."""
    shown = fields_of(client.get(page("correct", organization_id)))
    record = record_of(organization_id)
    names = ("name", "short_name", "code", "parent", "symbol", "place", "valid_from", "seen")
    values = {name: shown.get(name, "") for name in names} | {"kind": record.kind, "sector": record.sector}
    return values | {"reason": "gõ nhầm"} | typed


def test_organization_that_was_there_before_is_registered_under_its_superior(
    client: Client, blocs: dict[str, UUID]
) -> None:
    reader(client, at=blocs["A"])
    assert fields_of(client.get(page("register")))["day"] == "1/7/2015"
    typed = registration()
    answer = client.post(page("register"), typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, page("profile", typed["identity"]))
    record = record_of(typed["identity"])
    assert (record.code, record.parent_id, record.valid_from) == ("SNV", blocs["A"], date(2015, 2, 1))
    assert str(record.basis) == "5-QĐ/ĐUK, ngày 20/1/2015"


@pytest.mark.parametrize(
    ("typed", "alerts"),
    [
        ({"name": ""}, ["Chưa ghi; hãy điền vào đây."]),
        ({"code": "A1"}, ["Mã “A1” từ 1/2/2015 cũng là mã của Tổ chức A1; hãy chọn mã khác."]),
        ({"parent": "B"}, ["Không có tổ chức “B” trong phạm vi của bạn; hãy ghi mã hoặc tên khác."]),
        (
            {"parent": "A1"},
            [MISPLACED],
        ),
        ({"day": "31/12/9999"}, ["Ngày này nằm ngoài lịch của sổ; hãy ghi ngày khác."]),
        (
            {"parent": ""},
            [DENIED],
        ),
    ],
)
def test_registration_that_is_refused_keeps_what_was_typed_and_says_why(
    client: Client, blocs: dict[str, UUID], typed: dict[str, str], alerts: list[str]
) -> None:
    reader(client, at=blocs["A"])
    answer = client.post(page("register"), registration(**typed))
    assert (answer.status_code, alerts_of(answer)) == (422, alerts)
    assert fields_of(answer)["basis_symbol"] == "5-QĐ/ĐUK"


def test_superior_whose_name_several_have_must_be_told_by_code(client: Client, blocs: dict[str, UUID]) -> None:
    make_organization("grassroots_committee", blocs["A"], name="Tổ chức A3", code="A4")
    reader(client, at=blocs["A"])
    answer = client.post(page("register"), registration(kind="subordinate_cell", parent="to chuc a3"))
    assert alerts_of(answer) == ["Có 2 tổ chức tên “to chuc a3”; hãy ghi mã: A3, A4."]


def test_form_that_is_sent_twice_registers_once(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    typed = registration()
    client.post(page("register"), typed)
    answer = client.post(page("register"), typed | {"code": "SNV2"})
    assert alerts_of(answer) == ["Chi bộ Sở Nội vụ: đã có trong sổ; hãy mở tổ chức này ra xem thay vì nhập lại."]


def test_only_who_may_change_the_tree_finds_the_forms(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, "office_clerk", at=blocs["A"])
    for address in (page("register"), page("correct", blocs["A1"]), page("reorganize")):
        assert client.get(address).status_code == 404
    assert client.post(page("correct", blocs["A1"]), {}).status_code == 404


def test_organization_out_of_reach_cannot_be_corrected(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    assert client.get(page("correct", blocs["B1"])).status_code == 404


def test_correction_puts_right_what_was_wrong(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    answer = client.post(page("correct", blocs["A1"]), correction(client, blocs["A1"], name="Chi bộ Sở Nội vụ"))
    assert (answer.status_code, answer.headers["Location"]) == (302, page("profile", blocs["A1"]))
    assert record_of(blocs["A1"]).name == "Chi bộ Sở Nội vụ"


@pytest.mark.parametrize(
    ("typed", "alerts"),
    [
        ({}, ["Không có gì khác với thông tin đã ghi; hãy sửa mục sai."]),
        ({"name": "Khác", "reason": ""}, ["Chưa ghi; hãy điền vào đây."]),
        ({"code": "A2"}, ["Mã “A2” từ 1/1/2008 cũng là mã của Tổ chức A2; hãy chọn mã khác."]),
        ({"parent": "không có"}, None),
    ],
)
def test_correction_that_is_refused_says_why(
    client: Client, blocs: dict[str, UUID], typed: dict[str, str], alerts: list[str] | None
) -> None:
    reader(client, at=blocs["A"])
    answer = client.post(page("correct", blocs["A1"]), correction(client, blocs["A1"], **typed))
    assert answer.status_code == 422
    assert alerts is None or alerts_of(answer) == alerts


def test_second_of_two_editors_is_told_sees_both_and_loses_nothing(client: Client, blocs: dict[str, UUID]) -> None:
    reader(client, at=blocs["A"])
    mine = correction(client, blocs["A1"], name="Chi bộ của tôi", place="Sao Vàng")
    theirs = correction(client, blocs["A1"], name="Chi bộ của người khác", symbol="CBNK")
    client.post(page("correct", blocs["A1"]), theirs)
    answer = client.post(page("correct", blocs["A1"]), mine)
    assert (answer.status_code, rows_of(answer)) == (
        409,
        [("Tên", "Chi bộ của người khác", "Chi bộ của tôi"), ("Ký hiệu văn bản", "CBNK", "–")],
    )
    shown = fields_of(answer)
    assert {name: shown[name] for name in ("name", "place", "symbol", "seen")} == {
        "name": "Chi bộ của tôi",
        "place": "Sao Vàng",
        "symbol": "CBNK",
        "seen": str(record_of(blocs["A1"]).pk),
    }
    again = mine | {"symbol": "CBNK", "seen": shown["seen"]}
    assert client.post(page("correct", blocs["A1"]), again).status_code == 302
    record = record_of(blocs["A1"])
    assert (record.name, record.place, record.symbol) == ("Chi bộ của tôi", "Sao Vàng", "CBNK")


@pytest.mark.parametrize("seen", ["0", "999999", "' OR 1=1 --", "9" * 30])
def test_correction_of_a_record_that_is_none_is_no_page(client: Client, blocs: dict[str, UUID], seen: str) -> None:
    reader(client, at=blocs["A"])
    answer = client.post(page("correct", blocs["A1"]), correction(client, blocs["A1"], seen=seen, name="Khác"))
    assert answer.status_code in (404, 422)
