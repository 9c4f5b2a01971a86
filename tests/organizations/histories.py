"""Random histories of a small tree: plans drawn against the tree of a day, sensible and not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from dangvu.members.models import Affiliation
from dangvu.organizations.actions import Newborn, Plan
from dangvu.organizations.queries import Node, Tree, tree
from tests.factories.organizations import make_newborn

CELLS = ("grassroots_cell", "subordinate_cell")
CELL_BELOW = {
    "provincial_committee": "grassroots_cell",
    "superior_committee": "grassroots_cell",
    "grassroots_committee": "subordinate_cell",
}

days = st.dates(date(2008, 1, 2), date(2021, 12, 31))


def draw_plan(data: st.DataObject, day: date) -> Plan | None:
    """Some reorganisation of the tree as it stands on ``day``; ``None`` where its kind finds nothing to act on."""
    standing = tree(as_of=day)
    nodes = list(standing)
    draft = data.draw(st.sampled_from(DRAFTS), label="kind")
    return draft(data, standing, nodes) if nodes else None


def _pick(data: st.DataObject, nodes: list[Node]) -> Node | None:
    return data.draw(st.sampled_from(nodes)) if nodes else None


def _of(nodes: list[Node], *kinds: str) -> list[Node]:
    return [node for node in nodes if node.record.kind in kinds]


def _sibling(node: Node) -> Newborn:
    """A new organisation of the same kind in the same place."""
    return make_newborn(node.record.kind, node.record.parent_id)


def _establish(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    parent = _pick(data, _of(nodes, *CELL_BELOW))
    return Plan("establish", newborns=(make_newborn(CELL_BELOW[parent.record.kind], parent.id),)) if parent else None


def _dissolve(data: st.DataObject, standing: Tree, nodes: list[Node]) -> Plan | None:
    ended = _pick(data, nodes)
    if ended is None:
        return None
    gone = [node for node in standing.below(ended.id) if data.draw(st.booleans()) or node is ended]
    receiver = _pick(data, [node for node in _of(nodes, *CELLS) if node not in gone])
    cells = {node.id: receiver.id for node in _of(gone, *CELLS)} if receiver and data.draw(st.booleans()) else {}
    return Plan("dissolve", predecessors=tuple(node.id for node in gone), cells=cells)


def _absorb(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    survivor = _pick(data, nodes)
    if survivor is None:
        return None
    ended = _pick(data, [node for node in _of(nodes, survivor.record.kind) if node is not survivor])
    return Plan("absorb", predecessors=(ended.id,), survivors=(survivor.id,)) if ended else None


def _merge(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    first = _pick(data, nodes)
    if first is None:
        return None
    second = _pick(data, [node for node in _of(nodes, first.record.kind) if node is not first])
    return Plan("merge", predecessors=(first.id, second.id), newborns=(_sibling(first),)) if second else None


def _merge_into_committee(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    cells = _of(nodes, "grassroots_cell")
    if len(cells) < 2:
        return None
    pair = data.draw(st.permutations(cells))[:2]
    committee = make_newborn("grassroots_committee", pair[0].record.parent_id)
    below = [make_newborn("subordinate_cell", committee.id) for _ in pair]
    receivers = {cell.id: born.id for cell, born in zip(pair, below, strict=True)}
    predecessors = tuple(cell.id for cell in pair)
    return Plan("merge", predecessors=predecessors, newborns=(committee, *below), cells=receivers)


def _split(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    old = _pick(data, nodes)
    if old is None:
        return None
    born = _sibling(old)
    carried = {child.id: born.id for child in old.children if data.draw(st.booleans())}
    rolls = Affiliation.objects.believed().filter(organization=old.id).order_by("id")
    leaving: dict[UUID, UUID] = {place.member_id: born.id for place in rolls if data.draw(st.booleans())}
    return Plan("split", survivors=(old.id,), newborns=(born,), children=carried, members=leaving)


def _upgrade(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    cell = _pick(data, _of(nodes, "grassroots_cell"))
    if cell is None:
        return None
    below = tuple(make_newborn("subordinate_cell", cell.id) for _ in range(data.draw(st.integers(0, 2))))
    return Plan("upgrade", survivors=(cell.id,), newborns=below, details={cell.id: {"kind": "grassroots_committee"}})


def _downgrade(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    committee = _pick(data, _of(nodes, "grassroots_committee"))
    if committee is None:
        return None
    ended = tuple(child.id for child in committee.children)
    details = {committee.id: {"kind": "grassroots_cell"}}
    return Plan("downgrade", predecessors=ended, survivors=(committee.id,), details=details)


def _move(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    moved, parent = _pick(data, nodes), _pick(data, nodes)
    return Plan("move", survivors=(moved.id,), details={moved.id: {"parent": parent.id}}) if moved and parent else None


def _rename(data: st.DataObject, _standing: Tree, nodes: list[Node]) -> Plan | None:
    renamed = _pick(data, nodes)
    name = f"Tổ chức đổi tên {data.draw(st.integers(1, 99))}"
    return Plan("rename", survivors=(renamed.id,), details={renamed.id: {"name": name}}) if renamed else None


DRAFTS: tuple[Callable[[st.DataObject, Tree, list[Node]], Plan | None], ...] = (
    _establish,
    _dissolve,
    _absorb,
    _merge,
    _merge_into_committee,
    _split,
    _upgrade,
    _downgrade,
    _move,
    _rename,
)
