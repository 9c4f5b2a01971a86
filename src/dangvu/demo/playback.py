"""Playing the plan through the acts of the rooms, as the office would have entered it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from dangvu.committees.actions import Election, elect_committees, name_heads
from dangvu.demo.planning import events as happened
from dangvu.demo.planning.boards import Board
from dangvu.demo.planning.events import Event
from dangvu.demo.planning.people import Life
from dangvu.demo.planning.script import Script, steps_at_entry
from dangvu.demo.planning.tree import Unit
from dangvu.kernel.basis import Basis
from dangvu.kernel.policy import Actor
from dangvu.members.actions import (
    Attainment,
    Award,
    Enrolment,
    NewMember,
    Person,
    admit_members,
    correct_record,
    end_memberships,
    enrol_members,
    leave_youth_union,
    qualify_members,
    recognize_members,
    transfer_members,
)
from dangvu.members.models import Personal
from dangvu.organizations.actions import Details, Newborn, Plan, register_organizations, reorganize
from dangvu.statistics.actions import promise_target

NAMESPACE = uuid5(NAMESPACE_URL, "https://lam-son.example/dangvu")
"""All identities of the sample committee come from this one, so that every build has the same."""

PLACE = "Lam Sơn"
ADMISSIONS = "members.admissions"

Common = dict[str, Any]
"""What every act is given: ``actor``, ``day`` and ``basis``."""


def organization_id(key: str) -> UUID:
    """The identity of an organisation of the plan."""
    return uuid5(NAMESPACE, f"organization/{key}")


def member_id(life: Life) -> UUID:
    """The identity of somebody in the plan."""
    return uuid5(NAMESPACE, f"member/{life.number}")


class Playback:
    """Plays a script; ``told`` hears, before each event, how many have been played."""

    def __init__(self, script: Script, told: Callable[[int, Event], None]) -> None:
        self.script = script
        self.told = told
        self.slips = {(slip.life, slip.column): slip.wrong for slip in script.slips}
        self.ways: dict[type[Any], Callable[[Any, Common], None]] = {
            happened.Registering: self._register,
            happened.Promising: self._promise,
            happened.Reshaping: self._reshape,
            happened.Electing: self._elect,
            happened.NamingHeads: self._name_heads,
            happened.Enrolling: self._enrol,
            happened.Admitting: self._admit,
            happened.Recognising: self._recognise,
            happened.Moving: self._move,
            happened.Departing: self._depart,
            happened.Ending: self._end,
            happened.Awarding: self._award,
            happened.LeavingYouth: self._leave_youth,
            happened.Correcting: self._correct,
        }

    def play(self) -> None:
        """Carry out every event in turn. Raises ``Refusal`` when a room does not accept one."""
        for count, event in enumerate(self.script.events):
            self.told(count, event)
            actor = Actor(event.clerk, event.at, operator=True)
            basis = Basis(event.paper.symbol, event.paper.day, event.paper.issuer)
            self.ways[type(event.what)](event.what, {"actor": actor, "day": event.day, "basis": basis})

    def _register(self, what: happened.Registering, common: Common) -> None:
        register_organizations(**common, newborns=[_newborn(unit) for unit in what.units])

    def _reshape(self, what: happened.Reshaping, common: Common) -> None:
        reorganize(**common, plan=_reorganization(what))

    def _elect(self, what: happened.Electing, common: Common) -> None:
        elect_committees(**common, elections=[_election(board) for board in what.boards])

    def _name_heads(self, what: happened.NamingHeads, common: Common) -> None:
        heads = [(organization_id(unit), member_id(life), title) for unit, life, title in what.heads]
        name_heads(**common, heads=heads)

    def _enrol(self, what: happened.Enrolling, common: Common) -> None:
        enrol_members(**common, enrolments=[self._enrolment(life, what.origin) for life in what.lives])

    def _admit(self, what: happened.Admitting, common: Common) -> None:
        new = [self._new_member(life, what) for life in what.lives]
        admit_members(**common, organization_id=organization_id(what.cell), admissions=new)

    def _recognise(self, what: happened.Recognising, common: Common) -> None:
        recognize_members(**common, member_ids=_members(what.lives))

    def _move(self, what: happened.Moving, common: Common) -> None:
        transfer_members(**common, member_ids=[member_id(what.life)], to=organization_id(what.cell))

    def _depart(self, what: happened.Departing, common: Common) -> None:
        transfer_members(**common, member_ids=_members(what.lives), to=None, destination=what.destination)

    def _end(self, what: happened.Ending, common: Common) -> None:
        end_memberships(**common, member_ids=_members(what.lives), reason=what.reason)

    def _award(self, what: happened.Awarding, common: Common) -> None:
        awards = [Award(member_id(life), step.kind, step.level, step.field) for life, step in what.steps]
        qualify_members(**common, awards=awards)

    def _leave_youth(self, what: happened.LeavingYouth, common: Common) -> None:
        leave_youth_union(**common, member_ids=_members(what.lives))

    def _correct(self, what: happened.Correcting, common: Common) -> None:
        record = Personal.objects.believed().get(member_id=member_id(what.life))
        correct_record(actor=common["actor"], record=record, reason=what.reason, **{what.column: what.value})

    def _promise(self, what: happened.Promising, common: Common) -> None:
        promise_target(
            **common,
            organization_id=organization_id(what.unit),
            indicator=ADMISSIONS,
            operator="at_least",
            value=what.value,
            first=what.first,
            last=what.last,
        )

    def _person(self, life: Life) -> Person:
        """Who somebody is, as it was entered first."""
        return Person(
            id=member_id(life),
            full_name=life.name,
            sex=life.sex,
            birth_date=self.slips.get((life, "birth_date"), life.birth),
            ethnic_group=self.slips.get((life, "ethnic_group"), life.ethnic_group),
            religion=life.religion,
            hometown=life.hometown,
        )

    def _enrolment(self, life: Life, origin: str) -> Enrolment:
        return Enrolment(
            person=self._person(life),
            organization_id=organization_id(life.stays[0][1].place(life.since)),
            since=life.since,
            entry=life.entry,
            origin=origin,
            admitted_on=life.admitted,
            decided_on=life.admitted,
            official_on=life.official if life.official <= life.since else None,
            admission_place=origin,
            qualifications=_attainments(life),
            youth_since=life.youth.start if life.youth else None,
            occupation=life.occupation,
        )

    def _new_member(self, life: Life, what: happened.Admitting) -> NewMember:
        return NewMember(
            person=self._person(life),
            decided_on=what.decided,
            occupation=life.occupation,
            qualifications=_attainments(life),
            youth_since=life.youth.start if life.youth else None,
        )


def _members(lives: Iterable[Life]) -> list[UUID]:
    return [member_id(life) for life in lives]


def _attainments(life: Life) -> tuple[Attainment, ...]:
    return tuple(Attainment(step.kind, step.level, step.since, step.field) for step in steps_at_entry(life))


def _newborn(unit: Unit) -> Newborn:
    details = Details(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        parent=organization_id(unit.parent) if unit.parent else None,
        sector=unit.sector,
        short_name=unit.short,
        symbol=unit.symbol,
        place=PLACE if unit.symbol else "",
    )
    return Newborn(details, organization_id(unit.key))


def _election(board: Board) -> Election:
    return Election(
        id=uuid5(NAMESPACE, f"committee/{board.unit}/{board.term}"),
        organization_id=organization_id(board.unit),
        term=board.term,
        seats=len(board.seats),
        members=[(member_id(life), post) for life, post in board.seats],
    )


def _reorganization(what: happened.Reshaping) -> Plan:
    """The plan of a decision: for each cell the place where most of its members go, and those who go elsewhere."""
    decision = what.decision
    ended = {*decision.predecessors, *(key for key in decision.survivors if "kind" in decision.details.get(key, {}))}
    cells = {old: new for old, new in reversed(list(what.cells.values())) if old in ended}
    details = {
        organization_id(key): changes | ({"parent": organization_id(changes["parent"])} if "parent" in changes else {})
        for key, changes in decision.details.items()
    }
    return Plan(
        id=uuid5(NAMESPACE, f"reorganization/{decision.day}"),
        kind=decision.kind,
        note=decision.note,
        predecessors=tuple(map(organization_id, decision.predecessors)),
        survivors=tuple(map(organization_id, decision.survivors)),
        newborns=tuple(_newborn(unit) for unit in decision.newborns),
        details=details,
        cells={organization_id(old): organization_id(new) for old, new in cells.items()},
        members={
            member_id(life): organization_id(new) for life, (old, new) in what.cells.items() if cells.get(old) != new
        },
    )
