"""What reports answer to programs: templates, a report as it stands, its words, what has been issued and restated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import require
from dangvu.reports.address import Address
from dangvu.reports.drafts import draft_of
from dangvu.reports.models import IssuedReport, Narrative
from dangvu.reports.policy import READ
from dangvu.reports.queries import issued_reports, issuers, reports_begun
from dangvu.reports.report_template import ReportTemplate, templates
from dangvu.reports.restatements import Restatement
from dangvu.reports.views.files import draft_file, issued_file
from dangvu.reports.views.issued import changed_by_now
from dangvu.reports.views.reaching import readable_issued
from dangvu.reports.wording import Version, versions, words_on, writers
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
    who: str


class BegunOut(Schema):
    """A report for which words have been written and which has not been issued for that day."""

    template: str
    day: date
    blocks: int


class WordsOut(Schema):
    """A block of a report: what it is to say, and the words that hold on the day; empty where there are none yet."""

    block: str
    wanted: str
    text: str
    day: date | None
    who: str
    recorded_at: datetime | None


class SavedOut(Schema):
    """The words of a block as somebody saved them, for a report of ``day``."""

    text: str
    day: date
    who: str
    recorded_at: datetime


class LateOut(Schema):
    """Records of one kind that were recorded on a day, and how many."""

    what: str
    recorded_on: date
    count: int


class RestatementOut(Schema):
    """A figure of an issued report that is another one by now, and the late records that make it so."""

    label: str
    printed: str
    now: str
    late: list[LateOut]


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


@router.get("/drafts/{template_id}/{kind}", summary="Tệp của một báo cáo nếu lập bây giờ")
def draft_as_file(
    request: HttpRequest,
    template_id: str,
    kind: str,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> HttpResponse:
    """A report as it would be issued now as docx, pdf, html or json; taking it is recorded like a reading."""
    return draft_file(request, template_id, kind)


@router.get("/begun", response=list[BegunOut], summary="Báo cáo đã viết dở của một tổ chức")
def begun(request: HttpRequest, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:  # noqa: ARG001 - described
    """The reports that have words and are not issued for that day, the latest first."""
    asked = _readable(asked_of(request))
    found = reports_begun(asked.organization, known_at=asked.known_at)
    return [{"template": template, "day": day, "blocks": blocks} for template, day, blocks in found]


@router.get("/words/{template_id}", response=list[WordsOut], summary="Lời văn của một báo cáo")
def words_of_report(
    request: HttpRequest,
    template_id: str,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Sequence[Mapping[str, Any]]:
    """Every block of the report with the words that hold on the day, in the order of the template."""
    address = Address.read(template_id, {}, _readable(asked_of(request)))
    asked = address.asked
    held = words_on(asked.organization, address.template.id, as_of=asked.on, known_at=asked.known_at)
    names = writers(list(held.values()))
    return [_words(block, wanted, held.get(block), names) for block, wanted in address.template.blocks.items()]


@router.get("/words/{template_id}/{slug:block}", response=list[SavedOut], summary="Các bản đã lưu của một đoạn")
def words_of_block(
    request: HttpRequest,
    template_id: str,
    block: str,
    about: Query[AskedIn],  # noqa: ARG001 - likewise
) -> Sequence[Mapping[str, Any]]:
    """What was saved for a block, for whichever day, the latest first."""
    address = Address.read(template_id, {}, _readable(asked_of(request)))
    if block not in address.template.blocks:
        raise Http404
    return [_saved(one) for one in versions(address.spot, block, known_at=address.asked.known_at)]


@router.get("/issued", response=list[IssuedOut], summary="Báo cáo đã ban hành của một tổ chức")
def issued(request: HttpRequest, wanted: Query[IssuedAsked]) -> Sequence[Mapping[str, Any]]:
    """The reports that the organisation has issued, the latest first, a hundred a page."""
    asked = _readable(asked_of(request))
    start = (wanted.page - 1) * A_PAGE
    found = list(issued_reports(asked.organization, known_at=asked.known_at)[start : start + A_PAGE])
    names = issuers(found)
    return [_issued(one, names[one.recorded_in]) for one in found]


@router.get(
    "/issued/{int:issued_id}/restatements", response=list[RestatementOut], summary="Số liệu đã in nay khác đi thế nào"
)
def restatements_of_issued(
    request: HttpRequest,
    issued_id: int,
    about: Query[AskedIn],  # noqa: ARG001 - likewise
) -> Sequence[Mapping[str, Any]]:
    """The figures of an issued report that are others by what is known now, with the late records behind them."""
    found = readable_issued(request, issued_id)
    return [_restated(one) for one in changed_by_now(asked_of(request), found)]


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


def _words(block: str, wanted: str, words: Narrative | None, names: Mapping[int, str]) -> Mapping[str, Any]:
    return {
        "block": block,
        "wanted": wanted,
        "text": words.text if words else "",
        "day": words.day if words else None,
        "who": names[words.recorded_in] if words else "",
        "recorded_at": words.recorded_at if words else None,
    }


def _saved(version: Version) -> Mapping[str, Any]:
    words = version.words
    return {"text": words.text, "day": words.day, "who": version.who, "recorded_at": words.recorded_at}


def _issued(report: IssuedReport, who: str) -> Mapping[str, Any]:
    names = ("id", "template", "symbol", "day", "term", "as_of", "known_at", "digest")
    return {name: getattr(report, name) for name in names} | {"who": who}


def _restated(one: Restatement) -> Mapping[str, Any]:
    late = [{"what": what, "recorded_on": day, "count": count} for what, day, count in one.late]
    return {"label": one.label, "printed": one.printed, "now": one.now, "late": late}


def _quote(mark: FigureMark) -> Mapping[str, Any]:
    return {"id": mark.id, "text": mark.text, "label": mark.label, "detail": dict(mark.detail)}
