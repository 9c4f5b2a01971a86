"""Admitting to the Party, and recognising as official at the end of probation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.audit.trail import Act
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import FOREVER, months_after, write_day
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.members.actions.checks import (
    LEVELS,
    admission_age_fault,
    closed_cells,
    known_people,
    named_twice,
    names,
    off_the_rolls,
    person_codes,
    unknown_codes,
)
from dangvu.members.actions.people import Attainment, FileOf, Person, write_files, write_people
from dangvu.members.models import Admission, Affiliation, Member, MembershipStatus
from dangvu.members.policy import CHANGE
from dangvu.members.queries import held
from dangvu.regulations import codes, regulation


@dataclass(frozen=True, kw_only=True)
class NewMember:
    """Somebody being admitted for the first time by a decision of ``decided_on``."""

    person: Person
    decided_on: date
    occupation: tuple[str, str]
    qualifications: tuple[Attainment, ...]
    youth_since: date | None = None


def admit_members(
    *, actor: Actor, day: date, basis: Basis, organization_id: UUID, admissions: Sequence[NewMember]
) -> list[Member]:
    """Record the ceremony of ``day`` in a cell: from then on they are on its rolls, on probation.

    Consults the age limits and the least general education of that day. Raises ``Refusal`` when somebody is outside
    them, the decision is later than the ceremony, or the cell does not stand from that day on.
    """
    require(actor, CHANGE, [organization_id])
    with trail.act(actor=actor, verb="members.admit_members", day=day, basis=basis) as act:
        refuse_if_any(_admission_findings(organization_id, admissions, day))
        members = write_people(act, (admission.person for admission in admissions))
        act.add(
            Admission(
                member_id=admission.person.id,
                organization_id=organization_id,
                day=day,
                decided_on=admission.decided_on,
                occupation=admission.occupation[0],
            )
            for admission in admissions
        )
        begin_membership(act, organization_id, [member.pk for member in members])
        write_files(act, (_file(admission, day) for admission in admissions))
        act.subject = members[0].pk if len(members) == 1 else None
        act.details = {"members": len(members), "organization": str(organization_id)}
    return members


def begin_membership(act: Act, organization_id: UUID, member_ids: Collection[UUID]) -> None:
    """Put the newly admitted on probation and on the rolls of the cell, from the day of the act."""
    assert act.day is not None
    act.add(MembershipStatus(member_id=key, status="probationary", valid_from=act.day) for key in member_ids)
    act.add(
        Affiliation(member_id=key, organization_id=organization_id, entry="admission", valid_from=act.day)
        for key in member_ids
    )


def _file(admission: NewMember, day: date) -> FileOf:
    return FileOf(
        member_id=admission.person.id,
        since=day,
        qualifications=admission.qualifications,
        youth_since=admission.youth_since,
        occupation=admission.occupation,
    )


def _admission_findings(organization_id: UUID, admissions: Sequence[NewMember], day: date) -> Iterator[Finding]:
    people = [admission.person.id for admission in admissions]
    yield from named_twice(people)
    yield from known_people(people)
    yield from closed_cells([(organization_id, day, FOREVER)])
    yield from unknown_codes(
        (
            (rule, code, admission.person.full_name)
            for admission in admissions
            for rule, code in person_codes(admission.person, admission.qualifications, admission.occupation)
        ),
        day,
    )
    for admission in admissions:
        if fault := admission_age_fault(admission.person.birth_date, day):
            yield Finding(*fault, admission.person.full_name)
        yield from _education_findings(admission, day)
        yield from decided_too_late(admission.decided_on, day, admission.person.full_name)


def _education_findings(admission: NewMember, day: date) -> Iterator[Finding]:
    held_levels = {a.level for a in admission.qualifications if a.kind == "general_education"}
    ladder = codes(LEVELS["general_education"], on=day)
    least = regulation("members/admission_education", on=day)
    if not held_levels & set(ladder[ladder.index(least) :]):
        message = _("chưa có trình độ giáo dục phổ thông đủ để kết nạp; hãy ghi trình độ từ mức quy định trở lên.")
        yield Finding("members.too-little-education", message, admission.person.full_name)


def decided_too_late(decided_on: date, day: date, place: str) -> Iterator[Finding]:
    """A decision to admit that is later than the ceremony."""
    if decided_on > day:
        message = _("quyết định kết nạp ngày %(decided)s sau lễ kết nạp ngày %(day)s; hãy sửa một trong hai ngày.")
        values = {"decided": write_day(decided_on), "day": write_day(day)}
        yield Finding("members.decided-too-late", message % values, place)


def recognize_members(*, actor: Actor, day: date, basis: Basis, member_ids: Collection[UUID]) -> None:
    """Record that probationary members are official from ``day``.

    Consults the length of probation of the day of admission. Raises ``Refusal`` when somebody is not on probation
    or their probation has not ended.
    """
    places = held(Affiliation, member_ids, as_of=day)
    require(actor, CHANGE, {place.organization_id for place in places.values()})
    with trail.act(actor=actor, verb="members.recognize_members", day=day, basis=basis) as act:
        statuses = held(MembershipStatus, member_ids, as_of=day, status="probationary")
        refuse_if_any(
            [
                *named_twice(member_ids),
                *off_the_rolls(member_ids, places, day),
                *_probation_findings(member_ids, statuses, day),
            ]
        )
        rows = [statuses[member_id] for member_id in member_ids]
        act.end(rows, day, end_reason="")
        act.add(
            MembershipStatus(
                member_id=row.member_id,
                status="official",
                valid_from=day,
                valid_to=row.valid_to,
                end_reason=row.end_reason,
            )
            for row in rows
        )
        act.subject = rows[0].member_id if len(rows) == 1 else None
        act.details = {"members": len(rows)}


def _probation_findings(
    member_ids: Collection[UUID], statuses: dict[UUID, MembershipStatus], day: date
) -> Iterator[Finding]:
    called = names(member_ids)
    other = _("không phải là đảng viên dự bị vào ngày %(day)s; hãy kiểm tra lại tư cách đảng viên.")
    early = _("hết thời gian dự bị vào ngày %(end)s; chỉ công nhận chính thức từ ngày đó.")
    for key in member_ids:
        if key not in statuses:
            yield Finding("members.not-on-probation", other % {"day": write_day(day)}, called[key])
            continue
        since = statuses[key].valid_from
        end = months_after(since, regulation("members/probation_months", on=since))
        if day < end:
            yield Finding("members.probation-not-over", early % {"end": write_day(end)}, called[key])
