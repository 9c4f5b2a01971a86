"""All the rows behind a figure."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dangvu.statistics.naming import figure_named
from dangvu.statistics.sources import open_rows, rows_table
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import words

ROWS_A_PAGE = 200


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """All the rows behind the figure ``name``."""
    asked = asked_of(request)
    figure = figure_named(asked, words(request.GET.get("name")))
    opened = open_rows(asked, figure)
    page = Paginator(opened.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    table = rows_table(list(page), on=figure.on or figure.last or asked.on)
    context = {"figure": figure, "opened": opened, "page": page, "table": table}
    return render(request, "statistics/rows.html", context)
