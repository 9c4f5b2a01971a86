"""Looking into the trail: who may, which lines are meant, and one line with what its act touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.audit.models import Line
from dangvu.audit.places import known_to
from dangvu.audit.policy import READ
from dangvu.audit.queries import Entry, Leaf, entries, leaf, mentioning
from dangvu.audit.records import Group, groups
from dangvu.audit.trail import record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import day_after
from dangvu.kernel.policy import reach

PAGE = 50
"""Lines on a page."""

FEW = 10
"""Members whose records a line shows: each of them sees later that it was opened."""

_FIRST = date(1, 1, 3)
"""The first day whose midnight every time zone can write."""

_LAST = 2**62
"""A number that no line has."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines are looked for: with these words, about this subject, written on these days, behind this number."""

    text: str = ""
    subject: UUID | None = None
    first: date | None = None
    last: date | None = None
    before: int | None = None

    def found(self, lines: QuerySet[Line], asked: Asked) -> Leaf:
        """Those of ``lines`` that are meant and that the reader may know of, a page of them, the latest first."""
        if asked.known_at:
            lines = lines.filter(at__lte=asked.known_at)
        if self.text:
            lines = mentioning(lines, asked, self.text)
        if self.subject:
            lines = lines.filter(subject=self.subject)
        if self.first:
            lines = lines.filter(at__gte=_midnight(self.first))
        if self.last:
            lines = lines.filter(at__lt=_midnight(day_after(self.last) if self.last != date.max else self.last))
        return leaf(lines, asked.actor, READ, limit=PAGE, before=self.before)


@dataclass(frozen=True, slots=True)
class Opened:
    """A line with what its act touched, by kind of record, and whether the records of a kind are shown."""

    entry: Entry
    touched: Sequence[tuple[Group, bool]]


def require_reader(asked: Asked) -> Asked:
    """What is asked, by somebody who reads the trail anywhere at all; raises ``Http404`` for others."""
    if not reach(asked.actor, READ).anywhere:
        raise Http404
    return asked


def open_line(asked: Asked, number: int) -> Opened:
    """One line, with the records that its act wrote and superseded; of a few members it opens the files, and says so.

    Raises ``Http404`` for a line that does not exist, or of which the reader may not know.
    """
    found = Line.objects.filter(number=min(number, _LAST)).first()
    if found is None or not known_to(asked.actor, [found], READ):
        raise Http404
    touched = groups(asked, found)
    members = {member for group in touched for member in group.members}
    few = len(members) <= FEW
    for member in sorted(members) if few else ():
        record_reading(actor=asked.actor, subject=member, what=_("dòng nhật ký %(number)s") % {"number": number})
    [entry] = entries(asked, [found])
    return Opened(entry, [(group, few or not group.members) for group in touched])


def _midnight(day: date) -> datetime:
    return datetime.combine(max(day, _FIRST), time.min, timezone.get_current_timezone())
