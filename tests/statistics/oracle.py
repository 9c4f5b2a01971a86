"""Figures worked out the naive way: raw rows in Python lists, loops, and nothing shared with the compiler.

``World`` reads every raw row once. ``World.at`` keeps what was believed at a moment, and answers which rows a fact has
and for which organisations each of them counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, wraps
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from dangvu.committees.models import Committee, CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.members.models import (
    Admission,
    Affiliation,
    Exemption,
    MembershipStatus,
    Occupation,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from dangvu.organizations.models import OrganizationRecord, Reorganization, Succession

TABLES = (
    OrganizationRecord, Reorganization, Succession, Personal, Admission, MembershipStatus, Affiliation, Qualification,
    YouthUnionMembership, Exemption, Occupation, Committee, CommitteeTerm, CommitteeMember, HeadOfBody,
)  # fmt: skip

Found = SimpleNamespace
"""A row of a fact: its columns, ``counted_for`` (organisations) and ``on`` (the day ages are counted to)."""


class World:
    """All rows there are."""

    def __init__(self) -> None:
        self.rows = {model: list(model.objects.all()) for model in TABLES}

    def at(self, known_at: datetime | None) -> Belief:
        def believed(row: Any) -> bool:
            if isinstance(row, Committee):
                return True
            if known_at is None:
                return bool(row.superseded_at.year == 9999)
            return bool(row.recorded_at <= known_at < row.superseded_at)

        return Belief({model: [row for row in rows if believed(row)] for model, rows in self.rows.items()})


def remembered(work: Callable[..., Any]) -> Callable[..., Any]:
    """Answers of a belief do not change, so each is worked out once."""

    @wraps(work)
    def answer(belief: Belief, *asked: Any) -> Any:
        key = (work.__name__, *asked)
        if key not in belief.answers:
            belief.answers[key] = work(belief, *asked)
        return belief.answers[key]

    return answer


@dataclass
class Belief:
    """The rows believed at one moment."""

    rows: dict[Any, list[Any]]
    answers: dict[Any, Any] = field(default_factory=dict)

    def on(self, model: Any, day: date, **equal: Any) -> list[Any]:
        """The rows that held on a day, and whose columns are ``equal``."""
        return [row for row in self._where(model, equal) if row.valid_from <= day < row.valid_to]

    def one(self, model: Any, day: date, **equal: Any) -> Any:
        rows = self.on(model, day, **equal)
        return rows[0] if rows else None

    def _where(self, model: Any, equal: dict[str, Any]) -> list[Any]:
        return [row for row in self.rows[model] if all(getattr(row, key) == value for key, value in equal.items())]

    @cached_property
    def organizations(self) -> set[UUID]:
        return {row.organization_id for row in self.rows[OrganizationRecord]}

    @remembered
    def heirs(self, organization_id: UUID) -> set[UUID]:
        """The organisation and whoever took it over whole, and so on."""
        heirs = {organization_id}
        for row in self.rows[Succession]:
            if row.whole and row.predecessor_id == organization_id and row.successor_id != organization_id:
                heirs |= self.heirs(row.successor_id)
        return heirs

    @remembered
    def counting(self, organization_id: UUID, day: date) -> set[UUID]:
        """The organisations for which one counted on a day: those above it, and their heirs."""
        found: set[UUID] = set()
        above: UUID | None = organization_id
        while above is not None:
            record = self.one(OrganizationRecord, day, organization_id=above)
            if record is None:
                break
            found |= self.heirs(above)
            above = record.parent_id
        return found

    @remembered
    def sector(self, organization_id: UUID, day: date) -> tuple[str, str]:
        """The kind of an organisation, and its sector or the nearest one of the two levels above."""
        chain: list[OrganizationRecord] = []
        above: UUID | None = organization_id
        while above and (record := self.one(OrganizationRecord, day, organization_id=above)):
            chain.append(record)
            above = record.parent_id
        sectors = [record.sector for record in chain[:3] if record.sector]
        return (chain[0].kind if chain else ""), (sectors[0] if sectors else "")

    @remembered
    def person(self, member_id: UUID, day: date) -> dict[str, Any]:
        """What the file says of a member on a day; nothing when it says nothing."""
        personal = self.one(Personal, day, member_id=member_id)
        if personal is None:
            return {}
        levels = {row.kind: row.level for row in self.on(Qualification, day, member_id=member_id)}
        status = self.one(MembershipStatus, day, member_id=member_id)
        work = self.one(Occupation, day, member_id=member_id)
        admissions = [row for row in self._where(Admission, {"member_id": member_id}) if row.day <= day]
        return {
            "member_id": member_id,
            "sex": personal.sex,
            "birth_date": personal.birth_date,
            "ethnic_group": personal.ethnic_group,
            "religion": personal.religion,
            "status": status.status if status else "",
            "official_on": status.valid_from if status and status.status == "official" else None,
            "admitted_on": min((row.day for row in admissions), default=None),
            "decided_on": min((row.decided_on for row in admissions), default=None),
            "general_education": levels.get("general_education", ""),
            "professional": levels.get("professional", ""),
            "political_theory": levels.get("political_theory", ""),
            "in_youth_union": bool(self.on(YouthUnionMembership, day, member_id=member_id)),
            "exempt": bool(self.on(Exemption, day, member_id=member_id)),
            "occupation": work.code if work else "",
        }

    def members(self, on: date) -> Iterator[Found]:
        for place in self.on(Affiliation, on):
            if person := self.person(place.member_id, on):
                kind, sector = self.sector(place.organization_id, on)
                counted = self.counting(place.organization_id, on)
                yield Found(**person, organization_kind=kind, sector=sector, counted_for=counted, on=on)

    def admissions(self, first: date, last: date) -> Iterator[Found]:
        for row in self.rows[Admission]:
            if row.organization_id and first <= row.day <= last and (person := self.person(row.member_id, row.day)):
                kind, sector = self.sector(row.organization_id, row.day)
                columns = person | {"occupation": row.occupation, "readmission": getattr(row, "readmission", False)}
                counted = self.counting(row.organization_id, row.day)
                yield Found(**columns, organization_kind=kind, sector=sector, counted_for=counted, on=row.day)

    def recognitions(self, first: date, last: date) -> Iterator[Found]:
        statuses = self.rows[MembershipStatus]
        for row in statuses:
            before = [
                one for one in statuses
                if one.member_id == row.member_id and one.status == "probationary" and one.valid_to == row.valid_from
            ]  # fmt: skip
            day = row.valid_from
            place = self.one(Affiliation, day, member_id=row.member_id)
            if row.status == "official" and first <= day <= last and before and place:
                person = self.person(row.member_id, day)
                kind, sector = self.sector(place.organization_id, day)
                counted = self.counting(place.organization_id, day)
                yield Found(**person, organization_kind=kind, sector=sector, counted_for=counted, on=day)

    def arrivals(self, first: date, last: date) -> Iterator[Found]:
        for row in self.rows[Affiliation]:
            day = row.valid_from
            if first <= day <= last and (person := self.person(row.member_id, day)):
                kind, sector = self.sector(row.organization_id, day)
                counted = self.counting(row.organization_id, day)
                yield Found(
                    **person, entry=row.entry, organization_kind=kind, sector=sector, counted_for=counted, on=day
                )

    def departures(self, first: date, last: date) -> Iterator[Found]:
        for row in self.rows[Affiliation]:
            before = row.valid_to - timedelta(days=1)
            if first <= row.valid_to <= last and (person := self.person(row.member_id, before)):
                kind, sector = self.sector(row.organization_id, before)
                status = self.one(MembershipStatus, before, member_id=row.member_id)
                reason = status.end_reason if status and row.exit == "left" else ""
                counted = self.counting(row.organization_id, before)
                yield Found(
                    **person, exit=row.exit, leaving_reason=reason, organization_kind=kind, sector=sector,
                    counted_for=counted, on=before,
                )  # fmt: skip

    def moved_along(self, first: date, last: date) -> Iterator[Found]:
        for day in self._days_of_change(first, last):
            for place in self.rows[Affiliation]:
                if place.valid_from < day < place.valid_to and self.person(place.member_id, day):
                    yield from _movements(self, place.organization_id, day, {"member_id": place.member_id})

    def _days_of_change(self, first: date, last: date) -> list[date]:
        days = {day for row in self.rows[OrganizationRecord] for day in (row.valid_from, row.valid_to)}
        return sorted(day for day in days if first <= day <= last)

    def organization_rows(self, on: date) -> Iterator[Found]:
        for row in self.on(OrganizationRecord, on):
            counted = self.counting(row.organization_id, on)
            yield Found(kind=row.kind, sector=row.sector, counted_for=counted, on=on)

    def organization_starts(self, first: date, last: date) -> Iterator[Found]:
        for row in self.rows[OrganizationRecord]:
            before = self.one(
                OrganizationRecord, row.valid_from - timedelta(days=1), organization_id=row.organization_id
            )
            if first <= row.valid_from <= last and (before is None or before.kind != row.kind):
                counted = self.counting(row.organization_id, row.valid_from)
                yield Found(kind=row.kind, sector=row.sector, counted_for=counted)

    def organization_ends(self, first: date, last: date) -> Iterator[Found]:
        for row in self.rows[OrganizationRecord]:
            after = self.one(OrganizationRecord, row.valid_to, organization_id=row.organization_id)
            if first <= row.valid_to <= last and (after is None or after.kind != row.kind):
                counted = self.counting(row.organization_id, row.valid_to - timedelta(days=1))
                yield Found(kind=row.kind, sector=row.sector, counted_for=counted)

    def organization_moves(self, first: date, last: date) -> Iterator[Found]:
        for day in self._days_of_change(first, last):
            for row in self.on(OrganizationRecord, day):
                before = self.one(OrganizationRecord, day - timedelta(days=1), organization_id=row.organization_id)
                if before is not None and before.kind == row.kind:
                    yield from _movements(self, row.organization_id, day, {"kind": row.kind})

    def committee_members(self, on: date) -> Iterator[Found]:
        for seat in self.on(CommitteeMember, on):
            [body] = [row for row in self.rows[Committee] if row.id == seat.committee_id]
            in_office = self.on(CommitteeTerm, on, committee_id=seat.committee_id)
            if in_office and (person := self.person(seat.member_id, on)):
                kind, sector = self.sector(body.organization_id, on)
                heads = self.on(HeadOfBody, on, organization_id=body.organization_id, member_id=seat.member_id)
                yield Found(
                    **person, post=seat.post, organization_kind=kind, sector=sector, concurrent_head=bool(heads),
                    counted_for=self.counting(body.organization_id, on), on=on,
                )  # fmt: skip

    def secretaries(self, on: date) -> Iterator[Found]:
        for row in self.committee_members(on):
            if row.post == "secretary":
                yield row

    def predecessors(self, first: date, last: date) -> Iterator[Found]:
        for event in self._events(first, last):
            pairs, eve = self._pairs(event), event.day - timedelta(days=1)
            for one in {before for before, _after in pairs}:
                if kind := self._kind(one, eve):
                    kinds = {self._kind(after, event.day) for before, after in pairs if before == one} - {""}
                    yield Found(
                        reorganization_kind=event.kind, kind_before=kind, kind_after=_single(kinds),
                        counted_for=self.counting(one, eve),
                    )  # fmt: skip

    def successors(self, first: date, last: date) -> Iterator[Found]:
        for event in self._events(first, last):
            pairs, eve = self._pairs(event), event.day - timedelta(days=1)
            for one in {after for _before, after in pairs}:
                if kind := self._kind(one, event.day):
                    kinds = {self._kind(before, eve) for before, after in pairs if after == one} - {""}
                    yield Found(
                        reorganization_kind=event.kind, kind_before=_single(kinds), kind_after=kind,
                        counted_for=self.counting(one, event.day),
                    )  # fmt: skip

    def _events(self, first: date, last: date) -> list[Any]:
        return [event for event in self.rows[Reorganization] if first <= event.day <= last]

    def _pairs(self, event: Any) -> list[tuple[UUID | None, UUID | None]]:
        rows = self._where(Succession, {"reorganization": event.identity})
        return [(row.predecessor_id, row.successor_id) for row in rows]

    def _kind(self, organization_id: UUID | None, day: date) -> str:
        record = self.one(OrganizationRecord, day, organization_id=organization_id)
        return record.kind if record else ""


def _single(kinds: set[str]) -> str:
    return kinds.pop() if len(kinds) == 1 else ""


def _movements(belief: Belief, organization_id: UUID, day: date, columns: dict[str, Any]) -> Iterator[Found]:
    """Who counted an organisation on a day and not the day before (+1), or the other way round (−1)."""
    now = belief.counting(organization_id, day)
    before = belief.counting(organization_id, day - timedelta(days=1))
    for ancestor in now - before:
        yield Found(**columns, sign=1, counted_for={ancestor})
    for ancestor in before - now:
        yield Found(**columns, sign=-1, counted_for={ancestor})
