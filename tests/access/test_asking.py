"""What a request asks: organisation, day and known-at of its address, or what the reader usually sees."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory

from dangvu.access.asking import Wrong, actor_of_request, asked_of_request, hear, usual_organization
from dangvu.access.models import Account
from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.actions import Plan, reorganize
from tests.access.test_clients import opened, right
from tests.factories.access import SPEAKING, make_account, make_grant, make_holder
from tests.factories.acts import STRANGER, do
from tests.factories.members import make_member
from tests.factories.organizations import make_actor, make_organization


def asked(actor: Actor, **query: str) -> Asked:
    return asked_of_request(RequestFactory().get("/", query), actor)


def usual(actor: Actor) -> str:
    record = usual_organization(actor)
    return record.code if record else ""


def officer(units: dict[str, UUID]) -> Actor:
    return make_holder(make_grant("organization_officer", units["A"]))


def test_what_makes_sense_of_a_question_is_heard(units: dict[str, UUID]) -> None:
    heard = hear({"on": "31/2/2020", "known_at": "hôm qua", "scope": "A1"}, officer(units))
    assert heard.asked is not None
    assert (heard.asked.code, heard.asked.on, heard.asked.known_at) == ("A1", SPEAKING.date(), None)
    assert {name: (one.typed, one.message.partition(";")[0]) for name, one in heard.wrong.items()} == {
        "on": ("31/2/2020", "“31/2/2020” không phải là một ngày"),
        "known_at": ("hôm qua", "“hôm qua” không phải là một thời điểm"),
    }


def test_organization_that_is_none_or_out_of_reach_is_left_out_of_what_is_heard(units: dict[str, UUID]) -> None:
    reader = officer(units)
    for scope, said in (("ZZZ", True), ("B", False)):
        heard = hear({"on": "", "known_at": "", "scope": scope}, reader)
        assert heard.asked == hear({"on": "", "known_at": "", "scope": ""}, reader).asked
        assert [(name, one.typed, bool(one.message)) for name, one in heard.wrong.items()] == [("scope", scope, said)]


def test_moment_before_anything_was_known_is_to_blame_where_nothing_else_is(units: dict[str, UUID]) -> None:
    heard = hear({"on": "2019-01-01", "known_at": "1950-01-01", "scope": ""}, officer(units))
    assert heard.asked is not None
    assert (heard.asked.on, list(heard.wrong)) == (date(2019, 1, 1), ["known_at"])


def test_nothing_is_heard_of_who_is_shown_nothing(units: dict[str, UUID]) -> None:
    heard = hear({"on": "x", "known_at": "", "scope": "A"}, STRANGER)
    assert (heard.asked, list(heard.wrong)) == (None, ["on", "scope"])
    assert heard.wrong["scope"] == Wrong("A", "")


def test_actor_is_the_account_by_the_name_of_the_day(units: dict[str, UUID]) -> None:
    request = RequestFactory().get("/")
    account = make_account("Lê Văn Tâm")
    request.user = account
    assert actor_of_request(request, SPEAKING) == Actor("Lê Văn Tâm", SPEAKING, account=account.pk)
    request.user = Account(login="chua-mo")
    assert actor_of_request(request, SPEAKING).name == "chua-mo"
    request.user = AnonymousUser()
    assert actor_of_request(request, SPEAKING) == Actor("khách", SPEAKING)


def test_reader_sees_the_organization_of_the_first_post(units: dict[str, UUID]) -> None:
    account = make_account()
    make_grant("administrator", units["T"], account)
    make_grant("cell_clerk", units["B1"], account, day=date(2010, 1, 1))
    make_grant("cell_clerk", units["A1"], account, day=date(2012, 1, 1))
    assert usual(make_holder(account)) == "B1"


def test_member_without_post_sees_the_own_cell(units: dict[str, UUID]) -> None:
    member = make_member(units["A31"])
    assert usual(make_holder(make_account(member=member))) == "A31"
    assert usual(make_holder(make_account(member=units["A31"]))) == ""


def test_program_sees_the_organization_at_which_it_was_given_something(units: dict[str, UUID]) -> None:
    client, _token = opened(right(units, "A3"), right(units, "A1"))
    assert usual(Actor("Trang tin", datetime(2020, 7, 1, tzinfo=UTC), account=client.pk)) == "A3"


def test_operator_sees_the_top_and_a_stranger_nothing(units: dict[str, UUID]) -> None:
    assert (usual(make_actor()), usual(STRANGER)) == ("T", "")
    with pytest.raises(Http404):
        asked(STRANGER)


def test_nothing_asked_is_the_usual_of_today(units: dict[str, UUID]) -> None:
    found = asked(officer(units))
    assert (found.code, found.on, found.known_at, found.usual) == ("A", date(2020, 6, 1), None, ("A", date(2020, 6, 1)))


def test_organization_day_and_known_at_are_read_from_the_address(units: dict[str, UUID]) -> None:
    found = asked(officer(units), scope="a31", on="14/10/2019", known_at="2020-01-02T09:00")
    assert (found.code, found.on) == ("A31", date(2019, 10, 14))
    assert found.known_at == datetime(2020, 1, 2, 2, tzinfo=UTC)


def test_usual_organization_is_named_as_it_was_called_on_the_day(units: dict[str, UUID]) -> None:
    plan = Plan(kind="rename", survivors=(units["A"],), details={units["A"]: {"name": "Tên mới"}})
    do(reorganize, actor=make_actor(at=datetime(2020, 1, 1, tzinfo=UTC)), day=date(2020, 1, 1), plan=plan)
    reader = officer_later(units)
    assert (asked(reader).name, asked(reader, on="1/1/2019").name) == ("Tên mới", "Tổ chức A")


def officer_later(units: dict[str, UUID]) -> Actor:
    now = make_actor(at=datetime(2020, 1, 2, tzinfo=UTC))
    return make_holder(make_grant("organization_officer", units["A"], make_account(actor=now), actor=now))


def test_organization_may_be_asked_for_by_its_name(units: dict[str, UUID]) -> None:
    assert asked(officer(units), scope="Tổ chức A1").code == "A1"


def test_organization_of_nobody_or_of_two_names_is_refused(units: dict[str, UUID]) -> None:
    make_organization("grassroots_cell", units["A"], code="A9", name="Tổ chức A1", sector="administrative_agency")
    for scope in ("Tổ chức A1", "không có"):
        with pytest.raises(Refusal):
            asked(officer(units), scope=scope)


@pytest.mark.parametrize("scope", ["B", "B21", "T", "Tổ chức B\0"])
def test_organization_out_of_reach_is_not_found(units: dict[str, UUID], scope: str) -> None:
    with pytest.raises((Http404, Refusal)):
        asked(officer(units), scope=scope)


@pytest.mark.parametrize("query", [{"on": "32/1/2020"}, {"known_at": "hôm qua"}])
def test_day_or_moment_that_is_none_is_refused(units: dict[str, UUID], query: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        asked(officer(units), **query)
