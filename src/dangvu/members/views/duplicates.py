"""Members who may be one person entered twice, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.kernel.asking import Asked
from dangvu.members.listing import Line, lines
from dangvu.members.models import Personal
from dangvu.members.narrowing import Narrowed
from dangvu.members.queries import suspected_duplicates
from dangvu.members.readings import rolls_asked
from dangvu.members.sheets import COLUMNS, written


@dataclass(frozen=True)
class Compared:
    """What the files say under one heading, and whether they differ."""

    label: str
    values: Sequence[str]

    @property
    def differs(self) -> bool:
        """Whether not all files say the same."""
        return len(set(self.values)) > 1


@dataclass(frozen=True)
class Suspects:
    """Members of the same name and birth date."""

    people: Sequence[Personal]
    rows: Sequence[Compared]


@require_safe
def list_duplicates(request: HttpRequest) -> HttpResponse:
    """Those of the suspected duplicates of whom one at least is listed and all are within the reader's sight."""
    asked = rolls_asked(request)
    return render(request, "members/duplicates.html", {"groups": list(suspects(asked))})


def suspects(asked: Asked) -> Iterator[Suspects]:
    """The groups of the organisation asked about and of all below it."""
    groups = suspected_duplicates(as_of=asked.on, known_at=asked.known_at)
    wanted = [person.member_id for group in groups for person in group]
    if not wanted:
        return
    narrowed = Narrowed(asked, QueryDict(), only=wanted)
    found = {line.member_id: line for line in lines(narrowed.rows, asked)}
    for group in groups:
        seen = [person for person in group if person.member_id in found]
        if len(seen) > 1:
            yield Suspects(seen, list(_compared(seen, found, asked)))


def _compared(people: Sequence[Personal], found: Mapping[UUID, Line], asked: Asked) -> Iterator[Compared]:
    yield Compared(_("Họ và tên"), [person.full_name for person in people])
    yield Compared(_("Số lý lịch"), [person.file_number or "–" for person in people])
    for column in COLUMNS:
        says = column.says(asked.on)
        yield Compared(str(column.label), [written(says(found[person.member_id])) for person in people])
