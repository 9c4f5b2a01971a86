from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.outline import Branch, Outline, lines
from dangvu.organizations.queries import Tree


def make_outline(
    parents: list[int | None], readable: list[bool], members: list[int], counted: list[bool] | None = None
) -> Outline:
    """An outline of organisations that each stand under an earlier one or under none; the lowest are cells."""
    ids = [uuid4() for _ in parents]
    kinds = ["committee" if index in parents else "cell" for index in range(len(parents))]
    records = [
        OrganizationRecord(
            organization_id=ids[index],
            parent_id=None if above is None else ids[above],
            kind=kinds[index],
            valid_from=date(2008, 1, 1),
        )
        for index, above in enumerate(parents)
    ]
    held: dict[UUID, int] = {key: count for key, kind, count in zip(ids, kinds, members, strict=True) if kind == "cell"}
    visible = {key for key, seen in zip(ids, readable, strict=True) if seen}
    told = {key for key, is_told in zip(ids, counted or readable, strict=True) if is_told}
    return Outline(iter(Tree(records)), visible, {"cell"}, members=held, counted=told)


@st.composite
def outlines(draw: st.DrawFn, *, all_readable: bool = False, all_counted: bool = True) -> Outline:
    size = draw(st.integers(1, 12))
    parents = [None, *(draw(st.integers(0, index - 1)) for index in range(1, size))]
    readable = [all_readable or draw(st.booleans()) for _ in range(size)]
    members = draw(st.lists(st.integers(0, 50), min_size=size, max_size=size))
    return make_outline(parents, readable, members, readable if all_counted else [draw(st.booleans()) for _ in parents])


@given(outlines())
def test_roots_hold_together_what_all_readable_organizations_hold(outline: Outline) -> None:
    own = [(branch.cells, branch.members or 0) for branch in outline if branch.record.kind == "cell"]
    roots = [(root.units, root.cells, root.members) for root in outline.roots]
    assert tuple(map(sum, zip(*roots, strict=True)) if roots else ()) == (
        (len(outline), sum(cells for cells, _members in own), sum(members for _cells, members in own)) if roots else ()
    )


@given(outlines(all_counted=False))
def test_members_are_told_where_they_may_be_counted_and_are_those_of_the_cells_below_where_they_may_be(
    outline: Outline,
) -> None:
    for branch in outline:
        own = [one.held for one in _below(branch) if one.record.kind == "cell" and one.counted]
        assert branch.members == (sum(own) if branch.counted else None)


@given(outlines())
def test_every_readable_organization_stands_under_the_nearest_readable_one(outline: Outline) -> None:
    placed = [branch for root in outline.roots for branch in _below(root)]
    assert sorted(map(id, placed)) == sorted(map(id, outline))


@given(outlines(all_readable=True))
def test_drawn_lines_open_as_many_lists_as_they_close(outline: Outline) -> None:
    drawn = lines(list(outline))
    depths, depth = [], 0
    for line in drawn:
        depths.append(depth)
        depth += line.opens - len(line.closing)
    assert depth == 0
    assert depths == [line.branch.depth for line in drawn]


def test_nothing_is_drawn_of_nothing() -> None:
    assert lines([]) == []


def _below(branch: Branch) -> list[Branch]:
    return [branch, *(one for child in branch.children for one in _below(child))]
