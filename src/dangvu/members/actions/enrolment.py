"""Entering people who are members already: at the first register, or arriving from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import Actor, require
from dangvu.members.actions.checks import closed_cells, known_people, named_twice, person_codes, unknown_codes
from dangvu.members.actions.people import Attainment, FileOf, Person, write_files, write_people
from dangvu.members.models import Admission, Affiliation, Member, MembershipStatus
from dangvu.members.policy import CHANGE


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """A member entering the rolls of a cell on ``since`` by ``entry`` (``register`` or ``transfer_in``).

    ``admitted_on`` is the day of the admission ceremony, ``decided_on`` of its decision, ``official_on`` of the
    recognition (``None`` while on probation); ``occupation`` is a code of ``members/occupations`` and a title.
    """

    person: Person
    organization_id: UUID
    since: date
    admitted_on: date
    decided_on: date
    official_on: date | None
    entry: str = "register"
    origin: str = ""
    admission_place: str = ""
    qualifications: tuple[Attainment, ...] = ()
    youth_since: date | None = None
    occupation: tuple[str, str] | None = None

    def statuses(self) -> Iterator[MembershipStatus]:
        """Probationary from the ceremony, official from the recognition."""
        yield MembershipStatus(
            member_id=self.person.id,
            status="probationary",
            valid_from=self.admitted_on,
            valid_to=self.official_on or FOREVER,
        )
        if self.official_on:
            yield MembershipStatus(member_id=self.person.id, status="official", valid_from=self.official_on)


def enrol_members(*, actor: Actor, day: date, basis: Basis, enrolments: Sequence[Enrolment]) -> list[Member]:
    """Enter members with their admission elsewhere, status, place on the rolls and file.

    Raises ``Refusal`` when a cell does not stand from that day on, dates contradict each other, a code is unknown,
    or somebody is on the register already.
    """
    require(actor, CHANGE, {enrolment.organization_id for enrolment in enrolments})
    with trail.act(actor=actor, verb="members.enrol_members", day=day, basis=basis) as act:
        refuse_if_any(_findings(enrolments, day))
        members = write_people(act, (enrolment.person for enrolment in enrolments))
        act.add(
            Admission(
                member_id=enrolment.person.id,
                day=enrolment.admitted_on,
                decided_on=enrolment.decided_on,
                place=enrolment.admission_place,
            )
            for enrolment in enrolments
        )
        act.add(status for enrolment in enrolments for status in enrolment.statuses())
        act.add(
            Affiliation(
                member_id=enrolment.person.id,
                organization_id=enrolment.organization_id,
                entry=enrolment.entry,
                origin=enrolment.origin,
                valid_from=enrolment.since,
            )
            for enrolment in enrolments
        )
        write_files(act, map(_file, enrolments))
        act.subject = members[0].pk if len(members) == 1 else None
        act.details = {"members": len(members)}
    return members


def _file(enrolment: Enrolment) -> FileOf:
    return FileOf(
        member_id=enrolment.person.id,
        since=enrolment.since,
        qualifications=enrolment.qualifications,
        youth_since=enrolment.youth_since,
        occupation=enrolment.occupation,
    )


def _findings(enrolments: Sequence[Enrolment], day: date) -> Iterator[Finding]:
    people = [enrolment.person.id for enrolment in enrolments]
    yield from known_people(people)
    yield from named_twice(people)
    yield from closed_cells((enrolment.organization_id, enrolment.since, FOREVER) for enrolment in enrolments)
    yield from unknown_codes(
        (
            (rule, code, enrolment.person.full_name)
            for enrolment in enrolments
            for rule, code in [
                ("members/entries", enrolment.entry),
                *person_codes(enrolment.person, enrolment.qualifications, enrolment.occupation),
            ]
        ),
        day,
    )
    message = _(
        "các ngày sinh, quyết định kết nạp, kết nạp, chính thức và vào danh sách không đúng thứ tự; hãy sửa lại."
    )
    for enrolment in enrolments:
        days = [enrolment.person.birth_date, enrolment.decided_on, enrolment.admitted_on]
        days += [enrolment.official_on or enrolment.admitted_on, enrolment.since]
        if days != sorted(days) or enrolment.official_on == enrolment.admitted_on:
            yield Finding("members.days-out-of-order", message, enrolment.person.full_name)
