"""The acts on the tree: registering, correcting, reorganising and taking back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest
from ninja import Field, Schema

from dangvu.kernel.basis import Basis
from dangvu.kernel.contracts import Holding, registered
from dangvu.kernel.findings import refuse_if_any
from dangvu.kernel.policy import Permission, Verb
from dangvu.organizations.actions import (
    Details,
    Newborn,
    Plan,
    correct_organization,
    preview_reorganization,
    register_organizations,
    reorganize,
    undo_reorganization,
)
from dangvu.organizations.api.router import router
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import tree
from dangvu.organizations.sight import Sight
from dangvu.ui.asking import actor_of

MOST = 1000
"""Entries of a list that a program may send."""

EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)
"""The days between which acts may lie: the calendar goes on a little on both sides."""


class DetailsIn(Schema):
    """What an organisation is called, what kind it is and where it stands (null: at the top of the register)."""

    code: str = Field(..., min_length=1, max_length=40)
    name: str = Field(..., min_length=1, max_length=250)
    kind: str = Field(..., max_length=40)
    parent: UUID | None
    sector: str = Field("", max_length=40)
    short_name: str = Field("", max_length=120)
    symbol: str = Field("", max_length=20)
    place: str = Field("", max_length=80)


class ChangesIn(Schema):
    """New details; what is left out stays as it is."""

    code: str | None = Field(None, min_length=1, max_length=40)
    name: str | None = Field(None, min_length=1, max_length=250)
    kind: str | None = Field(None, max_length=40)
    parent: UUID | None = None
    sector: str | None = Field(None, max_length=40)
    short_name: str | None = Field(None, max_length=120)
    symbol: str | None = Field(None, max_length=20)
    place: str | None = Field(None, max_length=80)

    def given(self) -> dict[str, Any]:
        """The details that were sent."""
        sent = self.dict(exclude_unset=True)
        return {name: value for name, value in sent.items() if value is not None or name == "parent"}


class NewbornIn(DetailsIn):
    """A new organisation; whoever sends its identity can send the act again without founding it twice."""

    id: UUID | None = None

    def newborn(self) -> Newborn:
        """The new organisation for the acts."""
        return Newborn(Details(**self.dict(exclude={"id"})), self.id or uuid4())


class GroundedIn(Schema):
    """When an act takes effect, and the document that it rests on."""

    day: date = Field(..., ge=EARLIEST, le=LATEST)
    basis_symbol: str = Field("", max_length=60)
    basis_day: date | None = None
    basis_issuer: str = Field("", max_length=200)

    @property
    def basis(self) -> Basis:
        """The document."""
        return Basis(self.basis_symbol, self.basis_day, self.basis_issuer)


class RegistrationIn(GroundedIn):
    """Organisations that existed before anything was recorded of them; one may stand below another."""

    organizations: list[NewbornIn] = Field(..., min_length=1, max_length=MOST)


class CorrectionIn(ChangesIn):
    """What was recorded wrongly: ``record`` as it was read, so that nobody overwrites what another has corrected."""

    record: int = Field(..., ge=1, le=2**62)
    valid_from: date | None = Field(None, ge=EARLIEST, le=LATEST)
    reason: str = Field(..., min_length=1, max_length=2000)


class PlanIn(GroundedIn):
    """A reorganisation: who ends, who goes on, what begins, and where children, members and whole cells go."""

    id: UUID | None = None
    kind: str = Field(..., max_length=20)
    predecessors: list[UUID] = Field([], max_length=MOST)
    survivors: list[UUID] = Field([], max_length=MOST)
    newborns: list[NewbornIn] = Field([], max_length=MOST)
    details: dict[UUID, ChangesIn] = {}
    children: dict[UUID, UUID] = {}
    cells: dict[UUID, UUID] = {}
    members: dict[UUID, UUID] = {}
    note: str = Field("", max_length=2000)

    def plan(self) -> Plan:
        """The plan for the acts."""
        return Plan(
            self.kind,
            predecessors=tuple(self.predecessors),
            newborns=tuple(one.newborn() for one in self.newborns),
            survivors=tuple(self.survivors),
            details={key: one.given() for key, one in self.details.items()},
            children=self.children,
            cells=self.cells,
            members=self.members,
            note=self.note,
            id=self.id or uuid4(),
        )


class UndoIn(Schema):
    """Why a reorganisation is taken back."""

    reason: str = Field(..., min_length=1, max_length=2000)


class PreviewOut(Schema):
    """How many records of each kind the organisations taking part, by identity, would hold before and after.

    Kinds are left out of which the program may read neither the records nor the figures.
    """

    before: dict[str, dict[str, int]]
    after: dict[str, dict[str, int]]
    moved: dict[str, int]


class Registered(Schema):
    """The identities under which organisations are known from now on."""

    organizations: list[UUID]


class Reorganized(Schema):
    """The identity of the reorganisation."""

    id: UUID


class Corrected(Schema):
    """What has been recorded."""

    record: int


@router.post("/", response=Registered, summary="Ghi những tổ chức đã có")
def register(request: HttpRequest, given: RegistrationIn) -> Mapping[str, Any]:
    """Enter organisations that existed before anything was recorded of them."""
    newborns = [one.newborn() for one in given.organizations]
    actor = actor_of(request)
    found = register_organizations(actor=actor, day=given.day, basis=given.basis, newborns=newborns)
    return {"organizations": [one.pk for one in found]}


@router.post("/{uuid:organization_id}/corrections", response=Corrected, summary="Đính chính thông tin của một tổ chức")
def correct(request: HttpRequest, organization_id: UUID, given: CorrectionIn) -> Mapping[str, int]:
    """Put right what was recorded wrongly; refused when another has corrected the record since it was read."""
    actor = actor_of(request)
    if organization_id not in Sight(actor).readable:
        raise Http404
    seen = OrganizationRecord.objects.filter(pk=given.record, organization=organization_id).first()
    if seen is None:
        raise Http404
    changes = {name: value for name, value in given.given().items() if name not in ("record", "reason")}
    corrected = correct_organization(actor=actor, record=seen, reason=given.reason, **changes)
    return {"record": corrected.pk}


@router.post("/reorganizations/preview", response=PreviewOut, summary="Xem trước một lần sắp xếp")
def preview(request: HttpRequest, given: PlanIn) -> Mapping[str, Any]:
    """What the reorganisation would do, or why it would be refused; nothing is written."""
    actor, plan = actor_of(request), given.plan()
    seen = preview_reorganization(actor=actor, day=given.day, basis=given.basis, plan=plan)
    refuse_if_any(seen.findings)
    part = {*plan.predecessors, *plan.survivors, *plan.cells.values(), *(one.id for one in plan.newborns)}
    sight, standing = Sight(actor), tree(as_of=given.day)
    existing = {one for one in part if one in standing}
    told = {holding.code for holding in registered(Holding) if existing <= sight.counted(holding.permission)}
    before, after = (
        {
            code: {str(key): count for key, count in counts.items() if key in part}
            for code, counts in side.items()
            if code in told
        }
        for side in (seen.before, seen.after)
    )
    moved = {
        model: count
        for model, count in Counter(one.model for one in seen.moved).items()
        if existing <= sight.counted(Permission(model.partition(".")[0], Verb.READ))
    }
    return {"before": before, "after": after, "moved": moved}


@router.post("/reorganizations", response=Reorganized, summary="Ghi một lần sắp xếp")
def carry_out(request: HttpRequest, given: PlanIn) -> Mapping[str, UUID]:
    """Carry a reorganisation out."""
    actor = actor_of(request)
    return {"id": reorganize(actor=actor, day=given.day, basis=given.basis, plan=given.plan()).identity}


@router.post("/reorganizations/{uuid:reorganization}/undo", response=Reorganized, summary="Hủy một lần sắp xếp")
def undo(request: HttpRequest, reorganization: UUID, given: UndoIn) -> Mapping[str, UUID]:
    """Take a reorganisation back, while nothing recorded later depends on it."""
    undo_reorganization(actor=actor_of(request), reorganization=reorganization, reason=given.reason)
    return {"id": reorganization}
