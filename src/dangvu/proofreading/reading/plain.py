"""The blocks of plain or Markdown text: paragraphs, list items, headings, footnotes and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dangvu.proofreading.reading.document import Block, BlockKind, Cell, Document

_FOOTNOTE = re.compile(r"\s*(?:[¹²³⁰⁴-⁹]+\s?\S|\[\^?\d+\][: ])")
_ITEM = re.compile(r"\s*(?:[-+*•–○●▪]\s+\S|\(\d{1,2}\)\s|\(?[a-zđ]\)\s)")
_HEADING = re.compile(
    r"\s*(?:#{1,6}\s|\**[IVXL]{1,6}[.)]\s|\**\d{1,2}(?:[.)]|(?:\.\d{1,2}){1,3}[.)]?)\s+\**[“\"]?[^\W\d_])"
)
_SENTENCE = re.compile(r"[\s*]*[\w.]{1,6}[.)]\s+\**(?:Trong|Từ|Đến|Tính|Qua|Có|Theo|Năm|Tại)\s")
_RULE = re.compile(r"^[\s|:+=-]+$")
_PAGE_NUMBER = re.compile(r"^\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*$")
_ENDED = re.compile(r"[.:;!?…][”\"’'*_)\]]*\s*[¹²³⁰⁴-⁹]*$")
_STOPPED = re.compile(r"[.!?…][”\"’'*_)\]]*\s*[¹²³⁰⁴-⁹]*$")


_WIDEST = 120
"""Lines up to this width may be wrapped text; longer ones are paragraphs of their own."""
_FULL = 0.75


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def document_from_text(name: str, text: str) -> Document:
    """The document of ``text``, its blocks recognised from line ends, markers and punctuation."""
    return Document(name, text, tuple(blocks_of(text)))


def blocks_of(text: str, offset: int = 0) -> Iterator[Block]:
    """The blocks of ``text`` in order; ``offset`` is added to all places."""
    lines = list(_lines(text, offset))
    index = 0
    apart = True
    while index < len(lines):
        line = lines[index]
        if line.blank or (_PAGE_NUMBER.match(line.text) and _stands_alone(lines, index)):
            index, apart = index + 1, True
            continue
        rows = _table_at(lines, index)
        if rows:
            yield _table_block(rows, apart=apart)
            index += len(rows)
        else:
            after = _paragraph_end(lines, index)
            yield Block(_kind(lines[index:after]), line.start, lines[after - 1].end, (), apart)
            index = after
        apart = False


def ends_sentence(text: str) -> bool:
    """Whether ``text`` closes with punctuation after which a sentence does not go on."""
    return bool(_ENDED.search(text.rstrip()))


def _lines(text: str, offset: int) -> Iterator[_Line]:
    start = 0
    for piece in re.split(r"[\n\f]", text):
        yield _Line(offset + start, offset + start + len(piece), piece)
        start += len(piece) + 1


def _stands_alone(lines: list[_Line], index: int) -> bool:
    before = index == 0 or lines[index - 1].blank
    after = index + 1 == len(lines) or lines[index + 1].blank
    return before and after


def _kind(lines: list[_Line]) -> BlockKind:
    first = lines[0].text
    if _FOOTNOTE.match(first):
        return BlockKind.FOOTNOTE
    if _ITEM.match(first):
        return BlockKind.ITEM
    if _is_heading(first) and len(lines) <= 2:
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _is_heading(line: str) -> bool:
    bare = line.strip(" *#_")
    return bool(_HEADING.match(line)) or (bare.isupper() and len(bare) > 3)


def _starts_block(line: str) -> bool:
    return bool(_FOOTNOTE.match(line) or _ITEM.match(line) or _HEADING.match(line))


def _paragraph_end(lines: list[_Line], index: int) -> int:
    """The index after the last line of the paragraph that begins at ``index``: wrapped lines belong together."""
    after = index + 1
    while after < len(lines):
        line, before = lines[after], lines[after - 1]
        if line.blank or _starts_block(line.text) or _cells(line):
            break
        if _ends_item(before.text, line.text):
            break
        if _STOPPED.search(before.text.rstrip()) and not _wrapped(lines, index, after):
            break
        if _short_title(before.text) and line.text.lstrip()[:1].isupper():
            break
        after += 1
    return after


def _wrapped(lines: list[_Line], first: int, index: int) -> bool:
    """Whether the line before ``index`` ends there only because it is full, in text wrapped at a narrow width."""
    following = [line for line in lines[index : index + 3] if not line.blank]
    width = max(len(line.text) for line in [*lines[first:index], *following])
    return width <= _WIDEST and len(lines[index - 1].text) >= width * _FULL


def _ends_item(before: str, line: str) -> bool:
    return before.rstrip()[-1:] in ";:" and line.lstrip()[:1].isupper()


def _short_title(text: str) -> bool:
    """Whether a line is a title of its own: short, no sentence begins in it, and nothing behind a colon."""
    short = _is_heading(text) and len(text.split()) <= 14
    return short and ":" not in text.rstrip(" :*_") and not _SENTENCE.match(text)


def _table_at(lines: list[_Line], index: int) -> list[tuple[_Line, tuple[Cell, ...]]]:
    rows: list[tuple[_Line, tuple[Cell, ...]]] = []
    for line in lines[index:]:
        cells = _cells(line)
        if len(cells) < 2 and not (rows and "|" in line.text and _RULE.match(line.text)):
            break
        rows.append((line, cells))
    return rows if len(rows) > 1 else []


def _cells(line: _Line) -> tuple[Cell, ...]:
    """The cells of a table row written with bars or tabs; empty when the line is not one."""
    text = line.text
    separator = "|" if "|" in text else "\t"
    if separator not in text.strip() or (separator == "|" and text.count("|") < 2):
        return ()
    places = [index for index, character in enumerate(text) if character == separator]
    edges = [-1, *places, len(text)]
    cells = [Cell(line.start + a + 1, line.start + b) for a, b in pairwise(edges)]
    if separator == "|" and text.lstrip().startswith("|"):
        cells = cells[1:]
    if separator == "|" and text.rstrip().endswith("|"):
        cells = cells[:-1]
    return tuple(cells)


def _table_block(rows: list[tuple[_Line, tuple[Cell, ...]]], *, apart: bool) -> Block:
    kept = tuple(cells for line, cells in rows if not _RULE.match(line.text))
    return Block(BlockKind.TABLE, rows[0][0].start, rows[-1][0].end, kept, apart)
