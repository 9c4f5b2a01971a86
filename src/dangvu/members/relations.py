"""How the records of this room behave when organisations are reorganised."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from dangvu.audit.trail import Act
from dangvu.kernel.contracts import Held, Holding, Relation
from dangvu.members.actions.transfer import UNFOUNDED
from dangvu.members.models import Admission, Affiliation, Personal
from dangvu.members.policy import READ
from dangvu.members.queries import batches, held
from dangvu.organizations.actions import Plan


def move_affiliations(act: Act, plan: Plan) -> None:
    """Carry members to the cells that receive them, as the plan says for their cell or for themselves.

    Whoever is on the rolls of the old cell on the day before leaves it, and enters the new one, by reorganisation;
    places that begin on the day or later are in the new cell from their beginning.
    """
    day = act.day
    assert day is not None
    moving = [(place, target) for place in _concerned(plan, day) if (target := _target(place, plan, day))]
    current = [(place, target) for place, target in moving if place.valid_from < day]
    later = [(place, target) for place, target in moving if place.valid_from >= day]
    act.end((place for place, _target in current), day, exit="reorganization", destination="")
    act.supersede(place for place, _target in later)
    entered: Mapping[str, Any] = {"entry": "reorganization", "origin": "", "valid_from": day, **UNFOUNDED}
    act.add(
        [
            *(place.again(organization_id=target, **entered) for place, target in current),
            *(place.again(organization_id=target) for place, target in later),
        ]
    )


def move_admissions(act: Act, plan: Plan) -> None:
    """Give admissions from the day of the act on to the cell in which their place on the rolls now begins.

    Earlier ones stay with the cell that held them.
    """
    admissions = [
        admission
        for admission in Admission.objects.believed().filter(day__gte=act.day, organization__isnull=False)
        if admission.organization_id in plan.cells or admission.member_id in plan.members
    ]
    begun: dict[tuple[UUID, date], UUID] = {}
    for ids in batches(admission.member_id for admission in admissions):
        for place in Affiliation.objects.believed().filter(member_id__in=ids, entry="admission"):
            begun[place.member_id, place.valid_from] = place.organization_id
    cells = [begun.get((admission.member_id, admission.day), admission.organization_id) for admission in admissions]
    act.replace(
        (admission, admission.again(organization_id=cell))
        for admission, cell in zip(admissions, cells, strict=True)
        if cell != admission.organization_id
    )


def _concerned(plan: Plan, day: date) -> Iterator[Affiliation]:
    """The places from ``day`` on of cells that give their members away, and of members named by the plan."""
    places = Affiliation.objects.believed().filter(valid_to__gt=day)
    seen: set[int] = set()
    wanted = [Q(organization_id__in=ids) for ids in batches(plan.cells)]
    wanted += [Q(member_id__in=ids) for ids in batches(plan.members)]
    for condition in wanted:
        for place in places.filter(condition).order_by("id"):
            if place.pk not in seen:
                seen.add(place.pk)
                yield place


def _target(place: Affiliation, plan: Plan, day: date) -> UUID | None:
    """Where a place goes; ``None`` when it stays. What the plan says of a member concerns the place of that day."""
    target = plan.cells.get(place.organization_id)
    if place.valid_from <= day or target:
        target = plan.members.get(place.member_id, target)
    return target if target != place.organization_id else None


def count_members(on: date, known_at: datetime | None) -> dict[UUID, int]:
    """How many members are on the rolls of each cell on a day."""
    places = Affiliation.objects.on(on, known_at).values_list("organization_id")
    return dict(places.annotate(members=Count("id")))


def people_on_rolls(organization_ids: Collection[UUID], on: date, known_at: datetime | None) -> list[Held]:
    """Who is on the rolls of some cells on a day."""
    places = Affiliation.objects.on(on, known_at)
    cells = {
        place.member_id: place.organization_id
        for ids in batches(organization_ids)
        for place in places.filter(organization_id__in=ids)
    }
    persons = held(Personal, cells, as_of=on, known_at=known_at)
    return [Held(key, cells[key], person.full_name, person.sort_key) for key, person in persons.items()]


RELATIONS = [
    Relation("members.Affiliation", move=move_affiliations),
    Relation("members.Admission", move=move_admissions),
]

HOLDING = Holding("members", _("đảng viên"), count_members, people_on_rolls, READ)
