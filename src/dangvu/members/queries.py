"""Questions about members, each as of a day and as believed at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from dangvu.audit.remembering import recall_rows
from dangvu.kernel.findings import Refusal
from dangvu.kernel.records import DatedRecord, Record
from dangvu.kernel.vietnamese import fold
from dangvu.members.models import (
    Admission,
    Affiliation,
    Exemption,
    MembershipStatus,
    Occupation,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from dangvu.organizations.queries import tree

R = TypeVar("R", bound=DatedRecord)
T = TypeVar("T")

BATCH = 400
"""Keys in one statement: SQLite allows a limited number of parameters."""


def batches(keys: Iterable[T]) -> Iterator[list[T]]:
    """The keys, each once, in lists short enough for one statement."""
    unique = iter(dict.fromkeys(keys))
    while batch := list(islice(unique, BATCH)):
        yield batch


def held(
    model: type[R], member_ids: Collection[UUID], *, as_of: date, known_at: datetime | None = None, **conditions: Any
) -> dict[UUID, R]:
    """The record of ``model`` that held on a day of each of the members who had one."""
    found: dict[UUID, R] = {}
    for ids in batches(member_ids):
        rows = model._default_manager.on(as_of, known_at).filter(member_id__in=ids, **conditions)
        found.update((row.member_id, row) for row in rows)
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rolls."""

    member_id: UUID
    organization_id: UUID
    full_name: str
    sort_key: str
    birth_date: date
    status: str


def rolls(organization_id: UUID, *, as_of: date, known_at: datetime | None = None) -> list[Entry]:
    """The members of an organisation and of all below it on a day, in the order of a Vietnamese list."""
    stood = tree(as_of=as_of, known_at=known_at)
    inside = [node.id for node in stood.below(organization_id)] if organization_id in stood else []
    places = {
        place.member_id: place
        for ids in batches(inside)
        for place in Affiliation.objects.on(as_of, known_at).filter(organization_id__in=ids)
    }
    people = held(Personal, places, as_of=as_of, known_at=known_at)
    statuses = held(MembershipStatus, places, as_of=as_of, known_at=known_at)
    lines = [
        Entry(
            key,
            places[key].organization_id,
            person.full_name,
            person.sort_key,
            person.birth_date,
            statuses[key].status if key in statuses else "",
        )
        for key, person in people.items()
    ]
    return sorted(lines, key=lambda line: (line.sort_key, line.birth_date, line.member_id))


@dataclass(frozen=True, slots=True)
class Profile:
    """What a member's file says of one day; what did not hold that day is missing."""

    personal: Personal
    status: MembershipStatus | None
    affiliation: Affiliation | None
    occupation: Occupation | None
    qualifications: tuple[Qualification, ...]
    youth_union: YouthUnionMembership | None
    exemption: Exemption | None
    admissions: tuple[Admission, ...]


def profile(member_id: UUID, *, as_of: date, known_at: datetime | None = None) -> Profile:
    """The file of one member on a day. Raises ``Refusal`` when nobody of that identity was known.

    Whoever shows it to somebody records the reading.
    """

    def one(model: type[R]) -> R | None:
        return held(model, [member_id], as_of=as_of, known_at=known_at).get(member_id)

    personal = one(Personal)
    if personal is None:
        message = _("không tìm thấy đảng viên này; hãy tìm lại theo họ tên.")
        raise Refusal.of("members.unknown-member", message, place=str(member_id))
    admissions = Admission.objects.believed(known_at).filter(member_id=member_id, day__lte=as_of)
    levels = Qualification.objects.on(as_of, known_at).filter(member_id=member_id)
    return Profile(
        personal=personal,
        status=one(MembershipStatus),
        affiliation=one(Affiliation),
        occupation=one(Occupation),
        qualifications=tuple(levels.order_by("kind")),
        youth_union=one(YouthUnionMembership),
        exemption=one(Exemption),
        admissions=tuple(admissions.order_by("day")),
    )


def keeper(member_id: UUID, *, as_of: date, known_at: datetime | None = None) -> UUID | None:
    """Which cell keeps a file on a day, or kept it last before, or will keep it first; ``None`` for a stranger."""
    places = Affiliation.objects.believed(known_at).filter(member_id=member_id)
    earlier = places.filter(valid_from__lte=as_of).order_by("-valid_from")
    later = places.filter(valid_from__gt=as_of).order_by("valid_from")
    found = earlier.first() or later.first()
    return found.organization_id if found else None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that began or happened on a day, with the record that says so."""

    day: date
    what: str
    record: Record


def timeline(member_id: UUID, *, known_at: datetime | None = None) -> list[Event]:
    """Everything recorded of a member, from the first day to the last, as believed at ``known_at``."""
    dated: tuple[type[DatedRecord], ...] = (
        Personal,
        MembershipStatus,
        Affiliation,
        Occupation,
        Qualification,
        YouthUnionMembership,
        Exemption,
    )
    admissions = Admission.objects.believed(known_at).filter(member_id=member_id)
    events = [Event(row.day, "admission", row) for row in admissions]
    for model in dated:
        rows = model._default_manager.believed(known_at).filter(member_id=member_id)
        events += [Event(row.valid_from, str(model._meta.model_name), row) for row in rows]
    return sorted(events, key=lambda event: (event.day, event.what, event.record.pk))


def search(text: str, *, as_of: date, known_at: datetime | None = None, limit: int = 50) -> list[Personal]:
    """Members whose name holds every word of ``text``, with or without diacritics; at most ``limit`` of them."""
    people = Personal.objects.on(as_of, known_at)
    for word in fold(text).split():
        people = people.filter(search_key__contains=word)
    return list(people.order_by("sort_key", "birth_date", "member_id")[:limit])


def suspected_duplicates(*, as_of: date, known_at: datetime | None = None) -> list[list[Personal]]:
    """Groups of members who share name (without diacritics) and birth date, and may be one person entered twice."""
    people = Personal.objects.on(as_of, known_at)
    shared = people.values("search_key", "birth_date").annotate(times=Count("id")).filter(times__gt=1)
    groups: dict[tuple[str, date], list[Personal]] = defaultdict(list)
    for names in batches(recall_rows(shared.values_list("search_key", flat=True))):
        for person in people.filter(search_key__in=names).order_by("sort_key", "member_id"):
            groups[person.search_key, person.birth_date].append(person)
    return [group for group in groups.values() if len(group) > 1]
