"""Acts on reports: rewording a block, issuing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.reports.assembly import Draft, document_type, numbered, write_symbol
from dangvu.reports.contradictions import contradictions
from dangvu.reports.freezing import digest, freeze
from dangvu.reports.models import IssuedReport, Narrative
from dangvu.reports.policy import CHANGE
from dangvu.reports.queries import next_number
from dangvu.reports.report_template import ReportTemplate
from dangvu.reports.subject import term_of
from dangvu.reports.wording import words_on
from dangvu.reports.writing.neutral import neutral_tree


def write_narrative(
    *,
    actor: Actor,
    day: date,
    basis: Basis,
    organization_id: UUID,
    template: ReportTemplate,
    block: str,
    text: str,
    seen: int | None = None,
) -> Narrative:
    """Record the office's words for one block of the report of ``day``; they take the place of the words before.

    ``seen`` is the row of the words that the writer had before them, 0 where there were none. Raises ``Refusal`` for a
    block that the template does not have, for an empty text, and when others hold by now than those that were seen.
    """
    require(actor, CHANGE, [organization_id])
    refuse_if_any(_check_narrative(template, block, text))
    with trail.act(
        actor=actor, verb="reports.write_narrative", day=day, basis=basis, subject=organization_id
    ) as under_way:
        now = words_on(organization_id, template.id, as_of=day).get(block)
        if seen is not None and seen != (now.pk if now else 0):
            message = _("người khác vừa lưu đoạn này; hãy đọc cả hai bản rồi lưu lại.")
            raise Refusal.of("reports.already-superseded", message, place=block)
        under_way.details.update(template=template.id, block=block)
        under_way.supersede([now] if now and now.day == day else [])
        narrative = Narrative(
            organization_id=organization_id, template=template.id, block=block, text=text.strip(), day=day
        )
        return under_way.add([narrative])[0]


def issue_report(*, actor: Actor, basis: Basis, draft: Draft) -> IssuedReport:
    """Issue a draft on the date it bears: it takes the next number of its type in the committee's term, and is frozen.

    Raises ``Refusal`` while an identity among its figures does not hold, its text contradicts itself, a narrative block
    has no words, its figures may leave out what the reader may not see, nobody holds the post that signs it or the
    organisation has no symbol or place, when it is dated before the day of its figures, and when the committee is in no
    term on that date, since numbers run within the term.
    """
    organization, day = draft.record.organization_id, draft.document.dated
    require(actor, CHANGE, [organization])
    term = term_of(organization, as_of=day, known_at=actor.at)
    told = contradictions(draft.document, neutral_tree(draft.document))
    refuse_if_any([*told, *check_issue(draft, at=actor.at)])
    with trail.act(actor=actor, verb="reports.issue_report", day=day, basis=basis, subject=organization) as under_way:
        kind = document_type(draft.template.document_type, on=day)["abbreviation"]
        number = next_number(organization, kind, term)
        symbol = write_symbol(number, kind, draft.subject.symbol, on=day)
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


def check_issue(draft: Draft, *, at: datetime) -> list[Finding]:
    """What stands against issuing a draft on the date it bears, apart from contradictions in its text."""
    day = draft.document.dated
    term = term_of(draft.record.organization_id, as_of=day, known_at=at)
    return [*draft.findings, *_check_issue(draft, term, day)]


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
        yield Finding("reports.unwritten", message % {"blocks": draft.template.name_blocks(draft.unwritten)})
    if draft.limited:
        message = _("người lập không được xem hết số liệu của %(name)s; hãy nhờ người được xem toàn bộ ban hành.")
        yield Finding("reports.limited", message % name)
    if day < draft.on:
        message = _("ngày ban hành sớm hơn ngày chốt số liệu; hãy chọn ngày ban hành muộn hơn.")
        yield Finding("reports.dated-early", message)
