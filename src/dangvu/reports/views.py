"""The pages of a report: the document with its figures, the source of one of them, and all the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.audit.trail import record_reading
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Finding, Refusal
from dangvu.kernel.policy import Actor
from dangvu.reports.address import Address
from dangvu.reports.assembly import Draft
from dangvu.reports.drafts import draft_of
from dangvu.reports.models import IssuedReport
from dangvu.reports.quotes import Quotable
from dangvu.reports.report_template import ReportTemplate, find_template, templates
from dangvu.reports.sources import Equation, Table, equations, rows_table
from dangvu.statistics.figures import Figure, Row

SHOWN_ROWS = 30
ROWS_A_PAGE = 200

NOT_FOUND = {"reports.unknown-template", "reports.unknown-figure"}
"""Refusals that mean: there is no such page."""


@dataclass(frozen=True)
class Source:
    """A number that was opened, and what proves it.

    A figure has its equations and the rows behind it, a page of them as ``table``; what is worked out of other numbers
    has these under ``operands``, each with the address that opens it.
    """

    number: Quotable
    operands: list[tuple[str, Quotable]]
    rows_url: str
    figure: Figure | None = None
    equations: Sequence[Equation] = ()
    page: Page[Row] | None = None
    table: Table | None = None

    @property
    def proved(self) -> bool:
        """Whether every equation holds."""
        return all(equation.holds for equation in self.equations)


@require_safe
def index(_request: HttpRequest) -> HttpResponse:
    """What the last issued report reported, or else a page that asks for a report."""
    issued = IssuedReport.objects.believed().order_by("-day", "-id").first()
    if issued is None:
        return redirect("reports:report", template_id=next(iter(templates())))
    about = issued.content["about"]
    address = Address(
        template=issued.template,
        scope=about["organization"]["code"],
        on=issued.as_of,
        known_at=issued.known_at,
        known_text=issued.known_at.isoformat(),
        given=tuple(about["settings"].items()),
    )
    return redirect(address.url("reports:report"))


@require_safe
def report(request: HttpRequest, template_id: str) -> HttpResponse:
    """A report with every figure a link; the source of the open one stands beside it."""
    try:
        if not request.GET:
            return _ask(request, find_template(template_id))
        return render(request, "reports/report.html", _opened(request, template_id, SHOWN_ROWS))
    except Refusal as refusal:
        return _refused(request, template_id, refusal)


@require_safe
def rows(request: HttpRequest, template_id: str) -> HttpResponse:
    """All the rows behind one figure of a report."""
    try:
        opened = _opened(request, template_id, ROWS_A_PAGE)
        if opened["source"] is None or opened["source"].page is None:
            raise _no_rows(opened["address"].figure)
        return render(request, "reports/rows.html", opened)
    except Refusal as refusal:
        return _refused(request, template_id, refusal)


def _opened(request: HttpRequest, template_id: str, size: int) -> dict[str, Any]:
    """What the pages show: the draft, and the source of the figure that the address opens, ``size`` rows at a time."""
    actor = _reader()
    template = find_template(template_id)
    address = Address.read(template, request.GET.dict(), now=timezone.now())
    worked_out = draft_of(address, actor)
    return {
        "address": address,
        "draft": worked_out.draft,
        "article": worked_out.article,
        "contradictions": worked_out.contradictions,
        "parameters": _parameters(template, request),
        "source": _source(address, worked_out.draft, actor, size, request.GET.get("page", "")),
    }


def _reader() -> Actor:
    """Whoever sits at this machine: the server listens to nobody else."""
    return Actor(_("người dùng trên máy này"), timezone.now(), operator=True)


def _source(address: Address, draft: Draft, actor: Actor, size: int, page_number: str) -> Source | None:
    if not address.figure:
        return None
    number = draft.number(address.figure)
    if number is None:
        raise _no_rows(address.figure)
    operands = [
        (address.url("reports:report", f"{address.figure}.{place}"), operand)
        for place, operand in enumerate(number.operands, start=1)
    ]
    source = Source(number, operands, address.url("reports:rows", address.figure))
    figure = number.figure
    if figure is None:
        return source
    page = Paginator(_rows(figure, actor), size).get_page(page_number)
    table = rows_table(list(page), on=figure.on or figure.last or draft.on)
    return replace(source, figure=figure, equations=equations(figure), page=page, table=table)


def _rows(figure: Figure, actor: Actor) -> list[Row]:
    """The rows behind a figure; opening people is a reading, and recorded."""
    found = figure.rows()
    if found and found[0].fact.personal:
        days = " – ".join(write_day(day) for day in (figure.on, figure.first, figure.last) if day)
        # Now, not when the page was asked for: others may have written to the trail while it was worked out.
        reader = replace(actor, at=timezone.now())
        record_reading(actor=reader, subject=figure.scope, what=f"{figure.indicator.id}, {days}")
    return found


def _no_rows(figure: str) -> Refusal:
    message = _("báo cáo không có con số “%(figure)s” với các dòng đứng sau; hãy mở từ một con số trong báo cáo.")
    return Refusal.of("reports.unknown-figure", message % {"figure": figure})


def _refused(request: HttpRequest, template_id: str, refusal: Refusal) -> HttpResponse:
    """The findings above what was asked, to be put right; for a template that is none, above the first that is one."""
    template = templates().get(template_id) or next(iter(templates().values()))
    missing = any(finding.code in NOT_FOUND for finding in refusal.findings)
    return _ask(request, template, refusal.findings, status=404 if missing else 400)


def _ask(
    request: HttpRequest, template: ReportTemplate, findings: Sequence[Finding] = (), status: int = 200
) -> HttpResponse:
    context = {
        "findings": findings,
        "template": template,
        "asked": request.GET,
        "parameters": _parameters(template, request),
    }
    return render(request, "reports/ask.html", context, status=status)


def _parameters(template: ReportTemplate, request: HttpRequest) -> list[tuple[str, str, str, str]]:
    """Name, label, text as written and default of every parameter."""
    return [(p.name, str(p), request.GET.get(p.name, ""), p.default) for p in template.parameters]
