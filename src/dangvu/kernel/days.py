"""Days and half-open spells of days.

A spell ``[start, end)`` contains its first day and not its last. What still holds ends on ``FOREVER``, so that one pair
of comparisons answers "did it hold on that day", on every database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal

FOREVER = date(9999, 12, 31)
"""The end of what still holds."""

ENDLESS = datetime(9999, 12, 31, tzinfo=UTC)
"""The moment at which what we still believe will have been superseded."""

LATEST = datetime(9999, 12, 30, tzinfo=UTC)
"""The ``known_at`` of a question that asks for all that is known now: just before ``ENDLESS``."""

_FIRST_MOMENT = datetime(1, 1, 3, tzinfo=UTC)

DAYS_IN_YEAR = Decimal("365.2425")
"""Length of the mean Gregorian year, by which exact ages in days become years."""


@dataclass(frozen=True, slots=True, order=True)
class Spell:
    """The days from ``start`` up to, and without, ``end``."""

    start: date
    end: date = FOREVER

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a spell must end after it starts: {self.start} – {self.end}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: Spell) -> bool:
        """Whether at least one day lies in both spells."""
        return self.start < other.end and other.start < self.end


def day_before(day: date) -> date:
    """The calendar day before ``day``."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """The calendar day after ``day``."""
    return day + timedelta(days=1)


def years_before(day: date, years: int) -> date:
    """The latest birth date of those who have completed ``years`` years on ``day``.

    Somebody born on 29 February completes a year, in years without that day, on 1 March; so the day ``years`` years
    before a 29 February that does not exist is 28 February. Before the calendar begins it is the first day there is.
    """
    if years >= day.year:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def years_after(day: date, years: int) -> date:
    """The day on which ``years`` years from ``day`` are completed (29 February falls on 1 March in common years)."""
    return months_after(day, years * 12)


def months_after(day: date, months: int) -> date:
    """The day on which ``months`` months from ``day`` are completed: of a day which that month lacks, the day after."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        year, month = divmod(index + 1, 12)
        return date(year, month + 1, 1)


def completed_years(since: date, on: date) -> int:
    """Whole years completed from ``since`` to ``on`` (negative before ``since``)."""
    years = on.year - since.year
    return years if since <= years_before(on, years) else years - 1


_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str) -> date:
    """Read a day written ``2021-10-14`` or, the Vietnamese way, ``14/10/2021``.

    Raises ``Refusal`` with the two ways of writing it when ``text`` is neither.
    """
    day = _read_day(text.strip())
    if day is None:
        raise Refusal.of(
            "kernel.bad-day",
            _("“%(text)s” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14.") % {"text": text.strip()},
        )
    return day


def _read_day(text: str) -> date | None:
    try:
        if match := _DAY_MONTH_YEAR.fullmatch(text):
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day)
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def parse_moment(text: str) -> datetime:
    """Read a moment written ``2021-11-05``, ``2021-11-05T09:00`` or with an offset; without one it is local time.

    A bare day means the end of that day, so that what was recorded on it is known. The moment is given in UTC, since
    not every database takes every offset. Raises ``Refusal``, also for a moment at the far ends of the calendar.
    """
    try:
        moment = _read_moment(text.strip()).astimezone(UTC)
        # What is asked for must lie before the end of what is still believed, and be writable in every time zone.
        if not _FIRST_MOMENT <= moment <= LATEST:
            raise ValueError
    except (ValueError, OverflowError):
        raise Refusal.of(
            "kernel.bad-moment",
            _("“%(text)s” không phải là một thời điểm; hãy viết như 2021-11-05 hoặc 2021-11-05T09:00.")
            % {"text": text.strip()},
        ) from None
    return moment


def _read_moment(text: str) -> datetime:
    local = timezone.get_current_timezone()
    if day := _read_day(text):
        return datetime.combine(day, time.max, local)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=local)


def write_day(day: date) -> str:
    """A day as the interface writes it: ``5/1/2021``."""
    return f"{day.day}/{day.month}/{day.year}"
