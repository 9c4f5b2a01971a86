"""A reorganisation while somebody is still choosing: what has been chosen, and the plan that it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from dangvu.organizations.actions import Details, Newborn, Plan
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.rules import cell_kinds, kind_names, may_stand_under


@dataclass(frozen=True, slots=True)
class Roles:
    """What a kind of reorganisation asks to be chosen.

    ``ends`` and ``many`` choose several that end and several that go on, ``one`` a single one that goes on; ``born``
    is how many begin at least; ``changes`` are the details that those who go on may get.
    """

    ends: bool = False
    one: bool = False
    many: bool = False
    born: int = 0
    changes: tuple[str, ...] = ()


RENAMED = ("name", "short_name", "code", "symbol")

ROLES: Mapping[str, Roles] = {
    "establish": Roles(born=1),
    "dissolve": Roles(ends=True),
    "absorb": Roles(ends=True, one=True, changes=RENAMED),
    "merge": Roles(ends=True, born=1),
    "split": Roles(one=True, born=1),
    "upgrade": Roles(one=True, born=1, changes=("kind", *RENAMED)),
    "downgrade": Roles(one=True, changes=("kind", *RENAMED)),
    "move": Roles(many=True, changes=("parent",)),
    "rename": Roles(one=True, changes=RENAMED),
}


@dataclass(frozen=True, slots=True)
class Born:
    """A new organisation as it was typed: empty ``kind`` and ``parent`` mean what the kind of reorganisation implies.

    ``parent`` is a record, or the number of another new organisation.
    """

    code: str
    name: str
    kind: str = ""
    parent: OrganizationRecord | int | None = None
    sector: str = ""
    short_name: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been chosen so far; ``id`` is that of the reorganisation to be, so that it is carried out once.

    ``homes`` says under which organisation others come, ``receivers`` which cell receives the members of another that
    ends, ``leavers`` which members go where; new organisations are told by their number.
    """

    id: UUID
    kind: str
    day: date
    home: OrganizationRecord | None = None
    ends: tuple[OrganizationRecord, ...] = ()
    stays: tuple[OrganizationRecord, ...] = ()
    born: tuple[Born, ...] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    homes: Mapping[UUID, UUID] = field(default_factory=dict)
    receivers: Mapping[UUID, UUID] = field(default_factory=dict)
    leavers: Mapping[UUID, UUID] = field(default_factory=dict)
    note: str = ""

    def born_id(self, number: int) -> UUID:
        """The identity of the new organisation with this number, the same whenever the draft is read again."""
        return uuid5(self.id, str(number))

    @property
    def old(self) -> tuple[OrganizationRecord, ...]:
        """The organisations that the draft starts from."""
        return (*self.ends, *self.stays)

    @property
    def newborns(self) -> tuple[Newborn, ...]:
        """The new organisations, with what the kind of reorganisation implies filled in."""
        return tuple(Newborn(self._details(one), self.born_id(number)) for number, one in enumerate(self.born, start=1))

    def _details(self, one: Born) -> Details:
        if isinstance(one.parent, int):
            parent: UUID | None = self.born_id(one.parent)
        elif one.parent:
            parent = one.parent.organization_id
        else:
            parent = self._implied_parent()
        return Details(
            code=one.code,
            name=one.name,
            kind=one.kind or self._implied_kind(),
            parent=parent,
            sector=one.sector,
            short_name=one.short_name,
            symbol=one.symbol,
        )

    def _implied_parent(self) -> UUID | None:
        """New organisations stand below what is upgraded, beside what ended or was split, or where one is reading."""
        if self.kind == "upgrade" and self.stays:
            return self.stays[0].organization_id
        if self.old:
            return self.old[0].parent_id
        return self.home.organization_id if self.home else None

    def _implied_kind(self) -> str:
        """New organisations are of the kind of the old ones; below what is upgraded they are cells."""
        if self.kind != "upgrade":
            return self.old[0].kind if self.old else ""
        cells = cell_kinds(self.day)
        above = str(self.changes.get("kind", ""))
        return next((one for one in kind_names(self.day) if one in cells and may_stand_under(one, above, self.day)), "")

    def plan(self, history: History) -> Plan:
        """The plan for the acts."""
        predecessors = tuple(one.organization_id for one in self.ends)
        if self.kind == "downgrade":
            predecessors = tuple(
                child.organization_id for one in self.stays for child in history.children(one.organization_id, self.day)
            )
        plan = Plan(
            self.kind,
            predecessors=predecessors,
            newborns=self.newborns,
            survivors=tuple(one.organization_id for one in self.stays),
            details={one.organization_id: dict(self.changes) for one in self.stays} if self.changes else {},
            children=self.homes,
            cells=self.receivers,
            members=self.leavers,
            note=self.note,
            id=self.id,
        )
        return replace(plan, details=dict(self._fitted(plan, history)))

    def _fitted(self, plan: Plan, history: History) -> Iterator[tuple[UUID, dict[str, Any]]]:
        """The details of the plan, and for what comes under another superior the kind that may stand there."""
        details = {key: dict(value) for key, value in plan.details.items()}
        born = {one.id: one.details.kind for one in plan.newborns}
        places = {**{key: one["parent"] for key, one in details.items() if "parent" in one}, **plan.children}
        for child, home in places.items():
            record, above = history.on(child, self.day), history.on(home, self.day)
            parent_kind = details.get(home, {}).get("kind") or born.get(home) or (above.kind if above else "")
            if record and (kind := _fitting(record.kind, parent_kind, self.day)):
                details.setdefault(child, {}).setdefault("kind", kind)
        yield from details.items()


