"""The rolls as a list: a row for each member of an organisation on a day, with what the file says of that day.

One statement reads the rows and one counts them, whatever is shown and by whatever the list is narrowed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value

from dangvu.audit.remembering import recall_rows
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import LATEST, months_after
from dangvu.kernel.policy import covered, reach
from dangvu.kernel.records import DatedRecord
from dangvu.members.models import Admission, Affiliation, MembershipStatus, Occupation, Qualification
from dangvu.members.policy import READ
from dangvu.organizations.models import Succession
from dangvu.organizations.queries import Tree, tree
from dangvu.regulations import codes, regulation

_DATED: Mapping[str, tuple[str, dict[str, str]]] = {
    "person": ("member__personal", {}),
    "standing": ("member__statuses", {}),
    "general": ("member__qualifications", {"kind": "general_education"}),
    "professional": ("member__qualifications", {"kind": "professional"}),
    "theory": ("member__qualifications", {"kind": "political_theory"}),
    "work": ("member__occupations", {}),
    "youth": ("member__youth_union", {}),
    "exemption": ("member__exemptions", {}),
    "cell": ("organization__records", {}),
}
"""The dated records beside a place on the rolls; a statement joins only those that it uses."""

NOBODY = Q(pk__lt=0)
"""The condition that no row meets. An empty list of keys would let Django leave out a whole statement of counts."""

_COLUMNS = {
    "full_name": "person__full_name",
    "sort_key": "person__sort_key",
    "sex": "person__sex",
    "birth_date": "person__birth_date",
    "ethnic_group": "person__ethnic_group",
    "religion": "person__religion",
    "hometown": "person__hometown",
    "file_number": "person__file_number",
    "card_number": "person__card_number",
    "status": "standing__status",
    "status_since": "standing__valid_from",
    "general_education": "general__level",
    "professional": "professional__level",
    "political_theory": "theory__level",
    "occupation": "work__code",
    "title": "work__title",
    "youth_since": "youth__valid_from",
    "exempt_since": "exemption__valid_from",
    "cell_name": "cell__name",
    "cell_code": "cell__code",
    "admitted_on": "admitted",
    "decided_on": "decided",
}

_DAYS = frozenset({"status_since", "youth_since", "exempt_since", "admitted_on", "decided_on"})
_EMPTY = {name: "" for name in _COLUMNS if name not in _DAYS}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. What the file does not say is empty or ``None``; ``missing`` are codes of file parts."""

    member_id: UUID
    organization_id: UUID
    full_name: str
    sort_key: str
    sex: str
    birth_date: date
    ethnic_group: str
    religion: str
    hometown: str
    file_number: str
    card_number: str
    status: str
    status_since: date | None
    general_education: str
    professional: str
    political_theory: str
    occupation: str
    title: str
    youth_since: date | None
    exempt_since: date | None
    cell_name: str
    cell_code: str
    admitted_on: date | None
    decided_on: date | None
    missing: tuple[str, ...]

    @property
    def official_on(self) -> date | None:
        """The day of recognition, of those recognised."""
        return self.status_since if self.status == "official" else None

    @property
    def probation_ends(self) -> date | None:
        """The day on which probation is completed, of those on probation."""
        return probation_end(self.status_since) if self.status == "probationary" and self.status_since else None


def probation_end(since: date) -> date:
    """The day on which a probation that began on ``since`` is completed."""
    return months_after(since, regulation("members/probation_months", on=since))


def listed(asked: Asked, stood: Tree | None = None) -> QuerySet[Any]:
    """The places on the rolls within the organisation asked about that the reader may see, to be narrowed and counted.

    ``stood`` is the tree of the day, for whoever has it at hand. Conditions name ``person``, ``standing``, ``general``,
    ``professional``, ``theory``, ``work``, ``youth``, ``exemption`` and ``cell``, which are the records of the day, and
    ``admitted`` and ``decided``, which are the days of the first admission.
    """
    within = _within(asked, stood or tree(as_of=asked.on, known_at=asked.known_at))
    return _places(asked).filter(within).filter(person__id__isnull=False)


