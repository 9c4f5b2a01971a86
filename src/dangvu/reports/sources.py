"""What proves a figure: the equations it stands in, and its rows as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.days import write_day
from dangvu.regulations import label
from dangvu.reports.quotes import write_value
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.facts import Column
from dangvu.statistics.catalogue.identities import Sum
from dangvu.statistics.figures import Answer, Figure, Row, answer


@dataclass(frozen=True, slots=True)
class Term:
    """One number of an equation, and what it counts."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Equation:
    """Parts that make up a whole; ``holds`` says whether they do."""

    label: str
    parts: tuple[Term, ...]
    whole: Term
    holds: bool


def equations(figure: Figure) -> list[Equation]:
    """The sums that the figure is the whole or a part of, worked out for the same organisation and days."""
    book = catalogue()
    sums = [i for i in book.identities if isinstance(i, Sum) and figure.indicator.id in (i.whole, *i.parts)]
    names = tuple(dict.fromkeys(name for identity in sums for name in (identity.whole, *identity.parts)))
    if not names:
        return []
    answered = answer(replace(figure.question, indicators=names), book)
    return [_equation(identity, answered, figure.scope) for identity in sums]


def _equation(identity: Sum, answered: Answer, scope: UUID) -> Equation:
    whole, parts = answered[identity.whole, scope], [answered[name, scope] for name in identity.parts]
    holds = whole.value == sum(part.value or 0 for part in parts)
    return Equation(str(identity.label), tuple(_term(p) for p in parts if p.value), _term(whole), holds)


def _term(figure: Figure) -> Term:
    return Term(write_value(figure), str(figure.indicator.label))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as a reader sees them: the labels of the columns, and the cells of every row."""

    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]


def rows_table(rows: Sequence[Row], *, on: date) -> Table:
    """Rows of one fact as a table; codes are written in the words of the day ``on``."""
    if not rows:
        return Table((), ())
    fact = rows[0].fact
    labels = {"day": _("Ngày")} | {name: str(column.label) for name, column in fact.columns.items()}
    cells = (tuple(_cell(fact.columns.get(name), value, on) for name, value in row.shown.items()) for row in rows)
    return Table(tuple(labels[name] for name in fact.show), tuple(cells))


def _cell(column: Column | None, value: Any, on: date) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return write_day(value)
    if column and column.codes:
        return label(column.codes, str(value), on=on)
    return str(value)
