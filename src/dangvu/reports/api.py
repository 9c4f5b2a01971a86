"""What reports answer to programs: templates, the figures of a report worked out now, and what has been issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import require
from dangvu.reports.address import Address
from dangvu.reports.drafts import draft_of
from dangvu.reports.models import IssuedReport
from dangvu.reports.policy import READ
from dangvu.reports.queries import issued_reports
from dangvu.reports.report_template import ReportTemplate, templates
from dangvu.reports.views.files import issued_file
from dangvu.reports.writing.document import FigureMark
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn, FindingOut

router = Router(tags=["reports"])

A_PAGE = 100


class TemplateOut(Schema):
    """A kind of report, the parameters that may be set and the blocks that the office words."""

    id: str
    label: str
    parameters: list[str]
    blocks: list[str]


class QuoteOut(Schema):
    """A number of a report, in the order of its text; ``detail`` is all that is known of its source."""

    id: str
    text: str
    label: str
    detail: dict[str, Any]


class DraftOut(Schema):
    """A report as it would be issued now; ``limited`` says that figures may leave out what the program may not see."""

    template: str
    on: date
    known_at: datetime
    limited: bool
    findings: list[FindingOut]
    unwritten: list[str]
    figures: list[QuoteOut]


class IssuedOut(Schema):
    """A report as it was issued."""

    id: int
    template: str
    symbol: str
    day: date
    term: str
    as_of: date
    known_at: datetime
    digest: str


class IssuedAsked(AskedIn):
    """Which page of the issued reports."""

    page: int = Field(1, ge=1, le=100_000)


@router.get("/templates", response=list[TemplateOut], summary="Mọi mẫu báo cáo")
def report_templates(request: HttpRequest) -> Sequence[Mapping[str, Any]]:
    """Every template."""
    asked_of(request)
    return [_template(one) for one in templates().values()]


@router.get("/drafts/{template_id}", response=DraftOut, summary="Số liệu của một báo cáo nếu lập bây giờ")
def draft(request: HttpRequest, template_id: str, about: Query[AskedIn]) -> Mapping[str, Any]:  # noqa: ARG001 - described
    """The figures of a report of the organisation on the day; parameters of its template are taken from the address."""
    address = Address.read(template_id, request.GET.dict(), _readable(asked_of(request)))
    worked_out = draft_of(address)
    found = worked_out.draft
    return {
        "template": found.template.id,
        "on": found.on,
        "known_at": found.known_at,
        "limited": found.limited,
        "findings": [*found.findings, *worked_out.contradictions],
        "unwritten": list(found.unwritten),
        "figures": [_quote(mark) for mark in found.document.figures],
    }


@router.get("/issued", response=list[IssuedOut], summary="Báo cáo đã ban hành của một tổ chức")
def issued(request: HttpRequest, wanted: Query[IssuedAsked]) -> Sequence[IssuedReport]:
    """The reports that the organisation has issued, the latest first, a hundred a page."""
    asked = _readable(asked_of(request))
    start = (wanted.page - 1) * A_PAGE
    return list(issued_reports(asked.organization, known_at=asked.known_at)[start : start + A_PAGE])


@router.get("/issued/{int:issued_id}/{kind}", summary="Tệp của một báo cáo đã ban hành")
def issued_as_file(request: HttpRequest, issued_id: int, kind: str) -> HttpResponse:
    """The file of an issued report (docx, pdf, html or json), byte for byte; taking it is recorded like a reading."""
    return issued_file(request, issued_id, kind)


def _readable(asked: Asked) -> Asked:
    require(asked.actor, READ, [asked.organization])
    return asked


def _template(template: ReportTemplate) -> Mapping[str, Any]:
    return {
        "id": template.id,
        "label": str(template),
        "parameters": [parameter.name for parameter in template.parameters],
        "blocks": list(template.blocks),
    }


def _quote(mark: FigureMark) -> Mapping[str, Any]:
    return {"id": mark.id, "text": mark.text, "label": mark.label, "detail": dict(mark.detail)}
