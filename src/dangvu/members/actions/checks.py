"""What acts on members check before they write anything, each as findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.days import completed_years, months_after, write_day
from dangvu.kernel.findings import Finding
from dangvu.members.actions.people import Attainment, Person
from dangvu.members.models import Affiliation, Member, Personal
from dangvu.members.queries import batches
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.rules import is_cell
from dangvu.regulations import codes, regulation

LEVELS = {
    "general_education": "members/general_education_levels",
    "professional": "members/professional_levels",
    "political_theory": "members/political_theory_levels",
}
"""The code list of each kind of level."""

MONTHS = 12
"""In a year."""


def unknown_codes(used: Iterable[tuple[str, str, str]], on: date) -> list[Finding]:
    """Codes that their list does not hold on a day; ``used`` are triples of list, code and whom it is said of."""
    lists: dict[str, frozenset[str]] = {}
    found = []
    for rule, code, place in used:
        if rule not in lists:
            lists[rule] = frozenset(codes(rule, on=on))
        if code not in lists[rule]:
            message = _("mã “%(code)s” không có trong danh mục %(rule)s; hãy chọn một mã của danh mục.")
            found.append(Finding("members.unknown-code", message % {"code": code, "rule": rule}, place))
    return found


def person_codes(
    person: Person, qualifications: Sequence[Attainment], occupation: tuple[str, str] | None
) -> Iterator[tuple[str, str]]:
    """The codes said of a person, each with the list that must hold it."""
    yield "members/sexes", person.sex
    yield "members/ethnic_groups", person.ethnic_group
    if person.religion:
        yield "members/religions", person.religion
    for attainment in qualifications:
        yield "members/qualification_kinds", attainment.kind
        if attainment.kind in LEVELS:
            yield LEVELS[attainment.kind], attainment.level
    if occupation:
        yield "members/occupations", occupation[0]


def closed_cells(spells: Iterable[tuple[UUID, date, date]]) -> list[Finding]:
    """Places on the rolls of what is not a cell, or not for the whole spell; ``spells`` are organisation, from, to."""
    wanted: dict[UUID, tuple[date, date]] = {}
    for organization_id, start, end in spells:
        first, last = wanted.get(organization_id, (start, end))
        wanted[organization_id] = (min(first, start), max(last, end))
    records: dict[UUID, list[OrganizationRecord]] = defaultdict(list)
    for ids in batches(wanted):
        for record in OrganizationRecord.objects.believed().filter(organization_id__in=ids).order_by("valid_from"):
            records[record.organization_id].append(record)
    found = (_closed_cell(records[key], start, end, str(key)) for key, (start, end) in wanted.items())
    return [finding for finding in found if finding]


def _closed_cell(records: list[OrganizationRecord], start: date, end: date, place: str) -> Finding | None:
    reached = start
    for record in records:
        if record.valid_from <= reached < record.valid_to and is_cell(record.kind, reached):
            reached, place = record.valid_to, record.name
        elif record.valid_from <= reached < record.valid_to:
            message = _("không phải là chi bộ vào ngày %(day)s; đảng viên phải ở trong danh sách của một chi bộ.")
            return Finding("members.not-a-cell", message % {"day": write_day(reached)}, record.name)
    if reached >= end:
        return None
    message = _("không có tổ chức đảng này vào ngày %(day)s; hãy chọn chi bộ đang hoạt động từ ngày đó.")
    return Finding("members.no-such-cell", message % {"day": write_day(reached)}, place)


def known_people(member_ids: Collection[UUID]) -> list[Finding]:
    """Identities that the register already holds."""
    taken = [
        key for ids in batches(member_ids) for key in Member.objects.filter(pk__in=ids).values_list("pk", flat=True)
    ]
    message = _("đã có trong danh sách; hãy dùng việc tiếp nhận hoặc đính chính thay cho nhập mới.")
    return [Finding("members.already-known", message, place) for place in names(taken).values()]


def admission_age_fault(birth_date: date, day: date) -> tuple[str, str] | None:
    """Code and sentence when somebody is outside the age limits for admission (``members/admission_age``) of ``day``.

    The limits count completed months: whoever is older than the highest age by less than a month is within.
    """
    limits = regulation("members/admission_age", on=day)
    values = {"age": completed_years(birth_date, day), "day": write_day(day), **limits}
    if months_after(birth_date, limits["min"] * MONTHS) > day:
        message = _("mới %(age)s tuổi vào ngày %(day)s; người được kết nạp phải đủ %(min)s tuổi.")
        return "members.too-young", message % values
    if months_after(birth_date, limits["max"] * MONTHS + 1) <= day:
        message = _("đã quá %(max)s tuổi vào ngày %(day)s; việc kết nạp phải ở tuổi từ %(min)s đến %(max)s.")
        return "members.too-old", message % values
    return None


def off_the_rolls(member_ids: Collection[UUID], affiliations: Collection[UUID], day: date) -> list[Finding]:
    """Members who are not among those with a place on the rolls on ``day``."""
    message = _("không có trong danh sách của chi bộ nào vào ngày %(day)s; hãy kiểm tra lại ngày.")
    missing = names([key for key in member_ids if key not in affiliations])
    return [Finding("members.off-the-rolls", message % {"day": write_day(day)}, name) for name in missing.values()]


def just_arrived(affiliations: Mapping[UUID, Affiliation], day: date) -> list[Finding]:
    """Members whose place on the rolls began on ``day`` itself, so that they cannot give it up that day."""
    message = _("mới vào danh sách đúng ngày %(day)s; hãy ghi việc này vào ngày sau đó.")
    arrived = names([key for key, place in affiliations.items() if place.valid_from == day])
    return [Finding("members.same-day", message % {"day": write_day(day)}, name) for name in arrived.values()]


def named_twice(member_ids: Collection[UUID]) -> list[Finding]:
    """Members who occur more than once in one act."""
    twice = [key for key, times in Counter(member_ids).items() if times > 1]
    message = _("được nêu hai lần trong cùng một việc; hãy bỏ bớt một lần.")
    return [Finding("members.named-twice", message, name) for name in names(twice).values()]


def names(member_ids: Collection[UUID]) -> dict[UUID, str]:
    """What to call members in a message: the latest name believed, or the identity of somebody unknown."""
    found: dict[UUID, str] = {key: str(key) for key in member_ids}
    for ids in batches(member_ids):
        rows = Personal.objects.believed().filter(member_id__in=ids).order_by("valid_from")
        found.update(rows.values_list("member_id", "full_name"))
    return found


def only(member_ids: Collection[UUID]) -> UUID | None:
    """The one member whom an act is about: its subject in the trail; ``None`` for an act on several."""
    return next(iter(member_ids)) if len(member_ids) == 1 else None
