from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from dangvu.access.api_auth import actor_of_token
from dangvu.access.policy import READ as READ_POSTS
from dangvu.kernel.policy import Actor, Permission, Verb
from dangvu.organizations.actions import Plan, foreseen
from dangvu.organizations.comparison import REST, Comparison, State, compare, drawn, heads_of
from dangvu.organizations.policy import CHANGE, READ_FIGURES
from dangvu.organizations.sight import Sight
from tests.factories.access import make_account, make_grant
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, make_actor, make_blocs, make_newborn
from tests.home.programs import LATER, token_of

pytestmark = pytest.mark.django_db

DAY = date(2019, 3, 20)
ACTOR = make_actor(at=datetime(2019, 3, 25, 8, tzinfo=UTC))


@pytest.fixture
def blocs(db: None) -> dict[str, UUID]:
    ids = make_blocs()
    make_members(ids["A1"], 3)
    make_members(ids["A2"], 2)
    make_members(ids["A31"], 4)
    return ids


def seen(plan: Plan, actor: Actor = ACTOR) -> Comparison:
    concerned = {*plan.predecessors, *plan.survivors, *plan.cells.values(), *(one.id for one in plan.newborns)}
    before = State.on(DAY, concerned)
    with foreseen(actor=actor, day=DAY, basis=BASIS, plan=plan):
        after = State.on(DAY, concerned)
    return compare(Sight(actor), before, after, concerned, DAY)


def flows(comparison: Comparison) -> list[tuple[str, str, int]]:
    """Who flows from which stand to which, by name."""
    before = {one.code: one.name for one in comparison.before}
    after = {one.code: one.name for one in comparison.after}
    return sorted((before[one.source], after[one.target], one.members) for one in comparison.streams)


def test_members_flow_from_what_ends_to_what_begins(blocs: dict[str, UUID]) -> None:
    new = make_newborn("grassroots_cell", blocs["A"], name="Chi bộ mới")
    comparison = seen(Plan("merge", predecessors=(blocs["A1"], blocs["A2"]), newborns=(new,)))
    assert flows(comparison) == [("Tổ chức A1", "Chi bộ mới", 3), ("Tổ chức A2", "Chi bộ mới", 2)]
    assert (comparison.frame, comparison.proved, comparison.hidden) == ("Tổ chức A", True, False)
    assert drawn(comparison, heads_of(DAY)).proved is True


def test_members_of_cells_that_are_carried_flow_with_their_committee(blocs: dict[str, UUID]) -> None:
    new = make_newborn("superior_committee", blocs["T"], name="Đảng bộ Khối")
    comparison = seen(Plan("merge", predecessors=(blocs["A"], blocs["B"]), newborns=(new,)))
    assert flows(comparison) == [("Tổ chức A", "Đảng bộ Khối", 9)]
    assert comparison.people == ()


def test_members_who_come_to_cells_that_take_no_part_flow_to_the_others(blocs: dict[str, UUID]) -> None:
    comparison = seen(Plan("move", survivors=(blocs["A3"],), details={blocs["A3"]: {"parent": blocs["B"]}}))
    assert flows(comparison) == [("Tổ chức A3", "Tổ chức A3", 4)]
    assert comparison.frame == "Tổ chức T"


def test_those_who_do_not_go_with_the_rest_are_dashed(blocs: dict[str, UUID]) -> None:
    before = State.on(DAY, {blocs["A1"]})
    one = before.people["members"][0].person
    plan = Plan("dissolve", predecessors=(blocs["A1"],), cells={blocs["A1"]: blocs["A2"]}, members={one: blocs["A31"]})
    comparison = seen(plan)
    assert flows(comparison) == [
        ("Tổ chức A1", "Các tổ chức khác", 1),
        ("Tổ chức A1", "Tổ chức A2", 2),
        ("Tổ chức A2", "Tổ chức A2", 2),
    ]
    streams = drawn(comparison, heads_of(DAY)).streams
    assert [stream.kind for stream in streams if stream.text.endswith("khác: 1")] == ["exception"]
    assert [one.code for one in comparison.after][-1] == REST


