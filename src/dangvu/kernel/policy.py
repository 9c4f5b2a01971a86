"""Who may do what where: one predicate that acts, lists, counts, figures, drill-down, exports and the API all ask.

Rooms ask ``allowed``, ``require`` or ``permitted``; who answers registers itself with ``answer_with``. With nobody
registered only the operator of the machine, who holds the database anyway, may do anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal

_BATCH = 400
"""Keys in one statement: SQLite allows a limited number of parameters."""


class Verb(StrEnum):
    """What somebody may do with the records of an area; who may change may also read."""

    READ = "read"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Permission:
    """A verb in an area of records, such as reading the rolls."""

    area: str
    verb: Verb


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks, and at which moment the office learns what they say.

    The moment travels with the actor so that nothing below a page, a command or a job looks at the clock.
    ``operator`` marks somebody who works on the machine itself.
    """

    name: str
    at: datetime
    operator: bool = False
    account: UUID | None = None

    @property
    def day(self) -> date:
        """The day of the moment, where the office is: permissions are those of this day."""
        return self.at.astimezone(timezone.get_current_timezone()).date()


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose records somebody may see: everything, or what any of three parts names.

    ``roots`` are organisations with all that stands below them, ``units`` organisations by themselves, and ``persons``
    members whose own file it is, wherever they stand. Figures count the rows of organisations, never of persons alone.
    """

    everything: bool = False
    roots: frozenset[UUID] = frozenset()
    units: frozenset[UUID] = frozenset()
    persons: frozenset[UUID] = frozenset()

    def __or__(self, other: Reach) -> Reach:
        """What either of two reaches names."""
        return Reach(
            self.everything or other.everything,
            self.roots | other.roots,
            self.units | other.units,
            self.persons | other.persons,
        )

    @property
    def anywhere(self) -> bool:
        """Whether any organisation at all may lie in it."""
        return self.everything or bool(self.roots or self.units)


EVERYTHING = Reach(everything=True)
NOTHING = Reach()


class Answerer(Protocol):
    """Whoever knows the posts that people hold over the tree."""

    def reach(self, actor: Actor, permission: Permission) -> Reach:
        """Where ``actor`` holds ``permission`` at ``actor.at``."""

    def organizations(self, reach: Reach, actor: Actor) -> frozenset[UUID] | QuerySet[Any]:
        """The organisations that lie in ``reach`` at ``actor.at``, for a reach of named parts: their keys, or a query.

        Keys while they are few, so that statements name them; the query of their identities when they are many.
        """

    def whole(self, reach: Reach, actor: Actor) -> bool:
        """Whether nothing of the tree lies outside ``reach`` at ``actor.at`` but what stands above all of it."""


_answerers: list[Answerer] = []


def answer_with(answerer: Answerer) -> None:
    """Register the one who answers; a second registration takes the place of the first."""
    _answerers[:] = [answerer]


def reach(actor: Actor, permission: Permission) -> Reach:
    """Where ``actor`` holds ``permission``; a figure takes this with its question."""
    if actor.operator:
        return EVERYTHING
    return _answerers[0].reach(actor, permission) if _answerers else NOTHING


def permitted(actor: Actor, permission: Permission, *, organization: str = "organization", person: str = "") -> Q:
    """The condition under which ``actor`` holds ``permission`` over a row, for lists, searches, counts and exports.

    ``organization`` is the row's way to an organisation (``pk`` in a list of organisations), ``person`` its way to a
    member, where rows are about one.
    """
    granted = reach(actor, permission)
    if granted.everything:
        return Q()
    nobody = Q(**{f"{organization}__in": []})
    where = Q(**{f"{organization}__in": _answerers[0].organizations(granted, actor)}) if granted.anywhere else nobody
    return where | Q(**{f"{person}__in": granted.persons}) if person and granted.persons else where


def allowed(
    actor: Actor, permission: Permission, organization_id: UUID | None = None, *, person: UUID | None = None
) -> bool:
    """Whether ``actor`` holds ``permission`` over the records of one organisation, or over the file of one member.

    A member's file is that of ``person``, kept by ``organization_id`` while the member stands anywhere.
    """
    granted = reach(actor, permission)
    if person in granted.persons:
        return True
    return granted.everything or (organization_id is not None and not _outside(granted, [organization_id], actor))


def covered(actor: Actor, permission: Permission, organization_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the organisations over which ``actor`` holds ``permission``; identities of anything else are none."""
    asked = set(organization_ids)
    return asked - _outside(reach(actor, permission), asked, actor)


def everywhere(actor: Actor, permission: Permission) -> bool:
    """Whether ``actor`` holds ``permission`` over the whole tree, but for what stands above all of it.

    Asked of what concerns everybody and belongs to no organisation, such as a rule or the trail.
    """
    granted = reach(actor, permission)
    return granted.everything or (granted.anywhere and _answerers[0].whole(granted, actor))


def require(actor: Actor, permission: Permission, organization_ids: Iterable[UUID]) -> None:
    """Raise ``Refusal`` unless ``actor`` holds ``permission`` over every one of the organisations.

    Where no organisation is named, holding it somewhere is enough.
    """
    granted = reach(actor, permission)
    if not granted.anywhere or _outside(granted, organization_ids, actor):
        raise denied(actor)


def denied(actor: Actor) -> Refusal:
    """The refusal of what somebody is not permitted to do."""
    message = _("%(name)s không có quyền làm việc này với tổ chức đã chọn; hãy nhờ người phụ trách phân quyền.")
    return Refusal.of("policy.denied", message % {"name": actor.name})


def _outside(granted: Reach, organization_ids: Iterable[UUID], actor: Actor) -> set[UUID]:
    """Those of the organisations that do not lie in ``granted``."""
    if granted.everything:
        return set()
    outside = set(organization_ids)
    if not granted.anywhere:
        return outside
    inside = _answerers[0].organizations(granted, actor)
    if not isinstance(inside, QuerySet):
        return outside - inside
    for batch in _batches(outside):
        outside = outside - set(inside.filter(pk__in=batch).values_list("pk", flat=True))
    return outside


def _batches(keys: Collection[UUID]) -> Iterator[list[UUID]]:
    waiting = iter(keys)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
