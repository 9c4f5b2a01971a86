"""Programs that ask the API: what they may do where, and the token that nobody keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from dangvu.access.api_auth import actor_of_token
from dangvu.access.clients import ClientRight, client_reach, close_client, hash_of, open_client, renew_token
from dangvu.access.models import ApiClient, ApiClientRecord, ClientGrant
from dangvu.access.posts import Place
from dangvu.access.queries import programs_that_may
from dangvu.audit.models import Line
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import NOTHING, Permission, Reach, Verb, allowed
from dangvu.organizations.actions import Plan, reorganize
from tests.factories.access import SPEAKING, make_grant, make_holder
from tests.factories.acts import STRANGER, codes_of, do
from tests.factories.organizations import make_actor, make_newborn

DAY = date(2020, 6, 1)
NOW = datetime(2020, 7, 1, 3, tzinfo=UTC)
FIGURES = Permission("figures", Verb.READ)
MEMBERS = Permission("members", Verb.READ)


def right(
    units: dict[str, UUID], code: str, permission: Permission = FIGURES, place: Place = Place.UNIT
) -> ClientRight:
    return ClientRight(permission, place, units[code])


def opened(*rights: ClientRight, **details: Any) -> tuple[ApiClient, str]:
    known = {"actor": make_actor(at=SPEAKING), "day": DAY, "name": "Trang tin nội bộ", "rights": rights}
    client, token = do(open_client, **(known | details))
    return client, token


def test_program_may_do_what_it_was_given_and_nothing_else(units: dict[str, UUID]) -> None:
    _client, token = opened(right(units, "A3", place=Place.UNIT_AND_BELOW))
    actor = actor_of_token(token, NOW)
    assert actor is not None
    assert actor.name == "Trang tin nội bộ"
    assert [allowed(actor, FIGURES, units[code]) for code in ("A3", "A31", "A1", "T")] == [True, True, False, False]
    assert allowed(actor, MEMBERS, units["A31"]) is False


def test_program_that_may_change_may_also_read(units: dict[str, UUID]) -> None:
    client, _token = opened(right(units, "A1", Permission("members", Verb.CHANGE)))
    assert client_reach(client.pk, MEMBERS, as_of=DAY) == Reach(units=frozenset({units["A1"]}))
    assert client_reach(client.pk, FIGURES, as_of=DAY) == NOTHING


def test_token_is_kept_as_a_hash_only(units: dict[str, UUID]) -> None:
    client, token = opened(right(units, "A1"))
    assert client.token_hash == hash_of(token)
    assert str(Line.objects.latest("number").details).count(token) == 0


def test_token_of_nobody_opens_nothing(units: dict[str, UUID]) -> None:
    assert actor_of_token("đoán mò", NOW) is None


def test_token_opens_nothing_before_its_day_and_after_its_end(units: dict[str, UUID]) -> None:
    client, token = opened(right(units, "A1"))
    assert actor_of_token(token, datetime(2020, 5, 1, tzinfo=UTC)) is None
    do(close_client, actor=make_actor(at=NOW), day=NOW.date(), client_id=client.pk)
    assert actor_of_token(token, NOW + timedelta(days=1)) is None
    assert list(ClientGrant.objects.on(NOW.date())) == list(ApiClientRecord.objects.on(NOW.date())) == []


def test_last_use_is_kept_to_the_minute(units: dict[str, UUID]) -> None:
    client, token = opened(right(units, "A1"))
    for seconds in (0, 30, 90):
        actor_of_token(token, NOW + timedelta(seconds=seconds))
    assert ApiClient.objects.get(pk=client.pk).last_used == NOW + timedelta(seconds=90)


def test_new_token_takes_the_place_of_the_old_one(units: dict[str, UUID]) -> None:
    client, old = opened(right(units, "A1"))
    new = renew_token(actor=make_actor(at=NOW), client_id=client.pk, reason="mã cũ bị lộ")
    assert (actor_of_token(old, NOW), getattr(actor_of_token(new, NOW), "account", None)) == (None, client.pk)
    assert Line.objects.latest("number").reason == "mã cũ bị lộ"


def test_nobody_gives_a_program_what_is_beyond_the_own_reach(units: dict[str, UUID]) -> None:
    secretary = make_holder(make_grant("committee_secretary", units["A3"]))
    below = right(units, "A31", MEMBERS)
    assert do(open_client, actor=secretary, day=DAY, name="Sổ tay", rights=[below])[0].token_hash != ""
    asked: dict[str, Any] = {"actor": secretary, "day": DAY, "name": "Sổ tay"}
    change = right(units, "A3", Permission("organizations", Verb.CHANGE))
    assert codes_of(open_client, **asked, rights=[change]) == ["access.beyond-reach"]
    assert codes_of(open_client, **asked, rights=[right(units, "A1")]) == ["policy.denied"]


def test_program_needs_a_name_and_a_right(units: dict[str, UUID]) -> None:
    assert codes_of(open_client, actor=make_actor(at=SPEAKING), day=DAY, name=" ", rights=[]) == [
        "access.no-name",
        "access.no-right",
    ]


def test_stranger_neither_renews_nor_turns_away(units: dict[str, UUID]) -> None:
    client, _token = opened(right(units, "A1"))
    assert codes_of(close_client, actor=STRANGER, day=DAY, client_id=client.pk) == ["policy.denied"]


def test_program_that_is_none_or_without_reason_is_refused(units: dict[str, UUID]) -> None:
    client, _token = opened(right(units, "A1"))
    operator = make_actor(at=NOW)
    assert codes_of(close_client, actor=operator, day=DAY, client_id=uuid4()) == ["access.no-client"]
    with pytest.raises(Refusal) as refused:
        renew_token(actor=operator, client_id=client.pk, reason=" ")
    assert [finding.code for finding in refused.value.findings] == ["access.no-reason"]


def test_rights_of_programs_end_with_their_organization(units: dict[str, UUID]) -> None:
    client, _token = opened(right(units, "A31"), right(units, "A1"))
    heir = make_newborn("subordinate_cell", units["A3"])
    plan = Plan(kind="merge", predecessors=(units["A31"], units["A32"]), newborns=(heir,))
    do(reorganize, actor=make_actor(at=NOW), day=NOW.date(), plan=plan)
    held = ClientGrant.objects.on(NOW.date()).filter(client=client)
    assert list(held.values_list("organization", flat=True)) == [units["A1"]]


def test_who_may_see_something_includes_programs(units: dict[str, UUID]) -> None:
    opened(right(units, "A", place=Place.LAYER_AND_BELOW), right(units, "B1"))
    opened(right(units, "A1", Permission("figures", Verb.CHANGE)), name="Phần mềm kế toán")
    assert programs_that_may(FIGURES, units["A1"], as_of=DAY) == [
        ("Phần mềm kế toán", "ứng dụng được sửa tại Tổ chức A1 từ ngày 1/6/2020, phạm vi chính tổ chức đó."),
        (
            "Trang tin nội bộ",
            (
                "ứng dụng được xem tại Tổ chức A từ ngày 1/6/2020,"
                " phạm vi cả lớp của tổ chức đó và mọi tổ chức bên dưới."
            ),
        ),
    ]
    assert programs_that_may(MEMBERS, units["A1"], as_of=DAY) == []
