"""Who may do what where: one predicate that acts, lists, counts, figures, drill-down, exports and the API all ask.

Rooms ask ``allowed`` or ``require``; who answers registers itself with ``answer_with``. With nobody registered only
the operator of the machine, who holds the database anyway, may do anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal


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


@dataclass(frozen=True, slots=True)
class Reach:
    """The organisations whose records somebody may see: everything, or the subtrees below ``roots``."""

    everything: bool = False
    roots: frozenset[UUID] = frozenset()


EVERYTHING = Reach(everything=True)
NOTHING = Reach()


class Answerer(Protocol):
    """Whoever knows the posts that people hold over the tree."""

    def reach(self, actor: Actor, permission: Permission) -> Reach:
        """The subtrees in which ``actor`` holds ``permission`` at ``actor.at``."""

    def covers(self, reach: Reach, organization_id: UUID, actor: Actor) -> bool:
        """Whether the organisation lies in ``reach`` at ``actor.at``."""


_answerers: list[Answerer] = []


def answer_with(answerer: Answerer) -> None:
    """Register the one who answers; a second registration takes the place of the first."""
    _answerers[:] = [answerer]


def reach(actor: Actor, permission: Permission) -> Reach:
    """The organisations in which ``actor`` holds ``permission``."""
    if actor.operator:
        return EVERYTHING
    return _answerers[0].reach(actor, permission) if _answerers else NOTHING


def allowed(actor: Actor, permission: Permission, organization_id: UUID) -> bool:
    """Whether ``actor`` holds ``permission`` over the records of one organisation."""
    return _covers(reach(actor, permission), organization_id, actor)


def require(actor: Actor, permission: Permission, organization_ids: Iterable[UUID]) -> None:
    """Raise ``Refusal`` unless ``actor`` holds ``permission`` over every one of the organisations.

    Where no organisation is named, holding it somewhere is enough.
    """
    granted = reach(actor, permission)
    if granted == NOTHING or not all(_covers(granted, one, actor) for one in organization_ids):
        raise Refusal.of(
            "policy.denied",
            _("%(name)s không có quyền làm việc này với tổ chức đã chọn; hãy nhờ người phụ trách phân quyền.")
            % {"name": actor.name},
        )


def _covers(granted: Reach, organization_id: UUID, actor: Actor) -> bool:
    if granted.everything:
        return True
    return bool(granted.roots) and _answerers[0].covers(granted, organization_id, actor)
