"""One indicator over time, on two days, and in parts; and the members by age."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Schema

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import day_before
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import reach
from dangvu.statistics.api.answers import FigureOut, name_in_full, teller
from dangvu.statistics.api.router import router
from dangvu.statistics.figures import Figure
from dangvu.statistics.naming import figure_of, question_of, year_so_far
from dangvu.statistics.policy import READ
from dangvu.statistics.queries.breakdowns import MEMBERS, pyramid
from dangvu.statistics.queries.explaining import explain
from dangvu.statistics.views.drawn import Drawn, Line, ways_of
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn


class OneAsked(AskedIn):
    """Which indicator."""

    indicator: str = Field(..., max_length=200)


class CourseAsked(OneAsked):
    """Which indicator, and how often."""

    every: Literal["month", "year"] = "month"


class PartsAsked(OneAsked):
    """Which indicator, how it is divided (one of its ``ways``), and from which day flows are counted."""

    by: str = Field("children", max_length=120)
    since: date | None = None


class ComparisonAsked(OneAsked):
    """Which indicator, and the other day; without it, the last day of the year before."""

    against: date | None = None


class PartOut(Schema):
    """A part of a figure; ``name`` is that of its figure, empty where the part is what is left of the whole."""

    label: str
    name: str
    value: int | str | None
    percent: Decimal | None


class PartsOut(Schema):
    """A figure divided; ``proved`` says whether the parts make it up, null where nothing says that they must."""

    label: str
    whole: FigureOut
    proved: bool | None
    parts: list[PartOut]


class ComparisonOut(Schema):
    """A figure on two days, and what led from one to the other; ``before`` is null on a day before all records.

    ``percent`` is the change in percent of what was before.
    """

    before: FigureOut | None
    after: FigureOut
    change: int | str | None
    percent: Decimal | None
    came: list[FigureOut]
    went: list[FigureOut]


class BandOut(Schema):
    """Women and men of some years of age."""

    label: str
    women: FigureOut
    men: FigureOut


class AgesOut(Schema):
    """All members, and those of each band of ages, the youngest first."""

    whole: FigureOut
    bands: list[BandOut]


@router.get("/course", response=list[FigureOut], summary="Diễn biến của một chỉ tiêu theo tháng hoặc năm")
def course_of_indicator(request: HttpRequest, wanted: Query[CourseAsked]) -> Sequence[Mapping[str, Any]]:
    """The figure at the ends of months or years up to the day, as far back as there are records."""
    drawn = _drawn(request, wanted.indicator)
    return [*map(teller(drawn.asked), drawn.course(wanted.every))]


@router.get("/parts", response=PartsOut, summary="Một chỉ tiêu chia theo tổ chức trực thuộc hoặc theo loại")
def parts_of_indicator(request: HttpRequest, wanted: Query[PartsAsked]) -> Mapping[str, Any]:
    """The figure divided in one of the ways that its indicator names."""
    drawn = replace(_drawn(request, wanted.indicator), since=wanted.since)
    ways = ways_of(explain(wanted.indicator, known_at=drawn.asked.known_at))
    if wanted.by not in ways:
        message = _("chỉ tiêu này không chia theo “%(by)s”; các cách chia là: %(ways)s.")
        raise Refusal.of("statistics.unknown-way", message % {"by": wanted.by, "ways": ", ".join(ways)}, place="by")
    parts = drawn.parts(wanted.by, ways[wanted.by])
    return {
        "label": parts.label,
        "whole": teller(drawn.asked)(parts.whole),
        "proved": parts.proved,
        "parts": [_part(line, drawn.asked) for line in parts.lines],
    }


@router.get("/comparison", response=ComparisonOut, summary="Một chỉ tiêu ở hai ngày")
def compared_indicator(request: HttpRequest, wanted: Query[ComparisonAsked]) -> Mapping[str, Any]:
    """The figure on another day and on the day asked about; of flows, those of both years so far."""
    drawn = _drawn(request, wanted.indicator)
    tell = teller(drawn.asked)
    found = drawn.compared(wanted.against or day_before(year_so_far(drawn.asked.on)))
    if found is None:
        after = figure_of(drawn.asked, wanted.indicator)
        return {"before": None, "after": tell(after), "change": None, "percent": None, "came": [], "went": []}
    return {
        "before": tell(found.before),
        "after": tell(found.after),
        "change": _plain(found.change),
        "percent": found.percent,
        "came": [*map(tell, found.came)],
        "went": [*map(tell, found.went)],
    }


@router.get("/ages", response=AgesOut, summary="Tháp tuổi đảng viên")
def age_pyramid(
    request: HttpRequest,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Mapping[str, Any]:
    """Women and men in the bands of ages of the statistical forms; the whole also counts those younger than all."""
    asked = asked_of(request)
    question_of(asked, (MEMBERS,))
    granted, tell = reach(asked.actor, READ), teller(asked)
    found = pyramid(asked.organization, asked.on, known_at=asked.known_at, reach=granted)
    bands = [{"label": band.label, "women": tell(band.women), "men": tell(band.men)} for band in found.bands]
    return {"whole": tell(found.whole), "bands": bands}


def _drawn(request: HttpRequest, name: str) -> Drawn:
    """An indicator for a program that may see figures somewhere; raises ``Http404`` for any other."""
    asked = asked_of(request)
    question_of(asked, (name,))
    return Drawn(request, asked, explain(name, known_at=asked.known_at).indicator)


def _part(line: Line, asked: Asked) -> Mapping[str, Any]:
    name = _name(line.figure, line.code, asked) if line.figure else ""
    return {"label": line.label, "name": name, "value": _plain(line.value), "percent": line.percent}


def _name(figure: Figure, code: str, asked: Asked) -> str:
    return name_in_full(figure, "" if figure.scope == asked.organization else code)


def _plain(value: object) -> object:
    """A value as figures have it: a decimal is written as text."""
    return str(value) if isinstance(value, Decimal) else value
