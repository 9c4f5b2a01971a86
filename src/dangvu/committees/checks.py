"""What must hold of committees on every day, found by sweeping over the days on which something changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.rolls import Rolls, first_day_outside
from dangvu.committees.rules import find_crowded_posts, find_incomplete
from dangvu.kernel.contracts import Check
from dangvu.kernel.days import Spell, write_day
from dangvu.kernel.findings import Finding
from dangvu.members.actions.checks import names
from dangvu.members.models import MembershipStatus
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord


def seats_on_the_rolls(_on: date, known_at: datetime | None) -> list[Finding]:
    """Seats and headships of members who were not on the rolls of the organisation or below it on every day of them."""
    message = _(
        "giữ chức vụ ở %(where)s nhưng từ %(day)s không còn ở trong danh sách tổ chức đó; hãy cho thôi chức vụ."
    )
    rolls = Rolls.load(known_at)
    faults = []
    for organization_id, row in _posts(known_at):
        day = first_day_outside(Spell(row.valid_from, row.valid_to), rolls.below(row.member_id, organization_id))
        if day:
            faults.append((row.member_id, {"where": rolls.history.name(organization_id), "day": write_day(day)}))
    called = names([member_id for member_id, _values in faults])
    return [Finding("committees.post-off-the-rolls", message % values, called[key]) for key, values in faults]


def _posts(known_at: datetime | None) -> Iterator[tuple[UUID, CommitteeMember | HeadOfBody]]:
    seats = CommitteeMember.objects.believed(known_at).select_related("committee").order_by("id")
    yield from ((seat.committee.organization_id, seat) for seat in seats)
    yield from ((head.organization_id, head) for head in HeadOfBody.objects.believed(known_at).order_by("id"))


def seats_of_officials(_on: date, known_at: datetime | None) -> list[Finding]:
    """Seats of members who were not official members on every day of them."""
    message = _("là cấp ủy viên nhưng ngày %(day)s không phải là đảng viên chính thức; hãy đính chính một trong hai.")
    official: dict[UUID, list[Spell]] = defaultdict(list)
    statuses = MembershipStatus.objects.believed(known_at).filter(status="official")
    for member_id, start, end in statuses.values_list("member_id", "valid_from", "valid_to"):
        official[member_id].append(Spell(start, end))
    faults = [
        (seat.member_id, day)
        for seat in CommitteeMember.objects.believed(known_at).order_by("id")
        if (day := first_day_outside(Spell(seat.valid_from, seat.valid_to), official[seat.member_id]))
    ]
    called = names([member_id for member_id, _day in faults])
    return [
        Finding("committees.seat-not-official", message % {"day": write_day(day)}, called[key]) for key, day in faults
    ]


def terms_within_life(_on: date, known_at: datetime | None) -> list[Finding]:
    """Committees in office on a day on which their organisation does not exist, and seats outside the term."""
    ended = _("có cấp ủy vào ngày %(day)s khi tổ chức không tồn tại; hãy kết thúc cấp ủy cùng với tổ chức.")
    outside = _("là cấp ủy viên ngày %(day)s khi cấp ủy không tại nhiệm; hãy đính chính thời gian giữ chức.")
    history, found = History.load(known_at), []
    terms: dict[UUID, list[Spell]] = defaultdict(list)
    for term in CommitteeTerm.objects.believed(known_at).order_by("id"):
        spell = Spell(term.valid_from, term.valid_to)
        terms[term.committee_id].append(spell)
        life = [Spell(record.valid_from, record.valid_to) for record in history.of(term.organization_id)]
        if day := first_day_outside(spell, life):
            place = history.name(term.organization_id)
            found.append(Finding("committees.term-without-organization", ended % {"day": write_day(day)}, place))
    faults = [
        (seat.member_id, day)
        for seat in CommitteeMember.objects.believed(known_at).order_by("id")
        if (day := first_day_outside(Spell(seat.valid_from, seat.valid_to), terms[seat.committee_id]))
    ]
    called = names([member_id for member_id, _day in faults])
    return found + [
        Finding("committees.seat-outside-term", outside % {"day": write_day(day)}, called[key]) for key, day in faults
    ]


def sizes_of_committees(on: date, known_at: datetime | None) -> list[Finding]:
    """Committees that took office too small or without a secretary, or had too many members or posts on a later day."""
    history, found = History.load(known_at), []
    seats: dict[UUID, list[CommitteeMember]] = defaultdict(list)
    for seat in CommitteeMember.objects.believed(known_at).order_by("id"):
        seats[seat.committee_id].append(seat)
    for term in CommitteeTerm.objects.believed(known_at).filter(valid_from__lte=on).order_by("id"):
        rows = seats[term.committee_id]
        days = {term.valid_from, *(row.valid_from for row in rows if row.valid_from < min(term.valid_to, on))}
        for day in sorted(days):
            record = history.on(term.organization_id, day)
            posts = [row.post for row in rows if row.valid_from <= day < row.valid_to]
            if record and (faults := list(_size_faults(posts, record, day, taking_office=day == term.valid_from))):
                found += faults
                break
    return found


def _size_faults(posts: list[str], record: OrganizationRecord, day: date, *, taking_office: bool) -> Iterator[Finding]:
    yield from find_crowded_posts(posts, record, day)
    if taking_office:
        yield from find_incomplete(posts, record, day)


CHECKS = [
    Check(
        "committees.post-off-the-rolls",
        gettext_lazy("Cấp ủy viên, thủ trưởng ở trong danh sách của tổ chức"),
        seats_on_the_rolls,
    ),
    Check("committees.seat-not-official", gettext_lazy("Cấp ủy viên là đảng viên chính thức"), seats_of_officials),
    Check("committees.terms", gettext_lazy("Cấp ủy tại nhiệm trong đời của tổ chức"), terms_within_life),
    Check("committees.sizes", gettext_lazy("Số lượng cấp ủy viên, một bí thư"), sizes_of_committees),
]
