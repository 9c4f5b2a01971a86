"""Walking pandoc's syntax tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dangvu.reports.writing.pandoc import Node, Tree

_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def walk(node: Any) -> Iterator[Node]:
    """Every node below and including ``node``, in the order of the text."""
    if isinstance(node, dict) and "t" in node:
        yield node
        yield from walk(node.get("c"))
    elif isinstance(node, list):
        for item in node:
            yield from walk(item)


def headings(tree: Tree) -> Iterator[tuple[int, list[Node]]]:
    """The level and the inlines of every heading."""
    for node in tree["blocks"]:
        if node["t"] == "Header":
            level, _attributes, inlines = node["c"]
            yield level, inlines


def is_figure(node: Any) -> bool:
    """Whether a node is a span of class ``figure``."""
    return isinstance(node, dict) and node.get("t") == "Span" and "figure" in node["c"][0][1]


def plain_text(nodes: Any) -> str:
    """The text of nodes without their markup."""
    return "".join(str(node["c"]) if node["t"] == "Str" else _SPACES.get(node["t"], "") for node in walk(nodes))
