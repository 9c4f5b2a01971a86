"""Tables: totals of columns and rows, and columns of percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise, permutations

from dangvu.kernel.findings import Level
from dangvu.proofreading.claims.claims import Change
from dangvu.proofreading.findings import Flaw, Kind
from dangvu.proofreading.numbers.lexer import decimal_of
from dangvu.proofreading.numbers.rounding import exactly, rounds_to, written
from dangvu.proofreading.reading.document import Block, BlockKind, Cell, Document
from dangvu.proofreading.reading.flow import Stretch, flow_of

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)")
_SAID = re.compile(r"(?P<word>tăng|giảm)\s+(?P<number>[\d.,]+%?)$", re.IGNORECASE)
"""A change told in a cell with its word: *giảm 26*."""
_TOTAL = re.compile(r"(?:tổng(?: số| cộng)?|cộng|tổng cộng toàn .*)\W*$", re.IGNORECASE)
_SUMMED = re.compile(r"(?:tổng|cộng)\b", re.IGNORECASE)
_RUNNING = re.compile(r"(?:stt|tt|số tt|số thứ tự|năm|ghi chú)\W*$", re.IGNORECASE)
_CHANGE = re.compile(r"tăng|giảm|chênh lệch|so với|so sánh", re.IGNORECASE)
_PLAN = re.compile(
    r"kế hoạch|chỉ tiêu|dự toán|\bgiao\b(?! (?:thông|dịch|lưu|ban))|nghị quyết|mục tiêu|đăng ký|\bKH\b", re.IGNORECASE
)
_ALL = Decimal(100)
_DETAIL = re.compile(r"[-+–•*]\s*\D|trong đó", re.IGNORECASE)
"""How a row begins that tells a part of the row above it."""
_SHARE = re.compile(r"%|tỷ lệ|tỉ lệ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    cell: Cell
    text: str
    value: Decimal | None
    decimals: int = 0
    percent: bool = False


Grid = list[list[_Entry]]


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows below the heading, the columns that count something, the place of the total row, the headings.

    ``told`` are the figures of the paragraph before the table.
    """

    body: Grid
    counted: list[int]
    total: int | None
    labels: Sequence[str]
    told: Sequence[Decimal]


def table_flaws(document: Document) -> Iterator[Flaw]:
    """A flaw at every total or percentage of a table that does not follow from its cells."""
    for before, block in pairwise([None, *document.blocks]):
        if block is not None and block.kind is BlockKind.TABLE:
            said = document.text[before.start : before.end] if before is not None else ""
            yield from _grid_flaws(_grid(document, block), [decimal_of(told)[0] for told in _NUMBER.findall(said)])


def _grid(document: Document, block: Block) -> Grid:
    return [[_entry(document, _trimmed(document, cell)) for cell in row] for row in block.rows]


def _entry(document: Document, cell: Cell) -> _Entry:
    text = " ".join(flow_of(document.text, [Stretch(cell.start, cell.end)]).text.split()).strip("*_ ")
    told = _SAID.match(text)
    if told is not None:
        cell = Cell(cell.end - len(told["number"]), cell.end)
        text = ("-" if told["word"].lower() == "giảm" else "") + told["number"]
    bare = text.rstrip("% ").strip()
    if bare in {"", "-", "0"}:
        return _Entry(cell, text, Decimal(0))
    if not _NUMBER.fullmatch(bare):
        return _Entry(cell, text, None)
    value, decimals, _ = decimal_of(bare.lstrip("+-"))
    return _Entry(cell, text, -value if bare.startswith("-") else value, decimals, text.endswith("%"))


def _grid_flaws(grid: Grid, told: Sequence[Decimal]) -> Iterator[Flaw]:
    """The flaws of a table; ``told`` are the figures of the paragraph before it."""
    head, body = _split(grid)
    if len(body) < 2 or len({len(row) for row in grid}) != 1:
        return
    total = next((index for index in (len(body) - 1, 0) if _is_total_row(body[index])), _last_of_all(head, body))
    columns = [column for column in range(len(body[0])) if _is_figure_column(body, column)]
    counted = [column for column in columns if not _is_share_column(head, body, column)]
    labels = [_heading(head, column) for column in range(len(body[0]))]
    counted = [column for column in counted if not _RUNNING.match(labels[column])]
    plain = [row for index, row in enumerate(body) if index != total]
    differing = [column for column in counted if _CHANGE.search(labels[column])]
    compared = [column for column in counted if column not in differing]
    wrong = [found for column in differing for found in _wrong_differences(plain, compared, column)]
    corrected = {stated.cell.start: _minus(first, second) for stated, first, second in wrong}
    if total is not None:
        for column in counted:
            yield from _column_flaws(plain, body[total], column, corrected)
    counted = compared
    yield from _row_total_flaws(plain, counted, labels)
    yield from (_difference_flaw(*found) for found in wrong)
    shares = [column for column in columns if column not in counted and not _RUNNING.match(labels[column])]
    for column in shares:
        if _CHANGE.search(labels[column]):
            others = [other for other in shares if other != column]
            yield from (_difference_flaw(*found) for found in _wrong_differences(plain, others, column))
        yield from _share_flaws(_Table(body, counted, total, labels, told), column)


