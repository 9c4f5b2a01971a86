"""What the overview and the search answer to programs: key figures, what must be done, what was done, what is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from dangvu.audit.queries import latest
from dangvu.home.overview import SHOWN, key_figures, owed, sees_figures
from dangvu.home.views import found_by_words
from dangvu.statistics.api.answers import FigureOut, teller
from dangvu.statistics.catalogue.book import catalogue
from dangvu.ui.asking import asked_of
from dangvu.ui.programs import AskedIn
from dangvu.ui.reading import words

router = Router(tags=["overview"])


class KeyFigureOut(Schema):
    """A key figure: what makes it up, and how it has changed since the year began, null where that is not known."""

    figure: FigureOut
    parts: list[FigureOut]
    before: FigureOut | None
    change: int | str | None


class DutyOut(Schema):
    """Something owed by a day, how many things it stands for, and the page on which it is done."""

    due: date
    late: bool
    what: str
    count: int
    note: str
    url: str


class ChangeOut(Schema):
    """Something that was done lately; ``about`` names whom or what, if the program may see that."""

    at: datetime
    what: str
    subject: UUID | None
    about: str


class SearchAsked(AskedIn):
    """By which words, with or without diacritics."""

    q: str = Field(..., min_length=1, max_length=200)


class HitOut(Schema):
    """Something that was found: its name, what tells it apart from others of that name, and its page."""

    label: str
    note: str
    url: str


class FoundOut(Schema):
    """What one room found."""

    label: str
    hits: list[HitOut]


@router.get("/key-figures", response=list[KeyFigureOut], summary="Số liệu chính của một tổ chức vào một ngày")
def key_figures_of_day(
    request: HttpRequest,
    about: Query[AskedIn],  # noqa: ARG001 - it describes the address, which is read as everywhere
) -> Sequence[Mapping[str, Any]]:
    """The key figures that the rooms name, in their order."""
    asked = asked_of(request)
    if not sees_figures(asked):
        raise Http404
    tell = teller(asked)
    return [
        {
            "figure": tell(key.figure),
            "parts": [tell(part) for part in key.parts],
            "before": tell(key.before) if key.before else None,
            "change": str(key.change) if isinstance(key.change, Decimal) else key.change,
        }
        for key in key_figures(asked, catalogue(asked.known_at))
    ]


@router.get("/duties", response=list[DutyOut], summary="Việc đến hạn")
def duties_of_day(
    request: HttpRequest,
    about: Query[AskedIn],  # noqa: ARG001 - likewise
) -> Sequence[Mapping[str, Any]]:
    """What is late on the day or due within a month, the oldest first."""
    asked = asked_of(request)
    return [
        {
            "due": duty.due,
            "late": duty.due < asked.on,
            "what": str(duty.what),
            "count": duty.count,
            "note": str(duty.note),
            "url": duty.url,
        }
        for duty in owed(asked)
    ]


@router.get("/changes", response=list[ChangeOut], summary="Những thay đổi gần đây")
def latest_changes(
    request: HttpRequest,
    about: Query[AskedIn],  # noqa: ARG001 - likewise
) -> Sequence[Mapping[str, Any]]:
    """The last things that were done, as far as the program may see the records where they were done."""
    return [
        {
            "at": entry.line.at,
            "what": str(entry.what),
            "subject": entry.line.subject,
            "about": str(entry.subject.label) if entry.subject else "",
        }
        for entry in latest(asked_of(request), SHOWN)
    ]


@router.get("/search", response=list[FoundOut], summary="Tìm theo chữ")
def found_in_rooms(request: HttpRequest, wanted: Query[SearchAsked]) -> Sequence[Mapping[str, Any]]:
    """What the rooms find by the words, as of the day."""
    return [
        {
            "label": str(found.label),
            "hits": [{"label": str(hit.label), "note": str(hit.note), "url": hit.url} for hit in found.hits],
        }
        for found in found_by_words(asked_of(request), words(wanted.q))
    ]
