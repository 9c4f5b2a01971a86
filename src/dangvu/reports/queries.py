"""Questions about issued reports: finding one, and what would be different if it were written today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import find_organization
from dangvu.reports.assembly import assemble
from dangvu.reports.models import IssuedReport
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
