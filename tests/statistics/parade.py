"""A history in which every indicator rises and falls on known days: one person for each code, one act of each kind.

The records are written straight into the trail. They owe nothing to the rules of admission or placement: what is
counted must be counted right whatever was recorded.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

from dangvu.audit import trail
from dangvu.audit.trail import Act
from dangvu.committees.models import Committee, CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.kernel.days import FOREVER
from dangvu.members.models import (
    Admission,
    Affiliation,
    Exemption,
    Member,
    MembershipStatus,
    Occupation,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from dangvu.organizations.models import Organization, OrganizationRecord, Reorganization, Succession
from dangvu.regulations import codes
from tests.factories.organizations import BASIS, make_actor
from tests.statistics.worlds import LEVELS

FOUNDED = date(2010, 1, 1)
ARRIVED = date(2012, 3, 1)
RECOGNISED = date(2013, 3, 1)
REORGANISED = date(2013, 6, 1)
LEFT = date(2014, 3, 1)
ENDED = date(2016, 1, 1)
CHANGES = (ARRIVED, RECOGNISED, REORGANISED, LEFT, ENDED)

PEOPLE = 43
YEARS_OF_BIRTH = (1992, 1979, 1974, 1969, 1964, 1959, 1954, 1947)
EARLIER_ADMISSIONS = (date(1944, 12, 2), date(1950, 1, 6), date(1955, 5, 19), date(1970, 2, 3), date(1980, 9, 2), None)


def hold_parade() -> None:
    """Write everything in one act, known from the second day of 2017."""
    with trail.act(actor=make_actor(at=datetime(2017, 1, 2, tzinfo=UTC)), verb="test.hold_parade", basis=BASIS) as act:
        cells = _Tree(act).found()
        people = _march(act, cells)
        _elect(act, people)


class _Tree:
    """The tree, and what one day of reorganisations did to it."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.ids: dict[str, UUID] = {}

    def found(self) -> list[UUID]:
        self._begin("T", "provincial_committee", None)
        for code in ("K1", "K2"):
            self._begin(code, "superior_committee", "T")
        for sector in (*codes("organizations/sectors", on=FOUNDED), ""):
            for kind in ("grassroots_committee", "grassroots_cell"):
                self._begin(f"{kind.removeprefix('grassroots_')}-{sector}", kind, "K1", sector, start=ARRIVED, end=LEFT)
        self._begin("A", "grassroots_committee", "K1", "other")
        self._begin("S", "sectional_committee", "A", start=ARRIVED, end=LEFT)
        self._begin("A1", "subordinate_cell", "A", end=ENDED)
        self._reorganise()
        return [self.ids[code] for code in self.ids if code.startswith("cell-")] + [self.ids["A1"]]

    def _reorganise(self) -> None:
        day, cell, committee = REORGANISED, "grassroots_cell", "grassroots_committee"
        for code in ("D1", "M1", "M2", "N1", "N2"):
            self._begin(code, cell, "K1", end=day)
        self._begin("D2", committee, "K1", end=day)
        for code, kind in (("M", cell), ("N", committee), ("E", cell)):
            self._begin(code, kind, "K1", start=day)
        for code, before, after in (("U", cell, committee), ("V", committee, cell)):
            self._begin(code, before, "K1", end=day)
            self._begin(code, after, "K1", start=day)
        # A moves from one superior committee to the other, its cell and members with it.
        self.act.end(OrganizationRecord.objects.on(day).filter(organization_id=self.ids["A"]), day)
        self._begin("A", committee, "K2", "other", start=day)
        pairs: dict[str, list[tuple[str, str]]] = {
            "dissolve": [("D1", ""), ("D2", "")],
            "establish": [("", "E")],
            "upgrade": [("U", "U")],
            "downgrade": [("V", "V")],
            "move": [("A", "A")],
        }
        for kind, successions in pairs.items():
            self._record(kind, successions)
        self._record("merge", [("M1", "M"), ("M2", "M")])
        self._record("merge", [("N1", "N"), ("N2", "N")])

    def _begin(
        self,
        code: str,
        kind: str,
        parent: str | None,
        sector: str = "",
        *,
        start: date = FOUNDED,
        end: date = FOREVER,
    ) -> None:
        if code not in self.ids:
            [organization] = self.act.identify([Organization()])
            self.ids[code] = organization.pk
        above = self.ids[parent] if parent else None
        named = {"code": code, "name": f"Tổ chức {code}", "kind": kind, "sector": sector, "parent_id": above}
        spell = {"valid_from": start, "valid_to": end}
        self.act.add([OrganizationRecord(organization_id=self.ids[code], **named, **spell)])

    def _record(self, kind: str, pairs: list[tuple[str, str]]) -> None:
        identity = uuid4()
        self.act.add([Reorganization(identity=identity, kind=kind, day=REORGANISED)])
        self.act.add(
            Succession(
                reorganization=identity,
                predecessor_id=self.ids.get(before),
                successor_id=self.ids.get(after),
                whole=kind == "merge",
            )
            for before, after in pairs
        )


