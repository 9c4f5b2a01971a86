"""What must hold of the rolls on every day, found by sweeping over the days on which something changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.kernel.contracts import Check
from dangvu.kernel.days import completed_years, day_before, months_after, write_day
from dangvu.kernel.findings import Finding
from dangvu.kernel.records import DatedRecord
from dangvu.members.actions.checks import admission_age_fault, names
from dangvu.members.models import (
    Admission,
    Affiliation,
    MembershipStatus,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.rules import is_cell
from dangvu.regulations import regulation

Fault = tuple[UUID, str]
"""A member and what is wrong with what is recorded of them."""


def _rows(model: type[DatedRecord], known_at: datetime | None, *fields: str) -> dict[UUID, list[tuple[Any, ...]]]:
    """Of each member, the values of the believed records in the order of the days from which they hold."""
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    believed = model._default_manager.believed(known_at).order_by("valid_from")
    for member_id, *values in believed.values_list("member_id", *fields):
        found[member_id].append(tuple(values))
    return found


def _findings(code: str, faults: Iterable[Fault]) -> list[Finding]:
    """The faults as findings, each placed at the name of the member."""
    faults = list(faults)
    called = names([member_id for member_id, _message in faults])
    return [Finding(code, message, called[member_id]) for member_id, message in faults]


def _gap(spells: Iterable[tuple[Any, ...]], start: date, end: date) -> date | None:
    """The first day of ``[start, end)`` that none of the ``spells``, in order, contains."""
    for valid_from, valid_to, *_rest in spells:
        if valid_from <= start < valid_to:
            start = valid_to
    return start if start < end else None


def _births(known_at: datetime | None) -> dict[UUID, date]:
    people = Personal.objects.believed(known_at).order_by("valid_from")
    return dict(people.values_list("member_id", "birth_date"))


def admission_ages(_on: date, known_at: datetime | None) -> list[Finding]:
    """Admissions outside the age limits of their day."""
    births = _births(known_at)
    admissions = Admission.objects.believed(known_at).values_list("member_id", "day")
    faults = (
        (key, fault) for key, day in admissions if key in births and (fault := admission_age_fault(births[key], day))
    )
    return _findings("members.admission-age", ((key, message) for key, (_code, message) in faults))


def probations(_on: date, known_at: datetime | None) -> list[Finding]:
    """Official members whose probation is not recorded, or was shorter than the rule of the day of its beginning."""
    missing = _("chính thức từ %(day)s mà không có thời gian dự bị ngay trước đó; hãy bổ sung hoặc đính chính.")
    short = _("chính thức từ %(day)s, trước khi hết thời gian dự bị ngày %(end)s; hãy đính chính một trong hai ngày.")

    def faults() -> Iterator[Fault]:
        for member_id, statuses in _rows(MembershipStatus, known_at, "valid_from", "valid_to", "status").items():
            ends = {valid_to: valid_from for valid_from, valid_to, status in statuses if status == "probationary"}
            for official, _valid_to, status in statuses:
                if status != "official":
                    continue
                if official not in ends:
                    yield member_id, missing % {"day": write_day(official)}
                    continue
                end = months_after(ends[official], regulation("members/probation_months", on=ends[official]))
                if official < end:
                    yield member_id, short % {"day": write_day(official), "end": write_day(end)}

    return _findings("members.short-probation", faults())


def places_within_membership(_on: date, known_at: datetime | None) -> list[Finding]:
    """Places on the rolls on a day on which somebody was no member, or nothing is recorded of who they are."""
    message = _(
        "ở trong danh sách chi bộ ngày %(day)s khi không là đảng viên hoặc thiếu thông tin cá nhân; hãy đính chính."
    )
    people = _rows(Personal, known_at, "valid_from", "valid_to")
    statuses = _rows(MembershipStatus, known_at, "valid_from", "valid_to")
    faults = (
        (key, message % {"day": write_day(day)})
        for key, places in _rows(Affiliation, known_at, "valid_from", "valid_to").items()
        for start, end in places
        if (day := _gap(statuses[key], start, end) or _gap(people[key], start, end))
    )
    return _findings("members.place-without-membership", faults)


def unbroken_places(_on: date, known_at: datetime | None) -> list[Finding]:
    """Members who fall between two cells: whoever does not leave or move out goes on in another cell the same day."""
    adrift = _(
        "không ở chi bộ nào từ ngày %(day)s dù vẫn là đảng viên; hãy ghi nơi chuyển đến hoặc lý do ra khỏi Đảng."
    )
    places = _rows(Affiliation, known_at, "valid_from", "valid_to", "exit")
    moved_out = {key: {end for _start, end, exit_ in rows if exit_ == "transfer_out"} for key, rows in places.items()}

    def faults() -> Iterator[Fault]:
        for key, statuses in _rows(MembershipStatus, known_at, "valid_from", "valid_to").items():
            if key not in places:
                yield key, adrift % {"day": write_day(statuses[0][0])}
                continue
            begins = {start for start, _end, _exit in places[key]}
            ended = max(end for _start, end in statuses)
            for _start, end, _exit in places[key]:
                if end < ended and end not in begins and end not in moved_out[key]:
                    yield key, adrift % {"day": write_day(end)}

    return _findings("members.adrift", faults())


def admissions_and_places(_on: date, known_at: datetime | None) -> list[Finding]:
    """Admissions by a cell without the place on its rolls that begins with them, and such places without admission."""
    without_place = _("kết nạp ngày %(day)s nhưng không vào danh sách của chi bộ kết nạp từ ngày đó; hãy đính chính.")
    without_admission = _(
        "vào danh sách do kết nạp ngày %(day)s nhưng không có ghi nhận kết nạp ngày đó; hãy đính chính."
    )
    held = Admission.objects.believed(known_at).filter(organization__isnull=False)
    admitted = set(held.values_list("member_id", "organization_id", "day"))
    entered_by = Affiliation.objects.believed(known_at).filter(entry="admission")
    entered = set(entered_by.values_list("member_id", "organization_id", "valid_from"))
    faults = [(key, without_place % {"day": write_day(day)}) for key, _cell, day in sorted(admitted - entered, key=str)]
    faults += [
        (key, without_admission % {"day": write_day(day)}) for key, _cell, day in sorted(entered - admitted, key=str)
    ]
    return _findings("members.admission-without-place", faults)


def sizes_of_cells(on: date, known_at: datetime | None) -> list[Finding]:
    """Cells that, at some time up to a day, had fewer official members than they must have."""
    message = _(
        "từ ngày %(day)s chỉ có %(count)s đảng viên chính thức, ít hơn mức %(least)s; hãy chuyển hoặc ghép chi bộ."
    )
    changes = _official_changes(known_at)
    found = []
    for record in (
        OrganizationRecord.objects.believed(known_at).filter(valid_from__lte=on).order_by("code", "valid_from")
    ):
        if not is_cell(record.kind, record.valid_from):
            continue
        steps = changes[record.organization_id]
        days = sorted({record.valid_from, *(d for d in steps if record.valid_from < d < record.valid_to and d <= on)})
        count = sum(change for day, change in steps.items() if day < record.valid_from)
        for day in days:
            count += steps.get(day, 0)
            least = regulation("organizations/minimum_official_members", on=day)
            if count < least:
                values = {"day": write_day(day), "count": count, "least": least}
                found.append(Finding("members.small-cell", message % values, record.name))
                break
    return found


def _official_changes(known_at: datetime | None) -> dict[UUID, dict[date, int]]:
    """For each cell, by how many its official members grew or shrank on each day."""
    officials = _rows(MembershipStatus, known_at, "valid_from", "valid_to", "status")
    changes: dict[UUID, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for key, places in _rows(Affiliation, known_at, "valid_from", "valid_to", "organization_id").items():
        for start, end, organization_id in places:
            for since, until, status in officials[key]:
                first, last = max(start, since), min(end, until)
                if status == "official" and first < last:
                    changes[organization_id][first] += 1
                    changes[organization_id][last] -= 1
    return changes


def youth_union_ages(on: date, known_at: datetime | None) -> list[Finding]:
    """Members kept in the Youth Union beyond its age."""
    message = _(
        "%(age)s tuổi vào ngày %(day)s mà vẫn ghi là đoàn viên, quá tuổi %(limit)s; hãy ghi ngày trưởng thành đoàn."
    )
    births = _births(known_at)

    def faults() -> Iterator[Fault]:
        for key, spells in _rows(YouthUnionMembership, known_at, "valid_from", "valid_to").items():
            for start, end in spells:
                day = min(day_before(end), on)
                if day < start or key not in births:
                    continue
                limit = regulation("members/youth_union_age", on=day)
                age = completed_years(births[key], day)
                if age > limit:
                    yield key, message % {"age": age, "day": write_day(day), "limit": limit}

    return _findings("members.youth-union-age", faults())


def plausible_ages(on: date, known_at: datetime | None) -> list[Finding]:
    """Levels of education reached too early to be true, and members too old to be true."""
    early = _("ghi trình độ “%(level)s” từ ngày %(day)s, khi mới %(age)s tuổi; hãy kiểm tra ngày sinh hoặc ngày cấp.")
    old = _("%(age)s tuổi vào ngày %(day)s mà vẫn ở trong danh sách; hãy kiểm tra ngày sinh.")
    births = _births(known_at)

    def faults() -> Iterator[Fault]:
        for key, levels in _rows(Qualification, known_at, "valid_from", "kind", "level").items():
            for since, kind, level in levels:
                least = regulation("members/plausible_ages", on=since).get(kind, {}).get(level, 0)
                if key in births and (age := completed_years(births[key], since)) < least:
                    yield key, early % {"level": level, "day": write_day(since), "age": age}
        for key, places in _rows(Affiliation, known_at, "valid_from", "valid_to").items():
            day = min(day_before(places[-1][1]), on)
            most = regulation("members/plausible_ages", on=day)["on_the_rolls"]
            if key in births and (age := completed_years(births[key], day)) > most:
                yield key, old % {"age": age, "day": write_day(day)}

    return _findings("members.implausible-age", faults())


CHECKS = [
    Check("members.admission-age", gettext_lazy("Tuổi khi kết nạp"), admission_ages),
    Check("members.short-probation", gettext_lazy("Thời gian dự bị trước khi chính thức"), probations),
    Check(
        "members.place-without-membership",
        gettext_lazy("Có tên trong danh sách khi là đảng viên"),
        places_within_membership,
    ),
    Check("members.adrift", gettext_lazy("Đảng viên nào cũng có chi bộ"), unbroken_places),
    Check("members.admission-without-place", gettext_lazy("Kết nạp đi cùng vào danh sách"), admissions_and_places),
    Check("members.small-cell", gettext_lazy("Chi bộ đủ đảng viên chính thức"), sizes_of_cells),
    Check("members.youth-union-age", gettext_lazy("Tuổi đoàn viên"), youth_union_ages),
    Check("members.implausible-age", gettext_lazy("Tuổi hợp lý so với trình độ"), plausible_ages),
]
