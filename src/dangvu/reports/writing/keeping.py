"""What belongs on one page of the PDF: a heading and the first lines of its text, a short table, text and signature.

Typst can keep a block with the next one, but when it moves such a block to the next page it leaves footnotes behind
that it has already placed. So the room that belongs together is worked out here, and asked for before the first block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from math import ceil

from dangvu.reports.writing.document import Layout, Size
from dangvu.reports.writing.pandoc import Node, Tree
from dangvu.reports.writing.tables import is_kept_together
from dangvu.reports.writing.tree import plain_text, table_rows, walk
from dangvu.reports.writing.typesetting import CELL_PAD_MM, PARAGRAPH_GAP_PT, POINTS_PER_MM, face

_OPENING_LINES = 2
"""Lines of a paragraph that stay together at the foot of a page."""
_FILLED = 0.93
"""How full a line is at least before its next word goes to the next line."""
_SINGLE = 1.15
"""Line spacing of footnotes and tables, in type sizes."""


def with_rooms(tree: Tree, layout: Layout, *, keep_end: bool) -> Tree:
    """The tree with requests for room; with ``keep_end`` the last block asks for the signature's room too."""
    blocks: list[Node] = []
    source = [*tree["blocks"][:-1], *map(_marked, tree["blocks"][-1:])]
    for index, node in enumerate(source):
        if node["t"] == "Header" and (index == 0 or source[index - 1]["t"] != "Header"):
            blocks.append(_typst(f"#room({_opening_room(source[index:], layout)}pt)"))
        if keep_end and index == len(source) - 1:
            blocks.append(_typst(f"#room-with-end({ceil(_room(node, layout))}pt)"))
        if node["t"] == "Table" and is_kept_together(node):
            blocks += [_typst("#block(breakable: false)["), node, _typst("]")]
        else:
            blocks.append(node)
    return {**tree, "blocks": blocks}


def _marked(block: Node) -> Node:
    """The last block with a mark of its page, before its last word: behind it the mark could float to the next page."""
    block = deepcopy(block)
    if block["t"] == "Table":
        first_cell = table_rows(block)[-1][0]
        first_cell[4] = first_cell[4] or [{"t": "Plain", "c": []}]
        inlines = first_cell[4][0]["c"]
    else:
        inlines = block["c"][2] if block["t"] == "Header" else block["c"]
    inlines.insert(max(len(inlines) - 1, 0), {"t": "RawInline", "c": ["typst", "#page-mark;"]})
    return block


def _opening_room(nodes: Sequence[Node], layout: Layout) -> int:
    """The points that headings and the beginning of what they head take; one line more, to be safe."""
    room = float(layout.line_spacing_pt)
    for node in nodes:
        if node["t"] != "Header":
            room += _room(node, layout, lines=_OPENING_LINES)
            break
        room += _lines(node["c"][2], "Bold", layout.body_pt, layout) * float(layout.line_spacing_pt) + PARAGRAPH_GAP_PT
    return ceil(room)


def _room(node: Node, layout: Layout, lines: int | None = None) -> float:
    """The points that a block with its footnotes takes, or that its first ``lines`` take."""
    if node["t"] == "Table":
        height = _table_height(node, layout)
    else:
        whole = _lines(node["c"], "Regular", layout.body_pt, layout)
        height = min(whole, lines or whole) * float(layout.line_spacing_pt)
    notes = _notes(node, layout, lines)
    note_line = _SINGLE * float(layout.footnote_pt)
    return height + sum(
        _lines(note["c"], "Regular", layout.footnote_pt, layout) * note_line + PARAGRAPH_GAP_PT for note in notes
    )


def _notes(node: Node, layout: Layout, lines: int | None) -> Iterator[Node]:
    """The footnotes that a block refers to, or that its first ``lines`` refer to."""
    read = ""
    for inline in walk(node, into_notes=False):
        if inline["t"] == "Note" and (lines is None or _lines(read, "Regular", layout.body_pt, layout) <= lines):
            yield inline
        read += plain_text(inline) if inline["t"] in ("Str", "Space", "SoftBreak") else ""


def _table_height(table: Node, layout: Layout) -> float:
    shares = [column[1]["c"] for column in table["c"][2]]
    line = _SINGLE * float(layout.body_pt)
    pad = 2 * CELL_PAD_MM * POINTS_PER_MM
    return sum(
        pad
        + line
        * max(_lines(cell[4], "Bold", layout.body_pt, layout, share) for cell, share in zip(row, shares, strict=True))
        for row in table_rows(table)
    )


def _lines(content: Node | list[Node] | str, face_name: str, pt: Size, layout: Layout, share: float = 1.0) -> int:
    """How many lines the text of nodes takes in a ``share`` of the text's width."""
    text = content if isinstance(content, str) else plain_text(content, into_notes=False)
    width = float(layout.text_width_mm) * POINTS_PER_MM * share
    return ceil(face(face_name).width(text, pt) / (width * _FILLED))


def _typst(source: str) -> Node:
    return {"t": "RawBlock", "c": ["typst", source]}
