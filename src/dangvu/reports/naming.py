"""How pages of reports name a quoted number, and what they show of one that was worked out of others or is frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal
from dangvu.reports.writing.document import FigureMark
from dangvu.statistics.catalogue.book import catalogue

_PLACE = re.compile(r"f[1-9][0-9]{0,5}")


def figure_name(place: str, detail: Mapping[str, Any], organization_id: UUID) -> str:
    """The name under which a number of a report opens: that of its figure, or its place where it was worked out."""
    return plain_name(detail, organization_id) or place


def plain_name(detail: Mapping[str, Any], organization_id: UUID) -> str:
    """The name that statistics know a figure by, on a page about an organisation; empty for what is no figure."""
    if not detail.get("indicator"):
        return ""
    where = "" if detail["scope"] == str(organization_id) else f"@{detail['scope']}"
    days = f"{detail['first']}..{detail['last']}" if detail["first"] else detail["on"]
    return f"{detail['indicator']}{where}:{days}"


def is_place(figure: str) -> bool:
    """Whether the parameter ``figure`` of an address names a place in a report, and not a figure."""
    return _PLACE.fullmatch(figure) is not None


@dataclass(frozen=True)
class Quote:
    """A quoted number for its source on a page: ``name`` is what statistics know it by, empty where it is no figure."""

    label: str
    text: str
    name: str
    detail: Mapping[str, Any]
    on: date | None
    first: date | None
    last: date | None
    known_at: datetime | None
    operands: Sequence[Quote] = ()


def quote_at(marks: Sequence[FigureMark], place: str, organization_id: UUID) -> Quote:
    """The number that stands at a place of a report; raises ``Refusal`` when none does."""
    mark = next((mark for mark in marks if mark.id == place), None)
    if mark is None:
        message = _("báo cáo không có con số “%(place)s”; hãy mở từ một con số trong báo cáo.")
        raise Refusal.of("reports.unknown-figure", message % {"place": place})
    return _quote(mark.label, mark.text, mark.detail, organization_id)


def _quote(label: str, text: str, detail: Mapping[str, Any], organization_id: UUID) -> Quote:
    def day(name: str) -> date | None:
        return date.fromisoformat(detail[name]) if detail.get(name) else None

    operands = detail.get("operands", ())
    return Quote(
        label=_in_words(label, detail),
        text=text,
        name=plain_name(detail, organization_id),
        detail=detail,
        on=day("on"),
        first=day("first"),
        last=day("last"),
        known_at=datetime.fromisoformat(detail["known_at"]) if detail.get("known_at") else None,
        operands=[_quote(one["label"], one["text"], one, organization_id) for one in operands],
    )


def _in_words(label: str, detail: Mapping[str, Any]) -> str:
    """What a number counts in the reader's language, as far as its indicator is still known; as printed otherwise."""
    for one in (detail, *detail.get("operands", ())):
        if indicator := catalogue().indicators.get(one.get("indicator", "")):
            return str(indicator.label)
    return label
