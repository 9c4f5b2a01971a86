"""Indicators, figures with their sources, and the rows behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Schema

from dangvu.statistics.api.answers import FigureOut, teller
from dangvu.statistics.api.router import router
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.figures import answer
from dangvu.statistics.naming import figure_named, question_of
from dangvu.statistics.queries.explaining import Explanation, explain
from dangvu.statistics.sources import open_rows, rows_table
from dangvu.statistics.views.drawn import ways_of
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn

MOST_INDICATORS = 200
ROWS_A_PAGE = 200


class IndicatorOut(Schema):
    """A figure that can be asked for."""

    id: str
    label: str
    definition: str
    unit: str
    kind: str
    rule: str
    version: str


class NamedOut(Schema):
    """Something that is asked for by its id."""

    id: str
    label: str


class ExplainedOut(IndicatorOut):
    """An indicator in words: what it counts under which condition, the identities that it stands in.

    ``ways`` are those in which it can be divided; ``parts`` are the two sides of a ratio.
    """

    counts: str
    condition: str
    identities: list[NamedOut]
    ways: list[NamedOut]
    parts: list[str]


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
def indicators(request: HttpRequest, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:  # noqa: ARG001 - described
    """Every indicator of the catalogue, own ones included, in the order of the rooms."""
    book = catalogue(asked_of(request).known_at)
    return [_indicator(one, book.version(one)) for one in book.indicators.values()]


@router.get("/indicators/{name}", response=ExplainedOut, summary="Một chỉ tiêu: đếm gì, điều kiện nào, cân đối với gì")
def explained_indicator(
    request: HttpRequest,
    name: str,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Mapping[str, Any]:
    """What an indicator counts, and the ways in which it can be divided."""
    asked = asked_of(request)
    question_of(asked, (name,))
    return _explained(explain(name, known_at=asked.known_at))


@router.get("/figures", response=list[FigureOut], summary="Số liệu của một tổ chức, một ngày hoặc một kỳ")
def figures(request: HttpRequest, wanted: Query[FiguresAsked]) -> Sequence[Mapping[str, Any]]:
    """The figures under what the program may see."""
    asked = asked_of(request)
    question = question_of(asked, tuple(dict.fromkeys(wanted.indicators)), first=wanted.first, last=wanted.last)
    return [*map(teller(asked), answer(question))]


@router.get("/rows", response=RowsOut, summary="Các dòng đứng sau một con số")
def rows(request: HttpRequest, wanted: Query[RowsAsked]) -> Mapping[str, Any]:
    """The rows behind one figure; opening people is recorded like any other reading."""
    asked = asked_of(request)
    figure = figure_named(asked, wanted.name)
    opened = open_rows(asked, figure)
    start = (wanted.page - 1) * ROWS_A_PAGE
    table = rows_table(opened.rows[start : start + ROWS_A_PAGE], on=figure.on or figure.last or asked.on)
    return {
        "figure": teller(asked)(figure),
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


def _explained(explained: Explanation) -> Mapping[str, Any]:
    return {
        **_indicator(explained.indicator, explained.version),
        "counts": explained.counts,
        "condition": explained.condition,
        "identities": [{"id": one.id, "label": str(one.label)} for one in explained.identities],
        "ways": [{"id": way, "label": label} for way, label in ways_of(explained).items()],
        "parts": [part.indicator.id for part in explained.parts],
    }
