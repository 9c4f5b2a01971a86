"""Reports as files to keep: a draft as it stands, an issued report as it was issued."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dangvu.audit.trail import record_reading
from dangvu.kernel.policy import Actor
from dangvu.reports.drafts import draft_of
from dangvu.reports.freezing import thaw
from dangvu.reports.models import IssuedReport
from dangvu.reports.views.reaching import now_by, readable_issued, readable_report
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.writer import write_format
from dangvu.ui.asking import asked_of
from dangvu.ui.sheets import download

CONTENT_TYPES: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


@require_safe
def draft_file(request: HttpRequest, template_id: str, kind: str) -> HttpResponse:
    """A draft in one of the formats."""
    address = readable_report(request, template_id)
    draft = draft_of(address).draft
    stem = f"{draft.template.id}-{draft.record.code}-{draft.on.isoformat()}"
    return _file(now_by(address.asked.actor), draft.record.organization_id, draft.document, stem, kind)


@require_safe
def issued_file(request: HttpRequest, issued_id: int, kind: str) -> HttpResponse:
    """An issued report in one of the formats, byte for byte as on the day of its issue."""
    issued = readable_issued(request, issued_id)
    return _file(now_by(asked_of(request).actor), issued.organization_id, thaw(issued.content), stem_of(issued), kind)


def stem_of(issued: IssuedReport) -> str:
    """How the files of an issued report are called."""
    return issued.symbol.replace("/", "-")


def _file(actor: Actor, organization_id: UUID, document: Document, stem: str, kind: str) -> HttpResponse:
    content = write_format(document, kind)
    record_reading(actor=actor, subject=organization_id, what=f"{stem}.{kind}")
    return download(f"{stem}.{kind}", content, CONTENT_TYPES[kind])
