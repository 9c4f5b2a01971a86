"""Questions about reports that were issued, or begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from dangvu.audit.models import Line
from dangvu.kernel.findings import Refusal
from dangvu.organizations.models import OrganizationRecord
from dangvu.reports.models import IssuedReport, Narrative


def find_issued(symbol: str, scope: str, *, known_at: datetime | None = None) -> IssuedReport:
    """The report issued under ``symbol``, the latest of several terms, by the organisation that bears or bore a code.

    Raises ``Refusal``, naming the last reports there are.
    """
    codes = {scope.strip(), scope.strip().upper()}
    bearers = OrganizationRecord.objects.believed(known_at).filter(code__in=codes).values("organization")
    issued = IssuedReport.objects.believed(known_at).filter(organization__in=bearers).order_by("-day", "-number")
    found = issued.filter(symbol=symbol.strip()).first()
    if found is None:
        known = ", ".join(issued.values_list("symbol", flat=True)[:5]) or _("chưa có báo cáo nào")
        message = _("%(scope)s không có báo cáo nào được ban hành với số “%(symbol)s”; đã ban hành: %(known)s.")
        raise Refusal.of("reports.unknown-symbol", message % {"scope": scope, "symbol": symbol, "known": known})
    return found


def issued_reports(organization_id: UUID, *, known_at: datetime | None = None) -> QuerySet[IssuedReport]:
    """The reports that an organisation has issued, the latest first; without their contents."""
    issued = IssuedReport.objects.believed(known_at).filter(organization=organization_id)
    return issued.defer("content").order_by("-day", "-number", "-id")


def reports_begun(organization_id: UUID, *, known_at: datetime | None = None) -> list[tuple[str, date, int]]:
    """Template, day and number of blocks with words, for the reports that have some and are not issued for that day."""
    issued = IssuedReport.objects.believed(known_at).filter(
        organization=organization_id, template=OuterRef("template"), as_of=OuterRef("day")
    )
    begun = Narrative.objects.believed(known_at).filter(~Exists(issued), organization=organization_id)
    return list(begun.values_list("template", "day").annotate(blocks=Count("block", distinct=True)).order_by("-day"))


def issuers(reports: Sequence[IssuedReport]) -> Mapping[int, str]:
    """Who issued some reports, by the line of the trail in which they did."""
    lines = Line.objects.filter(number__in={report.recorded_in for report in reports})
    return dict(lines.values_list("number", "actor"))


def next_number(organization_id: UUID, document_type: str, term: str) -> int:
    """The number that the next report of its type in a term of the committee takes."""
    series = IssuedReport.objects.believed().filter(
        organization=organization_id, document_type=document_type, term=term
    )
    return (series.order_by("-number").values_list("number", flat=True).first() or 0) + 1
