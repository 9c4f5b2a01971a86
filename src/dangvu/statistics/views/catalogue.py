"""Every indicator with its value for the organisation and day that are asked about, and what must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from dangvu.statistics.catalogue.identities import Ledger, Sum
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.figures import Figure, answer
from dangvu.statistics.naming import question_of, year_so_far
from dangvu.statistics.policy import READ
from dangvu.statistics.queries.ledgers import Book, ledger_of
from dangvu.statistics.sources import Equation, equation
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
    groups = list(grouped(asked, book, found)) if reach(asked.actor, READ).anywhere else []
    if request.GET.get("format") == "xlsx":
        return _sheet(asked, groups)
    context = {"groups": groups, "text": text, "count": len(found), "first": year_so_far(asked.on)}
    return render(request, "statistics/index.html", context)


def grouped(asked: Asked, book: Catalogue, indicators: Sequence[Indicator]) -> Iterator[Group]:
    """The figures of ``indicators`` by what they count, in the order of the rooms."""
    if not indicators:
        return
    answered = answer(question_of(asked, tuple(one.id for one in indicators)), book)
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


def _sheet(asked: Asked, groups: Sequence[Group]) -> HttpResponse:
    days = _("Số liệu của %(name)s, tính đến %(on)s; phát sinh từ đầu năm")
    note = days % {"name": asked.name, "on": write_day(asked.on)}
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


@dataclass(frozen=True)
class Held:
    """A part that must not be more than its base."""

    label: str
    part: Figure
    base: Figure

    @property
    def holds(self) -> bool:
        """Whether the part is not more than its base."""
        return (self.part.value or 0) <= (self.base.value or 0)


@require_safe
def identities(request: HttpRequest) -> HttpResponse:
    """Everything that must add up at the organisation on the day, what does not hold first."""
    asked = asked_of(request)
    book = catalogue(asked.known_at)
    names = tuple(dict.fromkeys(name for one in book.identities for name in one.indicators))
    seen = reach(asked.actor, READ).anywhere
    sums: list[Equation] = []
    ledgers: list[Book] = []
    shares: list[Held] = []
    answered = answer(question_of(asked, names), book) if seen else None
    for one in book.identities if answered else ():
        assert answered is not None
        match one:
            case Sum():
                sums.append(equation(one, answered, asked.organization))
            case Ledger():
                ledgers.append(ledger_of(one, asked, answered, book))
            case _:
                sides = (answered[name, asked.organization] for name in (one.part, one.base))
                shares.append(Held(str(one.label), *sides))
    every: list[Equation | Book | Held] = [*sums, *ledgers, *shares]
    context = {
        "sums": sorted(sums, key=lambda one: one.holds),
        "ledgers": ledgers,
        "shares": shares,
        "count": len(every),
        "broken": sum(not one.holds for one in every),
    }
    return render(request, "statistics/identities.html", context)
