"""The committees below an organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dangvu.audit.trail import record_reading
from dangvu.committees.listing import COMPLETE, HEADLESS, MISSING, VACANT, Line, Listing, listing
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import write_day
from dangvu.kernel.vietnamese import fold
from dangvu.organizations.rules import kind_names
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import chosen, whole, words
from dangvu.ui.sheets import download, workbook

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 100
"""Organisations on a page."""

ENDING, CONCURRENT, NOT_CONCURRENT = "ending", "concurrent", "not_concurrent"

STATES: Mapping[str, StrOrPromise] = {
    COMPLETE: gettext_lazy("đủ"),
    VACANT: gettext_lazy("khuyết cấp ủy viên"),
    HEADLESS: gettext_lazy("khuyết bí thư"),
    MISSING: gettext_lazy("chưa có cấp ủy"),
}
FILTERS: Mapping[str, StrOrPromise] = {
    **STATES,
    ENDING: gettext_lazy("sắp hoặc đã hết nhiệm kỳ"),
    CONCURRENT: gettext_lazy("bí thư là thủ trưởng"),
    NOT_CONCURRENT: gettext_lazy("bí thư không là thủ trưởng"),
}
MARKS = {COMPLETE: "full", VACANT: "half", HEADLESS: "bad", MISSING: "none"}
"""The shape that stands for each state."""


@require_safe
def list_committees(request: HttpRequest) -> HttpResponse:
    """Every organisation within reach below the one asked about, with its committee on the day asked about."""
    asked = asked_of(request)
    everything = listing(asked)
    text = words(request.GET.get("q"))
    kinds = kind_names(asked.on)
    state, kind = chosen(request.GET.get("state"), FILTERS), chosen(request.GET.get("kind"), kinds)
    lines = [
        line
        for line in narrowed(everything, state, asked)
        if (not kind or line.record.kind == kind) and _says(line, text)
    ]
    if request.GET.get("format") == "xlsx":
        return _export(asked, lines, kinds)
    page = Paginator(lines, PAGE).get_page(whole(request.GET.get("page"), 1))
    context = {
        "page": page,
        "rows": [(line, STATES[line.state], MARKS[line.state]) for line in page],
        "all": everything,
        "incomplete": len(everything.lines) - everything.states[COMPLETE],
        "filters": FILTERS.items(),
        "kinds": [(code, name) for code, name in kinds.items()],
        "state": state,
        "kind": kind,
        "text": text,
        "narrowed": bool(state or kind or text),
    }
    return render(request, "committees/list.html", context)


def narrowed(everything: Listing, state: str, asked: Asked) -> list[Line]:
    """The lines of which ``state`` holds; all of them without one."""
    if state == ENDING:
        return [line for _due, line in everything.ending(asked.on)]
    if state in (CONCURRENT, NOT_CONCURRENT):
        return [line for line in everything.lines if line.secretary and bool(line.concurrent) == (state == CONCURRENT)]
    return [line for line in everything.lines if state in ("", line.state)]


def _says(line: Line, text: str) -> bool:
    said = fold(f"{line.record.name} {line.record.code} {line.secretary.full_name if line.secretary else ''}")
    return all(word in said for word in fold(text).split())


def _export(asked: Asked, lines: list[Line], kinds: Mapping[str, str]) -> HttpResponse:
    title = _("Cấp ủy của %(name)s và các tổ chức trực thuộc") % {"name": asked.name}
    notes = [_("Tính đến hết ngày %(day)s") % {"day": write_day(asked.on)}]
    record_reading(actor=asked.actor, subject=asked.organization, what=f"{title}; {notes[0]}")
    head = [
        _("Mã"),
        _("Tổ chức đảng"),
        _("Cấp"),
        _("Nhiệm kỳ"),
        _("Ra mắt"),
        _("Cấp ủy viên"),
        _("Đã định"),
        _("Bí thư"),
        _("Thủ trưởng"),
        _("Tình trạng"),
    ]
    content = workbook(title, notes, head, _cells(lines, kinds))
    return download(f"cap-uy-{asked.code}-{asked.on.isoformat()}.xlsx", content)


def _cells(lines: list[Line], kinds: Mapping[str, str]) -> Iterator[list[Any]]:
    for line in lines:
        yield [
            line.record.code,
            line.record.name,
            kinds.get(line.record.kind, line.record.kind),
            line.bench.term.committee.term if line.bench else None,
            line.bench.term.valid_from if line.bench else None,
            line.count if line.bench else None,
            line.seats,
            line.secretary.full_name if line.secretary else None,
            line.title if line.concurrent else None,
            str(STATES[line.state]),
        ]
