"""What the office owes about members: recognitions, files to supplement, badges, and duplicates to look into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.audit.remembering import recall_asked, records_of
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Duties, Duty
from dangvu.kernel.days import write_day, years_before
from dangvu.members.listing import NOBODY, counted, lines, listed, missing_any, named, probation_due
from dangvu.members.policy import READ
from dangvu.members.queries import suspected_duplicates
from dangvu.members.sheets import NAME_ORDER
from dangvu.regulations import own_values, regulation

NAMED = 20
"""Recognitions that are named one by one, each with its day; more of them are one line."""


def owed(asked: Asked) -> Sequence[Duty]:
    """What is owed within the organisation asked about and all below it."""
    return recall_asked(
        asked,
        READ,
        ("members.owed", own_values()),
        lambda: tuple(_owed(asked)),
        of=records_of("organizations", "members"),
    )


def _owed(asked: Asked) -> Sequence[Duty]:
    places = listed(asked)
    ending = probation_due(asked)["soon"]
    before, following = _rounds(asked.on)
    counts = counted(
        places, {"ending": ending, "missing": missing_any(asked), "badges": _reached(before, following, asked)}
    )
    duties: list[Duty] = []
    if counts["ending"]:
        duties += _recognitions(asked, places.filter(ending), counts["ending"])
    if counts["missing"]:
        what = _("Bổ sung hồ sơ còn thiếu mục")
        duties.append(Duty(asked.on, what, asked.address("members:list", file="missing"), counts["missing"]))
    if counts["badges"]:
        duties.append(_badges(asked, following, counts["badges"]))
    if groups := len(_duplicates(asked)):
        duties.append(Duty(asked.on, _("Xem các hồ sơ nghi trùng"), asked.address("members:duplicates"), groups))
    return duties


def _recognitions(asked: Asked, ending: QuerySet[Any], count: int) -> Iterator[Duty]:
    """Recognitions due: each with its name while they are few."""
    note = _("hết thời gian dự bị; xét công nhận chính thức")
    if count > NAMED:
        found = lines(named(ending.order_by("standing__valid_from")[:1], asked), asked)
        first = min(line.probation_ends or asked.on for line in found)
        yield Duty(first, _("Xét công nhận chính thức"), asked.address("members:list", due="soon"), count, note)
        return
    for line in lines(named(ending.order_by("standing__valid_from", *NAME_ORDER), asked), asked):
        assert line.probation_ends is not None
        what = _("Xét công nhận chính thức %(name)s") % {"name": line.full_name}
        url = asked.address("members:file", line.member_id)
        yield Duty(line.probation_ends, what, url, note=f"{line.cell_name}: {note}")


def _rounds(on: date) -> tuple[date, date]:
    """The last award day before ``on`` and the first one on or after it."""
    rounds = [
        date.fromisoformat(f"{year:04d}-{day}")
        for year in range(max(on.year - 1, 1), min(on.year + 1, date.max.year) + 1)
        for day in regulation("members/badges", on=on)["rounds"]
    ]
    earlier = [day for day in rounds if day < on]
    later = [day for day in rounds if day >= on]
    return max(earlier, default=date.min), min(later, default=date.max)


def _reached(before: date, following: date, asked: Asked) -> Q:
    """Members who complete a party age that is honoured after one award day and by the next."""
    reached = NOBODY
    for years in regulation("members/badges", on=asked.on)["years"]:
        first, last = years_before(before, years), years_before(following, years)
        reached |= Q(decided__gt=first, decided__lte=last)
    return reached


def _badges(asked: Asked, following: date, count: int) -> Duty:
    what = _("Lập hồ sơ tặng Huy hiệu Đảng đợt %(day)s") % {"day": write_day(following)}
    note = _("đủ tuổi đảng trong kỳ đến hết ngày %(day)s") % {"day": write_day(following)}
    return Duty(following, what, asked.address("members:list", sort="party_age"), count, note)


def _duplicates(asked: Asked) -> list[object]:
    """The groups of suspected duplicates of which the reader sees two files at least."""
    groups = suspected_duplicates(as_of=asked.on, known_at=asked.known_at)
    wanted = {person.member_id for group in groups for person in group}
    if not wanted:
        return []
    seen = set(listed(asked).filter(member__in=wanted).values_list("member_id", flat=True))
    return [group for group in groups if sum(person.member_id in seen for person in group) > 1]


DUTIES = Duties("members", gettext_lazy("Đảng viên"), owed)
