"""Passages: what belongs together in reading, across line ends, page ends and the footnotes between."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from dangvu.proofreading.reading.document import Block, BlockKind, Document
from dangvu.proofreading.reading.flow import Flow, Stretch, flow_of
from dangvu.proofreading.reading.plain import ends_sentence

_MARKER = re.compile(
    r"\s*(?:[-+*•–○●▪]\s+|\(\d{1,2}\)\s*|\(?[a-zđ]\)\s+|#{1,6}\s+|\**[IVXL]{1,6}[.)]\s+"
    r"|\**\d{1,2}(?:[.)]|(?:\.\d{1,2}){1,3}[.)]?)\s+|[¹²³⁰⁴-⁹]+\s*|\[\^?\d+\]:?\s*)"
)
_TOTAL = re.compile(r"\W*(?:Tổng cộng|Cộng)\b(?! hòa)")
"""What closes a list in a paragraph of its own."""
_LONG = 60
"""A line of at least so many characters without an end mark is a sentence cut off, not a title."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text that is read as one, the kind of its first block and the mark before it (*1.*, *a)*, *-*)."""

    kind: BlockKind
    flow: Flow
    mark: str = ""


@dataclass(slots=True)
class _Growing:
    kind: BlockKind
    stretches: list[Stretch]
    tail: str
    in_list: bool = False
    marker: str = ""
    mark: str = ""


@dataclass(slots=True)
class _Assembly:
    text: str
    body: _Growing | None = None
    done: list[_Growing] = field(default_factory=list)

    def start(self, block: Block, stretch: Stretch) -> None:
        self.close()
        mark = self.text[block.start : stretch.start].strip()
        self.body = _Growing(block.kind, [stretch], self.tail_of(stretch), mark=mark)

    def close(self) -> None:
        if self.body is not None:
            self.done.append(self.body)
            self.body = None

    def tail_of(self, stretch: Stretch) -> str:
        return self.text[max(stretch.start, stretch.end - 200) : stretch.end].rstrip()


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The passages of ``document`` in the order of their beginnings; tables are left to their own reader."""
    return tuple(
        Passage(growing.kind, flow_of(document.text, growing.stretches), growing.mark)
        for growing in _assemble(document)
    )


def _assemble(document: Document) -> Iterator[_Growing]:
    assembly = _Assembly(document.text)
    for block in document.blocks:
        stretch, marker = _without_marker(document.text, block)
        if block.kind is BlockKind.TABLE:
            assembly.close()
        elif block.kind is BlockKind.FOOTNOTE:
            assembly.done.append(_Growing(block.kind, [stretch], ""))
        elif block.kind is BlockKind.HEADING and not _lists(assembly, block, marker):
            assembly.start(block, stretch)
            assembly.close()
        elif not _continues(assembly, block, stretch, marker):
            assembly.start(block, stretch)
    assembly.close()
    return iter(sorted(assembly.done, key=lambda growing: growing.stretches[0].start))


def _without_marker(text: str, block: Block) -> tuple[Stretch, str]:
    if block.kind is BlockKind.PARAGRAPH:
        return Stretch(block.start, block.end), ""
    match = _MARKER.match(text, block.start, block.end)
    if match is None:
        return Stretch(block.start, block.end), ""
    marker = re.sub(r"\w+", "1", match.group().strip())
    return Stretch(match.end(), block.end), marker


def _lists(assembly: _Assembly, block: Block, marker: str) -> bool:
    """Whether what is numbered like a heading is an item: *Tổng chi 98 triệu đồng, gồm: 1. Chi A: 71 …; 2. …*."""
    body = assembly.body
    if body is None or not body.tail.endswith((":", ";")):
        return False
    return assembly.text[block.start : block.end].rstrip().endswith(";") or (body.in_list and marker == body.marker)


def _continues(assembly: _Assembly, block: Block, stretch: Stretch, marker: str) -> bool:
    """Add the block to the growing passage when it goes on there, and say whether it did."""
    body = assembly.body
    if body is None:
        return False
    joint = _joint(body, block, assembly.text[stretch.start : stretch.end], marker)
    if not joint:
        return False
    body.stretches.append(Stretch(stretch.start, stretch.end, joint))
    if joint == "\n":
        body.in_list = True
        body.marker = body.marker or marker
    body.tail = assembly.tail_of(stretch)
    return True


def _joint(body: _Growing, block: Block, text: str, marker: str) -> str:
    """What joins a block to the passage before it: a line end in a list, a space in a sentence, nothing otherwise."""
    if body.tail.endswith((":", ";")):
        return "\n"
    if body.in_list and _TOTAL.match(unicodedata.normalize("NFC", text)):
        return "\n"
    if block.kind is BlockKind.ITEM:
        return "\n" if body.in_list and marker == body.marker else ""
    if ends_sentence(body.tail):
        return ""
    first = text.lstrip("*_ ")[:1]
    cut_off = first.islower() or first.isdigit() or first in "(“,;" or len(body.tail) >= _LONG
    return " " if cut_off and not body.tail.isupper() else ""
