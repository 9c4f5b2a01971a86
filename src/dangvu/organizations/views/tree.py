"""The tree as of a day: opened branch by branch, searched, and taken along as a sheet."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.audit.trail import record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import parse_day, write_day
from dangvu.kernel.policy import reach
from dangvu.organizations.looking import Wanted
from dangvu.organizations.outline import Branch, Line, Outline, find_by_words, lines, outline
from dangvu.organizations.policy import CHANGE
from dangvu.organizations.sight import Sight
from dangvu.ui.asking import actor_of, asked_of
from dangvu.ui.reading import whole, words
from dangvu.ui.sheets import download, workbook

PROPOSED = 12
"""Organisations proposed while somebody types."""

PAGE = 50
"""Lines of a page of a filtered list."""

DRAWN = 600
"""Organisations that one page of the tree draws; of larger trees it draws what stands directly below."""

FEW = 40
"""Up to here all branches are open from the start."""


@require_safe
def options(request: HttpRequest) -> HttpResponse:
    """Organisations that the words typed so far may mean, as lines of a list of proposals.

    They stand in the parameter of the field that is being typed into, whatever its name, ``scope`` as well: so this
    does not ask for the organisation that is asked about.
    """
    actor = actor_of(request)
    text = words(next((value for name, value in request.GET.dict().items() if name != "on"), ""))
    on = parse_day(request.GET["on"]) if request.GET.get("on") else actor.day
    found = find_by_words(actor, text, as_of=on, limit=PROPOSED) if text else []
    return render(request, "organizations/options.html", {"found": found})


@require_safe
def show_tree(request: HttpRequest) -> HttpResponse:
    """The organisation that is asked about and all below it, or of these the ones that fit words, kind and sector."""
    asked = asked_of(request)
    branches = outline(Sight(asked.actor), asked.organization, as_of=asked.on, known_at=asked.known_at)
    wanted = Wanted.of(request.GET.dict(), asked)
    found = wanted.found(branches)
    if request.GET.get("format") == "xlsx":
        return _export(asked, wanted, found)
    context: dict[str, Any] = {
        "wanted": wanted,
        "root": branches.roots[0] if len(branches.roots) == 1 else None,
        "counted": branches.counted,
        "total": len(branches),
        "kinds": _kinds(branches, wanted),
        "may_change": reach(asked.actor, CHANGE).anywhere,
    }
    if wanted.anything:
        context |= {"page": Paginator(found, PAGE).get_page(whole(request.GET.get("page"), 1))}
    else:
        everything = request.GET.get("open") == "all" or len(branches) <= FEW
        context |= {"rows": _rows(branches, everything=everything), "everything": everything}
    return render(request, "organizations/tree.html", context)


def _rows(branches: Outline, *, everything: bool) -> list[Line]:
    """The lines of the tree, open down to where it first spreads."""
    deep = len(branches) <= DRAWN
    shown = [branch for branch in branches if deep or branch.depth <= 1]
    return lines(shown, is_open=lambda branch: everything or len(branch.siblings) == 1)


def _kinds(branches: Outline, wanted: Wanted) -> list[tuple[str, str, int]]:
    """How many organisations of each kind there are, in the order of the code list."""
    counts: dict[str, int] = {}
    for branch in branches:
        counts[branch.record.kind] = counts.get(branch.record.kind, 0) + 1
    return [(code, name, counts[code]) for code, name in wanted.kinds.items() if code in counts]


def _export(asked: Asked, wanted: Wanted, found: list[Branch]) -> HttpResponse:
    title = _("Tổ chức đảng của %(name)s") % {"name": asked.name}
    counted = any(branch.counted for branch in found)
    columns = [
        _("Mã"),
        _("Tên"),
        _("Cấp"),
        _("Loại hình"),
        _("Cấp trên trực tiếp"),
        _("Ký hiệu văn bản"),
        _("Thông tin có từ ngày"),
        _("Căn cứ"),
        _("Số chi bộ"),
        *([_("Số đảng viên")] if counted else []),
    ]
    record_reading(actor=asked.actor, subject=asked.organization, what=title)
    notes = [_("Tính đến hết ngày %(day)s.") % {"day": write_day(asked.on)}]
    content = workbook(title, notes, columns, (_cells(branch, wanted, counted=counted) for branch in found))
    return download(f"to-chuc-{asked.code}-{asked.on.isoformat()}.xlsx", content)


def _cells(branch: Branch, wanted: Wanted, *, counted: bool) -> tuple[Any, ...]:
    record = branch.record
    return (
        record.code,
        record.name,
        wanted.kinds.get(record.kind, record.kind),
        wanted.sectors.get(record.sector, record.sector),
        branch.parent.record.name if branch.parent else "",
        record.symbol,
        record.valid_from,
        str(record.basis),
        branch.cells,
        *([branch.members] if counted else []),
    )
