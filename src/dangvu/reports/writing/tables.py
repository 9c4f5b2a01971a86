"""The columns of tables: wide enough for their longest word, the rest of the page shared by what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.reports.writing.document import Layout, Size
from dangvu.reports.writing.pandoc import Node, Tree
from dangvu.reports.writing.tree import plain_text, table_rows
from dangvu.reports.writing.typesetting import CELL_PAD_MM, POINTS_PER_MM, Face, face

_KEPT_TOGETHER = 14
"""A table of no more rows than this is not broken across pages."""

_HARDLY_ANY_PT = 1.0
"""Wants at least this much, so that columns without longer entries share what is left."""


def set_columns(tree: Tree, layout: Layout) -> None:
    """Give every column of every table its share of the text's width, and centre what stands at its head."""
    for node in tree["blocks"]:
        if node["t"] == "Table":
            for column, share in zip(node["c"][2], _shares(node, layout), strict=True):
                column[1] = {"t": "ColWidth", "c": share}
            for cell in (cell for row in node["c"][3][1] for cell in row[1]):
                cell[1] = {"t": "AlignCenter"}


def is_kept_together(table: Node) -> bool:
    """Whether a table is short enough to stand on one page."""
    return len(table_rows(table)) <= _KEPT_TOGETHER


def _shares(table: Node, layout: Layout) -> list[float]:
    """The columns' shares of the width: the longest word of each, then in proportion to what entries still need."""
    letters, pt = face("Bold"), layout.body_pt
    texts = [[plain_text(row[i][4], into_notes=False) for row in table_rows(table)] for i in range(len(table["c"][2]))]
    pad = 2 * CELL_PAD_MM * POINTS_PER_MM
    words = [pad + _longest(letters, pt, " ".join(column).split()) for column in texts]
    entries = [pad + _longest(letters, pt, column) for column in texts]
    room = float(layout.text_width_mm) * POINTS_PER_MM
    wants = [max(entry - word, _HARDLY_ANY_PT) for entry, word in zip(entries, words, strict=True)]
    left = max(room - sum(words), 0)
    widths = [word + left * want / sum(wants) for word, want in zip(words, wants, strict=True)]
    return [round(width / sum(widths), 4) for width in widths]


def _longest(letters: Face, pt: Size, texts: Sequence[str]) -> float:
    return max((letters.width(text, pt) for text in texts), default=0)
