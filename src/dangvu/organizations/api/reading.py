"""Organisations of a day, their lives, and the reorganisations that made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from ninja import Field, Query, Schema

from dangvu.audit.models import Line
from dangvu.kernel.asking import Asked
from dangvu.organizations.actions import obstacles_to_undoing
from dangvu.organizations.api.router import router
from dangvu.organizations.comparison import compare_event
from dangvu.organizations.events import Event, Told, concerns, event_of, events_on
from dangvu.organizations.history import History
from dangvu.organizations.life import Turn, life
from dangvu.organizations.looking import Wanted
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.outline import Branch, outline
from dangvu.organizations.queries import kin
from dangvu.organizations.sight import Sight
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn, FindingOut

PAGE = 500
"""Organisations on a page."""

EVENTS = 100
"""Reorganisations on a page."""


class OrganizationsAsked(AskedIn):
    """What of the tree is looked for, as on its page."""

    q: str = Field("", max_length=200, description="chữ trong tên hoặc mã, có dấu hay không dấu")
    kind: str = Field("", max_length=40)
    sector: str = Field("", max_length=40)
    page: int = Field(1, ge=1, le=100_000)


class OrganizationOut(Schema):
    """What held of an organisation; ``record`` is what a correction corrects, ``since`` the day from which it held."""

    id: UUID
    record: int
    code: str
    name: str
    short_name: str
    kind: str
    sector: str
    symbol: str
    place: str
    parent: UUID | None
    since: date
    basis: str


class StandingOut(OrganizationOut):
    """An organisation of the tree; cells and members are counted with all below it that the program may see.

    Members are null where the program may read neither the rolls nor the figures.
    """

    cells: int
    members: int | None


class OrganizationsOut(Schema):
    """A page of the tree, each organisation before those below it, and how many there are."""

    count: int
    page: int
    organizations: list[StandingOut]


class ReorganizationOut(Schema):
    """A reorganisation: who was there before and what came after, by identity."""

    id: UUID
    kind: str
    day: date
    basis: str
    before: list[UUID]
    after: list[UUID]
    below: list[UUID]


class EventsAsked(AskedIn):
    """Which page."""

    page: int = Field(1, ge=1, le=100_000)


class EventsOut(Schema):
    """A page of reorganisations, the latest first, and how many there are."""

    count: int
    page: int
    reorganizations: list[ReorganizationOut]


class NamedUnitOut(Schema):
    """An organisation as it was called on one side of a reorganisation."""

    id: UUID
    name: str


class UnitsCountedOut(Schema):
    """How many there were before and after; the last line of a reorganisation is that which must not change."""

    label: str
    before: int
    after: int


class MovedPersonOut(Schema):
    """Somebody who moved from one organisation to another, with the posts on both sides."""

    name: str
    source: str
    target: str
    posts_before: list[str]
    posts_after: list[str]


class OneReorganizationOut(ReorganizationOut):
    """A reorganisation told: names of those days, what it rests on, who recorded it, and what it did.

    ``obstacles`` say why it cannot be taken back any more; null for a program that may not take it back.
    """

    label: str
    note: str
    recorded_at: datetime
    recorded_by: str
    names: list[NamedUnitOut]
    counts: list[UnitsCountedOut]
    people: list[MovedPersonOut]
    obstacles: list[FindingOut] | None


class ChangedFieldOut(Schema):
    """A column, what it said before and what it says since, in words."""

    field: str
    label: str
    old: str
    new: str


class LifeTurnOut(Schema):
    """Something in the life of an organisation: a reorganisation, a correction, or a record that came otherwise.

    ``own`` is false for what befell a forerunner or a follower alone; ``who`` and ``why`` are those of a correction.
    """

    day: date
    kind: str
    own: bool
    reorganization: ReorganizationOut | None
    changes: list[ChangedFieldOut]
    who: str
    why: str


@router.get("/", response=OrganizationsOut, summary="Cây tổ chức vào một ngày")
def list_organizations(request: HttpRequest, wanted: Query[OrganizationsAsked]) -> Mapping[str, Any]:
    """The organisation asked about and all below it, as far as the program may see them."""
    asked = _asked(request, wanted)
    standing = outline(Sight(asked.actor), asked.organization, as_of=asked.on, known_at=asked.known_at)
    found = Wanted.of(request.GET.dict(), asked).found(standing)
    page = Paginator(found, PAGE).get_page(wanted.page)
    return {"count": len(found), "page": page.number, "organizations": [_branch(one) for one in page]}


@router.get("/{uuid:organization_id}", response=OrganizationOut, summary="Một tổ chức vào một ngày")
def show_organization(request: HttpRequest, organization_id: UUID, about: Query[AskedIn]) -> Mapping[str, Any]:
    """What held of an organisation on the day."""
    asked = _readable(request, organization_id, about)
    held = OrganizationRecord.objects.on(asked.on, asked.known_at).filter(organization=organization_id).first()
    if held is None:
        raise Http404
    return _record(held)


@router.get(
    "/{uuid:organization_id}/lineage", response=list[ReorganizationOut], summary="Các lần sắp xếp của một tổ chức"
)
def show_lineage(request: HttpRequest, organization_id: UUID, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:
    """The reorganisations of an organisation, its forerunners and its followers, the latest first."""
    asked = _readable(request, organization_id, about)
    turns = life(organization_id, History.load(asked.known_at), known_at=asked.known_at)
    return [_event(turn.event) for turn in turns if turn.event]


@router.get("/{uuid:organization_id}/life", response=list[LifeTurnOut], summary="Tiến trình của một tổ chức")
def show_life(request: HttpRequest, organization_id: UUID, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:
    """Everything that happened to an organisation, its forerunners and its followers, the latest first."""
    asked = _readable(request, organization_id, about)
    turns = life(organization_id, History.load(asked.known_at), known_at=asked.known_at)
    return [_turn(turn) for turn in turns]


@router.get("/reorganizations", response=EventsOut, summary="Các lần sắp xếp trong một tổ chức")
def list_reorganizations(request: HttpRequest, wanted: Query[EventsAsked]) -> Mapping[str, Any]:
    """The reorganisations up to the day within the organisation asked about, and those from which it came."""
    asked = _asked(request, wanted)
    history, sight = History.load(asked.known_at), Sight(asked.actor)
    family = kin(asked.organization, known_at=asked.known_at)
    found = [
        event
        for event in events_on(asked.on, history, known_at=asked.known_at)
        if concerns(event, family, history) and not event.concerned.isdisjoint(sight.readable)
    ]
    start = (wanted.page - 1) * EVENTS
    shown = [_event(event) for event in found[start : start + EVENTS]]
    return {"count": len(found), "page": wanted.page, "reorganizations": shown}


@router.get("/reorganizations/{uuid:reorganization}", response=OneReorganizationOut, summary="Một lần sắp xếp")
def show_reorganization(request: HttpRequest, reorganization: UUID, about: Query[AskedIn]) -> Mapping[str, Any]:
    """One reorganisation: what it rests on, what it did, and whether it can still be taken back."""
    asked = _asked(request, about)
    told = event_of(reorganization, known_at=asked.known_at)
    sight = Sight(asked.actor)
    if told is None or told.concerned.isdisjoint(sight.readable):
        raise Http404
    seen = compare_event(sight, told, known_at=asked.known_at)
    record = told.reorganization
    line = Line.objects.filter(number=record.recorded_in).first()
    may_undo = asked.known_at is None and told.concerned <= sight.changeable
    return _event(told) | {
        "label": told.kind,
        "note": record.note,
        "recorded_at": record.recorded_at,
        "recorded_by": line.actor if line else "",
        "names": [_named(one) for one in (*told.before, *told.after, *told.below)],
        "counts": [
            {"label": str(one.label), "before": one.before, "after": one.after} for one in (*seen.counts, seen.whole)
        ],
        "people": [asdict(mover) for mover in seen.people],
        "obstacles": list(obstacles_to_undoing(told.id)) if may_undo else None,
    }


def _asked(request: HttpRequest, _about: AskedIn) -> Asked:
    """What is asked: the parameters that the description of the API names are read where those of pages are."""
    return asked_of(request)


def _readable(request: HttpRequest, organization_id: UUID, about: AskedIn) -> Asked:
    """What is asked, of an organisation that the program may see; 404 for any other."""
    asked = _asked(request, about)
    if organization_id not in Sight(asked.actor).readable:
        raise Http404
    return asked


def _record(record: OrganizationRecord) -> dict[str, Any]:
    names = ("code", "name", "short_name", "kind", "sector", "symbol", "place")
    return {name: getattr(record, name) for name in names} | {
        "id": record.organization_id,
        "record": record.pk,
        "parent": record.parent_id,
        "since": record.valid_from,
        "basis": str(record.basis),
    }


def _branch(branch: Branch) -> dict[str, Any]:
    return _record(branch.record) | {"cells": branch.cells, "members": branch.members}


def _event(event: Event) -> dict[str, Any]:
    sides = {"before": event.before, "after": event.after, "below": event.below}
    return {name: [one.id for one in side] for name, side in sides.items()} | {
        "id": event.id,
        "kind": event.reorganization.kind,
        "day": event.day,
        "basis": str(event.reorganization.basis),
    }


def _named(told: Told) -> dict[str, Any]:
    return {"id": told.id, "name": told.name}


def _turn(turn: Turn) -> dict[str, Any]:
    kind = "reorganization" if turn.event else "correction" if turn.correction else "record"
    line = turn.correction.line if turn.correction else None
    changes = turn.correction.changes if turn.correction else turn.changes
    return {
        "day": turn.day,
        "kind": kind,
        "own": turn.own,
        "reorganization": _event(turn.event) if turn.event else None,
        "changes": [asdict(change) for change in changes],
        "who": line.actor if line else "",
        "why": line.reason if line else "",
    }
