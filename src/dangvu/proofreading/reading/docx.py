"""Word files: body, tables and footnotes in reading order."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from dangvu.proofreading.numbers.superscripts import raised
from dangvu.proofreading.reading.document import Block, BlockKind, Cell, Document
from dangvu.proofreading.reading.plain import blocks_of

_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError),
)
"""What unpacking raises for broken, cut or encrypted files, and what the Word library raises for parts that are not as
they should be."""


class DamagedDocx(Exception):
    """The bytes are no Word file, or a broken one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a paragraph and the stretch of the text that it holds (``end`` exclusive)."""

    start: int
    end: int
    element: Any


@dataclass(slots=True)
class _Builder:
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    length: int = 0

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def paragraph(self, element: Any) -> tuple[int, int]:
        """Append the text of a paragraph; its place."""
        start = self.length
        for run in element.iter(qn("w:r")):
            if _deleted(run):
                continue
            before = self.length
            for child in run:
                self.put(self.run_part(child))
            self.runs.append(Run(before, self.length, run))
        return start, self.length

    def run_part(self, child: Any) -> str:
        if child.tag == qn("w:t"):
            return child.text or ""
        if child.tag in {qn("w:tab"), qn("w:br"), qn("w:cr")}:
            return " "
        if child.tag == qn("w:noBreakHyphen"):
            return "-"
        if child.tag == qn("w:footnoteReference"):
            identity = child.get(qn("w:id"))
            self.notes.setdefault(identity, raised(str(len(self.notes) + 1)))
            return self.notes[identity]
        return ""

    def table(self, element: Any) -> None:
        rows: list[tuple[Cell, ...]] = []
        start = self.length
        for row in element.iter(qn("w:tr")):
            cells: list[Cell] = []
            for cell in row.iter(qn("w:tc")):
                places = [self.paragraph(paragraph) for paragraph in cell.iter(qn("w:p"))]
                cells.append(Cell(places[0][0], places[-1][1]) if places else Cell(self.length, self.length))
                self.put("\t")
            rows.append(tuple(cells))
            self.put("\n")
        self.blocks.append(Block(BlockKind.TABLE, start, max(start, self.length - 1), tuple(rows)))


def document_from_docx(name: str, content: bytes) -> Document:
    """The document in a Word file: paragraphs as lines, tables with tabs, footnotes numbered at the end.

    Raises ``DamagedDocx``.
    """
    return open_docx(name, content)[0]


def open_docx(name: str, content: bytes) -> tuple[Document, list[Run], Any]:
    """The document, its runs with their places, and the opened file. Raises ``DamagedDocx``."""
    try:
        opened = docx.Document(io.BytesIO(content))
        notes = _footnotes(opened)
        body = opened.element.body
    except _DAMAGE as error:
        raise DamagedDocx(name) from error
    builder = _Builder()
    _walk(builder, body)
    for identity, mark in list(builder.notes.items()):
        _note(builder, notes.get(identity), mark)
    text = "".join(builder.parts)
    return Document(name, text, tuple(_settled(text, builder.blocks))), builder.runs, opened


def _walk(builder: _Builder, parent: Any) -> None:
    for element in parent:
        if element.tag == qn("w:p"):
            start, end = builder.paragraph(element)
            builder.put("\n")
            builder.blocks.append(Block(BlockKind.PARAGRAPH, start, end))
        elif element.tag == qn("w:tbl"):
            builder.table(element)
        elif element.tag == qn("w:sdt"):
            for inside in element.iter(qn("w:sdtContent")):
                _walk(builder, inside)
                break


def _note(builder: _Builder, element: Any, mark: str) -> None:
    if element is None:
        return
    start = builder.length
    builder.put(f"{mark} ")
    for paragraph in element.iter(qn("w:p")):
        builder.paragraph(paragraph)
        builder.put(" ")
    builder.blocks.append(Block(BlockKind.FOOTNOTE, start, builder.length))
    builder.put("\n")


def _settled(text: str, blocks: list[Block]) -> Iterator[Block]:
    """The blocks with paragraphs told apart: headings, items, plain ones; empty ones left out."""
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            yield block
        elif text[block.start : block.end].strip():
            yield from blocks_of(text[block.start : block.end], block.start)


def _footnotes(opened: Any) -> dict[str, Any]:
    for relation in opened.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            root = parse_xml(relation.target_part.blob)
            return {
                note.get(qn("w:id")): note for note in root.iter(qn("w:footnote")) if note.get(qn("w:type")) is None
            }
    return {}


def _deleted(run: Any) -> bool:
    return any(parent.tag == qn("w:del") for parent in run.iterancestors())
