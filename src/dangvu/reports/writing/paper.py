"""What DOCX and PDF share: how lines are balanced, how wide columns are, what stays on one line."""

from __future__ import annotations

from copy import deepcopy
from math import ceil, sqrt
from typing import Any

from dangvu.reports.writing.neutral import is_figure, plain_text, walk
from dangvu.reports.writing.pandoc import Node, Tree

PAPER_FONT = "Liberation Serif"
"""Printed in place of Times New Roman: the same widths, free to distribute, and every Vietnamese letter."""

SHORTEST_COLUMN = 6
"""In letters: a column is never given less room than this many would ask for."""


def paper_tree(tree: Tree) -> Tree:
    """A copy of the tree as it goes on paper: no figure parted from its unit, tables as wide as the text."""
    tree = deepcopy(tree)
    for node in walk(tree["blocks"]):
        if node["t"] == "Table":
            _spread(node)
        for part in _inline_lists(node):
            _bind_units(part)
    return tree


def balanced_lines(text: str, longest: int) -> list[str]:
    """``text`` on as few lines of at most ``longest`` letters as it needs, all about equally long."""
    for target in range(ceil(len(text) / ceil(len(text) / longest)) if text else 1, longest + 1):
        lines = _fill(text, target)
        if len(lines) <= ceil(len(text) / longest):
            return lines
    return _fill(text, longest)


def table_rows(table: Node) -> tuple[list[list[Node]], list[list[Node]]]:
    """The cells of a table's head and body, row by row; each cell is its blocks."""
    _attributes, _caption, _columns, head, bodies, _foot = table["c"]
    rows = [row for body in bodies for row in body[3]]
    return [_cells(row) for row in head[1]], [_cells(row) for row in rows]


def _cells(row: Any) -> list[Node]:
    return [cell[4] for cell in row[1]]


def _fill(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _inline_lists(node: Node) -> list[list[Node]]:
    """The runs of text directly in a node."""
    content = node.get("c")
    return [part for part in (content, *(content if isinstance(content, list) else ())) if _is_text(part)]


def _is_text(part: Any) -> bool:
    return isinstance(part, list) and any(is_figure(node) for node in part)


def _bind_units(inlines: list[Node]) -> None:
    for figure, space, unit in zip(inlines, inlines[1:], inlines[2:], strict=False):
        if is_figure(figure) and space["t"] in ("Space", "SoftBreak") and unit["t"] == "Str" and unit["c"][0].isalpha():
            space.update(t="Str", c="\N{NO-BREAK SPACE}")


def _spread(table: Node) -> None:
    """Share the width of the text among the columns, by the root of their longest cells."""
    head, body = table_rows(table)
    columns = table["c"][2]
    wants = [
        sqrt(max(SHORTEST_COLUMN, *(len(plain_text(row[index])) for row in (*head, *body))))
        for index in range(len(columns))
    ]
    for column, want in zip(columns, wants, strict=True):
        column[1] = {"t": "ColWidth", "c": round(want / sum(wants), 3)}
