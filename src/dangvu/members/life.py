"""The life of a member in the Party, event by event, in words; and of each record, what was corrected in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.audit.models import Line
from dangvu.kernel.days import FOREVER, LATEST, write_day
from dangvu.kernel.records import DatedRecord, Record
from dangvu.members.actions.checks import LEVELS
from dangvu.members.forms.choices import chosen_label
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
from dangvu.organizations.models import OrganizationRecord

CORRECTION = "members.correct_record"
"""The verb of a correction in the trail."""

KINDS: Mapping[str, type[Record]] = {
    "personal": Personal,
    "admission": Admission,
    "status": MembershipStatus,
    "place": Affiliation,
    "qualification": Qualification,
    "occupation": Occupation,
    "youth": YouthUnionMembership,
    "exemption": Exemption,
}
"""The kinds of record of a member, by the words that addresses use."""

RULES: Mapping[str, str] = {
    "sex": "members/sexes",
    "ethnic_group": "members/ethnic_groups",
    "religion": "members/religions",
    "status": "members/statuses",
    "end_reason": "members/leaving_reasons",
    "entry": "members/entries",
    "exit": "members/exits",
    "kind": "members/qualification_kinds",
    "code": "members/occupations",
    "occupation": "members/occupations",
    "reason": "members/exemption_reasons",
}
"""The code list of each coded column; that of a level depends on its kind."""

_UNSAID = frozenset(
    {"id", "recorded_at", "superseded_at", "recorded_in", "superseded_in", "member", "sort_key", "search_key"}
    | {"birth_ordinal"}
)
"""Columns that nobody corrects: bookkeeping, and what follows from others."""


@dataclass(frozen=True)
class Change:
    """A column that was corrected: what was recorded, by whom and when it was corrected, and why."""

    column: str
    label: str
    old: str
    new: str
    who: str
    when: datetime
    why: str


@dataclass(frozen=True)
class LifeEvent:
    """Something that happened to a member. ``turning`` marks what changes the status in the Party."""

    day: date
    said: str
    basis: str
    record: Record
    kind: str
    turning: bool = False
    aside: str = ""
    changes: Sequence[Change] = ()
    correctable: bool = True


@dataclass
class Life:
    """All that was ever recorded of a member, read once, and told as of a day and a moment of knowledge."""

    member_id: UUID
    on: date
    known_at: datetime | None = None
    rows: dict[str, list[Any]] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)
    places: list[OrganizationRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        for kind, model in KINDS.items():
            managed: Any = model._default_manager
            self.rows[kind] = list(managed.filter(member_id=self.member_id).order_by("pk"))
        numbers = {row.recorded_in for rows in self.rows.values() for row in rows}
        self.lines = {line.number: line for line in Line.objects.filter(number__in=numbers) if line.at <= self.moment}
        cells = {row.organization_id for kind in ("place", "admission") for row in self.rows[kind]}
        self.places = list(OrganizationRecord.objects.believed(self.known_at).filter(organization__in=cells))

    @property
    def moment(self) -> datetime:
        """The moment of knowledge."""
        return self.known_at or LATEST

    def believed(self, kind: str) -> list[Any]:
        """The records of a kind that were believed at the moment."""
        return [row for row in self.rows[kind] if row.recorded_at <= self.moment < row.superseded_at]

    def cell(self, organization_id: UUID | None, day: date) -> str:
        """What a cell was called on a day, or is called in the record nearest to it."""
        records = [one for one in self.places if one.organization_id == organization_id]
        for record in records:
            if record.valid_from <= day < record.valid_to:
                return record.name
        return records[0].name if records else ""

    def changes(self, kind: str, record: Record) -> list[Change]:
        """What was corrected on the way to ``record``, the latest first."""
        found: list[Change] = []
        new: Any = record
        while old := self._before(kind, new):
            line = self.lines.get(new.recorded_in)
            if line and line.verb == CORRECTION:
                found += self._differences(old, new, line)
            new = old
        return found

    def _before(self, kind: str, new: Any) -> Any | None:
        """The record in whose place ``new`` was written."""
        before = [row for row in self.rows[kind] if row.superseded_in == new.recorded_in and row.pk != new.pk]
        begun = [row for row in before if _start(row) == _start(new)]
        return next(iter(begun or before), None)

    def following(self, kind: str, old: Any) -> Any | None:
        """The record that was written in the place of ``old``, if one was."""
        after = [row for row in self.rows[kind] if row.recorded_in == old.superseded_in and row.pk != old.pk]
        begun = [row for row in after if _start(row) == _start(old)]
        return next(iter(begun or after), None)

    def _differences(self, old: Any, new: Any, line: Line) -> Iterator[Change]:
        for column in new._meta.concrete_fields:
            before, after = getattr(old, column.attname), getattr(new, column.attname)
            if column.name not in _UNSAID and before != after:
                label = str(column.verbose_name)
                said = self.said(old, column.name), self.said(new, column.name)
                yield Change(column.name, label, *said, line.actor, line.at, line.reason)

    def said(self, record: Any, column: str) -> str:
        """The value of a column in words, as of the day of its record."""
        on = _start(record)
        value = getattr(record, f"{column}_id" if column == "organization" else column)
        if column == "organization":
            return self.cell(value, on)
        if isinstance(value, date):
            return "–" if value == FOREVER else write_day(value)
        if isinstance(value, bool):
            return _("có") if value else _("không")
        rule = LEVELS.get(record.kind, "") if column == "level" else RULES.get(column, "")
        return chosen_label(rule, value, on) if rule and value else str(value or "")

    def events(self) -> list[LifeEvent]:
        """What happened up to the day, the latest first."""
        tellers: dict[str, Callable[[Any], Iterator[LifeEvent]]] = {
            "admission": self._admissions,
            "status": self._statuses,
            "place": self._places,
            "qualification": self._levels,
            "occupation": self._work,
            "youth": self._youth,
            "exemption": self._exemptions,
        }
        events = [event for kind, tell in tellers.items() for row in self.believed(kind) for event in tell(row)]
        told = [event for event in events if event.day <= self.on]
        return _once(sorted(told, key=lambda event: (event.day, event.turning, event.record.pk), reverse=True))

    def _told(self, kind: str, record: Any, said: str, **more: Any) -> LifeEvent:
        changes = self.changes(kind, record)
        return LifeEvent(_start(record), said, str(record.basis), record, kind, changes=changes, **more)

    def _ended(self, kind: str, record: Any, said: str, *, turning: bool = False) -> LifeEvent:
        """The end of what a record says; it is corrected where that begins, and rests on the act that ended it."""
        line = self.lines.get(record.recorded_in)
        basis = line.basis if line and line.day == record.valid_to else ""
        return LifeEvent(record.valid_to, said, basis, record, kind, turning, correctable=False)

    def _admissions(self, record: Admission) -> Iterator[LifeEvent]:
        where = self.cell(record.organization_id, record.day) or record.place
        again = _("Kết nạp lại vào Đảng tại %(where)s") if where else _("Kết nạp lại vào Đảng")
        first = _("Kết nạp vào Đảng tại %(where)s") if where else _("Kết nạp vào Đảng")
        said = (again if record.readmission else first) % {"where": where}
        decided = _("quyết định %(day)s") % {"day": write_day(record.decided_on)}
        yield self._told("admission", record, said, turning=True, aside=decided)

    def _statuses(self, record: MembershipStatus) -> Iterator[LifeEvent]:
        if record.status == "official":
            yield self._told("status", record, _("Được công nhận đảng viên chính thức"), turning=True)
        if record.end_reason:
            reason = chosen_label("members/leaving_reasons", record.end_reason, record.valid_to)
            said = _("Ra khỏi danh sách đảng viên: %(reason)s") % {"reason": reason[:1].lower() + reason[1:]}
            yield self._ended("status", record, said, turning=True)

    def _places(self, record: Affiliation) -> Iterator[LifeEvent]:
        sentences = {
            "register": _("Có tên trong danh sách %(cell)s khi lập sổ"),
            "transfer_in": _("Chuyển sinh hoạt từ %(origin)s đến %(cell)s")
            if record.origin
            else _("Chuyển sinh hoạt từ ngoài đảng bộ đến %(cell)s"),
            "internal_transfer": _("Chuyển sinh hoạt sang %(cell)s"),
            "reorganization": _("Sang %(cell)s do sắp xếp tổ chức"),
            "admission": _("Vào danh sách %(cell)s"),
        }
        values = {"cell": self.cell(record.organization_id, record.valid_from), "origin": record.origin}
        yield self._told("place", record, sentences.get(record.entry, sentences["admission"]) % values)
        if record.exit == "transfer_out":
            there = _("Chuyển sinh hoạt ra ngoài đảng bộ, đến %(where)s")
            away = _("Chuyển sinh hoạt ra ngoài đảng bộ")
            yield self._ended("place", record, there % {"where": record.destination} if record.destination else away)

    def _levels(self, record: Qualification) -> Iterator[LifeEvent]:
        kind = self.said(record, "kind")
        said = _("%(kind)s: %(level)s") % {"kind": kind, "level": self.said(record, "level").lower()}
        yield self._told("qualification", record, f"{said}, {record.field}" if record.field else said)

    def _work(self, record: Occupation) -> Iterator[LifeEvent]:
        work = self.said(record, "code")
        said = _("Làm việc: %(work)s") % {"work": f"{record.title} ({work})" if record.title else work}
        yield self._told("occupation", record, said)

    def _youth(self, record: YouthUnionMembership) -> Iterator[LifeEvent]:
        yield self._told("youth", record, _("Là đoàn viên Đoàn TNCS Hồ Chí Minh"))
        if record.valid_to != FOREVER:
            yield self._ended("youth", record, _("Trưởng thành Đoàn"))

    def _exemptions(self, record: Exemption) -> Iterator[LifeEvent]:
        reason = self.said(record, "reason")
        said = _("Được miễn công tác và sinh hoạt đảng: %(reason)s") % {"reason": reason.lower()}
        until = _("đến trước %(day)s") % {"day": write_day(record.valid_to)} if record.valid_to != FOREVER else ""
        yield self._told("exemption", record, said, aside=until)


def _start(record: Record) -> date:
    """The first day of what a record says, or the day of what happened."""
    return record.valid_from if isinstance(record, DatedRecord) else record.day  # type: ignore[attr-defined]


def _once(events: list[LifeEvent]) -> list[LifeEvent]:
    """The events, each document named once: where it changed the status, or else where it came first in the list."""
    named = {event.basis for event in events if event.turning}
    shown = []
    for event in events:
        again = event.basis in named and not event.turning
        shown.append(replace(event, basis="") if again else event)
        named.add(event.basis)
    return shown
