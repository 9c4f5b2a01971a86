"""Trees and flows: nobody is lost between the branches, or between before and after."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.ui import charts

leaves = st.builds(charts.Node, st.text(max_size=5), st.integers(0, 99) | st.none())
trees = st.recursive(
    leaves,
    lambda children: st.builds(charts.Node, st.text(max_size=5), children=st.lists(children, max_size=6)),
    max_leaves=30,
)


def names(node: charts.Node) -> list[str]:
    return [node.label, *(name for child in node.children for name in names(child))]


@given(trees, st.integers(1, 3))
def test_tree_draws_every_node_once_in_order(node: charts.Node, most: int) -> None:
    drawn = charts.tree([node], title="", most=most)
    assert [twig.label for twig in drawn.twigs if twig.kind == "node"] == names(node)


@given(trees, st.integers(1, 3))
def test_every_branch_of_a_tree_is_closed(node: charts.Node, most: int) -> None:
    kinds = [twig.kind for twig in charts.tree([node], title="", most=most).twigs]
    ends = {"open": "close", "node": "end", "fold": "unfold"}
    assert [kinds.count(start) - kinds.count(end) for start, end in ends.items()] == [0, 0, 0]


def folded(count: int, most: int) -> list[int]:
    children = [charts.Node(str(index)) for index in range(count)]
    drawn = charts.tree([charts.Node("A", children=children)], title="", most=most)
    return [twig.hidden for twig in drawn.twigs if twig.kind == "fold"]


@pytest.mark.parametrize(("count", "hidden"), [(3, []), (4, []), (5, [2]), (20, [17])])
def test_tree_folds_away_what_is_too_much_but_never_a_single_branch(count: int, hidden: list[int]) -> None:
    assert folded(count, 3) == hidden


def test_tree_tells_what_is_gone_and_what_is_new() -> None:
    nodes = [charts.Node("A", 0, state=charts.State.GONE), charts.Node("B", 1025, "/b", charts.State.NEW)]
    drawn = [(twig.state, twig.text, twig.link) for twig in charts.tree(nodes, title="").twigs if twig.kind == "node"]
    assert drawn == [("gone", "0", ""), ("new", "1.025", "/b")]


BEFORE = [
    charts.Stand("A", "Chi bộ A", 14, state=charts.State.GONE),
    charts.Stand("B", "Chi bộ B", 11, state=charts.State.GONE),
    charts.Stand("C", "Chi bộ C", 22),
]
AFTER = [charts.Stand("D", "Chi bộ D", 24, state=charts.State.NEW), charts.Stand("C", "Chi bộ C", 23)]
LINKS = [
    charts.Link("A", "D", 14),
    charts.Link("B", "D", 10),
    charts.Link("B", "C", 1, exception=True),
    charts.Link("C", "C", 22),
]


def flow(links: list[charts.Link]) -> charts.Flow:
    return charts.flow(BEFORE, AFTER, links, title="", heads=("Trước", "Sau"))


def test_flow_is_proved_when_both_sides_add_up_from_its_streams() -> None:
    drawn = flow(LINKS)
    assert (drawn.totals, drawn.proved) == (("47", "47"), True)


@pytest.mark.parametrize("lost", range(4))
def test_flow_is_not_proved_when_somebody_is_lost(lost: int) -> None:
    assert not flow([link for index, link in enumerate(LINKS) if index != lost]).proved


def test_streams_tell_moved_kept_and_exceptional() -> None:
    assert [(stream.kind, stream.text) for stream in flow(LINKS).streams] == [
        ("moved", "Chi bộ A → Chi bộ D: 14"),
        ("moved", "Chi bộ B → Chi bộ D: 10"),
        ("exception", "Chi bộ B → Chi bộ C: 1"),
        ("kept", "Chi bộ C → Chi bộ C: 22"),
    ]


def test_streams_are_as_wide_as_the_members_that_they_carry() -> None:
    assert [stream.width for stream in flow(LINKS).streams] == [14, 10, 1.5, 22]


def test_place_tells_where_its_members_come_from_unless_they_stayed() -> None:
    drawn = flow([*LINKS[:2], LINKS[3]])
    assert [[(origin.text, origin.label) for origin in place.origins] for place in drawn.after] == [
        [("14", "Chi bộ A"), ("10", "Chi bộ B")],
        [],
    ]


def test_rows_of_a_flow_grow_with_their_names() -> None:
    long = charts.Stand("A", "Chi bộ Công ty cổ phần Cấp nước và Vệ sinh môi trường Sông Lam", 1)
    drawn = charts.flow([long], [], [], title="", heads=("", ""))
    assert ([place.lines for place in drawn.before], drawn.height) == ([3], 72)


def test_flow_knows_only_its_stands() -> None:
    with pytest.raises(KeyError):
        flow([charts.Link("X", "D", 1)])


def edges(drawn: charts.Flow, *, at: int) -> list[tuple[float, float]]:
    """Upper and lower edge of each stream at its start (0) or its end (-1), from the top."""
    middles = [float(stream.path.replace(" C", " ").split()[1 if at == 0 else -1]) for stream in drawn.streams]
    return sorted(
        (y - stream.width / 2, y + stream.width / 2) for y, stream in zip(middles, drawn.streams, strict=True)
    )


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), unique=True, min_size=1), st.data())
def test_streams_lie_beside_one_another_where_they_meet(ways: list[tuple[int, int]], data: st.DataObject) -> None:
    links = [charts.Link(str(one), str(other), data.draw(st.integers(10, 50))) for one, other in ways]
    left = [charts.Stand(str(n), "A", sum(link.value for link in links if link.source == str(n))) for n in range(4)]
    right = [charts.Stand(str(n), "A", sum(link.value for link in links if link.target == str(n))) for n in range(4)]
    drawn = charts.flow(left, right, links, title="", heads=("", ""))
    overlaps = [one[1] - other[0] for at in (0, -1) for one, other in pairwise(edges(drawn, at=at))]
    assert drawn.proved
    assert [overlap for overlap in overlaps if overlap > 0.02] == []
