"""What access answers to programs."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from dangvu.access.models import ApiClient, Outcome
from dangvu.access.signing_in import note_sign_in
from tests.factories.access import make_account, make_grant
from tests.home.programs import LATER, make_program

pytestmark = pytest.mark.pages

AREAS = ("administration", "organizations")


def program(units: dict[str, UUID], code: str = "A") -> Client:
    return make_program(*AREAS, at=units[code])


def read(program: Client, path: str, status: int = 200) -> Any:
    response = program.get(f"/api/access/{path}")
    assert response.status_code == status
    return json.loads(response.content)


def test_accounts_are_listed_with_their_posts(units: dict[str, UUID]) -> None:
    inside = make_grant("cell_clerk", units["A1"], make_account("Hoàng Thị Duyên"))
    make_grant("cell_clerk", units["B1"], make_account("Ngô Bá Thành"))
    found = read(program(units), "accounts?on=2022-03-01")
    assert (found["count"], found["page"]) == (1, 1)
    [account] = found["accounts"]
    assert (account["id"], account["name"], account["last_sign_in"]) == (
        str(inside.account_id),
        "Hoàng Thị Duyên",
        None,
    )
    [post] = account["posts"]
    assert (post["id"], post["post"], post["organization"]) == (inside.pk, "cell_clerk", str(units["A1"]))
    assert (post["since"], post["until"]) == ("2008-01-01", None)


def test_accounts_are_searched_and_turned_page_by_page(units: dict[str, UUID]) -> None:
    for name, post in (("Hoàng Thị Duyên", "cell_clerk"), ("Ngô Bá Thành", "cell_secretary")):
        make_grant(post, units["A1"], make_account(name))
    asking = program(units)
    found = [
        [one["name"] for one in read(asking, f"accounts?on=2022-03-01&{query}")["accounts"]]
        for query in ("q=Ngô", "post=cell_clerk", "page=2", "post=-&q=Hoàng", "post=nothing")
    ]
    assert found == [["Ngô Bá Thành"], ["Hoàng Thị Duyên"], [], ["Hoàng Thị Duyên"], []]


def test_account_is_told_with_all_its_posts_and_who_tried_to_sign_in(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    note_sign_in(login=grant.account.login, at=LATER, address="10.1.2.3", outcome=Outcome.WRONG_PASSWORD)
    found = read(program(units), f"accounts/{grant.account_id}")
    assert (found["login"], [post["id"] for post in found["posts"]]) == (grant.account.login, [grant.pk])
    assert (found["second_factor"], [(one["origin"], one["outcome"]) for one in found["sign_ins"]]) == (
        False,
        [("office", "wrong_password")],
    )


def test_account_of_elsewhere_is_not_found(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["B1"])
    assert read(program(units), f"accounts/{grant.account_id}", 404)["findings"][0]["code"] == "api.missing"


def test_who_may_see_something_is_told_with_the_reason(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_secretary", units["A1"], make_account("Hoàng Thị Duyên"))
    asking = program(units)
    found = read(asking, "permissions?on=2022-03-01&scope=A1&area=members")
    assert [(one["account"], one["name"]) for one in found] == [(str(grant.account_id), "Hoàng Thị Duyên")]
    assert found[0]["why"].startswith("Bí thư chi bộ tại ")
    clients = read(asking, "permissions?on=2022-03-01&scope=A1&area=administration")
    assert [(one["account"], one["name"]) for one in clients] == [(None, "Cổng thông tin")]
    assert read(asking, "permissions?area=nothing", 404)["findings"][0]["code"] == "access.unknown-area"
    assert read(asking, "permissions?verb=eat", 422)["findings"][0]["place"] == "query.verb"


def test_programs_are_told_without_their_tokens(units: dict[str, UUID]) -> None:
    asking = program(units)
    [found] = read(asking, "clients")
    client = ApiClient.objects.get()
    assert (found["id"], found["name"], len(found["rights"])) == (str(client.pk), "Cổng thông tin", 2)
    assert sorted(found) == ["id", "last_used", "name", "rights", "since"]
    assert client.token_hash not in json.dumps(found)


@pytest.mark.parametrize("path", ["accounts", "accounts/{account}", "clients", "permissions"])
def test_program_without_administration_finds_nothing(units: dict[str, UUID], path: str) -> None:
    account = make_grant("cell_clerk", units["A1"]).account_id
    found = read(make_program("organizations", "members", at=units["A"]), path.format(account=account), 404)
    assert [one["code"] for one in found["findings"]] == ["api.missing"]


def test_accounts_of_the_past_are_those_of_that_day(units: dict[str, UUID]) -> None:
    make_grant("cell_clerk", units["A1"])
    asking = program(units)
    assert [read(asking, f"accounts?on={day}")["count"] for day in ("2007-12-31", "2008-01-01")] == [0, 1]
