"""One indicator: what it means, its course, its parts, and two days of it side by side."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.audit.trail import record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import day_before, parse_day, write_day
from dangvu.statistics.figures import Figure
from dangvu.statistics.naming import figure_of, year_so_far
from dangvu.statistics.queries.explaining import explain
from dangvu.statistics.views.drawn import Drawn, Parts, ways_of
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import chosen, words
from dangvu.ui.sheets import download, workbook


@require_safe
def indicator(request: HttpRequest, name: str) -> HttpResponse:
    """The indicator ``name``, for the organisation and day that are asked about."""
    asked = asked_of(request)
    explained = explain(name, known_at=asked.known_at)
    since = begun_on(request)
    figure = figure_of(asked, name, first=since, last=since and asked.on)
    drawn = Drawn(request, asked, explained.indicator, since)
    ways = ways_of(explained)
    way = chosen(request.GET.get("by"), ways, next(iter(ways)))
    parts = drawn.parts(way, ways[way])
    if request.GET.get("format") == "xlsx":
        return _sheet(asked, figure, parts)
    every = chosen(request.GET.get("every"), ("month", "year"), "month")
    course = drawn.course(every)
    against = _against(request, asked)
    context = {
        "explained": explained,
        "figure": figure,
        "ways": ways,
        "way": way,
        "parts": parts,
        "bars": drawn.bars(parts),
        "every": every,
        "course": course,
        "curve": drawn.curve(course),
        "against": against,
        "comparison": drawn.compared(against),
    }
    return render(request, "statistics/indicator.html", context)


def begun_on(request: HttpRequest) -> date | None:
    """The first day of the period that flows are asked for; without it, they are those of the year so far."""
    text = words(request.GET.get("since"))
    return parse_day(text) if text else None


def _against(request: HttpRequest, asked: Asked) -> date:
    text = words(request.GET.get("against"))
    return parse_day(text) if text else day_before(year_so_far(asked.on))


def _sheet(asked: Asked, figure: Figure, parts: Parts) -> HttpResponse:
    title = str(figure.indicator.label)
    days = [write_day(day) for day in (figure.first, figure.last or figure.on) if day]
    notes = [f"{asked.name}, {' – '.join(days)}", str(figure.indicator.definition), figure.indicator.rule]
    rows = [(line.label, line.value, line.percent) for line in parts.lines]
    rows.append((title, figure.value, None))
    record_reading(actor=asked.actor, subject=asked.organization, what=f"{figure.indicator.id}.xlsx, {asked.on}")
    content = workbook(title, notes, [parts.label, _("Giá trị"), _("Tỷ lệ %")], rows)
    return download(f"{figure.indicator.id} {asked.code} {asked.on}.xlsx", content)
