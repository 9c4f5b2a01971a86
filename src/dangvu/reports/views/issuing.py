"""Issuing a report: what it will say and which number it takes, then the act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dangvu.kernel.findings import Finding, Level, refuse_if_any
from dangvu.organizations.queries import find_organization
from dangvu.reports.actions import check_issue, issue_report
from dangvu.reports.address import Address
from dangvu.reports.assembly import Draft, assemble, document_type, write_symbol
from dangvu.reports.drafts import draft_of
from dangvu.reports.forms import IssueForm
from dangvu.reports.queries import next_number
from dangvu.reports.subject import term_of
from dangvu.reports.views.reaching import changeable_report, now_by
from dangvu.reports.wording import unsaved_texts
from dangvu.ui.answering import done


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, template_id: str) -> HttpResponse:
    """What is about to be issued, under which number, and what stands against it; issued when it is confirmed.

    What is issued is what was known when the page was asked for, whatever has been recorded since.
    """
    address = changeable_report(request, template_id)
    first = {"dated": address.asked.on, "known_at": address.known_at.isoformat()}
    form = IssueForm(request.POST or None, initial=first)
    if form.is_valid():
        with form.refusals():
            refuse_if_any(_still_written(address))
            known_at = min(form.cleaned_data["known_at"], address.asked.actor.at)
            draft = _draft(address, known_at, form.cleaned_data["dated"])
            issued = issue_report(actor=now_by(address.asked.actor), basis=form.basis, draft=draft)
            message = _("Đã ban hành báo cáo số %(symbol)s.") % {"symbol": issued.symbol}
            return done(request, message, address.asked.address("reports:issued", issued.pk))
    return _confirm(request, address, form)


def _confirm(request: HttpRequest, address: Address, form: IssueForm) -> HttpResponse:
    worked_out, at = draft_of(address), address.asked.actor.at
    draft = worked_out.draft
    told = [*_still_written(address), *check_issue(draft, at=at), *worked_out.contradictions]
    context = {
        "form": form,
        "draft": draft,
        "template": address.template,
        "symbol": _symbol_of(draft, at),
        "obstacles": [] if form.is_bound else [finding for finding in told if finding.level is Level.ERROR],
        "report_url": address.url("reports:report"),
        "words_url": address.url("reports:words"),
    }
    return render(request, "reports/issue.html", context, status=form.status)


def _draft(address: Address, known_at: datetime, dated: date) -> Draft:
    asked = address.asked
    return assemble(
        address.template,
        actor=asked.actor,
        record=find_organization(asked.organization, as_of=asked.on, known_at=known_at),
        on=asked.on,
        known_at=known_at,
        given=dict(address.given),
        dated=dated,
    )


def _symbol_of(draft: Draft, at: datetime) -> str:
    """The number and symbol that the draft takes when it is issued now."""
    day, organization = draft.document.dated, draft.record.organization_id
    kind = document_type(draft.template.document_type, on=day)["abbreviation"]
    number = next_number(organization, kind, term_of(organization, as_of=day, known_at=at))
    return write_symbol(number, kind, draft.subject.symbol, on=day)


def _still_written(address: Address) -> Iterator[Finding]:
    if unsaved := unsaved_texts(actor=address.asked.actor, spot=address.spot):
        message = _("còn lời văn viết dở chưa lưu ở các đoạn: %(blocks)s; hãy lưu hoặc bỏ rồi ban hành.")
        yield Finding("reports.unsaved", message % {"blocks": address.template.name_blocks(unsaved)})
