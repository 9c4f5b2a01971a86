"""What an issued report would say differently if it were written today, and the late records that make it so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
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
        change for figure in _figures(number) for change in explain_difference(figure, known_at_then, figure.known_at)
    )


def _figures(number: Quotable) -> Iterator[Figure]:
    """The figures that a number is, or is worked out of."""
    if number.figure:
        yield number.figure
    for operand in number.operands:
        yield from _figures(operand)