def _split(grid: Grid) -> tuple[Grid, Grid]:
    """The heading rows, which hold no figure, and the rest."""
    first = next((index for index, row in enumerate(grid) if any(e.value for e in row[1:])), len(grid))
    return grid[:first], grid[first:]


def _heading(head: Grid, column: int) -> str:
    return " ".join(row[column].text for row in head if column < len(row)).strip()


def _is_total_row(row: Sequence[_Entry]) -> bool:
    return any(_TOTAL.match(entry.text) for entry in row[:2])


def _last_of_all(head: Grid, body: Grid) -> int | None:
    """The last row where it is told as *Tổng số …* of something and has 100 in a column of shares."""
    last = body[-1]
    shares = [column for column in range(len(last)) if _is_share_column(head, body, column)]
    told = any(_SUMMED.match(entry.text) for entry in last[:2])
    return len(body) - 1 if told and any(last[column].value == _ALL for column in shares) else None


def _is_figure_column(body: Grid, column: int) -> bool:
    return all(row[column].value is not None for row in body) and any(row[column].value for row in body)


def _is_share_column(head: Grid, body: Grid, column: int) -> bool:
    return bool(_SHARE.search(_heading(head, column))) or any(row[column].percent for row in body)


def _column_flaws(rows: Grid, total: Sequence[_Entry], column: int, corrected: Mapping[int, Decimal]) -> Iterator[Flaw]:
    """A flaw at the total of a column; ``corrected`` are the values that cells found wrong should have."""
    stated = total[column].value
    if stated is None or (not stated and total[column].text != "0"):
        return
    details = [row for row in rows if not _DETAIL.match(next((entry.text for entry in row[:2] if entry.text), ""))]
    readings = [rows, [row for row in rows if re.match(r"[IVX]+\b|[A-Z]\b", row[0].text)], details]
    sums = [_sum(row[column] for row in reading) for reading in readings if len(reading) > 1]
    sums.append(
        sum((corrected.get(row[column].cell.start, row[column].value or Decimal(0)) for row in rows), Decimal(0))
    )
    grouped = len(readings[1]) > 0
    if stated in sums or len(rows) < 2:
        return
    chosen = readings[1] if grouped and len(readings[1]) > 1 else rows
    yield _flaw(total[column], [row[column] for row in chosen], "table")


def _sum(entries: Iterator[_Entry]) -> Decimal:
    return sum((entry.value for entry in entries if entry.value is not None), Decimal(0))


def _row_total_flaws(body: Grid, counted: list[int], labels: list[str]) -> Iterator[Flaw]:
    """Where a column headed *Tổng số* is the sum of the columns after it in most rows, the other rows are wrong."""
    for place, column in enumerate(counted):
        if not _SUMMED.match(labels[column]):
            continue
        for parts in (counted[place + 1 :], counted[:place]):
            wrong = [row for row in body if row[column].value != _sum(row[part] for part in parts)]
            if len(parts) > 1 and wrong and len(wrong) * 3 <= len(body):
                for row in wrong:
                    yield _flaw(row[column], [row[part] for part in parts], "table")


def _wrong_differences(body: Grid, counted: list[int], column: int) -> Iterator[tuple[_Entry, _Entry, _Entry]]:
    """Where a column headed *Tăng, giảm* is the difference of two others in most rows, the rows that are wrong."""
    for first, second in permutations(counted, 2):
        wrong = [row for row in body if row[column].value != _minus(row[first], row[second])]
        if len(wrong) * 3 <= len(body) and len(body) > 2:
            yield from ((row[column], row[first], row[second]) for row in wrong)
            return


def _minus(first: _Entry, second: _Entry) -> Decimal:
    return (first.value or Decimal(0)) - (second.value or Decimal(0))


def _difference_flaw(stated: _Entry, first: _Entry, second: _Entry) -> Flaw:
    difference = _minus(first, second)
    start, end = _place(stated)
    told, expected = stated.text, exactly(difference)
    if told.startswith("+" if difference > 0 else "-"):
        signed = end - start == len(told)
        start, told, expected = start + signed, told[1:], expected.lstrip("-")
    facts = {"arithmetic": f"{first.text} - {second.text}", "expected": expected, "stated": told}
    return Flaw(Kind.DIFFERENCE, Level.ERROR, start, end, "difference", told, expected, facts)


