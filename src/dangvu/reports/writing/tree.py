"""Walking pandoc's syntax tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dangvu.reports.writing.pandoc import Node, Tree

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def walk(node: Any, *, into_notes: bool = True) -> Iterator[Node]:
    """Every node below and including ``node``, in the order of the text; footnotes are walked where they are marked."""
    if isinstance(node, dict) and "t" in node:
        yield node
        if into_notes or node["t"] != "Note":
            yield from walk(node.get("c"), into_notes=into_notes)
    elif isinstance(node, list):
        for item in node:
            yield from walk(item, into_notes=into_notes)


def headings(tree: Tree) -> Iterator[tuple[int, list[Node]]]:
    """The level and the inlines of every heading."""
    for node in tree["blocks"]:
        if node["t"] == "Header":
            level, _attributes, inlines = node["c"]
            yield level, inlines


def table_rows(table: Node) -> list[list[Any]]:
    """The rows of a table, those of its head first; a cell's blocks are its fifth part."""
    _attributes, _caption, _columns, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
    return [row[1] for row in rows]


def is_figure(node: Any) -> bool:
    """Whether a node is a span of class ``figure``."""
    return isinstance(node, dict) and node.get("t") == "Span" and "figure" in node["c"][0][1]


def plain_text(nodes: Any, *, into_notes: bool = True) -> str:
    """The text of nodes without their markup."""
    walked = walk(nodes, into_notes=into_notes)
    return "".join(str(node["c"]) if node["t"] == "Str" else _SPACES.get(node["t"], "") for node in walked)


def printable(text: str) -> str:
    """``text`` with a space for each control character, such as those that come along when text is pasted from Word."""
    return _UNPRINTABLE.sub(" ", text)
