"""What committees offer to other rooms: duties, search, panels, and the API."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from dangvu.committees.actions import name_heads, release_members
from dangvu.committees.duties import owed
from dangvu.committees.panels import committee_of, posts_of_member
from dangvu.committees.search import find
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Actor
from tests.factories.access import make_account, make_grant, make_holder
from tests.factories.acts import do
from tests.factories.committees import ELECTED, make_committee
from tests.factories.members import make_members
from tests.factories.organizations import make_actor, make_blocs

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 6, 1, 2, tzinfo=UTC)


@pytest.fixture
def tree() -> dict[str, UUID]:
    return make_blocs()


def asking(tree: dict[str, UUID], code: str = "A3", on: date = date(2016, 1, 1), actor: Actor | None = None) -> Asked:
    return Asked(actor or make_actor(at=NOW), tree[code], code, f"Tổ chức {code}", on)


def told(asked: Asked) -> list[tuple[date, str, int]]:
    return [(duty.due, str(duty.what), duty.count) for duty in owed(asked)]


def test_committees_that_are_missing_are_owed_each_by_name(tree: dict[str, UUID]) -> None:
    on = date(2016, 1, 1)
    assert told(asking(tree)) == [(on, f"Ghi cấp ủy của Tổ chức {code}", 1) for code in ("A3", "A31", "A32")]


def test_many_missing_committees_are_owed_together(tree: dict[str, UUID]) -> None:
    on = date(2016, 1, 1)
    assert told(asking(tree, "A")) == [(on, "Ghi cấp ủy của 6 tổ chức", 6)]


def test_secretary_is_owed_where_nobody_is(tree: dict[str, UUID]) -> None:
    members = make_members(tree["A1"], 2)
    make_committee(tree["A1"], members)
    do(release_members, day=date(2015, 12, 1), organization_id=tree["A1"], member_ids=members[:1])
    assert told(asking(tree, "A1")) == [(date(2016, 1, 1), "Bầu hoặc chỉ định bí thư của Tổ chức A1", 1)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 11, 19), []),
        (date(2019, 11, 20), [(date(2020, 5, 20), "Đại hội của Tổ chức A1", 1)]),
        (date(2021, 1, 1), [(date(2020, 5, 20), "Đại hội của Tổ chức A1", 1)]),
    ],
)
def test_congress_is_owed_from_six_months_before_the_end_of_the_term(
    tree: dict[str, UUID], on: date, expected: list[tuple[date, str, int]]
) -> None:
    make_committee(tree["A1"], make_members(tree["A1"], 1))
    assert told(asking(tree, "A1", on)) == expected


def test_many_congresses_are_owed_together_by_the_first_day(tree: dict[str, UUID]) -> None:
    for code in ("A1", "A2", "A31", "A32"):
        make_committee(tree[code], make_members(tree[code], 1))
    assert told(asking(tree, "A", date(2021, 1, 1)))[0] == (date(2017, 11, 20), "Đại hội của 4 tổ chức", 4)


def test_reader_out_of_reach_owes_nothing(tree: dict[str, UUID]) -> None:
    actor = make_holder(make_grant("cell_secretary", tree["A1"]))
    assert told(asking(tree, "B2", actor=actor)) == []


@pytest.fixture
def committee(tree: dict[str, UUID]) -> list[UUID]:
    names = ("Đỗ Thị Mận", "Phạm Thị Lụa", "Ngô Thị Tơ")
    members = [make_members(tree["A31"], 1, full_name=name)[0] for name in names]
    make_committee(tree["A3"], members)
    do(name_heads, day=ELECTED, heads=[(tree["A3"], members[0], "Giám đốc Sở")])
    return members


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tổ chức A3", ["Đỗ Thị Mận", "Phạm Thị Lụa", "Ngô Thị Tơ"]),
        ("bi thu to chuc a3", ["Đỗ Thị Mận"]),
        ("phó bí thư a3", ["Phạm Thị Lụa"]),
        ("bí thư", []),
        ("", []),
        ("bí thư không đâu cả", []),
    ],
)
def test_people_are_found_by_post_and_organization(
    tree: dict[str, UUID], committee: list[UUID], text: str, expected: list[str]
) -> None:
    found = find(asking(tree, "A"), text, 10)
    assert [hit.label for hit in found] == expected


def test_hit_names_post_and_organization(tree: dict[str, UUID], committee: list[UUID]) -> None:
    [hit] = find(asking(tree), "a3", 1)
    assert (hit.note, hit.url) == ("Bí thư, Tổ chức A3", f"/committees/{tree['A3']}/?scope=A3&on=2016-01-01")


def test_committee_stands_on_the_profile_of_its_organization(tree: dict[str, UUID], committee: list[UUID]) -> None:
    shown = committee_of(asking(tree), tree["A3"])
    assert shown is not None and shown["sitting"].count == 3
    empty = committee_of(asking(tree), tree["A1"])
    assert empty is not None and empty["sitting"] is None
    stranger = make_holder(make_grant("cell_secretary", tree["B1"]))
    assert committee_of(asking(tree, actor=stranger), tree["A3"]) is None


def test_posts_stand_on_the_profile_of_their_member(tree: dict[str, UUID], committee: list[UUID]) -> None:
    shown = posts_of_member(asking(tree), committee[0])
    assert shown is not None
    assert [(one["post"], one["place"], one["now"]) for one in shown["posts"]] == [
        ("Bí thư", "Tổ chức A3", True),
        ("Giám đốc Sở", "Tổ chức A3", True),
    ]
    assert posts_of_member(asking(tree, on=date(2015, 1, 1)), committee[0]) is None


def test_member_sees_own_posts_and_strangers_none(tree: dict[str, UUID], committee: list[UUID]) -> None:
    account = make_account(member=committee[1])
    make_grant("member", tree["A31"], account)
    own = posts_of_member(asking(tree, actor=make_holder(account)), committee[1])
    assert own is not None and [one["post"] for one in own["posts"]] == ["Phó bí thư"]
    stranger = make_holder(make_grant("cell_secretary", tree["B1"]))
    assert posts_of_member(asking(tree, actor=stranger), committee[1]) is None
