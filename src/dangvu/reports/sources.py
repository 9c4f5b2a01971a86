"""What proves a figure: the equations it stands in, and its rows as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

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


def rows_table(rows: Sequence[Row], *, on: date) -> tuple[list[str], list[list[str]]]:
    """The labels of the columns that a reader sees, and the cells of every row, in words of the day ``on``."""
    if not rows:
        return [], []
    columns = rows[0].fact.columns
    names = list(rows[0].shown)
    labels = [str(columns[name].label) if name in columns else name for name in names]
    return labels, [[_cell(columns.get(name), row.values[name], on) for name in names] for row in rows]


def _cell(column: Column | None, value: Any, on: date) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return write_day(value)
    if column and column.codes:
        return label(column.codes, str(value), on=on)
    return str(value)
