"""Tables told in words: rows with their own parts, whose columns are stated above them.

*75 tổ chức, gồm 33 đảng bộ và 42 chi bộ. Phân theo loại hình: hành chính 43 (22 đảng bộ, 21 chi bộ); …* asserts the
sum of every column, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangvu.proofreading.claims.claims import Division, Strength
from dangvu.proofreading.claims.groups import partition_by_unit
from dangvu.proofreading.claims.phrases import Phrase


def columns_of(divisions: Sequence[Division]) -> Iterator[Division]:
    """A division for each column that the rows of a crossed enumeration must reach."""
    by_unit = [division for division in divisions if partition_by_unit(division.whole, division.parts)]
    for rows in divisions:
        if rows.strength is Strength.NONE or rows in by_unit or len(rows.parts) < 2:
            continue
        head = _head(rows, by_unit)
        inner = {id(division.whole): division.parts for division in by_unit}
        if head is None or not any(id(part) in inner for part in rows.parts):
            continue
        for column in head.parts:
            cells = [cell for part in rows.parts for cell in _cells(part, column, inner)]
            if len(cells) > 1:
                yield Division(column, tuple(cells), "column", Strength.FULL)


def _head(rows: Division, by_unit: Sequence[Division]) -> Division | None:
    """The division by unit that states the same whole, nearest before the rows."""
    before = [
        division
        for division in by_unit
        if division.whole.start <= rows.parts[0].start
        and division.whole not in rows.parts
        and _value(division.whole) == _value(rows.whole)
        and division.whole.unit.family == rows.whole.unit.family
    ]
    after = [d for d in before if d.whole is rows.whole]
    return (after or before)[-1] if before else None


def _cells(part: Phrase, column: Phrase, inner: dict[int, tuple[Phrase, ...]]) -> list[Phrase]:
    if id(part) in inner:
        return [cell for cell in inner[id(part)] if cell.unit == column.unit]
    return [part] if part.unit == column.unit else []


def _value(phrase: Phrase) -> object:
    return phrase.figure.value if phrase.figure is not None else None
