"""The tree of an organisation with hairline branches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from dangvu.ui.charts.scale import COUNTS


class State(StrEnum):
    """How a node differs from before."""

    KEPT = ""
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation with its number, how it differs from before, and those below it.

    ``link`` opens the number, ``page`` the organisation.
    """

    label: str
    value: int | None = None
    link: str = ""
    state: State = State.KEPT
    children: Sequence[Node] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Twig:
    """A step of drawing a tree: a ``node``, or the ``open``ing or ``close`` of the branches below one.

    ``fold`` and ``unfold`` bound the branches that are folded away, ``hidden`` of them.
    """

    kind: str
    label: str = ""
    text: str = ""
    link: str = ""
    state: str = ""
    page: str = ""
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    """The steps of drawing, in order."""

    template: ClassVar[str] = "ui/charts/tree.html"
    title: str
    twigs: tuple[Twig, ...]


def tree(nodes: Sequence[Node], *, title: str, most: int = 12) -> Tree:
    """The tree of ``nodes``; beyond ``most`` children of one node the rest is folded away under “+ n nữa”."""
    return Tree(title, tuple(_branches(nodes, most)))


def _branches(nodes: Sequence[Node], most: int) -> Iterator[Twig]:
    # Folding away a single line would save nothing.
    shown = len(nodes) if len(nodes) <= most + 1 else most
    yield Twig("open")
    for node in nodes[:shown]:
        yield from _node(node, most)
    if nodes[shown:]:
        yield Twig("fold", hidden=len(nodes) - shown)
        for node in nodes[shown:]:
            yield from _node(node, most)
        yield Twig("unfold")
    yield Twig("close")


def _node(node: Node, most: int) -> Iterator[Twig]:
    text = "" if node.value is None else COUNTS.write(node.value)
    yield Twig("node", node.label, text, node.link, node.state.value, node.page)
    if node.children:
        yield from _branches(node.children, most)
    yield Twig("end")
