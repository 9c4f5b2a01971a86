"""The list of reports, and a report as it would be issued now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.audit.trail import record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Level
from dangvu.kernel.policy import allowed
from dangvu.reports.address import Address
from dangvu.reports.drafts import PageDraft, draft_of
from dangvu.reports.models import IssuedReport
from dangvu.reports.naming import is_place, quote_at
from dangvu.reports.policy import READ
from dangvu.reports.queries import issued_reports, issuers, reports_begun
from dangvu.reports.report_template import ReportTemplate, templates
from dangvu.reports.views.reaching import may_change, readable_report, shown
from dangvu.reports.wording import unsaved_texts
from dangvu.reports.writing.writer import FORMATS
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import chosen
from dangvu.ui.sheets import download, workbook

ISSUED_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """An issued report in the list, the template in words, and who issued it."""

    report: IssuedReport
    template: str
    who: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A report for which words have been written and which has not been issued."""

    template: ReportTemplate
    day: date
    blocks: int
    url: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The templates to choose from, what has been begun, and what the organisation has issued."""
    asked = asked_of(request)
    if not allowed(asked.actor, READ, asked.organization):
        raise Http404
    issued = issued_reports(asked.organization, known_at=asked.known_at)
    if chosen(request.GET.get("format"), ["xlsx"]):
        return _sheet(asked, lines_of(list(issued)))
    page = Paginator(issued, ISSUED_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "templates": templates().values(),
        "page": page,
        "lines": lines_of(list(page)),
        "begun": _begun(asked),
    }
    return render(request, "reports/index.html", context)


def lines_of(issued: Sequence[IssuedReport]) -> list[Line]:
    """Issued reports as lists show them."""
    names, known = issuers(issued), templates()
    return [Line(one, str(known.get(one.template, one.template)), names[one.recorded_in]) for one in issued]


def _begun(asked: Asked) -> list[Begun]:
    known = templates()
    return [
        Begun(known[template], day, blocks, asked.as_of(day).address("reports:report", template))
        for template, day, blocks in reports_begun(asked.organization, known_at=asked.known_at)
        if template in known
    ]


def _sheet(asked: Asked, lines: Sequence[Line]) -> HttpResponse:
    columns = [_("Số, ký hiệu"), _("Ngày"), _("Mẫu báo cáo"), _("Tính đến ngày"), _("Nhiệm kỳ"), _("Người ban hành")]
    issued = ((line.report, line) for line in lines)
    rows = [(one.symbol, one.day, line.template, one.as_of, one.term, line.who) for one, line in issued]
    title = _("Báo cáo đã ban hành")
    record_reading(actor=asked.actor, subject=asked.organization, what=f"{title}, xlsx")
    return download(f"bao-cao-{asked.code}.xlsx", workbook(title, [asked.name], columns, rows))


@require_safe
def report(request: HttpRequest, template_id: str) -> HttpResponse:
    """A report with every figure a link; beside it the source of the open one, or what holds the report up."""
    address = readable_report(request, template_id)
    worked_out = draft_of(address)
    return render(
        request, "reports/report.html", {**_told(address, worked_out), **_opened(request, address, worked_out)}
    )


def _told(address: Address, worked_out: PageDraft) -> Mapping[str, Any]:
    draft, asked = worked_out.draft, address.asked
    grave = [finding for finding in worked_out.contradictions if finding.level is Level.ERROR]
    return {
        "address": address,
        "template": address.template,
        "draft": draft,
        "contradictions": worked_out.contradictions,
        "obstacles": len(draft.findings) + len(grave) + len(draft.unwritten) + draft.limited,
        "unwritten": [(block, address.template.blocks[block]) for block in draft.unwritten],
        "unsaved": unsaved_texts(actor=asked.actor, spot=address.spot),
        "may_change": asked.known_at is None and may_change(asked),
        "parameters": _parameters(address),
        "known_at": address.known_at,
        "words_url": address.url("reports:words"),
        "issue_url": address.url("reports:issue"),
        "files": [(kind, address.url("reports:file", kind)) for kind in FORMATS],
        "title": f"{address.template} {write_day(asked.on)}",
    }


def _opened(request: HttpRequest, address: Address, worked_out: PageDraft) -> Mapping[str, Any]:
    figure = request.GET.get("figure", "")
    return {
        "article": shown(worked_out.article, address.url("reports:report"), figure),
        "quote": quote_at(worked_out.draft.document.figures, figure, address.asked.organization)
        if is_place(figure)
        else None,
    }


def _parameters(address: Address) -> list[tuple[str, str, str, str]]:
    """Name, label, text as written and default of every parameter."""
    given = dict(address.given)
    return [(p.name, str(p), given.get(p.name, ""), p.usual) for p in address.template.parameters]
