"""Every indicator with its value for the organisation and day that are asked about, and what must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dangvu.audit.trail import record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import write_day
from dangvu.kernel.policy import reach
from dangvu.kernel.vietnamese import fold
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.figures import Figure, answer
from dangvu.statistics.naming import question_of, year_so_far
from dangvu.statistics.policy import READ
from dangvu.statistics.proofs import Proofs, proofs_of
from dangvu.statistics.views.indicator import begun_on
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import words
from dangvu.ui.sheets import download, workbook


@dataclass(frozen=True)
class Group:
    """Indicators over one kind of thing, with their figures."""

    label: str
    figures: list[Figure]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The indicators whose name or definition holds the words ``q``, or all of them."""
    asked = asked_of(request)
    text = words(request.GET.get("q"))
    book = catalogue(asked.known_at)
    found = [one for one in book.indicators.values() if _matches(one, text)]
    since = begun_on(request)
    groups = list(grouped(asked, book, found, since)) if reach(asked.actor, READ).anywhere else []
    first = since or year_so_far(asked.on)
    if request.GET.get("format") == "xlsx":
        return _sheet(asked, groups, first)
    context = {"groups": groups, "text": text, "count": len(found), "first": first}
    return render(request, "statistics/index.html", context)


def grouped(
    asked: Asked, book: Catalogue, indicators: Sequence[Indicator], since: date | None = None
) -> Iterator[Group]:
    """The figures of ``indicators`` by what they count, in the order of the rooms.

    Flows are those from ``since``; without it, those of the year so far.
    """
    if not indicators:
        return
    names = tuple(one.id for one in indicators)
    answered = answer(question_of(asked, names, first=since, last=since and asked.on), book)
    groups: dict[str, list[Figure]] = {}
    for indicator in indicators:
        fact = indicator.fact or book.indicator(indicator.part).fact
        assert fact is not None
        groups.setdefault(str(fact.label), []).append(answered[indicator.id, asked.organization])
    for label, figures in groups.items():
        yield Group(label, figures)


def _matches(indicator: Indicator, text: str) -> bool:
    said = fold(f"{indicator.label} {indicator.definition} {indicator.id}")
    return all(word in said for word in fold(text).split())


def _sheet(asked: Asked, groups: Sequence[Group], first: date) -> HttpResponse:
    days = _("Số liệu của %(name)s, tính đến %(on)s; phát sinh từ ngày %(first)s")
    note = days % {"name": asked.name, "on": write_day(asked.on), "first": write_day(first)}
    columns = [_("Nhóm"), _("Chỉ tiêu"), _("Giá trị"), _("Đơn vị tính"), _("Định nghĩa"), _("Quy định"), _("Mã")]
    rows = (
        (
            group.label,
            str(one.indicator.label),
            one.value,
            str(one.indicator.unit),
            str(one.indicator.definition),
            one.indicator.rule,
            one.indicator.id,
        )
        for group in groups
        for one in group.figures
    )
    record_reading(actor=asked.actor, subject=asked.organization, what=f"statistics.xlsx, {asked.on.isoformat()}")
    title = _("Số liệu")
    return download(f"{title} {asked.code} {asked.on}.xlsx", workbook(title, [note], columns, rows))


@require_safe
def identities(request: HttpRequest) -> HttpResponse:
    """Everything that must add up at the organisation on the day, what does not hold first."""
    asked = asked_of(request)
    found = proofs_of(asked) if reach(asked.actor, READ).anywhere else Proofs()
    context = {
        "sums": found.sums,
        "ledgers": found.ledgers,
        "shares": found.shares,
        "count": found.count,
        "broken": found.broken,
    }
    return render(request, "statistics/identities.html", context)