def _fitting(kind: str, parent_kind: str, day: date) -> str:
    """Another kind, as directly over members as ``kind``, that may stand where it may not; empty when it may."""
    if may_stand_under(kind, parent_kind, day):
        return ""
    cells = cell_kinds(day)
    alike = (one for one in kind_names(day) if (one in cells) == (kind in cells))
    return next((one for one in alike if may_stand_under(one, parent_kind, day)), "")


@dataclass(frozen=True, slots=True)
class Question:
    """Who receives the members of an organisation or, of a ``child``, under which superior it comes.

    ``targets`` are identities with names; with ``free`` any other cell, or any other superior, may be the answer;
    with ``stays`` there need not be one.
    """

    record: OrganizationRecord
    targets: tuple[tuple[UUID, str], ...]
    child: bool = False
    free: bool = False
    stays: bool = False


def questions(draft: Draft, history: History) -> Iterator[Question]:
    """What the draft leaves open: the answers that follow by themselves are not asked for."""
    plan = draft.plan(history)
    cells = cell_kinds(draft.day)
    takers = list(_takers(draft, plan))
    for one in draft.ends if draft.kind != "split" else draft.old:
        below = [child for child in history.children(one.organization_id, draft.day) if not _ends(child, plan)]
        for child in below if len(plan.successors) != 1 or draft.kind == "split" else ():
            homes = tuple((key, name) for key, name, kind in takers if kind not in cells and key != one.organization_id)
            yield Question(child, homes, child=True, free=draft.kind == "dissolve", stays=one in draft.stays)
    receivers = tuple((key, name) for key, name, kind in takers if kind in cells)
    for one in draft.old:
        emptied = one in draft.ends or (draft.changes.get("kind", one.kind) not in cells)
        if one.kind in cells and emptied and len(receivers) != 1:
            yield Question(one, receivers, free=draft.kind == "dissolve")


def _ends(record: OrganizationRecord, plan: Plan) -> bool:
    return record.organization_id in plan.predecessors


def _takers(draft: Draft, plan: Plan) -> Iterator[tuple[UUID, str, str]]:
    """Who may take over: those who go on, with the kind that they will be, and the new ones."""
    for one in draft.stays:
        yield one.organization_id, one.name, str(draft.changes.get("kind", one.kind))
    for newborn in plan.newborns:
        yield newborn.id, newborn.details.name, newborn.details.kind
