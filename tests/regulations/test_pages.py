"""Reading rules, and saying what they are, on pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from dangvu.regulations import regulation
from dangvu.regulations.forms import RuleForm
from dangvu.regulations.models import Override
from tests.factories.organizations import make_blocs
from tests.factories.regulations import SAID_AT, make_override
from tests.factories.web import reader, statements

PROBATION = ("members", "probation_months")
INDEX = "/settings/regulations/"


def address(name: str, subject: str = "members", slug: str = "probation_months", *args: Any) -> str:
    return reverse(f"regulations:{name}", args=[subject, slug, *args])


@pytest.fixture
def client(db: None, client: Client) -> Client:
    reader(client)
    return client


@pytest.fixture
def stranger(db: None, client: Client) -> Client:
    """Somebody whose administration ends at one of two committees."""
    reader(client, at=make_blocs()["A"])
    return client


def said(**changes: Any) -> dict[str, Any]:
    """What the form of the probation sends."""
    return {
        "day": "1/2/2022",
        "value": "18",
        "basis_symbol": "12-HD/BTCTU",
        "basis_day": "10/1/2022",
        "basis_issuer": "Ban Tổ chức Tỉnh ủy Lam Sơn",
        "note": "",
        "seen": "",
        "confirmed": "",
    } | changes


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def confirmed(client: Client, url: str, data: dict[str, Any]) -> HttpResponse:
    """Send a form, and once more as the page shows it then."""
    shown: Any = client.post(url, data)
    return client.post(url, data | {"confirmed": shown.context["form"].data["confirmed"]})  # type: ignore[return-value]


def test_list_shows_the_value_in_force_on_the_day_asked_about(client: Client) -> None:
    response = client.get(INDEX, {"on": "2020-12-31"})
    lines = {line.rule.name: line for chapter in response.context["chapters"] for line in chapter.lines}
    assert (lines["members/probation_months"].brief, lines["members/probation_months"].value.source) == (
        "12 tháng",
        "29-QĐ/TW, 25/7/2016",
    )
    assert len(lines) == response.context["count"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "thoi gian DU BI ke tu"}, {"members/probation_months"}),
        ({"q": "29-qd/tw probation"}, {"members/probation_months"}),
        ({"q": "không có quy định này"}, set()),
        ({"q": "probation_months", "certainty": "recalled"}, {"members/probation_months"}),
        ({"q": "probation_months", "certainty": "verified"}, set()),
        ({"q": "probation_months", "certainty": "'; DROP"}, {"members/probation_months"}),
    ],
)
def test_list_is_searched_by_words_and_certainty(client: Client, query: dict[str, str], expected: set[str]) -> None:
    response = client.get(INDEX, {"on": "2020-12-31", **query})
    assert {line.rule.name for chapter in response.context["chapters"] for line in chapter.lines} == expected


def test_list_of_a_day_before_the_first_rule_is_empty(client: Client) -> None:
    assert client.get(INDEX, {"on": "1930-02-02"}).context["count"] == 0


def test_rule_shows_everything_that_it_ever_said(client: Client) -> None:
    response = client.get(address("rule", "committees", "sizes"), {"on": "2026-01-01"})
    eras = response.context["eras"]
    assert [(era.value.effective_from.year, era.in_force, len(era.changed)) for era in eras] == [
        (2026, False, 3),
        (2025, True, 3),
        (1930, False, 0),
    ]
    assert client.get(address("rule"), {"on": "1930-02-02"}).context["in_force"] is None


@pytest.mark.parametrize("path", ["members/nothing/", "nothing/sizes/", "members/nothing/change/", "a/b/withdraw/1/"])
def test_rule_that_is_none_is_not_found(client: Client, path: str) -> None:
    assert client.get(INDEX + path).status_code == 404


def test_own_value_is_shown_as_known_at_the_moment_asked_about(client: Client) -> None:
    make_override()
    before = (SAID_AT - timedelta(days=1)).replace(tzinfo=None).isoformat()
    briefs = [
        client.get(address("rule"), {"on": "2022-06-01", "known_at": moment}).context["in_force"].brief
        for moment in ("", before)
    ]
    assert briefs == ["18 tháng", "12 tháng"]


def test_form_holds_the_value_in_force_and_the_day(client: Client) -> None:
    form = client.get(address("change"), {"on": "2022-02-01"}).context["form"]
    assert (form["value"].value(), form["day"].value(), form["seen"].value()) == ("12", "1/2/2022", None)


def test_difference_is_shown_before_anything_is_recorded(client: Client) -> None:
    response = client.post(address("change") + "?on=2022-02-01", said())
    shown = response.context["shown"]
    assert [(one.old, one.new) for one in shown["changed"]] == [("12", "18")]
    assert (response.status_code, Override.objects.count()) == (200, 0)


def test_shown_value_is_recorded_and_the_rule_says_so_at_once(client: Client) -> None:
    url = address("change") + "?on=2022-02-01"
    response = confirmed(client, url, said())
    [override] = Override.objects.all()
    assert (response.status_code, response.headers["Location"]) == (302, address("rule") + "?on=2022-02-01")
    assert (override.value, regulation("members/probation_months", on=override.effective_from)) == (18, 18)


def test_value_that_was_changed_after_it_was_shown_is_shown_again(client: Client) -> None:
    url = address("change") + "?on=2022-02-01"
    shown: Any = client.post(url, said())
    again = client.post(url, said(value="24", confirmed=shown.context["form"].data["confirmed"]))
    assert [(one.old, one.new) for one in again.context["shown"]["changed"]] == [("12", "24")]
    assert Override.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"value": "mười"}, {"value": ["phải là một số, như 12 hoặc 2,5."]}),
        ({"value": "2,5"}, {"value": ["phải là một số nguyên."]}),
        ({"value": ""}, {"value": ["chưa ghi; hãy điền vào đây."]}),
        (
            {"day": "1/1/1900"},
            {"day": ["quy định này có giá trị từ ngày 3/2/1930, không có cho ngày 1/1/1900; hãy chọn ngày muộn hơn."]},
        ),
    ],
)
def test_value_that_does_not_fit_is_told_at_its_field(
    client: Client, changes: dict[str, str], expected: dict[str, list[str]]
) -> None:
    response = client.post(address("change") + "?on=2022-02-01", said(**changes))
    assert (response.status_code, errors(response)) == (422, expected)


def test_missing_source_is_told_at_its_field(client: Client) -> None:
    response = confirmed(client, address("change") + "?on=2022-02-01", said(basis_symbol=""))
    assert errors(response) == {
        "basis_symbol": ["chưa đủ nguồn; hãy ghi số, ký hiệu, ngày và cơ quan ban hành của văn bản."]
    }


def test_second_of_two_who_say_something_of_a_day_is_told(client: Client) -> None:
    seen = client.get(address("change"), {"on": "2022-02-01"}).context["form"]["seen"].value()
    first = make_override()
    url = address("change") + "?on=2022-02-01"
    response = confirmed(client, url, said(value="24", seen=seen or ""))
    assert list(errors(response)) == ["__all__"]
    confirmed(client, url, said(value="24", seen=str(first.pk)))
    assert [row.value for row in Override.objects.filter(superseded_in=None)] == [24]


def test_every_rule_has_a_form_that_sends_back_what_it_shows(client: Client) -> None:
    """Confirming is saving what the form shows; whatever the shape of the value, it is the same value."""
    for chapter in client.get(INDEX, {"on": "2026-08-01"}).context["chapters"]:
        for line in chapter.lines:
            url = f"{INDEX}{line.rule.name}/change/?on=2026-08-01"
            form: RuleForm = client.get(url).context["form"]
            shown = {name: form[name].value() for name in form.fields}
            data = said(**{name: value for name, value in shown.items() if value not in (None, False)})
            response = client.post(url, data | said(value=data.get("value", ""), day="1/8/2026"))
            assert (line.rule.name, response.context["form"].errors, response.context["shown"]["changed"]) == (
                line.rule.name,
                {},
                [],
            )


def test_new_code_is_added_through_the_form(client: Client) -> None:
    url = address("change", "members", "religions") + "?on=2022-02-01"
    form = client.get(url).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    new = {"value.7.code": "bahai", "value.7.vi": "Baha'i", "value.7.en": "Baha'i"}
    confirmed(client, url, fields | said() | new)
    assert [item["code"] for item in Override.objects.get().value][-2:] == ["other", "bahai"]


def test_codes_with_more_than_words_are_not_added_on_the_page(client: Client) -> None:
    form = client.get(address("change", "access", "posts")).context["form"]
    assert [name for name in form.fields if name.endswith(".code")] == []


def test_own_value_is_withdrawn_with_a_reason(client: Client) -> None:
    override = make_override()
    url = address("withdraw", *PROBATION, override.pk)
    assert client.get(url).status_code == 200
    assert errors(client.post(url, {"reason": ""})) == {"reason": ["chưa ghi; hãy điền vào đây."]}
    assert client.post(url, {"reason": "văn bản hết hiệu lực"}).status_code == 302
    assert regulation("members/probation_months", on=override.effective_from) == 12
    assert len(client.get(address("rule")).context["withdrawn"]) == 1
    assert errors(client.post(url, {"reason": "lần nữa"})) == {
        "__all__": ["bản ghi vừa được người khác sửa; hãy mở lại để xem giá trị mới rồi làm lại."]
    }
    assert client.get(address("withdraw", "members", "religions", override.pk)).status_code == 404


def test_whoever_does_not_answer_for_the_whole_tree_reads_rules_and_changes_none(stranger: Client) -> None:
    override = make_override()
    assert stranger.get(INDEX).status_code == 200
    assert stranger.get(address("rule")).context["may_change"] is False
    urls = [address("change"), address("withdraw", *PROBATION, override.pk)]
    assert [stranger.get(url).status_code for url in urls] == [403, 403]
    assert [stranger.post(url, said()).status_code for url in urls] == [403, 403]


def test_pages_ask_the_database_as_often_with_many_own_values_as_with_one(client: Client) -> None:
    def asked() -> list[int]:
        return [statements(client, url, on="2022-06-01") for url in (INDEX, address("rule"))]

    make_override()
    one = asked()
    for months in range(19, 30):
        make_override(value=months, seen=Override.objects.latest("pk").pk)
    assert asked() == one
