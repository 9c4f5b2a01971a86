"""The figures of the records that a text is held against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache

from django.utils.translation import override

from dangvu.kernel.policy import Actor, reach, require
from dangvu.organizations.queries import find_organization, first_day
from dangvu.proofreading.checks.records import RecordedFigure, Records
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.catalogue.indicators import Kind
from dangvu.statistics.figures import Question, answer
from dangvu.statistics.policy import READ

TEXTS_ARE_IN = "vi"


def records_of(scope: str, on: date, actor: Actor, *, known_at: datetime | None = None) -> Records:
    """Everything that is counted in the organisation with the code ``scope`` on a day, as known at a moment or now.

    Raises ``Refusal`` for an unknown organisation, a day before the first record, and figures that ``actor`` may not
    read.
    """
    record = find_organization(scope, as_of=on, known_at=known_at)
    require(actor, READ, [record.organization_id])
    book = catalogue()
    asked = Question((), record.organization_id, known_at=known_at, reach=reach(actor, READ))
    stocks = replace(asked, indicators=_of_kind(book, Kind.STOCK), on=on)
    since = first_day(known_at=known_at)

    @cache
    def flows(first: date, last: date) -> tuple[RecordedFigure, ...]:
        """What happened in a period; nothing for one that the records do not cover."""
        if since is None or first < since:
            return ()
        return _recorded(replace(asked, indicators=_of_kind(book, Kind.FLOW), first=first, last=last), book)

    return Records(_recorded(stocks, book), on, _names(record.name, record.short_name), flows)


def _of_kind(book: Catalogue, kind: Kind) -> tuple[str, ...]:
    return tuple(indicator.id for indicator in book.indicators.values() if indicator.kind is kind)


def _recorded(question: Question, book: Catalogue) -> tuple[RecordedFigure, ...]:
    answered = answer(question, book)
    with override(TEXTS_ARE_IN):
        return tuple(
            RecordedFigure(str(figure.indicator.label), figure.value)
            for figure in answered
            if isinstance(figure.value, int)
        )


def _names(name: str, short_name: str) -> tuple[str, ...]:
    """How a text may call the organisation; the committee of one is the organisation itself."""
    names = [given for given in (name, short_name) if given]
    return tuple(dict.fromkeys([*names, *(given.replace("Đảng bộ", "Đảng ủy") for given in names)]))
