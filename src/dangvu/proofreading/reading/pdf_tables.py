"""Tables on a PDF page, found by where their figures stand: rows with figures below each other become lines with tabs.

A PDF knows no tables. Words on one baseline are a row, wide gaps part its cells, and three or more rows whose last
cells are figures in the same columns are a table; what stands above in those columns is its heading.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

_NUMBER = r"[+\-−–]?\d[\d.,]*\s?%?"
_FIGURE = re.compile(rf"{_NUMBER}|[-–]")
_FIGURES_BELOW = re.compile(rf"(?:\S.*\s)?{_NUMBER}\s*\n(?:.*\n){{0,3}}?(?:\S.*\s)?{_NUMBER}\s*(?:\n|$)")
_GAP = 0.6
"""A gap of this share of the height of letters on the line parts two cells; a space is about half of it."""
_LEAST_ROWS = 3
_LINE = 2.0
"""Words whose baselines differ by fewer points stand on one line."""
_HEAD_ROWS = 4
_SLACK = 6.0
"""Cells of one column may miss each other by about a digit, in points."""

Box = tuple[float, float, float, float]
"""Left edge, baseline, right edge and height of a character."""


@dataclass(slots=True)
class _Cell:
    text: str
    left: float
    right: float


@dataclass(slots=True)
class _Row:
    """The cells on one baseline, and the numbers of the text lines that their words stand on."""

    baseline: float
    cells: list[_Cell] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    @property
    def figures(self) -> list[_Cell]:
        """The figures that end the row."""
        index = len(self.cells)
        while index and _FIGURE.fullmatch(self.cells[index - 1].text):
            index -= 1
        return self.cells[index:]


def with_tables(text: str, box_of: Callable[[int], Box]) -> str:
    """The text of a page, each table in it as lines with tabs; ``box_of`` gives the place of a character."""
    if not _FIGURES_BELOW.search(text):
        return text
    rows = _rows(text, box_of)
    lines: list[str | None] = list(text.split("\n"))
    for table in _tables(rows):
        numbers = sorted({number for row in table for number in row.lines})
        told = "\n".join("\t".join(cells) for cells in _grid(table))
        for number in numbers:
            lines[number] = None
        lines[numbers[0]] = told
    return "\n".join(line for line in lines if line is not None)


def _rows(text: str, box_of: Callable[[int], Box]) -> list[_Row]:
    """The rows of the page from top to bottom."""
    words: list[tuple[Box, Box, str, int]] = []
    for match in re.finditer(r"\S+", text):
        line = text.count("\n", 0, match.start())
        words.append((box_of(match.start()), box_of(match.end() - 1), match.group(), line))
    words.sort(key=lambda word: (-round(word[0][1] / _LINE), word[0][0]))
    return [_row(list(group)) for _, group in groupby(words, key=lambda word: round(word[0][1] / _LINE))]


def _row(words: list[tuple[Box, Box, str, int]]) -> _Row:
    row = _Row(words[0][0][1])
    for first, last, text, line in words:
        row.lines.add(line)
        previous = row.cells[-1] if row.cells else None
        if previous is not None and first[0] - previous.right < _GAP * first[3]:
            previous.text += f" {text}"
            previous.right = last[2]
        else:
            row.cells.append(_Cell(text, first[0], last[2]))
    return row


def _tables(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The rows of every table, with its heading and the lines between that only go on with a label."""
    found: list[list[_Row]] = []
    index = 0
    while index < len(rows):
        end = _end_of_table(rows, index)
        counted = sum(1 for row in rows[index:end] if row.figures)
        if counted >= _LEAST_ROWS:
            start = _start_of_heading(rows, index, found[-1][-1] if found else None)
            found.append(list(rows[start:end]))
        index = max(end, index + 1)
    return found


def _end_of_table(rows: Sequence[_Row], first: int) -> int:
    """The index after the last row with figures in the columns of the row at ``first``."""
    end = first
    head = rows[first]
    if not head.figures or len(head.cells) < 2:
        return first
    for index, row in enumerate(rows[first:], start=first):
        if _same_columns(head, row):
            end = index + 1
        elif not _goes_on(head, row):
            break
    return end


def _same_columns(head: _Row, row: _Row) -> bool:
    pairs = list(zip(reversed(head.figures), reversed(row.figures), strict=False))
    return len(head.figures) == len(row.figures) and all(_overlap(a, b) for a, b in pairs)


def _overlap(first: _Cell, second: _Cell) -> bool:
    return first.left - _SLACK < second.right and second.left - _SLACK < first.right


def _goes_on(head: _Row, row: _Row) -> bool:
    """Whether a row is the second line of a label: words left of the figures only."""
    return not row.figures and all(cell.right < head.figures[0].left for cell in row.cells)


def _start_of_heading(rows: Sequence[_Row], first: int, last_before: _Row | None) -> int:
    """The index of the first row above whose cells stand over the columns."""
    start = first
    columns, label = rows[first].figures, rows[first].cells[0]
    while start and first - start < _HEAD_ROWS and rows[start - 1] is not last_before:
        cells = rows[start - 1].cells
        over = [cell for cell in cells if any(_overlap(cell, column) for column in columns)]
        wide = any(cell.left < label.right and cell.right > columns[0].left for cell in cells)
        if not over or wide:
            break
        start -= 1
    return start


def _grid(table: Sequence[_Row]) -> list[list[str]]:
    """The cells of the table, a heading row first if it has one; labels over two lines are one."""
    counted = [row for row in table if row.figures]
    width = max(len(row.cells) for row in counted)
    edges = _edges([row.cells for row in counted if len(row.cells) == width])
    body: list[list[str]] = []
    heading = [""] * width
    for row in table:
        if row.figures:
            body.append([*[""] * (width - len(row.cells)), *(cell.text for cell in row.cells)])
        into = body[-1] if body else heading
        for cell in row.cells if not row.figures else []:
            place = bisect_right(edges, (cell.left + cell.right) / 2)
            into[place] = f"{into[place]} {cell.text}".strip()
    return [heading, *body] if any(heading) else body


def _edges(rows: Sequence[Sequence[_Cell]]) -> list[float]:
    """Where one column ends and the next begins: half way between what stands in them."""
    columns = list(zip(*rows, strict=True))
    return [
        (max(cell.right for cell in first) + min(cell.left for cell in second)) / 2
        for first, second in pairwise(columns)
    ]
