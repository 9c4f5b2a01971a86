"""From Markdown to the neutral tree: sections numbered by the machine, figures and footnotes proved to be in place.

The tree is pandoc's, with little left in it. Blocks are headings, paragraphs and tables; a list has become paragraphs
that begin with their dash or number, as official documents set it. Inlines are words, spaces, line breaks, bold,
italic, footnotes of paragraphs, and figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from dangvu.kernel.findings import refuse_if_any
from dangvu.reports.writing.checks import WORDLESS_ITEM, check
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.numbering import count, heading_number
from dangvu.reports.writing.pandoc import Node, Tree, read_markdown
from dangvu.reports.writing.tables import set_columns
from dangvu.reports.writing.tree import headings, is_figure, printable

_DASHES = "-+"
"""What items of a list begin with, by depth."""
_COUNTED_LIKE: dict[str, tuple[str, Callable[[str], str]]] = {
    "LowerAlpha": ("a", str),
    "UpperAlpha": ("a", str.upper),
    "LowerRoman": ("I", str.lower),
    "UpperRoman": ("I", str),
}
_DELIMITED = {"OneParen": "%s)", "TwoParens": "(%s)"}


def neutral_tree(document: Document) -> Tree:
    """The neutral tree of the document's body.

    Raises ``Refusal`` with all that is wrong (see ``checks``).
    """
    tree = read_markdown(printable(document.body))
    tree["blocks"] = list(_flat(tree["blocks"]))
    refuse_if_any(check(tree, document))
    _number_headings(tree, document.headings)
    _bind_units(tree)
    set_columns(tree, document.layout)
    return tree


def replace_figures(tree: Tree, write: Callable[[str, list[Node]], Node]) -> Tree:
    """A copy of the tree in which ``write(id, inlines)`` stands for every figure."""
    tree = deepcopy(tree)

    def visit(nodes: list[Any]) -> None:
        for index, node in enumerate(nodes):
            if is_figure(node):
                nodes[index] = write(node["c"][0][0], node["c"][1])
            else:
                _descend(node, visit)

    visit(tree["blocks"])
    return tree


def _descend(node: Any, visit: Callable[[list[Any]], None]) -> None:
    if isinstance(node, dict):
        _descend(node.get("c"), visit)
    elif isinstance(node, list):
        visit(node)


def _flat(blocks: Sequence[Node], depth: int = 0) -> Iterator[Node]:
    """Blocks with every list turned into paragraphs."""
    for node in blocks:
        if node["t"] == "BulletList":
            marks = [_DASHES[min(depth, len(_DASHES) - 1)]] * len(node["c"])
            yield from _items(marks, node["c"], depth)
        elif node["t"] == "OrderedList":
            (start, style, delimiter), items = node["c"]
            pattern = _DELIMITED.get(delimiter["t"], "%s.")
            kind, cased = _COUNTED_LIKE.get(style["t"], ("1", str))
            yield from _items([pattern % cased(count(kind, start + i)) for i in range(len(items))], items, depth)
        else:
            yield {**node, "t": "Para"} if node["t"] == "Plain" else node


def _items(marks: Sequence[str], items: Sequence[Sequence[Node]], depth: int) -> Iterator[Node]:
    for mark, item in zip(marks, items, strict=True):
        first, *rest = [*_flat(item, depth + 1)] or [{"t": "Para", "c": []}]
        if first["t"] == "Para":
            # The space does not stretch when the line is justified.
            yield {"t": "Para", "c": [{"t": "Str", "c": f"{mark}\N{NO-BREAK SPACE}"}, *first["c"]]}
        else:
            yield {"t": WORDLESS_ITEM, "c": [first]}
        yield from rest


def _bind_units(tree: Tree) -> None:
    """Keep every figure on one line with the word that follows: ``3.412 đảng``."""

    def visit(nodes: list[Any]) -> None:
        for node, space, word in zip(nodes, nodes[1:], nodes[2:], strict=False):
            if is_figure(node) and space["t"] in ("Space", "SoftBreak") and word["t"] == "Str":
                space |= {"t": "Str", "c": "\N{NO-BREAK SPACE}"}
        for node in nodes:
            _descend(node, visit)

    visit(tree["blocks"])


def _number_headings(tree: Tree, patterns: Sequence[str]) -> None:
    counters = [0] * len(patterns)
    for level, inlines in headings(tree):
        counters[level - 1] += 1
        counters[level:] = [0] * (len(counters) - level)
        inlines[:0] = [{"t": "Str", "c": heading_number(patterns[level - 1], counters[:level])}, {"t": "Space"}]
