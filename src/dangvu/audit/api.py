"""What the trail answers to programs: what was done, one line with what it touched, and who read what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from dangvu.audit.looking import Sought, open_line, require_reader
from dangvu.audit.models import Line
from dangvu.audit.queries import Entry, acts, entries, readings
from dangvu.audit.records import Change, Group
from dangvu.audit.words import details
from dangvu.kernel.asking import Asked
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn
from dangvu.ui.reading import words

MOST = 2**62
"""No line has a larger number."""

router = Router(tags=["audit"])


class ReadingsAsked(AskedIn):
    """Which lines: with these words, about this subject, written on these days, behind this number."""

    q: str = Field("", max_length=200, description="chữ trong căn cứ, lý do; tên người, tổ chức")
    subject: UUID | None = None
    first: date | None = None
    last: date | None = None
    before: int | None = Field(None, ge=1, le=MOST, description="số của trang trước, để xem tiếp các dòng cũ hơn")


class LinesAsked(ReadingsAsked):
    """Likewise, and which act."""

    verb: str = Field("", max_length=80)


class LineOut(Schema):
    """A line of the trail; ``what`` says the act in words, ``about`` the subject by name, if the program may see it."""

    number: int
    at: datetime
    actor: str
    verb: str
    what: str
    day: date | None
    basis: str
    reason: str
    subject: UUID | None
    about: str


class LinesOut(Schema):
    """Some lines, the latest first; ``before`` asks for the next ones, null at the end."""

    lines: list[LineOut]
    before: int | None


class ReadingOut(Schema):
    """Who read what of whom."""

    number: int
    at: datetime
    actor: str
    subject: UUID | None
    about: str
    read: str


class ReadingsOut(Schema):
    """Some readings, the latest first; ``before`` asks for the next ones, null at the end."""

    readings: list[ReadingOut]
    before: int | None


class DetailOut(Schema):
    """Something more that an act left with its line."""

    label: str
    text: str


class ValueOut(Schema):
    """One column: what it said before, and says since; empty for nothing."""

    label: str
    old: str
    new: str


class TouchOut(Schema):
    """A record that was added, replaced or withdrawn, about whom, and its columns."""

    kind: str
    about: list[str]
    values: list[ValueOut]


class TouchedOut(Schema):
    """The records of one kind that an act touched; of many members they are counted and not told."""

    label: str
    count: int
    changes: list[TouchOut]


class OpenedLineOut(LineOut):
    """A line with what its act touched, and its seals."""

    details: list[DetailOut]
    touched: list[TouchedOut]
    seal: str
    previous: str
    rows: str


@router.get("/lines", response=LinesOut, summary="Những việc đã làm, mới nhất trước")
def lines_of_trail(request: HttpRequest, wanted: Query[LinesAsked]) -> Mapping[str, Any]:
    """What was done, as far as the program may know of it."""
    verb = words(wanted.verb)
    found, before = _found(request, wanted, acts().filter(verb=verb) if verb else acts())
    return {"lines": [_line(one) for one in found], "before": before}


@router.get("/lines/{int:number}", response=OpenedLineOut, summary="Một dòng nhật ký, với các bản ghi bị chạm đến")
def line_of_trail(
    request: HttpRequest,
    number: int,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Mapping[str, Any]:
    """One line; the files of a few members that it opens are recorded as read."""
    opened = open_line(_reader(request), number)
    line = opened.entry.line
    return {
        **_line(opened.entry),
        "details": [{"label": str(label), "text": text} for label, text in details(line)],
        "touched": [_touched(group, told=told) for group, told in opened.touched],
        "seal": line.seal,
        "previous": line.previous,
        "rows": line.rows,
    }


@router.get("/readings", response=ReadingsOut, summary="Ai đã xem gì, mới nhất trước")
def readings_of_trail(request: HttpRequest, wanted: Query[ReadingsAsked]) -> Mapping[str, Any]:
    """Who opened whose file, the people behind which figure, or exported which list."""
    found, before = _found(request, wanted, readings())
    return {"readings": [{**_line(one), "read": one.read} for one in found], "before": before}


def _found(request: HttpRequest, wanted: ReadingsAsked, lines: QuerySet[Line]) -> tuple[list[Entry], int | None]:
    asked = _reader(request)
    sought = Sought(words(wanted.q), wanted.subject, wanted.first, wanted.last, wanted.before)
    leaf = sought.found(lines, asked)
    return entries(asked, leaf.lines), leaf.before


def _reader(request: HttpRequest) -> Asked:
    return require_reader(asked_of(request))


def _line(entry: Entry) -> dict[str, Any]:
    names = ("number", "at", "actor", "verb", "day", "basis", "reason", "subject")
    said = {name: getattr(entry.line, name) for name in names}
    return said | {"what": str(entry.what), "about": str(entry.subject.label) if entry.subject else ""}


def _touched(group: Group, *, told: bool) -> Mapping[str, Any]:
    changes = [_change(change) for change in group.changes] if told else []
    return {"label": str(group.label), "count": group.count, "changes": changes}


def _change(change: Change) -> Mapping[str, Any]:
    values = [{"label": str(value.label), "old": value.old, "new": value.new} for value in change.values]
    return {"kind": change.kind, "about": [str(hit.label) for hit in change.about], "values": values}
