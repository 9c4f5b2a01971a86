"""The API answers programs that show their token, and refuses the others in a sentence."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Literal

import pytest
from django.test import Client
from ninja import Field, Schema
from pydantic import ValidationError

from dangvu.home.api.malformed import findings_of
from dangvu.kernel.policy import Verb
from tests.factories.access import make_account
from tests.factories.reports import Office, make_office
from tests.home.programs import make_program

pytestmark = pytest.mark.django_db

ON = "on=2021-10-14"


@pytest.fixture
def office() -> Office:
    make_account()
    return make_office()


def read(response: Any) -> Any:
    return json.loads(response.content)


def codes(response: Any) -> list[str]:
    return [finding["code"] for finding in read(response)["findings"]]


def test_description_is_open_to_everybody(office: Office, client: Client) -> None:
    described = read(client.get("/api/openapi.json"))
    assert (described["info"]["title"], described["openapi"][:2]) == ("Dangvu", "3.")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nobody", "Basic YTpi"])
def test_stranger_is_told_how_to_ask(office: Office, client: Client, header: str) -> None:
    response = client.get("/api/statistics/indicators", headers={"authorization": header} if header else {})
    assert (response.status_code, codes(response)) == (401, ["api.no-token"])


def test_program_may_ask_in_english(office: Office, client: Client) -> None:
    response = client.get("/api/statistics/indicators", headers={"accept-language": "en-GB,en;q=0.9"})
    message = "the token is missing or no longer valid; please send the header “Authorization: Bearer …”."
    assert told(response) == [("api.no-token", "", message)]


def test_program_reads_figures_of_its_place(office: Office) -> None:
    program = make_program("figures", "organizations", at=office.committee)
    found = read(program.get(f"/api/statistics/figures?{ON}&indicators=members.total&indicators=members.women"))
    assert [(one["indicator"], one["value"], one["on"]) for one in found] == [
        ("members.total", 7, "2021-10-14"),
        ("members.women", 4, "2021-10-14"),
    ]


def test_program_asks_about_another_organisation_within_its_place_only(office: Office) -> None:
    program = make_program("figures", "organizations", at=office.committee)
    asked = f"/api/statistics/figures?{ON}&indicators=members.total"
    assert read(program.get(f"{asked}&scope=SXD1"))[0]["value"] == 4
    outside = program.get(f"{asked}&scope=TINH")
    assert (outside.status_code, codes(outside)) == (404, ["api.missing"])


def test_rows_are_hidden_from_a_program_that_may_read_numbers_only(office: Office) -> None:
    numbers = make_program("figures", "organizations", at=office.committee)
    people = make_program("figures", "organizations", "members", at=office.committee)
    asked = f"/api/statistics/rows?{ON}&name=members.women"
    assert [read(one.get(asked))["hidden"] for one in (numbers, people)] == [4, 0]
    assert [len(read(one.get(asked))["rows"]) for one in (numbers, people)] == [0, 4]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("indicators=nothing.here", 404),
        ("indicators=members.total&on=31/2/2021", 400),
        ("indicators=members.total&on=1990-01-01", 400),
        ("indicators=members.total&first=x", 422),
        ("indicators=members.arrivals&first=2021-05-01&last=2021-01-01", 400),
    ],
)
def test_what_cannot_be_answered_is_said_in_findings(office: Office, query: str, status: int) -> None:
    response = make_program("figures", at=office.committee).get(f"/api/statistics/figures?{query}")
    assert (response.status_code, all(finding["message"] for finding in read(response)["findings"])) == (status, True)


def test_catalogue_is_told_with_definitions_and_versions(office: Office) -> None:
    found = read(make_program("figures", at=office.committee).get("/api/statistics/indicators"))
    [total] = [one for one in found if one["id"] == "members.total"]
    assert (total["kind"], total["label"], len(total["version"])) == ("stock", "Tổng số đảng viên", 12)


def post(client: Client, address: str, content: Any) -> Any:
    return client.post(f"/api{address}", content, content_type="application/json")


def told(response: Any) -> list[tuple[str, str, str]]:
    return [(found["code"], found["place"], found["message"]) for found in read(response)["findings"]]


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [
        ("", "query.indicators", "thiếu “indicators”; hãy gửi thêm."),
        (
            "indicators=members.total&first=x",
            "query.first",
            "“first” phải là một ngày có trong lịch, như 2021-10-14; hãy viết lại.",
        ),
    ],
)
def test_malformed_parameters_are_told_in_sentences(office: Office, query: str, place: str, message: str) -> None:
    response = make_program("figures", at=office.committee).get(f"/api/statistics/figures?{query}")
    assert (response.status_code, told(response)) == (422, [("api.malformed", place, message)])


def test_malformed_bodies_are_told_in_sentences(office: Office) -> None:
    program = make_program("organizations", at=office.committee)
    response = post(program, "/organizations/reorganizations", {"day": "0001-01-01", "predecessors": ["x"], "note": 1})
    assert told(response) == [
        ("api.malformed", "body.day", "“day” không được nhỏ hơn 1900-01-01; hãy viết lại."),
        ("api.malformed", "body.kind", "thiếu “kind”; hãy gửi thêm."),
        (
            "api.malformed",
            "body.predecessors.0",
            "“predecessors.0” phải là một định danh đúng như đã nhận từ đây; hãy kiểm tra lại.",
        ),
        ("api.malformed", "body.note", "“note” phải là chữ trong ngoặc kép; hãy viết lại."),
    ]


@pytest.mark.parametrize(
    ("sent", "status", "message"),
    [
        ("{", 400, "nội dung gửi lên không phải là JSON đọc được; hãy sửa rồi gửi lại."),
        ("", 422, "thiếu “body”; hãy gửi thêm."),
    ],
)
def test_missing_or_unreadable_body_is_told_in_a_sentence(office: Office, sent: str, status: int, message: str) -> None:
    response = post(make_program("organizations", at=office.committee), "/organizations/reorganizations", sent)
    assert (response.status_code, told(response)) == (status, [("api.malformed", "body", message)])


def test_method_that_an_address_does_not_know_is_told_in_a_sentence(office: Office) -> None:
    response = make_program("figures", at=office.committee).put("/api/statistics/figures")
    message = "địa chỉ này không nhận PUT, chỉ nhận GET; hãy xem /api/openapi.json."
    assert (response.status_code, told(response)) == (405, [("api.no-method", "", message)])


def test_address_that_is_none_is_told_in_a_sentence(office: Office, client: Client) -> None:
    response = client.get("/api/nothing/here")
    assert (response.status_code, codes(response)) == (404, ["api.missing"])


class Sent(Schema, extra="forbid"):
    """One value of every kind that a program may send."""

    number: int = 1
    small: int = Field(1, le=9)
    day: date = date(2021, 1, 1)
    yes: bool = True
    way: Literal["month", "year"] = "month"
    verb: Verb = Verb.READ
    word: str = Field("abc", min_length=2, max_length=4)
    many: list[int] = Field([1], min_length=1, max_length=2)
    named: dict[str, int] = {}
    share: float = 1.0


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"number": "x"}, "“number” phải là một số nguyên, như 12; hãy viết lại."),
        ({"number": 1.5}, "“number” phải là một số nguyên, như 12; hãy viết lại."),
        ({"small": 10}, "“small” không được lớn hơn 9; hãy viết lại."),
        ({"day": "2021-02-30"}, "“day” phải là một ngày có trong lịch, như 2021-10-14; hãy viết lại."),
        ({"yes": "perhaps"}, "“yes” phải là true hoặc false; hãy viết lại."),
        ({"way": "week"}, "“way” phải là một trong: 'month', 'year'; hãy chọn lại."),
        ({"verb": "eat"}, "“verb” phải là một trong: 'read', 'change'; hãy chọn lại."),
        ({"word": "a"}, "“word” phải có ít nhất 2 ký tự; hãy viết thêm."),
        ({"word": "abcde"}, "“word” dài quá 4 ký tự; hãy viết ngắn lại."),
        ({"many": "1"}, "“many” phải là một danh sách trong ngoặc vuông; hãy viết lại."),
        ({"many": []}, "“many” phải có ít nhất 1 mục; hãy gửi thêm."),
        ({"many": [1, 2, 3]}, "“many” có quá 2 mục; hãy gửi làm nhiều lần."),
        ({"named": []}, "“named” phải là một đối tượng JSON trong ngoặc nhọn; hãy viết lại."),
        ({"other": 1}, "không có mục nào tên “other” ở đây; hãy bỏ đi."),
        ({"share": "x"}, "“share” không đúng dạng đã mô tả ở /api/openapi.json; hãy sửa rồi gửi lại."),
    ],
)
def test_every_kind_of_error_has_its_sentence(sent: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Sent.model_validate(sent)
    errors = [{**error, "loc": ("query", *error["loc"])} for error in refused.value.errors()]
    assert [finding.message for finding in findings_of(errors)] == [message]
