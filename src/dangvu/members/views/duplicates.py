"""Members who may be one person entered twice, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.kernel.asking import Asked
from dangvu.members.listing import Line, lines
from dangvu.members.models import Personal
from dangvu.members.narrowing import Narrowed
from dangvu.members.queries import suspected_duplicates
from dangvu.members.readings import rolls_asked, tell_reading
from dangvu.members.sheets import COLUMNS, written
from dangvu.ui.reading import whole

PAGE = 10
"""Groups on a page."""


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
    """Suspected duplicates of whom the reader sees two files at least."""
    asked = rolls_asked(request)
    page = Paginator(groups_seen(asked), PAGE).get_page(whole(request.GET.get("page"), 1))
    return render(request, "members/duplicates.html", {"page": page, "groups": open_groups(asked, list(page))})


def groups_seen(asked: Asked) -> list[list[Personal]]:
    """The groups of the organisation asked about and of all below it, as far as the reader may see them."""
    groups = suspected_duplicates(as_of=asked.on, known_at=asked.known_at)
    wanted = [person.member_id for group in groups for person in group]
    seen = set(Narrowed(asked, QueryDict(), only=wanted).rows.values_list("member_id", flat=True))
    within = ([person for person in group if person.member_id in seen] for group in groups)
    return [group for group in within if len(group) > 1]


def open_groups(asked: Asked, groups: Sequence[Sequence[Personal]]) -> list[Suspects]:
    """Some groups side by side: seeing them so opens their files."""
    shown = [person.member_id for group in groups for person in group]
    tell_reading(asked, *shown)
    found = {line.member_id: line for line in lines(Narrowed(asked, QueryDict(), only=shown).rows, asked)}
    return [Suspects(group, list(_compared(group, found, asked))) for group in groups]


def _compared(people: Sequence[Personal], found: Mapping[UUID, Line], asked: Asked) -> Iterator[Compared]:
    yield Compared(_("Họ và tên"), [person.full_name for person in people])
    yield Compared(_("Số lý lịch"), [person.file_number or "–" for person in people])
    for column in COLUMNS:
        says = column.says(asked.on)
        yield Compared(str(column.label), [written(says(found[person.member_id])) for person in people])
