"""The text of a document: from the neutral tree to paragraphs, tables, footnotes and content controls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree import ElementTree as ET

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.docx.figures import control
from dangvu.reports.writing.docx.paragraphs import PLAIN, Look, cell, line_break, paragraph, run
from dangvu.reports.writing.docx.xml import twips, w
from dangvu.reports.writing.pandoc import Node, Tree
from dangvu.reports.writing.tables import is_kept_together
from dangvu.reports.writing.tree import table_rows

_SPACES = {"Space": " ", "SoftBreak": " "}
_ALIGNED = {"AlignRight": "right", "AlignCenter": "center", "AlignLeft": "left", "AlignDefault": ""}


@dataclass
class TextWriter:
    """Writes the blocks of one document and collects its footnotes on the way."""

    document: Document
    store: str
    footnotes: list[ET.Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.positions = {mark.id: position for position, mark in enumerate(self.document.figures, start=1)}

    def blocks(self, tree: Tree) -> list[ET.Element]:
        """The whole text; its last paragraph stays on the page of what follows, so that no signature stands alone."""
        blocks: list[Node] = tree["blocks"]
        return [e for i, node in enumerate(blocks) for e in self._block(node, last=i == len(blocks) - 1)]

    def _block(self, node: Node, *, last: bool) -> Iterator[ET.Element]:
        if node["t"] == "Header":
            level, _attributes, inlines = node["c"]
            yield paragraph(f"Heading{level}", *self._runs(inlines))
        elif node["t"] == "Table":
            yield self._table(node)
            yield paragraph("TableGap", keep_next=last)
        else:
            yield paragraph("BodyText", *self._runs(node["c"]), keep_next=last)

    def _runs(self, nodes: Sequence[Node], look: Look = PLAIN) -> Iterator[ET.Element]:
        words = ""
        for node in nodes:
            if node["t"] in ("Str", *_SPACES):
                words += _SPACES.get(node["t"]) or node["c"]
                continue
            if words:
                yield run(words, look)
                words = ""
            yield from self._inline(node, look)
        if words:
            yield run(words, look)

    def _inline(self, node: Node, look: Look) -> Iterator[ET.Element]:
        if node["t"] == "Strong":
            yield from self._runs(node["c"], replace(look, bold=True))
        elif node["t"] == "Emph":
            yield from self._runs(node["c"], replace(look, italic=True))
        elif node["t"] == "LineBreak":
            yield line_break(look)
        elif node["t"] == "Note":
            yield self._note(node["c"])
        else:  # a figure: the neutral tree holds nothing else
            position = self.positions[node["c"][0][0]]
            yield control(self.document.figures[position - 1], position, self.store, look)

    def _note(self, blocks: Sequence[Node]) -> ET.Element:
        number = len(self.footnotes) + 1
        note = w("footnote", id=number)
        self.footnotes.append(note)
        mark = w("r", _reference_style(), w("footnoteRef"))
        for block in blocks:
            note.append(paragraph("FootnoteText", *([] if len(note) else [mark, run(" ")]), *self._runs(block["c"])))
        return w("r", _reference_style(), w("footnoteReference", id=number))

    def _table(self, node: Node) -> ET.Element:
        _attributes, _caption, columns, head, *_rest = node["c"]
        room = twips(self.document.layout.text_width_mm)
        widths = _widths(columns, room)
        rows = table_rows(node)
        kept = len(rows) - 1 if is_kept_together(node) else 0
        return w(
            "tbl",
            w("tblPr", w("tblStyle", val="TableGrid"), w("tblW", w=room, type="dxa"), w("tblLayout", type="fixed")),
            w("tblGrid", *(w("gridCol", w=width) for width in widths)),
            *(
                w(
                    "tr",
                    w("trPr", w("cantSplit"), w("tblHeader") if index < len(head[1]) else None),
                    *self._cells(row, columns, widths, is_head=index < len(head[1]), keep_next=index < kept),
                )
                for index, row in enumerate(rows)
            ),
        )

    def _cells(
        self, row: Sequence[Any], columns: Sequence[Any], widths: Sequence[int], *, is_head: bool, keep_next: bool
    ) -> Iterator[ET.Element]:
        style = "TableHead" if is_head else "TableText"
        for blocks, column, width in zip((each[4] for each in row), columns, widths, strict=True):
            align = "" if is_head else _ALIGNED[column[0]["t"]]
            texts = [block["c"] for block in blocks] or [[]]
            content = [paragraph(style, *self._runs(text), keep_next=keep_next, align=align) for text in texts]
            yield cell(width, content, align="center")


def _reference_style() -> ET.Element:
    return w("rPr", w("rStyle", val="FootnoteReference"))


def _widths(columns: Sequence[Any], room: int) -> list[int]:
    """The widths of columns in twips, which make up the room exactly."""
    widths = [int(room * column[1]["c"]) for column in columns]
    return [*widths[:-1], room - sum(widths[:-1])]