def test_what_has_no_common_superior_is_compared_by_itself(blocs: dict[str, UUID]) -> None:
    comparison = seen(Plan("rename", survivors=(blocs["T"],), details={blocs["T"]: {"name": "Đảng bộ tỉnh"}}))
    assert comparison.frame == "các tổ chức được sắp xếp"
    assert (comparison.whole.before, comparison.whole.after) == (9, 9)


def test_names_are_kept_from_who_may_change_the_tree_but_not_read_the_rolls(blocs: dict[str, UUID]) -> None:
    actor = actor_of_token(token_of(CHANGE, at=blocs["A"]), LATER)
    assert actor is not None
    new = make_newborn("grassroots_cell", blocs["A"], name="Chi bộ mới")
    comparison = seen(Plan("merge", predecessors=(blocs["A1"], blocs["A2"]), newborns=(new,)), actor)
    assert (comparison.people, comparison.hidden, comparison.proved) == ((), True, True)
    assert [(str(count.label), count.before, count.after) for count in comparison.counts] == [
        ("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng", 1, 1),
        ("Đảng bộ cơ sở", 1, 1),
        ("Chi bộ cơ sở", 2, 1),
        ("Chi bộ trực thuộc", 2, 2),
    ]
    assert (comparison.counted, flows(comparison)) == (False, [])


def test_accounts_are_named_whose_posts_end_or_go_on_elsewhere(blocs: dict[str, UUID]) -> None:
    [member, *_others] = make_members(blocs["A1"], 1)
    clerk = make_account("Lê Văn Cường")
    make_grant("cell_clerk", blocs["A1"], clerk)
    make_grant("member", blocs["A1"], make_account("Trần Thị Dung", member=member))
    make_grant("administrator", blocs["A3"], make_account("Phạm Văn Em"))
    new = make_newborn("grassroots_cell", blocs["A"], name="Chi bộ mới")
    plan = Plan("merge", predecessors=(blocs["A1"], blocs["A2"]), newborns=(new,))
    posts = [(one.source, one.target, one.posts_before, one.posts_after) for one in seen(plan).people if one.has_posts]
    assert posts == [
        ("", "", ("phân công Cán bộ giúp việc chi bộ, Tổ chức A1",), ()),
        ("Tổ chức A1", "Chi bộ mới", ("phân công Đảng viên",), ("phân công Đảng viên",)),
    ]
    assert seen(plan).people[0].name == "Lê Văn Cường"


def test_accounts_are_named_to_those_alone_who_see_who_holds_which_posts(blocs: dict[str, UUID]) -> None:
    make_grant("cell_clerk", blocs["A1"], make_account("Lê Văn Cường"))
    plan = Plan("dissolve", predecessors=(blocs["A1"],), cells={blocs["A1"]: blocs["A2"]})
    rolls = Permission("members", Verb.READ)
    for permissions, named in (((rolls,), []), ((rolls, READ_POSTS), ["Lê Văn Cường"])):
        actor = actor_of_token(token_of(CHANGE, *permissions, at=blocs["A"]), LATER)
        assert actor is not None
        comparison = seen(plan, actor)
        assert ([one.name for one in comparison.people if one.has_posts], comparison.hidden) == (named, not named)


def test_members_are_counted_without_names_for_who_may_read_figures_but_not_the_rolls(blocs: dict[str, UUID]) -> None:
    actor = actor_of_token(token_of(CHANGE, READ_FIGURES, at=blocs["A"]), LATER)
    assert actor is not None
    new = make_newborn("grassroots_cell", blocs["A"], name="Chi bộ mới")
    comparison = seen(Plan("merge", predecessors=(blocs["A1"], blocs["A2"]), newborns=(new,)), actor)
    assert (comparison.people, comparison.hidden, comparison.counted) == ((), True, True)
    assert flows(comparison) == [("Tổ chức A1", "Chi bộ mới", 3), ("Tổ chức A2", "Chi bộ mới", 2)]
    assert comparison.counts[-1] == comparison.whole
