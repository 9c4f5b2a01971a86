"""Questions about issued reports: finding one, and what would be different if it were written today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.audit.models import Line
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import find_organization
from dangvu.reports.assembly import assemble
from dangvu.reports.models import IssuedReport, Narrative
from dangvu.reports.quotes import Quotable
from dangvu.reports.report_template import find_template
from dangvu.statistics.differences import Change, explain_difference
from dangvu.statistics.figures import Figure


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


@dataclass(frozen=True)
class Restatement:
    """A figure of an issued report that would be another today, and the records that make the difference."""

    label: str
    printed: str
    now: str
    changes: tuple[Change, ...]

    @property
    def late(self) -> list[tuple[str, date, int]]:
        """The records by their kind and the day of their recording, and how many there are of each."""
        records = {(type(one), one.pk): one for change in self.changes for one in change.records}
        local = timezone.get_current_timezone()
        counted = Counter(
            (str(one._meta.verbose_name), one.recorded_at.astimezone(local).date()) for one in records.values()
        )
        return [(what, day, many) for (what, day), many in counted.items()]


def restatements(issued: IssuedReport, *, actor: Actor, known_at: datetime) -> list[Restatement]:
    """What the same report, for the same day, would say with what is known at ``known_at``, figure by figure.

    Raises ``Refusal`` when ``actor`` may not see all that its figures count: that would be no difference in them.
    """
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
    if again.limited:
        message = _("người xem không được xem hết số liệu của %(name)s nên không đối chiếu được; hãy nhờ người khác.")
        raise Refusal.of("reports.limited", message % {"name": record.name})
    printed: dict[tuple[Any, ...], list[str]] = {}
    for mark in issued.content["figures"]:
        printed.setdefault(_asked(mark["label"], mark["detail"]), []).append(mark["text"])
    changed: dict[tuple[str, str, str], Restatement] = {}
    for quoted, mark in zip(again.quoted, again.document.figures, strict=True):
        before = printed.get(_asked(mark.label, mark.detail), [])
        was = before.pop(0) if before else mark.text
        if was != mark.text and (mark.label, was, mark.text) not in changed:
            changes = _why(quoted.number, issued.known_at)
            changed[mark.label, was, mark.text] = Restatement(mark.label, was, mark.text, changes)
    return list(changed.values())


def _asked(label: str, detail: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a printed number says, whatever it comes to and wherever it stands."""
    said = (detail.get(name) for name in ("indicator", "on", "first", "last", "basis"))
    operands = (_asked(operand["label"], operand) for operand in detail.get("operands", ()))
    return label, *said, *operands


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
