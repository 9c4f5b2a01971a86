"""What a room may offer to the rooms above it, which it does not know.

A room registers its offers in ``AppConfig.ready``; whoever uses them asks ``registered``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from dangvu.kernel.findings import Finding

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dangvu.kernel.asking import Asked
    from dangvu.kernel.policy import Actor, Permission

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
class KeyFigure:
    """A figure for the overview: an indicator, and those that are said to make it up.

    ``order`` is its place; the first of all stands largest.
    """

    indicator: str
    order: int
    parts: tuple[str, ...] = ()


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
class Held:
    """A person whom an organisation holds, with the key that sorts the name, and the post in words, if any."""

    person: UUID
    organization: UUID
    name: str
    sort_key: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """How many of a room's records an organisation holds on a day: shown before and after a reorganisation.

    ``count(on, known_at)`` gives the number for every organisation that holds any. Where it counts people,
    ``people(organization_ids, on, known_at)`` tells who they are, to those alone who have ``permission`` there.
    """

    code: str
    label: StrOrPromise
    count: Callable[[date, datetime | None], dict[UUID, int]]
    people: Callable[[Collection[UUID], date, datetime | None], Sequence[Held]] | None = None
    permission: Permission | None = None


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


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a room: the module ``urls``, whose addresses begin with ``prefix``."""

    prefix: str
    urls: str


@dataclass(frozen=True, slots=True)
class Api:
    """What a room answers to programs: a router of the API, whose addresses begin with ``prefix``.

    ``router`` is the dotted path of the object, which is imported only when the API is built.
    """

    prefix: str
    router: str


class MenuGroup(IntEnum):
    """The groups of the rail, from top to bottom."""

    OVERVIEW = 1
    PEOPLE = 2
    LIFE = 3
    FIGURES = 4
    SETTINGS = 5


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the rail, for whoever holds ``permission`` anywhere: a page by its url name.

    ``order`` is its place in the group. ``bar`` puts it into the short bar of a phone as well.
    """

    label: StrOrPromise
    url: str
    group: MenuGroup
    order: int
    permission: Permission | None = None
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """Something owed by a day: what, by whom, and the page on which it is done.

    ``count`` is how many things it stands for; ``note`` says what it rests on.
    """

    due: date
    what: StrOrPromise
    url: str
    count: int = 1
    note: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Duties:
    """What a room knows to be owed within an organisation and all below it on a day, late things included.

    ``owed(asked)`` leaves out what the reader may not see.
    """

    code: str
    label: StrOrPromise
    owed: Callable[[Asked], Sequence[Duty]]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found: its name, what tells it apart from others of that name, and its page."""

    label: StrOrPromise
    note: StrOrPromise
    url: str


@dataclass(frozen=True, slots=True)
class SearchSource:
    """What a room finds by words: ``find(asked, text, limit)`` gives at most ``limit`` hits, the best first.

    ``text`` is as typed, with or without diacritics; what the reader may not see is not found.
    """

    code: str
    label: StrOrPromise
    find: Callable[[Asked, str, int], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A section that a room adds to the profile of a ``subject`` of a room below: ``organization`` or ``member``.

    ``context(asked, id)`` is what ``template`` shows, or ``None`` when there is nothing to show to this reader.
    """

    subject: str
    label: StrOrPromise
    order: int
    template: str
    context: Callable[[Asked, UUID], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class FigureSource:
    """Shows what proves a figure, wherever one was opened: the parameter ``figure`` of the address names it.

    ``context(asked, figure)`` is what ``template`` shows; it raises ``Refusal`` for a name that is none.
    """

    template: str
    context: Callable[[Asked, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Band:
    """A line above every page while something out of the ordinary lasts, such as administrator mode.

    ``context(actor)`` is what ``template`` shows, or ``None`` while it does not last.
    """

    template: str
    context: Callable[[Actor], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Verbs:
    """The words for the verbs of a room's acts, so that the trail can be read: ``members.admit`` and the like.

    Whoever may read the records of ``area`` where an act happened may know of it; without an area, that of the name
    before the dot, or administration where no area has that name.
    """

    words: Mapping[str, StrOrPromise]
    area: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How people are told what records and lines of the trail keep as a code.

    ``places`` are columns of records (``members.Personal.sex``) and details of acts
    (``members.end_memberships.reason``). ``say(code, on)`` gives what a code meant on a day, and gives back what it
    does not know.
    """

    places: tuple[str, ...]
    say: Callable[[str, date], str]


@dataclass(frozen=True, slots=True)
class Tidying:
    """What a room keeps for a while only, and that is no record.

    ``tidy(at)`` removes what is over at a moment, and says how much that was.
    """

    label: StrOrPromise
    tidy: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Identities of a room that lines of the trail are about: what they are called, and which one is meant.

    ``named(asked, ids)`` gives name and page of those of ``ids`` that are the room's and that the reader may see;
    ``meant(asked, text, limit)`` the identities that the reader may have meant by ``text``.
    """

    named: Callable[[Asked, Collection[UUID]], Mapping[UUID, Hit]]
    meant: Callable[[Asked, str, int], Collection[UUID]]


_offers: list[object] = []


def register(*offers: object) -> None:
    """Offer something to the rooms above; offering the same thing again changes nothing."""
    _offers.extend(offer for offer in offers if offer not in _offers)


def registered(kind: type[T]) -> list[T]:
    """All offers of one kind, in the order of registration."""
    return [offer for offer in _offers if isinstance(offer, kind)]
