"""Small rolls for tests of every room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from dangvu.kernel.policy import Actor
from dangvu.members.actions import (
    Attainment,
    Enrolment,
    NewMember,
    Person,
    admit_members,
    enrol_members,
    recognize_members,
)
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor

_numbers = count(1)
_NAMES = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Oanh", "Phúc", "Thảo")

UPPER_SECONDARY = Attainment("general_education", "upper_secondary", date(1988, 6, 1))


def make_person(**details: Any) -> Person:
    """A Kinh woman born in 1970 with a name of her own, but for ``details``."""
    number = next(_numbers)
    named: dict[str, Any] = {
        "full_name": f"Nguyễn Thị {_NAMES[number % len(_NAMES)]}",
        "sex": "female",
        "birth_date": date(1970, 3, 15),
        "ethnic_group": "kinh",
    }
    return Person(**(named | details))


def make_enrolment(organization_id: UUID, *, since: date = FIRST_DAY, **details: Any) -> Enrolment:
    """An official member of 1995 entering the rolls of a cell; details of the person count as such."""
    personal = {key: details.pop(key) for key in list(details) if key in Person.__dataclass_fields__}
    known: dict[str, Any] = {
        "admitted_on": date(1994, 5, 19),
        "decided_on": date(1994, 5, 2),
        "official_on": date(1995, 5, 19),
        "qualifications": (UPPER_SECONDARY,),
        "occupation": ("state_agency", "Chuyên viên"),
    }
    return Enrolment(person=make_person(**personal), organization_id=organization_id, since=since, **(known | details))


def make_members(organization_id: UUID, number: int = 3, *, actor: Actor | None = None, **details: Any) -> list[UUID]:
    """Enrol official members, and return their identities."""
    enrolments = [make_enrolment(organization_id, **details) for _ in range(number)]
    day = details.get("since", FIRST_DAY)
    members = enrol_members(actor=actor or make_actor(), day=day, basis=BASIS, enrolments=enrolments)
    return [member.pk for member in members]


def make_member(organization_id: UUID, **details: Any) -> UUID:
    """Enrol one official member, and return their identity."""
    return make_members(organization_id, 1, **details)[0]


def make_new_member(**details: Any) -> NewMember:
    """Somebody to be admitted, decided on two weeks before the middle of 2015, 25 years old then."""
    personal = {key: details.pop(key) for key in list(details) if key in Person.__dataclass_fields__}
    person = replace(make_person(birth_date=date(1990, 1, 10)), **personal)
    known: dict[str, Any] = {
        "decided_on": date(2015, 6, 1),
        "occupation": ("state_agency", "Chuyên viên"),
        "qualifications": (Attainment("general_education", "upper_secondary", date(2008, 6, 1)),),
    }
    return NewMember(person=person, **(known | details))


def make_admission(
    organization_id: UUID, *, day: date = date(2015, 6, 15), actor: Actor | None = None, **details: Any
) -> UUID:
    """Admit one new member, and return the identity."""
    admitted = admit_members(
        actor=actor or make_actor(),
        day=day,
        basis=BASIS,
        organization_id=organization_id,
        admissions=[make_new_member(**details)],
    )
    return admitted[0].pk


def recognize(member_ids: Collection[UUID], day: date, *, actor: Actor | None = None) -> None:
    """Recognise probationary members as official."""
    recognize_members(actor=actor or make_actor(), day=day, basis=BASIS, member_ids=member_ids)
