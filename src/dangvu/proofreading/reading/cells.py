"""Cells of tables as running text: the label of the row, the heading of the column, the figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dangvu.proofreading.reading.document import Block, BlockKind, Cell, Document
from dangvu.proofreading.reading.flow import Flow, Stretch, flow_of


@dataclass(frozen=True, slots=True)
class TabledFigure:
    """A figure of a table: label of the row, heading of the labels and of the column; label to figure as one text."""

    label: str
    labels: str
    heading: str
    flow: Flow


def cell_flows(document: Document) -> Iterator[Flow]:
    """*Số cuộc kiểm tra Năm 2023 71* for every figure of every table that has a heading and a label in words."""
    return (figure.flow for figure in tabled_figures(document))


def tabled_figures(document: Document) -> Iterator[TabledFigure]:
    """Every figure of every table that has a heading and a label in words."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE:
            yield from _of_table(document.text, block)


def _of_table(text: str, block: Block) -> Iterator[TabledFigure]:
    head, *body = block.rows
    for row in body:
        label = next((place for place, cell in enumerate(row) if _in_words(text, cell)), None)
        if label is None:
            continue
        named = _text(text, row[label])
        for heading, cell in list(zip(head, row, strict=False))[label + 1 :]:
            if _in_words(text, heading) and text[cell.start : cell.end].strip(" *_").replace(".", "").isdigit():
                stretches = [Stretch(told.start, told.end) for told in (row[label], heading, cell)]
                yield TabledFigure(named, _text(text, head[label]), _text(text, heading), flow_of(text, stretches))


def _text(text: str, cell: Cell) -> str:
    return flow_of(text, [Stretch(cell.start, cell.end)]).text.strip(" *_")


def _in_words(text: str, cell: Cell) -> bool:
    return any(character.isalpha() for character in text[cell.start : cell.end])
