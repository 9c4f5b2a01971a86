"""Committees on pages: the list, one committee, two terms, and what is counted of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dangvu.audit.models import Line
from dangvu.audit.trail import READING
from dangvu.committees.actions import appoint_members, name_heads, release_members
from tests.factories.acts import do
from tests.factories.committees import ELECTED, make_committee
from tests.factories.members import make_members
from tests.factories.organizations import make_blocs
from tests.factories.sheets import sheet_of
from tests.factories.web import reader, statements

DAY = "2016-01-01"
LATER = date(2015, 12, 1)
NEXT = date(2020, 6, 1)


@pytest.fixture
def tree(db: None) -> dict[str, UUID]:
    return make_blocs()


@pytest.fixture
def members(tree: dict[str, UUID]) -> list[UUID]:
    """Five women in the first cell of the committee A3; the second is of a minority and younger."""
    first, *others = make_members(tree["A31"], 4)
    minority = make_members(tree["A31"], 1, ethnic_group="tay", birth_date=date(1985, 6, 1), full_name="Nông Thị Én")
    return [first, *minority, *others]


@pytest.fixture
def client(tree: dict[str, UUID], client: Client) -> Client:
    reader(client)
    return client


def page(client: Client, organization_id: UUID, **query: str) -> Any:
    """What the page of a committee shows."""
    response = client.get(f"/committees/{organization_id}/", {"on": DAY, **query})
    assert response.status_code == 200
    return response.context


def test_list_says_of_every_organization_what_is_missing(
    client: Client, tree: dict[str, UUID], members: list[UUID]
) -> None:
    make_committee(tree["A3"], members[:3])
    do(release_members, day=LATER, organization_id=tree["A3"], member_ids=members[2:3])
    one = make_members(tree["A1"], 2)
    make_committee(tree["A1"], one)
    do(release_members, day=LATER, organization_id=tree["A1"], member_ids=one[:1])
    make_committee(tree["A2"], make_members(tree["A2"], 1))
    response = client.get("/committees/", {"on": DAY, "scope": "A"})
    found = {line.record.code: (line.state, line.count, line.seats) for line, _state, _mark in response.context["rows"]}
    assert found == {
        "A": ("missing", 0, None),
        "A1": ("headless", 1, 2),
        "A2": ("complete", 1, 1),
        "A3": ("vacant", 2, 3),
        "A31": ("missing", 0, None),
        "A32": ("missing", 0, None),
    }
    assert (response.context["incomplete"], response.context["all"].secretaries) == (5, 2)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"state": "missing"}, ["A", "A3", "A31", "A32"]),
        ({"state": "concurrent"}, ["A1"]),
        ({"state": "not_concurrent"}, ["A2"]),
        ({"state": "' OR 1=1 --"}, ["A", "A1", "A2", "A3", "A31", "A32"]),
        ({"kind": "grassroots_cell"}, ["A1", "A2"]),
        ({"q": "to chuc a3"}, ["A3", "A31", "A32"]),
        ({"q": "nong thi en"}, ["A1"]),
        ({"page": "99999999999"}, ["A", "A1", "A2", "A3", "A31", "A32"]),
        ({"state": "ending"}, []),
        ({"state": "ending", "on": "2019-12-01"}, ["A1", "A2"]),
    ],
)
def test_list_is_narrowed_down(
    client: Client, tree: dict[str, UUID], query: dict[str, str], expected: list[str]
) -> None:
    [secretary] = make_members(tree["A1"], 1, full_name="Nông Thị Én")
    make_committee(tree["A1"], [secretary])
    do(name_heads, day=ELECTED, heads=[(tree["A1"], secretary, "Giám đốc")])
    make_committee(tree["A2"], make_members(tree["A2"], 1))
    response = client.get("/committees/", {"on": DAY, "scope": "A", **query})
    shown = [line.record.code for line, _state, _mark in response.context["rows"]]
    assert shown == expected


def test_list_of_a_day_on_which_the_organization_does_not_stand_is_empty(client: Client) -> None:
    assert list(client.get("/committees/", {"on": "2000-01-01"}).context["rows"]) == []


def test_list_is_taken_along_as_a_sheet_and_the_export_is_recorded(
    client: Client, tree: dict[str, UUID], members: list[UUID]
) -> None:
    make_committee(tree["A3"], members[:3])
    do(name_heads, day=ELECTED, heads=[(tree["A3"], members[0], "Giám đốc Sở")])
    response = client.get("/committees/", {"on": DAY, "scope": "A", "format": "xlsx"})
    rows = {row[0]: row[1:] for row in sheet_of(response.content)}
    assert (rows["A3"][2], rows["A3"][4:6], rows["A3"][-2:]) == ("2015-2020", ["3", "3"], ["Giám đốc Sở", "đủ"])
    assert rows["A31"][-1] == "chưa có cấp ủy"
    reading = Line.objects.filter(verb=READING).get()
    assert (reading.subject, reading.details["what"]) == (
        tree["A"],
        "Cấp ủy của Tổ chức A và các tổ chức trực thuộc; Tính đến hết ngày 1/1/2016",
    )


def test_committee_is_shown_with_its_makeup(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    make_committee(tree["A3"], members[:3])
    do(name_heads, day=ELECTED, heads=[(tree["A3"], members[0], "Giám đốc Sở")])
    sitting = page(client, tree["A3"])["sitting"]
    assert [(one.seat.post, one.age, one.elected_at, one.heads) for one in sitting.sitters] == [
        ("secretary", 45, 45, "Giám đốc Sở"),
        ("deputy_secretary", 30, 29, ""),
        ("member", 45, 45, ""),
    ]
    assert (sitting.women.part, sitting.minorities.part, sitting.minorities.percent) == (3, 1, Decimal("33.33"))
    assert (sitting.concurrent, sitting.vacant, sum(count for _label, count in sitting.bands)) == (True, 0, 3)
    assert sitting.mean_age == Decimal("40.73")


def test_committee_says_what_changed_within_its_term(
    client: Client, tree: dict[str, UUID], members: list[UUID]
) -> None:
    make_committee(tree["A3"], members[:4])
    do(release_members, day=LATER, organization_id=tree["A3"], member_ids=members[3:4])
    do(appoint_members, day=LATER, organization_id=tree["A3"], members=[(members[4], "member")])
    found = page(client, tree["A3"])
    assert [(one.day, one.came, one.seat.member_id) for one in found["changes"]] == [
        (LATER, True, members[4]),
        (LATER, False, members[3]),
    ]


def test_term_of_another_organization_is_not_found(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    elsewhere = make_committee(tree["A1"], make_members(tree["A1"], 1))
    assert client.get(f"/committees/{tree['A3']}/", {"term": str(elsewhere)}).status_code == 404


def test_term_that_is_over_is_shown_on_its_last_day(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    first = make_committee(tree["A3"], members[:3])
    second = make_committee(tree["A3"], members[1:4], day=NEXT, term="2020-2025")
    before = page(client, tree["A3"], on="2021-01-01", term=str(first))
    assert (before["sitting"].day, before["in_office"]) == (date(2020, 5, 31), False)
    now = page(client, tree["A3"], on="2021-01-01")
    assert ([term.committee_id for term in now["terms"]], now["in_office"]) == ([second, first], True)


def test_organization_without_a_committee_says_so(client: Client, tree: dict[str, UUID]) -> None:
    found = page(client, tree["A3"])
    assert (found["sitting"], found["terms"], found["changes"]) == (None, [], [])


def test_two_terms_say_who_stayed_left_and_came(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    make_committee(tree["A3"], members[:3])
    make_committee(tree["A3"], members[1:5], day=NEXT, term="2020-2025")
    response = client.get(f"/committees/{tree['A3']}/terms/")
    found = response.context["comparison"]
    assert [(pair.after.member_id, pair.before.seat.post, pair.after.seat.post) for pair in found.stayed] == [
        (members[1], "deputy_secretary", "secretary"),
        (members[2], "member", "deputy_secretary"),
    ]
    assert [one.member_id for one in found.left] == members[:1]
    assert {one.member_id for one in found.came} == set(members[3:5])
    assert (found.again.part, found.again.whole, found.again.percent) == (2, 4, Decimal("50.00"))
    assert [(old.part, new.part) for _label, old, new in found.shares] == [(3, 4), (1, 1)]


def test_any_two_terms_are_compared_the_earlier_first(
    client: Client, tree: dict[str, UUID], members: list[UUID]
) -> None:
    days = [ELECTED, NEXT, date(2025, 6, 1)]
    terms = [make_committee(tree["A3"], members[:3], day=day, term=str(day.year)) for day in days]
    address = f"/committees/{tree['A3']}/terms/"
    query = {"one": str(terms[2]), "two": str(terms[0])}
    found = client.get(address, query).context["comparison"]
    assert (found.before.term.committee_id, found.after.term.committee_id) == (terms[0], terms[2])
    assert client.get(address, {"one": str(uuid4())}).context["comparison"].after.term.committee_id == terms[2]
    assert client.get(address, {"one": "x"}).status_code == 404


def test_one_term_alone_is_not_compared(client: Client, tree: dict[str, UUID], members: list[UUID]) -> None:
    make_committee(tree["A3"], members[:3])
    assert client.get(f"/committees/{tree['A3']}/terms/").context["comparison"] is None


def test_committees_out_of_reach_are_not_found(tree: dict[str, UUID], client: Client) -> None:
    reader(client, "committee_secretary", tree["A3"])
    paths = ["", "terms/", "people/", "elect/", "appoint/", "release/", "head/", "no-head/", "end/"]
    assert {path: client.get(f"/committees/{tree['B2']}/{path}").status_code for path in paths} == dict.fromkeys(
        paths, 404
    )
    assert [line.record.code for line, _s, _m in client.get("/committees/").context["rows"]] == ["A3", "A31", "A32"]


def test_whoever_only_reads_is_offered_no_act(tree: dict[str, UUID], client: Client) -> None:
    reader(client, "office_clerk", tree["A"])
    assert client.get(f"/committees/{tree['A3']}/").context["may_change"] is False
    assert client.get(f"/committees/{tree['A3']}/elect/").status_code == 404


@pytest.mark.parametrize("path", ["?term=x", "?term=" + "0" * 32, "correct/seat/1/", "correct/x/1/", "correct/term/0/"])
def test_address_that_asks_amiss_is_not_found(client: Client, tree: dict[str, UUID], path: str) -> None:
    assert client.get(f"/committees/{tree['A3']}/{path}").status_code == 404


def test_organization_that_is_none_is_not_found(client: Client) -> None:
    assert client.get(f"/committees/{uuid4()}/").status_code == 404


def test_lists_ask_the_database_as_often_for_thirty_organizations_as_for_one(
    client: Client, tree: dict[str, UUID]
) -> None:
    make_committee(tree["A1"], make_members(tree["A1"], 1))
    one = statements(client, "/committees/", on=DAY, scope="A")
    for code in ("A2", "A31", "A32"):
        make_committee(tree[code], make_members(tree[code], 1))
    assert statements(client, "/committees/", on=DAY, scope="A") == one


def test_page_asks_the_database_as_often_for_a_large_committee_as_for_a_small_one(
    client: Client, tree: dict[str, UUID], members: list[UUID]
) -> None:
    def asked(code: str) -> int:
        page(client, tree[code])
        with CaptureQueriesContext(connection) as captured:
            page(client, tree[code])
        return len(captured)

    make_committee(tree["A1"], make_members(tree["A1"], 1))
    make_committee(tree["A3"], members)
    assert asked("A3") == asked("A1")