def _share_flaws(table: _Table, column: int) -> Iterator[Flaw]:
    """Where a percentage column is one column over another, or over the total row, in most rows, the others err.

    A column of changes in percent is what one column is above or below another.
    """
    best: list[tuple[_Entry, _Entry, _Entry]] | None = None
    kind, change = Kind.PERCENT, Change.SHARE
    slips = {_slip(table.body, table.total, other) for other in table.counted} - {Decimal(0)}
    for meant, way, part, base in _readings(table, table.labels[column]):
        rows = [(row[column], row[part], below) for row, below in zip(table.body, base, strict=True)]
        rows = [found for found in rows if found[0].value and found[2].value]
        wrong = [found for found in rows if not _is_rate(way, *found) and not _explained(way, *found, slips)]
        if len(rows) > 2 and len(wrong) * 3 <= len(rows) and (best is None or len(wrong) < len(best)):
            best, kind, change = wrong, meant, way
    for share, over, below in best or []:
        yield _share_flaw(share, over, below, kind, change)


def _slip(body: Grid, total: int | None, column: int) -> Decimal:
    """By how much the total row of a column is more than what stands above or below it."""
    if total is None:
        return Decimal(0)
    return (body[total][column].value or Decimal(0)) - _sum(row[column] for row in body if row is not body[total])


def _explained(change: Change, share: _Entry, part: _Entry, base: _Entry, slips: set[Decimal]) -> bool:
    """Whether a share is right once a part or total is what its column adds up to: that is told already."""
    value, of = part.value, base.value
    assert value is not None and of is not None
    ends = [end for slip in slips for end in ((value, of - slip), (value + slip, of), (value - slip, of))]
    return any(
        below and _is_rate(change, share, replace(part, value=over), replace(base, value=below)) for over, below in ends
    )


def _readings(table: _Table, label: str) -> Iterator[tuple[Kind, Change, int, list[_Entry]]]:
    """What a percentage column headed ``label`` may be: the kind of rate, the column it is of, and the bases.

    These are another column, the total of its own, or a figure ``told`` before the table.
    """
    body, reached = table.body, bool(_PLAN.search(label))
    for part in table.counted:
        for other in table.counted:
            if other != part:
                base = [row[other] for row in body]
                yield (
                    Kind.TARGET if reached or _PLAN.search(table.labels[other]) else Kind.PERCENT,
                    Change.SHARE,
                    part,
                    base,
                )
                if _CHANGE.search(label):
                    yield Kind.GROWTH, Change.RISE, part, base
        if table.total is not None:
            yield Kind.PERCENT, Change.SHARE, part, [body[table.total][part]] * len(body)
            continue
        for whole in (_sum(row[part] for row in body), *table.told):
            base = [replace(body[0][part], text=exactly(whole), value=whole)] * len(body)
            yield Kind.PERCENT, Change.SHARE, part, base


def _is_rate(change: Change, share: _Entry, part: _Entry, base: _Entry) -> bool:
    assert share.value is not None and part.value is not None and base.value is not None
    return rounds_to(change.rate(part.value, base.value), share.value, share.decimals)


def _share_flaw(share: _Entry, part: _Entry, base: _Entry, kind: Kind, change: Change) -> Flaw:
    assert part.value is not None and base.value is not None
    expected = written(change.rate(part.value, base.value), share.decimals) + ("%" if share.percent else "")
    over = f"({part.text} - {base.text})" if change is Change.RISE else part.text
    facts = {"arithmetic": f"{over} / {base.text}", "expected": expected, "stated": share.text}
    start, end = _place(share)
    return Flaw(kind, Level.ERROR, start, end, str(kind), share.text, expected, facts)


def _flaw(total: _Entry, parts: Sequence[_Entry], message: str) -> Flaw:
    expected = written(_sum(iter(parts)), max((part.decimals for part in parts), default=0))
    facts = {"sum": " + ".join(part.text or "0" for part in parts), "expected": expected, "stated": total.text}
    start, end = _place(total)
    related = tuple(_place(part) for part in parts)
    return Flaw(Kind.SUM, Level.ERROR, start, end, message, total.text, expected, facts, related)


def _place(entry: _Entry) -> tuple[int, int]:
    return entry.cell.start, entry.cell.end


def _trimmed(document: Document, cell: Cell) -> Cell:
    """The cell without the spaces and emphasis marks around its text."""
    text = document.text[cell.start : cell.end]
    start = cell.start + len(text) - len(text.lstrip(" *_\t"))
    return Cell(start, max(start, cell.start + len(text.rstrip(" *_\t"))))