def named(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    """The same rows of ``listed``, named one by one: what their lines say is looked up for no others."""
    keys = recall_rows(rows.values_list("pk", flat=True))
    return _places(asked).filter(pk__in=keys).order_by(*rows.query.order_by)


def _places(asked: Asked) -> QuerySet[Any]:
    on, moment = asked.on, asked.known_at or LATEST
    relations = {name: _relation(path, on, moment, equal) for name, (path, equal) in _DATED.items()}
    first = Admission.objects.believed(asked.known_at).filter(member=OuterRef("member"), day__lte=on)
    return Affiliation.objects.on(on, asked.known_at).alias(
        **relations,
        admitted=Subquery(first.order_by("day").values("day")[:1]),
        decided=Subquery(first.order_by("decided_on").values("decided_on")[:1]),
    )


def _relation(path: str, on: date, moment: datetime, equal: Mapping[str, str]) -> FilteredRelation:
    held = {"valid_from__lte": on, "valid_to__gt": on, "recorded_at__lte": moment, "superseded_at__gt": moment}
    return FilteredRelation(path, condition=Q(**{f"{path}__{key}": value for key, value in {**held, **equal}.items()}))


def _within(asked: Asked, stood: Tree) -> Q:
    """The organisations below the one asked about that the reader may see, and the own file wherever below it stands.

    They are named one by one: a list asks for them in each of its statements, and finding them in the tree by a
    statement takes longer than the list itself.
    """
    below = _below(asked, stood)
    persons = reach(asked.actor, READ).persons
    own = Q(member__in=persons, organization__in=below) if persons else NOBODY
    return Q(organization__in=covered(asked.actor, READ, below)) | own


def _below(asked: Asked, stood: Tree) -> set[UUID]:
    """What stood below the organisation asked about, or below those that it took over whole."""
    whole = Succession.objects.believed(asked.known_at).filter(whole=True)
    taken: dict[UUID | None, set[UUID]] = defaultdict(set)
    for predecessor, successor in whole.values_list("predecessor_id", "successor_id"):
        if predecessor:
            taken[successor].add(predecessor)
    line, waiting = {asked.organization}, [asked.organization]
    while waiting:
        new = taken[waiting.pop()] - line
        line |= new
        waiting.extend(new)
    return {node.id for one in line if one in stood for node in stood.below(one)}


def lines(places: QuerySet[Any], asked: Asked) -> Iterator[Line]:
    """The lines of ``places``, in their order."""
    parts = codes("members/file_parts", on=asked.on)
    rows: Any = places.values("member_id", "organization_id", **{name: F(column) for name, column in _COLUMNS.items()})
    for row in rows:
        values = {key: value for key, value in row.items() if value is not None or key in _DAYS}
        missing = tuple(part for part in parts if not row[part])
        yield Line(**_EMPTY | values, missing=missing)


def counted(places: QuerySet[Any], conditions: Mapping[str, Q]) -> dict[str, int]:
    """How many of ``places`` meet each of the conditions; one statement, while nothing is recorded not even that."""
    # Grouped by one value: the same statement as an aggregate, and still a query.
    whole = places.order_by().annotate(whole=Value(1)).values("whole")
    [counts] = recall_rows(whole.annotate(**{name: Count("pk", filter=one) for name, one in conditions.items()}))
    return dict(counts)


def has_status(status: str, asked: Asked) -> Q:
    """Members of one status on the day.

    Like the conditions below it asks for a set of members, which a statement of many counts finds once, where a join
    would look into every member's records.
    """
    return _among(MembershipStatus, asked, status=status)


def missing_any(asked: Asked) -> Q:
    """That a part of the file is missing which every file must hold on that day."""
    return reduce(or_, (~held for held in _parts(asked)))


def missing_none(asked: Asked) -> Q:
    """That every part which a file must hold on that day is there."""
    return reduce(and_, _parts(asked))


def _parts(asked: Asked) -> list[Q]:
    """That each part of ``members/file_parts`` is there; the columns of a line bear the same names."""
    held = {
        "hometown": Q(person__hometown__gt=""),
        "general_education": _among(Qualification, asked, kind="general_education"),
        "occupation": _among(Occupation, asked),
    }
    return [held[part] for part in codes("members/file_parts", on=asked.on)]


def probation_due(asked: Asked) -> dict[str, Q]:
    """Members whose probation is over (``late``), or will be by the end of the days of notice (``soon``)."""
    notice = regulation("members/reminder_days", on=asked.on)
    statuses = MembershipStatus.objects.on(asked.on, asked.known_at).filter(status="probationary")
    begun = statuses.order_by().values_list("valid_from", flat=True).distinct()
    left = {day: (probation_end(day) - asked.on).days for day in recall_rows(begun)}
    return {"late": _begun(left, -1, asked), "soon": _begun(left, notice, asked)}


def _begun(left: Mapping[date, int], most: int, asked: Asked) -> Q:
    """Probations that began on a day that leaves them ``most`` days at most."""
    days = [day for day, rest in left.items() if rest <= most]
    return _among(MembershipStatus, asked, status="probationary", valid_from__in=days) if days else NOBODY


def _among(model: type[DatedRecord], asked: Asked, **conditions: Any) -> Q:
    """Members of whom a record meets the conditions on the day."""
    held = model._default_manager.on(asked.on, asked.known_at).filter(**conditions)
    return Q(member__in=held.order_by().values("member"))
