"""Admitting somebody again who had left the Party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import FOREVER, months_after, write_day
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.members.actions.admission import begin_membership, decided_too_late
from dangvu.members.actions.checks import admission_age_fault, closed_cells, named_twice, names, unknown_codes
from dangvu.members.models import Admission, MembershipStatus, Personal
from dangvu.members.policy import CHANGE
from dangvu.members.queries import batches, held
from dangvu.regulations import regulation


@dataclass(frozen=True, slots=True)
class Readmission:
    """Somebody being admitted again by a decision of ``decided_on``; ``occupation`` is a code."""

    member_id: UUID
    decided_on: date
    occupation: str


def readmit_members(
    *, actor: Actor, day: date, basis: Basis, organization_id: UUID, readmissions: Sequence[Readmission]
) -> None:
    """Record the ceremony of ``day`` in a cell for people who were members before; what their file says stays.

    Consults the age limits and the waiting time of that day. Raises ``Refusal`` when somebody never was a member, still
    is, left too recently or was admitted again before, and when the cell does not stand from that day on.
    """
    require(actor, CHANGE, [organization_id])
    with trail.act(actor=actor, verb="members.readmit_members", day=day, basis=basis) as act:
        member_ids = [readmission.member_id for readmission in readmissions]
        refuse_if_any([*closed_cells([(organization_id, day, FOREVER)]), *_findings(readmissions, member_ids, day)])
        act.add(
            Admission(
                member_id=readmission.member_id,
                organization_id=organization_id,
                day=day,
                decided_on=readmission.decided_on,
                occupation=readmission.occupation,
                readmission=True,
            )
            for readmission in readmissions
        )
        begin_membership(act, organization_id, member_ids)
        act.subject = member_ids[0] if len(member_ids) == 1 else None
        act.details = {"members": len(member_ids), "organization": str(organization_id)}


def _findings(readmissions: Sequence[Readmission], member_ids: Sequence[UUID], day: date) -> Iterator[Finding]:
    called = names(member_ids)
    people = held(Personal, member_ids, as_of=day)
    yield from named_twice(member_ids)
    yield from _membership_findings(member_ids, called, day)
    used = [("members/occupations", row.occupation, called[row.member_id]) for row in readmissions]
    yield from unknown_codes(used, day)
    for row in readmissions:
        yield from decided_too_late(row.decided_on, day, called[row.member_id])
        person = people.get(row.member_id)
        if person and (fault := admission_age_fault(person.birth_date, day)):
            yield Finding(*fault, called[row.member_id])


def _membership_findings(member_ids: Sequence[UUID], called: Mapping[UUID, str], day: date) -> Iterator[Finding]:
    """Whoever never was a member or still is one, has not waited long enough, or was admitted again before."""
    rule = regulation("members/readmission", on=day)
    ends: dict[UUID, date] = {}
    times: Counter[UUID] = Counter()
    for ids in batches(member_ids):
        statuses = MembershipStatus.objects.believed().filter(member_id__in=ids).order_by("valid_to")
        ends.update(statuses.values_list("member_id", "valid_to"))
        admissions = Admission.objects.believed().filter(member_id__in=ids, readmission=True)
        times.update(admissions.values_list("member_id", flat=True))
    stranger = _("không phải là người đã ra khỏi Đảng; hãy ghi là kết nạp lần đầu hoặc kiểm tra lại tư cách.")
    early = _("ra khỏi Đảng ngày %(end)s, chưa đủ %(months)s tháng; hãy chờ đến ngày %(first)s.")
    again = _("đã được kết nạp lại một lần; không xét kết nạp lại thêm lần nữa.")
    for key in member_ids:
        if key not in ends or ends[key] > day:
            yield Finding("members.not-a-former-member", stranger, called[key])
        elif (first := months_after(ends[key], rule["months"])) > day:
            values = {"end": write_day(ends[key]), "months": rule["months"], "first": write_day(first)}
            yield Finding("members.readmitted-too-soon", early % values, called[key])
        if times[key] >= rule["times"]:
            yield Finding("members.readmitted-before", again, called[key])
