"""The list, a file with its life and its records, and who may be one person entered twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Schema

from dangvu.audit.queries import readings_of
from dangvu.audit.words import what_was_read
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import denied
from dangvu.members.api.faults import refuse_faults
from dangvu.members.api.router import router
from dangvu.members.forms.corrections import columns_of
from dangvu.members.life import KINDS, Life
from dangvu.members.listing import Line, lines
from dangvu.members.narrowing import Narrowed
from dangvu.members.queries import profile
from dangvu.members.readings import open_file, rolls_asked, tell_list, tell_reading
from dangvu.members.views.duplicates import Suspects, groups_seen, open_groups
from dangvu.members.ways import ways_for
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn

PAGE = 200
"""Members on a page."""

GROUPS = 10
"""Groups of suspected duplicates on a page."""

READINGS = 100
"""Readings that are told, the latest first."""


class ListAsked(AskedIn):
    """The conditions of the list, each as on its page, and which page."""

    q: str = Field("", max_length=120, description="chữ trong họ tên, có dấu hay không dấu")
    unit: str = Field("", max_length=40, description="mã đơn vị trực thuộc")
    status: str = Field("", max_length=40)
    due: str = Field("", max_length=40, description="late hoặc soon")
    sex: str = Field("", max_length=40)
    age_from: str = Field("", max_length=10)
    age_to: str = Field("", max_length=10)
    party_age_from: str = Field("", max_length=10)
    party_age_to: str = Field("", max_length=10)
    admitted_from: str = Field("", max_length=20)
    admitted_to: str = Field("", max_length=20)
    ethnic: str = Field("", max_length=40)
    religion: str = Field("", max_length=40)
    general: str = Field("", max_length=40)
    professional: str = Field("", max_length=40)
    theory: str = Field("", max_length=40)
    occupation: str = Field("", max_length=40)
    youth: str = Field("", max_length=10, description="yes hoặc no")
    exempt: str = Field("", max_length=10, description="yes hoặc no")
    file: str = Field("", max_length=10, description="missing hoặc complete")
    sort: str = Field("", max_length=40)
    page: int = Field(1, ge=1, le=100_000)


class RollOut(Schema):
    """One member on the list; codes are those of the code lists of the day."""

    member_id: UUID
    organization_id: UUID
    full_name: str
    sex: str
    birth_date: date
    ethnic_group: str
    religion: str
    hometown: str
    status: str
    admitted_on: date | None
    decided_on: date | None
    official_on: date | None
    probation_ends: date | None
    general_education: str
    professional: str
    political_theory: str
    occupation: str
    title: str
    cell_name: str
    cell_code: str
    missing: list[str]


class ListOut(Schema):
    """A page of the list, and how many members meet the conditions."""

    count: int
    page: int
    members: list[RollOut]


class LevelOut(Schema):
    """A level of education."""

    kind: str
    level: str
    field: str
    since: date


class FileOut(Schema):
    """What the file of a member says of the day."""

    member_id: UUID
    full_name: str
    other_name: str
    sex: str
    birth_date: date
    ethnic_group: str
    religion: str
    hometown: str
    file_number: str
    card_number: str
    status: str
    organization_id: UUID | None
    occupation: str
    in_youth_union: bool
    exempt: bool
    levels: list[LevelOut]


class CorrectedOut(Schema):
    """A column that was corrected: what was recorded, what is since, by whom, when and why."""

    column: str
    label: str
    old: str
    new: str
    who: str
    when: datetime
    why: str


class RecordOut(Schema):
    """A record of a member as a correction takes it: its kind, its columns, and what was corrected on the way to it."""

    kind: str
    id: int
    label: str
    basis: str
    values: dict[str, Any]
    corrected: list[CorrectedOut]


class WayOut(Schema):
    """An act that fits the member as the file stands on the day; ``many`` can be carried out on several at once."""

    code: str
    label: str
    many: bool


class ReadOut(Schema):
    """Somebody who opened the file, and what of it."""

    at: datetime
    actor: str
    read: str


class ComparedOut(Schema):
    """What the files say under one heading, in the order of the members, and whether they differ."""

    label: str
    values: list[str]
    differs: bool


class SuspectsOut(Schema):
    """Members of the same name and birth date."""

    members: list[UUID]
    rows: list[ComparedOut]


class DuplicatesOut(Schema):
    """A page of suspected duplicates, and how many groups there are."""

    count: int
    page: int
    groups: list[SuspectsOut]


class DuplicatesAsked(AskedIn):
    """Which page."""

    page: int = Field(1, ge=1, le=100_000)


class EventOut(Schema):
    """Something that happened to a member, in words, with the document that it rests on."""

    day: date
    kind: str
    said: str
    basis: str


@router.get("/", response=ListOut, summary="Đảng viên trong danh sách, theo điều kiện")
def list_members(request: HttpRequest, wanted: Query[ListAsked]) -> Mapping[str, Any]:
    """The members that the program may see; a page of the list is recorded as a reading."""
    asked = rolls_asked(request)
    narrowed = Narrowed(asked, request.GET)
    refuse_faults(narrowed.conditions)
    tell_list(asked, "danh sách đảng viên qua giao diện lập trình")
    start = (wanted.page - 1) * PAGE
    found = lines(narrowed.rows[start : start + PAGE], asked)
    members = [_roll(line) for line in found]
    return {"count": narrowed.rows.count(), "page": wanted.page, "members": members}


@router.get("/{uuid:member_id}", response=FileOut, summary="Hồ sơ của một đảng viên")
def show_file(request: HttpRequest, member_id: UUID, about: Query[AskedIn]) -> Mapping[str, Any]:
    """What the file says of the day; opening it is recorded like any other reading."""
    asked = _asked(request, about)
    open_file(asked, member_id)
    shown = profile(member_id, as_of=asked.on, known_at=asked.known_at)
    tell_reading(asked, member_id)
    names = ("full_name", "other_name", "sex", "birth_date", "ethnic_group", "religion", "hometown")
    return {
        **{name: getattr(shown.personal, name) for name in (*names, "file_number", "card_number", "member_id")},
        "status": shown.status.status if shown.status else "",
        "organization_id": shown.affiliation.organization_id if shown.affiliation else None,
        "occupation": shown.occupation.code if shown.occupation else "",
        "in_youth_union": shown.youth_union is not None,
        "exempt": shown.exemption is not None,
        "levels": [
            {"kind": one.kind, "level": one.level, "field": one.field, "since": one.valid_from}
            for one in shown.qualifications
        ],
    }


@router.get("/{uuid:member_id}/timeline", response=list[EventOut], summary="Tiến trình của một đảng viên")
def show_timeline(request: HttpRequest, member_id: UUID, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:
    """What happened to a member up to the day, the latest first."""
    asked = _asked(request, about)
    open_file(asked, member_id)
    tell_reading(asked, member_id)
    events = Life(member_id, asked.on, asked.known_at).events()
    return [{"day": one.day, "kind": one.kind, "said": one.said, "basis": one.basis} for one in events]


@router.get("/{uuid:member_id}/records", response=list[RecordOut], summary="Các bản ghi của một đảng viên")
def show_records(request: HttpRequest, member_id: UUID, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:
    """The records of a member that are believed, each with the columns that can be corrected."""
    asked = _asked(request, about)
    open_file(asked, member_id)
    tell_reading(asked, member_id)
    life = Life(member_id, asked.on, asked.known_at)
    return [_record(life, kind, record) for kind in KINDS for record in life.believed(kind)]


@router.get("/{uuid:member_id}/acts", response=list[WayOut], summary="Những việc có thể ghi về một đảng viên")
def show_ways(request: HttpRequest, member_id: UUID, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:
    """The acts that fit the member on the day, for a program that may carry them out; none for any other."""
    asked = _asked(request, about)
    opened = open_file(asked, member_id)
    tell_reading(asked, member_id)
    shown = profile(member_id, as_of=asked.on, known_at=asked.known_at)
    ways = ways_for(shown) if opened.may_change else ()
    return [{"code": way.code, "label": str(way.label), "many": way.many} for way in ways]


@router.get("/{uuid:member_id}/readings", response=list[ReadOut], summary="Ai đã mở hồ sơ của một đảng viên")
def show_readings(request: HttpRequest, member_id: UUID, about: Query[AskedIn]) -> Sequence[Mapping[str, Any]]:
    """Who opened the file, the latest first; for whoever answers for accounts where the file is kept."""
    asked = _asked(request, about)
    if not open_file(asked, member_id).may_watch:
        raise denied(asked.actor)
    lines = readings_of(member_id, limit=READINGS)
    return [{"at": line.at, "actor": line.actor, "read": what_was_read(line)} for line in lines]


@router.get("/duplicates", response=DuplicatesOut, summary="Những người có thể bị ghi hai lần")
def list_suspects(request: HttpRequest, wanted: Query[DuplicatesAsked]) -> Mapping[str, Any]:
    """Members of the same name and birth date side by side; seeing them so opens their files, and is recorded."""
    asked = rolls_asked(request)
    groups = groups_seen(asked)
    start = (wanted.page - 1) * GROUPS
    found = open_groups(asked, groups[start : start + GROUPS])
    return {"count": len(groups), "page": wanted.page, "groups": [_suspects(group) for group in found]}


def _roll(line: Line) -> Mapping[str, Any]:
    return {**asdict(line), "official_on": line.official_on, "probation_ends": line.probation_ends}


def _record(life: Life, kind: str, record: Any) -> Mapping[str, Any]:
    columns = [column.attname for column in columns_of(record) if not column.name.startswith("basis_")]
    return {
        "kind": kind,
        "id": record.pk,
        "label": str(record._meta.verbose_name),
        "basis": str(record.basis),
        "values": {name: getattr(record, name) for name in columns},
        "corrected": [asdict(change) for change in life.changes(kind, record)],
    }


def _suspects(group: Suspects) -> Mapping[str, Any]:
    rows = [{"label": row.label, "values": list(row.values), "differs": row.differs} for row in group.rows]
    return {"members": [person.member_id for person in group.people], "rows": rows}


def _asked(request: HttpRequest, _about: AskedIn) -> Asked:
    """What is asked: the parameters that the description of the API names are read where those of pages are."""
    return asked_of(request)
