"""Acts on reports: rewording a block, issuing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.regulations import regulation
from dangvu.reports.assembly import Draft, document_type, numbered
from dangvu.reports.contradictions import contradictions
from dangvu.reports.freezing import digest, freeze
from dangvu.reports.models import IssuedReport, Narrative
from dangvu.reports.policy import CHANGE
from dangvu.reports.report_template import ReportTemplate
from dangvu.reports.subject import term_of
from dangvu.reports.writing.neutral import neutral_tree


def write_narrative(
    *, actor: Actor, day: date, basis: Basis, organization_id: UUID, template: ReportTemplate, block: str, text: str
) -> Narrative:
    """Record the office's words for one block of the report of ``day``; they take the place of the words before.

    Raises ``Refusal`` for a block that the template does not have and for an empty text.
    """
    require(actor, CHANGE, [organization_id])
    refuse_if_any(_check_narrative(template, block, text))
    earlier = Narrative.objects.believed().filter(
        organization=organization_id, template=template.id, block=block, day=day
    )
    with trail.act(
        actor=actor, verb="reports.write_narrative", day=day, basis=basis, subject=organization_id
    ) as under_way:
        under_way.details.update(template=template.id, block=block)
        under_way.supersede(earlier)
        narrative = Narrative(
            organization_id=organization_id, template=template.id, block=block, text=text.strip(), day=day
        )
        return under_way.add([narrative])[0]


def issue_report(*, actor: Actor, basis: Basis, draft: Draft) -> IssuedReport:
    """Issue a draft on the date it bears: it takes the next number of its type in the committee's term, and is frozen.

    Raises ``Refusal`` while an identity among its figures does not hold, its text contradicts itself, a narrative block
    has no words, nobody holds the post that signs it or the organisation has no symbol or place, when it is dated
    before the day of its figures, and when the committee is in no term on that date, since numbers run within the term.
    """
    organization, day = draft.record.organization_id, draft.document.dated
    require(actor, CHANGE, [organization])
    term = term_of(organization, as_of=day, known_at=actor.at)
    told = contradictions(draft.document, neutral_tree(draft.document))
    refuse_if_any([*draft.findings, *told, *_check_issue(draft, term, day)])
    with trail.act(actor=actor, verb="reports.issue_report", day=day, basis=basis, subject=organization) as under_way:
        kind = document_type(draft.template.document_type, on=day)["abbreviation"]
        series = IssuedReport.objects.believed().filter(organization=organization, document_type=kind, term=term)
        number = (series.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        pattern: str = regulation("documents/symbol_pattern", on=day)["pattern"]
        symbol = pattern.format(number=number, type=kind, issuer=draft.subject.symbol)
        content = freeze(numbered(draft.document, symbol))
        under_way.details.update(template=draft.template.id, symbol=symbol)
        issued = IssuedReport(
            organization_id=organization,
            template=draft.template.id,
            document_type=kind,
            term=term,
            number=number,
            symbol=symbol,
            as_of=draft.on,
            known_at=draft.known_at,
            content=content,
            digest=digest(content),
            day=day,
        )
        return under_way.add([issued])[0]


def _check_narrative(template: ReportTemplate, block: str, text: str) -> list[Finding]:
    if block not in template.blocks:
        message = _("mẫu báo cáo này không có đoạn “%(block)s”; các đoạn là: %(blocks)s.")
        return [Finding("reports.unknown-block", message % {"block": block, "blocks": ", ".join(template.blocks)})]
    if not text.strip():
        return [Finding("reports.empty-block", _("đoạn lời văn đang trống; hãy viết nội dung."))]
    return []


def _check_issue(draft: Draft, term: str, day: date) -> Iterator[Finding]:
    name = {"name": draft.record.name}
    if not term:
        message = _(
            "%(name)s chưa có cấp ủy đương nhiệm vào ngày ban hành nên chưa có dãy số văn bản; hãy ghi nhận đại hội."
        )
        yield Finding("reports.no-term", message % name)
    if not draft.signer:
        message = _("chưa ghi nhận ai giữ chức vụ ký báo cáo này ở %(name)s; hãy ghi nhận cấp ủy.")
        yield Finding("reports.no-signer", message % name)
    if not (draft.subject.symbol and draft.subject.place):
        message = _("chưa ghi ký hiệu văn bản hoặc địa danh của %(name)s; hãy bổ sung vào thông tin tổ chức.")
        yield Finding("reports.no-symbol", message % name)
    if draft.unwritten:
        message = _("chưa viết lời văn cho các đoạn: %(blocks)s; hãy viết rồi ban hành.")
        yield Finding("reports.unwritten", message % {"blocks": ", ".join(draft.unwritten)})
    if day < draft.on:
        message = _("ngày ban hành sớm hơn ngày chốt số liệu; hãy chọn ngày ban hành muộn hơn.")
        yield Finding("reports.dated-early", message)
