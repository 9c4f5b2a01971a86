"""Questions about issued reports: finding one, and what would be different if it were written today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.queries import find_organization
from dangvu.reports.assembly import assemble
from dangvu.reports.models import IssuedReport
from dangvu.reports.quotes import Quotable
from dangvu.reports.report_template import find_template
from dangvu.statistics.differences import Change, explain_difference
from dangvu.statistics.figures import Figure


def find_issued(symbol: str, organization_id: UUID, *, known_at: datetime | None = None) -> IssuedReport:
    """The report that the organisation issued under ``symbol``, the latest of several terms; raises ``Refusal``."""
    issued = IssuedReport.objects.believed(known_at).filter(organization=organization_id)
    found = issued.filter(symbol=symbol.strip()).order_by("-day").first()
    if found is None:
        known = ", ".join(issued.order_by("-day").values_list("symbol", flat=True)[:5]) or _("chưa có báo cáo nào")
        message = _("không có báo cáo nào được ban hành với số “%(symbol)s”; đã ban hành: %(known)s.")
        raise Refusal.of("reports.unknown-symbol", message % {"symbol": symbol, "known": known})
    return found


@dataclass(frozen=True)
class Restatement:
    """A figure of an issued report that would be another today, and the records that make the difference."""

    label: str
    printed: str
    now: str
    changes: tuple[Change, ...]


def restatements(issued: IssuedReport, *, actor: Actor, known_at: datetime) -> list[Restatement]:
    """What the same report, for the same day, would say with what is known at ``known_at``, figure by figure."""
    record = find_organization(issued.organization_id, as_of=issued.as_of, known_at=known_at)
    again = assemble(
        find_template(issued.template),
        actor=actor,
        record=record,
        on=issued.as_of,
        known_at=known_at,
        given=issued.content["about"]["settings"],
        dated=issued.day,
    )
    printed = {(mark["id"], mark["label"]): mark["text"] for mark in issued.content["figures"]}
    changed = [
        Restatement(q.number.label, printed[q.id, q.number.label], q.number.text, _why(q.number, issued.known_at))
        for q in again.quoted
        if printed.get((q.id, q.number.label), q.number.text) != q.number.text
    ]
    return list({(each.label, each.printed, each.now): each for each in changed}.values())


def _why(number: Quotable, known_at_then: datetime) -> tuple[Change, ...]:
    return tuple(
        change
        for figure in _figures(number)
        for change in explain_difference(figure, known_at_then, figure.known_at).changes
    )


def _figures(number: Quotable) -> Iterator[Figure]:
    """The figures that a number is, or is worked out of."""
    if number.figure:
        yield number.figure
    for operand in number.operands:
        yield from _figures(operand)
