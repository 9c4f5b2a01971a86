"""What a room may offer to the rooms above it, which it does not know.

A room registers its offers in ``AppConfig.ready``; whoever uses them asks ``registered``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from dangvu.kernel.findings import Finding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Facts:
    """The folder of a room's fact files: what it offers to be counted."""

    room: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Indicators:
    """The file of the figures that a room defines over its facts."""

    room: str
    file: Path


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold of a room's records on every day; ``dangvu doctor`` runs it.

    ``run(on, known_at)`` returns a finding for each record that breaks it.
    """

    code: str
    label: StrOrPromise
    run: Callable[[date, datetime | None], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Relation:
    """How the records of one model behave when the organisation they belong to is reorganised.

    ``model`` is ``app.Model``. Either ``move(act, plan)`` carries them to the successors within the act, or ``left``
    says why they knowingly stay with the predecessor.
    """

    model: str
    move: Callable[[Any, Any], None] | None = None
    left: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """How many of a room's records an organisation holds on a day: shown before and after a reorganisation.

    ``count(on, known_at)`` gives the number for every organisation that holds any.
    """

    code: str
    label: StrOrPromise
    count: Callable[[date, datetime | None], dict[UUID, int]]


@dataclass(frozen=True, slots=True)
class MemberEnd:
    """What cannot go on when members leave the rolls or move to another cell, such as a seat in a committee.

    ``end(act, member_ids)`` ends, within the act and on its day, whatever no longer fits where those members now stand.
    """

    model: str
    end: Callable[[Any, Collection[UUID]], None]


@dataclass(frozen=True, slots=True)
class MemberFiles:
    """Which organisation keeps the file of each of some members on a day, so that access can ask who answers for it.

    ``keepers(member_ids, on, known_at)`` leaves out members who are on no rolls.
    """

    keepers: Callable[[Collection[UUID], date, datetime | None], Mapping[UUID, UUID]]


@dataclass(frozen=True, slots=True)
class Area:
    """A kind of records over which permissions are given: the ``area`` of ``kernel.policy.Permission``."""

    code: str
    label: StrOrPromise


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A model that is deliberately without facts, and why."""

    model: str
    why: str


_offers: list[object] = []


def register(*offers: object) -> None:
    """Offer something to the rooms above; offering the same thing again changes nothing."""
    _offers.extend(offer for offer in offers if offer not in _offers)


def registered(kind: type[T]) -> list[T]:
    """All offers of one kind, in the order of registration."""
    return [offer for offer in _offers if isinstance(offer, kind)]
