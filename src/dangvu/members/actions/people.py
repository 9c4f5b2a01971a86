"""What is written about a person: details with their derived keys, levels of education, occupation, youth union."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from dangvu.audit.trail import Act
from dangvu.kernel.days import FOREVER
from dangvu.kernel.vietnamese import fold, sort_key
from dangvu.members.models import Member, Occupation, Personal, Qualification, YouthUnionMembership


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who somebody is; ``id`` becomes the member's identity."""

    full_name: str
    sex: str
    birth_date: date
    ethnic_group: str
    religion: str = ""
    hometown: str = ""
    other_name: str = ""
    file_number: str = ""
    card_number: str = ""
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Attainment:
    """A level of one kind (``members/qualification_kinds``) that somebody has held since a day."""

    kind: str
    level: str
    since: date
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class FileOf:
    """What is known of one person when entering the rolls."""

    member_id: UUID
    since: date
    qualifications: tuple[Attainment, ...]
    youth_since: date | None
    occupation: tuple[str, str] | None


def derive_keys(personal: Personal) -> Personal:
    """Fill the columns that follow from name and birth date."""
    personal.sort_key = sort_key(personal.full_name)
    personal.search_key = fold(f"{personal.full_name} {personal.other_name}")
    personal.birth_ordinal = personal.birth_date.toordinal()
    return personal


def write_people(act: Act, people: Iterable[Person]) -> list[Member]:
    """Write identities and personal details; a person is who they are from birth on."""
    people = list(people)
    members = act.identify(Member(id=person.id) for person in people)
    act.add(
        derive_keys(
            Personal(
                member_id=person.id,
                full_name=person.full_name,
                other_name=person.other_name,
                sex=person.sex,
                birth_date=person.birth_date,
                hometown=person.hometown,
                ethnic_group=person.ethnic_group,
                religion=person.religion,
                file_number=person.file_number,
                card_number=person.card_number,
                valid_from=person.birth_date,
            )
        )
        for person in people
    )
    return members


def write_files(act: Act, files: Iterable[FileOf]) -> None:
    """Write the levels, occupations and youth union memberships with which people enter the rolls."""
    files = list(files)
    act.add(row for file in files for row in _levels(file))
    act.add(
        Occupation(member_id=file.member_id, code=file.occupation[0], title=file.occupation[1], valid_from=file.since)
        for file in files
        if file.occupation
    )
    act.add(
        YouthUnionMembership(member_id=file.member_id, valid_from=file.youth_since)
        for file in files
        if file.youth_since
    )


def _levels(file: FileOf) -> Iterator[Qualification]:
    """Each level of a kind holds until the next one of that kind."""
    by_kind: dict[str, list[Attainment]] = defaultdict(list)
    for attainment in sorted(file.qualifications, key=lambda attainment: attainment.since):
        by_kind[attainment.kind].append(attainment)
    for attainments in by_kind.values():
        ends = [attainment.since for attainment in attainments[1:]] + [FOREVER]
        for attainment, valid_to in zip(attainments, ends, strict=True):
            yield Qualification(
                member_id=file.member_id,
                kind=attainment.kind,
                level=attainment.level,
                field=attainment.field,
                valid_from=attainment.since,
                valid_to=valid_to,
            )