def _march(act: Act, cells: list[UUID]) -> list[UUID]:
    """People who arrive and leave together, each with the next value of every code list."""
    members = act.identify(Member() for _ in range(PEOPLE))
    spell = {"valid_from": ARRIVED, "valid_to": LEFT}
    lists: dict[str, Any] = {
        "sex": codes("members/sexes", on=ARRIVED),
        "ethnic_group": ("kinh", "tay", "foreign_origin"),
        "religion": ("", *codes("members/religions", on=ARRIVED)),
        "born": YEARS_OF_BIRTH,
        "cell": cells,
        "entry": codes("members/entries", on=ARRIVED),
        "way": [(code, "") for code in codes("members/exits", on=ARRIVED) if code != "left"]
        + [("left", reason) for reason in codes("members/leaving_reasons", on=ARRIVED)],
        "work": ("", *codes("members/occupations", on=ARRIVED)),
        "earlier": EARLIER_ADMISSIONS,
        "probation": (False, True, True),
        **{
            kind: ("", *levels, "literate") if kind == "general_education" else ("", *levels)
            for kind, levels in LEVELS.items()
        },
    }
    for member, values in zip(members, _next_values(lists), strict=False):
        _register(act, member.pk, values, spell, last=member is members[-1])
    return [member.pk for member in members]


def _next_values(lists: dict[str, Any]) -> Any:
    turning = {name: cycle(values) for name, values in lists.items()}
    while True:
        yield {name: next(values) for name, values in turning.items()}


def _register(act: Act, member_id: UUID, values: dict[str, Any], spell: dict[str, date], *, last: bool) -> None:
    born = date(values["born"], 2, 28)
    who = {"full_name": "Lý Thị Mai", "sort_key": "1", "search_key": "ly thi mai", "valid_from": born}
    traits = {name: values[name] for name in ("sex", "ethnic_group", "religion")}
    act.add([Personal(member_id=member_id, birth_date=born, birth_ordinal=born.toordinal(), **who, **traits)])
    way, reason = values["way"]
    place = {"organization_id": values["cell"], "entry": values["entry"], "exit": way}
    act.add([Affiliation(member_id=member_id, **place, **spell)])
    if not last:
        _admit(act, member_id, values)
    if values["probation"]:
        recognised = values["earlier"] is not None
        until = RECOGNISED if recognised else LEFT
        status = {"status": "probationary", "valid_from": ARRIVED, "valid_to": until}
        act.add([MembershipStatus(member_id=member_id, **status, end_reason="" if recognised else reason)])
        if recognised:
            official = {"status": "official", "valid_from": RECOGNISED, "valid_to": LEFT}
            act.add([MembershipStatus(member_id=member_id, **official, end_reason=reason)])
    else:
        act.add([MembershipStatus(member_id=member_id, status="official", end_reason=reason, **spell)])
    act.add(
        Qualification(member_id=member_id, kind=kind, level=values[kind], **spell) for kind in LEVELS if values[kind]
    )
    if values["work"]:
        act.add([Occupation(member_id=member_id, code=values["work"], **spell)])
    if values["religion"]:
        act.add([YouthUnionMembership(member_id=member_id, **spell)])
        act.add([Exemption(member_id=member_id, reason="maternity", **spell)])


def _admit(act: Act, member_id: UUID, values: dict[str, Any]) -> None:
    if values["earlier"]:
        act.add([Admission(member_id=member_id, day=values["earlier"], decided_on=values["earlier"])])
    ceremony = {"day": ARRIVED, "decided_on": ARRIVED, "organization_id": values["cell"], "occupation": values["work"]}
    act.add([Admission(member_id=member_id, readmission=bool(values["earlier"]), **ceremony)])


def _elect(act: Act, people: list[UUID]) -> None:
    """A committee in every kind of organisation, in office while the people are there."""
    spell = {"valid_from": ARRIVED, "valid_to": LEFT}
    posts = cycle(codes("committees/posts", on=ARRIVED))
    records = OrganizationRecord.objects.on(ARRIVED).order_by("id")
    seated = iter(people * 3)
    for number, record in enumerate(records):
        [body] = act.identify([Committee(organization_id=record.organization_id, term="2012-2017")])
        act.add([CommitteeTerm(committee=body, organization_id=record.organization_id, seats=3, **spell)])
        chosen = [next(seated) for _ in range(3)]
        act.add([CommitteeMember(committee=body, member_id=member, post=next(posts), **spell) for member in chosen])
        secretary = CommitteeMember.objects.filter(committee=body, post="secretary").first()
        if secretary and number % 2:
            head = {"organization_id": record.organization_id, "member_id": secretary.member_id, "title": "Giám đốc"}
            act.add([HeadOfBody(**head, **spell)])
