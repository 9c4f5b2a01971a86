"""Fact files: one SELECT with one row per counted thing, under a YAML header that says what the columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from dangvu.kernel.sources import Entry, parse_source, refusal
from dangvu.statistics.catalogue.words import Words, near, read_words

_FILE = re.compile(r"\s*/\*(?P<header>.*?)\*/(?P<query>.*)", re.DOTALL)


class Time(StrEnum):
    """Whether a fact holds on a day (stock) or happens in a period (flow)."""

    STOCK = "stock"
    FLOW = "flow"


class Placed(StrEnum):
    """Which tree a row is counted in.

    ``ON`` the tree of the row's day; ``BEFORE`` the tree of the day before it, for what ends something; ``ANCESTOR``
    the organisation that the row itself names, for what the tree did and not the row's organisation.
    """

    ON = "on"
    BEFORE = "before"
    ANCESTOR = "ancestor"


class Type(StrEnum):
    """What a column holds, and so what it may be compared with."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    NUMBER = "number"
    YEARS = "years"
    FLAG = "flag"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that conditions may name.

    ``codes`` is the rule that lists the codes it may hold; ``since`` the day column from which completed years are
    counted, up to the day asked for (of a period: its last).
    """

    name: str
    type: Type
    label: Words
    codes: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind of thing that a room offers to be counted; ``query`` is PostgreSQL with named placeholders."""

    name: str
    room: str
    path: Path
    label: Words
    time: Time
    placed: Placed
    personal: bool
    columns: Mapping[str, Column] = field(hash=False)
    show: tuple[str, ...]
    sort: str
    query: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that place a row in the tree of a day."""
        return ("organization_id",) if self.time is Time.STOCK else ("organization_id", "day")

    @property
    def identities(self) -> tuple[str, ...]:
        """The columns that say who or what a row is about."""
        return tuple(name for name, column in self.columns.items() if column.type is Type.ID)

    @property
    def selected(self) -> tuple[str, ...]:
        """The columns that the query itself answers, derived ones left out."""
        return tuple(name for name, column in self.columns.items() if column.type is not Type.YEARS)


def read_fact(path: Path, room: str) -> Fact:
    """Read a fact file; raise ``Refusal`` naming file, line and key when it is malformed."""
    match = _FILE.fullmatch(path.read_text(encoding="utf-8"))
    if not match:
        message = _("thiếu phần khai báo giữa /* và */ ở đầu tệp; hãy viết phần đó trước câu SELECT.")
        raise refusal(path, 1, "", message)
    header = _header(path, match)
    header.allow("label", "time", "placed", "personal", "columns", "show", "sort")
    columns = _columns(header)
    for key in ("show", "sort"):
        for name in header.texts(key) if key == "show" else [header.text(key)]:
            if name not in columns and name not in ("row_id", "organization_id", "day"):
                raise header.refuse(key, _("cột “%(name)s” chưa khai báo.") % {"name": name} + near(name, columns))
    return Fact(
        name=path.stem,
        room=room,
        path=path,
        label=read_words(header, "label"),
        time=Time(header.one_of("time", tuple(Time))),
        placed=Placed(header.one_of("placed", tuple(Placed), Placed.ON)),
        personal=header.one_of("personal", ("true", "false"), "false") == "true",
        columns=columns,
        show=tuple(header.texts("show")),
        sort=header.text("sort"),
        query=match["query"].strip().rstrip(";"),
    )


def _header(path: Path, match: re.Match[str]) -> Entry:
    """The YAML of the header, its lines counted from the top of the file."""
    above = match.string.count("\n", 0, match.start("header"))
    return parse_source("\n" * above + match["header"], path)


def _columns(header: Entry) -> dict[str, Column]:
    section = header.entry("columns")
    columns = {name: _column(section.entry(name), name) for name in section.values}
    for name, column in columns.items():
        if column.since and (column.since not in columns or columns[column.since].type is not Type.DAY):
            raise section.refuse(name, _("“since” phải là một cột kiểu day; hãy sửa tên cột."))
    return columns


def _column(entry: Entry, name: str) -> Column:
    entry.allow("type", "codes", "since", "label")
    kind = Type(entry.one_of("type", tuple(Type)))
    codes = entry.text("codes") if kind is Type.CODE else ""
    since = entry.text("since") if kind is Type.YEARS else ""
    return Column(name, kind, read_words(entry, "label"), codes, since)
