"""What the statistics answer to programs: indicators, figures with their sources, and the rows behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.figures import Figure, answer
from dangvu.statistics.naming import figure_named, question_of
from dangvu.statistics.sources import is_limited, open_rows, rows_table
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn

MOST_INDICATORS = 200
ROWS_A_PAGE = 200

router = Router(tags=["statistics"])


class IndicatorOut(Schema):
    """A figure that can be asked for."""

    id: str
    label: str
    definition: str
    unit: str
    kind: str
    rule: str
    version: str


class FigureOut(Schema):
    """A figure and what it rests on; ``value`` is a whole number, or a decimal written as text."""

    name: str
    indicator: str
    label: str
    version: str
    scope: UUID
    on: date | None
    first: date | None
    last: date | None
    value: int | str | None
    rules_used: list[str]
    limited: bool


class RowsOut(Schema):
    """The rows behind a figure that the program may see, a page of them; ``hidden`` were counted beside them."""

    figure: FigureOut
    columns: list[str]
    rows: list[list[str]]
    counted: int
    hidden: int


class FiguresAsked(AskedIn):
    """Which figures; flows are those of the period, or of the year so far."""

    indicators: list[str] = Field(..., min_length=1, max_length=MOST_INDICATORS)
    first: date | None = None
    last: date | None = None


class RowsAsked(AskedIn):
    """Which figure, by its name, and which page of its rows."""

    name: str = Field(..., max_length=200)
    page: int = Field(1, ge=1, le=100_000)


@router.get("/indicators", response=list[IndicatorOut], summary="Mọi chỉ tiêu có thể hỏi")
def indicators(request: HttpRequest) -> Sequence[Mapping[str, Any]]:
    """Every indicator of the catalogue, own ones included, in the order of the rooms."""
    asked_of(request)
    book = catalogue()
    return [_indicator(one, book.version(one)) for one in book.indicators.values()]


@router.get("/figures", response=list[FigureOut], summary="Số liệu của một tổ chức, một ngày hoặc một kỳ")
def figures(request: HttpRequest, wanted: Query[FiguresAsked]) -> Sequence[Mapping[str, Any]]:
    """The figures under what the program may see."""
    asked = asked_of(request)
    question = question_of(asked, tuple(dict.fromkeys(wanted.indicators)), first=wanted.first, last=wanted.last)
    return [_figure(figure, asked.on) for figure in answer(question)]


@router.get("/rows", response=RowsOut, summary="Các dòng đứng sau một con số")
def rows(request: HttpRequest, wanted: Query[RowsAsked]) -> Mapping[str, Any]:
    """The rows behind one figure; opening people is recorded like any other reading."""
    asked = asked_of(request)
    figure = figure_named(asked, wanted.name)
    opened = open_rows(asked, figure)
    start = (wanted.page - 1) * ROWS_A_PAGE
    table = rows_table(opened.rows[start : start + ROWS_A_PAGE], on=figure.on or figure.last or asked.on)
    return {
        "figure": _figure(figure, asked.on),
        "columns": list(table.columns),
        "rows": [list(cells) for cells in table.cells],
        "counted": opened.counted,
        "hidden": opened.hidden,
    }


def _indicator(indicator: Indicator, version: str) -> Mapping[str, Any]:
    return {
        "id": indicator.id,
        "label": str(indicator.label),
        "definition": str(indicator.definition),
        "unit": str(indicator.unit),
        "kind": str(indicator.kind),
        "rule": indicator.rule,
        "version": version,
    }


def _figure(figure: Figure, on: date) -> Mapping[str, Any]:
    details = figure.details()
    taken = ("indicator", "label", "version", "scope", "on", "first", "last", "value", "rules_used")
    days = f":{figure.first}..{figure.last}" if figure.first else f":{figure.on}"
    limited = is_limited(figure, figure.on or figure.last or on)
    return {**{key: details[key] for key in taken}, "name": f"{figure.indicator.id}{days}", "limited": limited}
