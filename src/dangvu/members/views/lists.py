"""The list of members: narrowed, sorted, page by page, and as an Excel file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.jobs.actions import start
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import reach
from dangvu.members.exporting import EXPORT, export_title, write_list
from dangvu.members.listing import Line, lines, named
from dangvu.members.narrowing import Narrowed, saved_filters
from dangvu.members.policy import CHANGE, READ
from dangvu.members.readings import rolls_asked, tell_list
from dangvu.members.sheets import COLUMNS, OPEN, Column, written
from dangvu.ui.answering import BAD_REQUEST
from dangvu.ui.reading import whole
from dangvu.ui.sheets import download

PAGE = 50
"""Members on a page."""

AT_ONCE = 5000
"""Members that an Excel file may hold to be made while the reader waits."""

COLUMNS_COOKIE = "dangvu-member-columns"
YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Cell:
    """What one column says of one member."""

    column: Column
    value: Any

    @property
    def text(self) -> str:
        """The value as a page writes it."""
        return written(self.value)


@dataclass(frozen=True)
class Shown:
    """A line of the page; ``late`` when probation is over and nobody has been recognised."""

    line: Line
    cells: list[Cell]
    late: bool


class Counted(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, narrowed: Narrowed) -> None:
        super().__init__(narrowed.rows, PAGE)
        self.narrowed = narrowed

    @cached_property
    def count(self) -> int:
        """How many members are listed."""
        return self.narrowed.count


@require_safe
def list_members(request: HttpRequest) -> HttpResponse:
    """The members of the organisation that is asked about and of all below it, as of the day."""
    asked = rolls_asked(request)
    parameters = request.GET.copy()
    if "columns" not in parameters:
        parameters.setlist("columns", request.COOKIES.get(COLUMNS_COOKIE, "").split("."))
    narrowed = Narrowed(asked, parameters, saved_filters(asked.actor.account))
    if request.GET.get("format") == "xlsx" and not narrowed.conditions.errors:
        return _export(asked, narrowed)
    page = Counted(narrowed).get_page(whole(request.GET.get("page"), 1))
    rows = list(lines(named(cast("QuerySet[Any]", page.object_list), asked), asked))
    if rows:
        _tell(narrowed)
    context = {
        "narrowed": narrowed,
        "page": page,
        "rows": list(_shown(rows, narrowed.columns, asked.on)),
        "narrowing": "narrow" in request.GET or bool(narrowed.conditions.errors),
        "columns": COLUMNS,
        "chosen": [column.code for column in narrowed.columns],
        "query": urlencode(narrowed.conditions.query),
        "may_change": reach(asked.actor, CHANGE).anywhere,
    }
    response = render(request, "members/list.html", context, status=BAD_REQUEST if narrowed.conditions.errors else 200)
    if "columns" in request.GET:
        codes = ".".join(column.code for column in narrowed.columns)
        response.set_cookie(
            COLUMNS_COOKIE, codes, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


def _tell(narrowed: Narrowed) -> None:
    """Record that others' files were read in rows, if columns, conditions or the order say more than the rolls."""
    sorted_by = narrowed.sort.removeprefix("-")
    codes = {column.code for column in narrowed.columns} | {sorted_by}
    read = [str(column.label) for column in COLUMNS if column.code in codes - OPEN]
    read += [chip.label for chip in narrowed.conditions.chips if chip.field not in OPEN]
    if read and reach(narrowed.asked.actor, READ).anywhere:
        tell_list(narrowed.asked, _("danh sách đảng viên: %(columns)s") % {"columns": ", ".join(dict.fromkeys(read))})


def _shown(found: Iterable[Line], columns: tuple[Column, ...], on: date) -> Iterator[Shown]:
    says = [(column, column.says(on)) for column in columns]
    for line in found:
        late = line.probation_ends is not None and line.probation_ends < on
        yield Shown(line, [Cell(column, say(line)) for column, say in says], late)


def _export(asked: Asked, narrowed: Narrowed) -> HttpResponse:
    """The whole list as shown, as an Excel file: at once, or as a job when it is long."""
    if narrowed.count > AT_ONCE:
        job = start(
            EXPORT.code,
            export_title(narrowed),
            asked.actor,
            query=narrowed.parameters.urlencode(),
            scope=str(asked.organization),
            on=asked.on.isoformat(),
            known_at=asked.known_at.isoformat() if asked.known_at else "",
        )
        return HttpResponseRedirect(asked.address("jobs:job", job.pk))
    return download(f"dang-vien-{asked.code}-{asked.on.isoformat()}.xlsx", write_list(narrowed))
