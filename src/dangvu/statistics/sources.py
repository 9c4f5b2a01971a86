"""What proves a figure: the equations it stands in, and its rows as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.audit.queries import last_learned
from dangvu.audit.trail import record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import write_day
from dangvu.kernel.policy import Permission, Reach, Verb, allowed
from dangvu.organizations.queries import recall_organization
from dangvu.regulations import label
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.facts import Column
from dangvu.statistics.catalogue.identities import Sum
from dangvu.statistics.figures import Answer, Figure, Row, answer
from dangvu.statistics.naming import figure_named

SHOWN_ROWS = 30


@dataclass(frozen=True, slots=True)
class Equation:
    """Parts that make up a whole; ``holds`` says whether they do."""

    label: str
    parts: tuple[Figure, ...]
    whole: Figure

    @property
    def holds(self) -> bool:
        """Whether the parts add up to the whole."""
        return self.whole.value == sum(part.value or 0 for part in self.parts)

    @property
    def excess(self) -> int:
        """How much more the parts come to than the whole; negative when they come to less."""
        return int(sum(part.value or 0 for part in self.parts) - (self.whole.value or 0))


def equations(figure: Figure) -> list[Equation]:
    """The sums that the figure is the whole or a part of, worked out for the same organisation and days."""
    book = catalogue()
    sums = [i for i in book.identities if isinstance(i, Sum) and figure.indicator.id in (i.whole, *i.parts)]
    names = tuple(dict.fromkeys(name for identity in sums for name in (identity.whole, *identity.parts)))
    if not names:
        return []
    answered = answer(replace(figure.question, indicators=names), book)
    return [equation(identity, answered, figure.scope) for identity in sums]


def equation(identity: Sum, answered: Answer, scope: UUID) -> Equation:
    """A sum at one organisation; parts that come to nothing are left out."""
    parts = [answered[name, scope] for name in identity.parts]
    return Equation(str(identity.label), tuple(part for part in parts if part.value), answered[identity.whole, scope])


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


def may_open(asked: Asked, figure: Figure) -> bool:
    """Whether the reader may see the rows behind a figure, for which seeing its number is not enough.

    The rows of a room's fact are records of its area; every one that was counted must lie in the reader's reach of it.
    """
    counted = figure.parts[0].indicator.fact if figure.parts else figure.indicator.fact
    assert counted is not None
    return allowed(asked.actor, Permission(counted.room, Verb.READ), figure.scope)


def open_rows(asked: Asked, figure: Figure) -> list[Row]:
    """The rows behind a figure; opening people is a reading, and recorded."""
    found = figure.rows()
    if found and found[0].fact.personal:
        days = " – ".join(write_day(day) for day in (figure.on, figure.first, figure.last) if day)
        # Now, not when the page was asked for: others may have written to the trail while it was worked out.
        reader = replace(asked.actor, at=timezone.now())
        record_reading(actor=reader, subject=figure.scope, what=f"{figure.indicator.id}, {days}")
    return found


def source(asked: Asked, name: str) -> Mapping[str, Any]:
    """What the source of the figure of this name shows: definition, question, equations, and the first rows."""
    figure = figure_named(asked, name)
    rows = open_rows(asked, figure) if may_open(asked, figure) else None
    on = figure.on or figure.last or asked.on
    proofs = equations(figure)
    return {
        "figure": figure,
        "name": name,
        "scope": recall_organization(figure.scope, as_of=on, known_at=asked.known_at),
        "known_at": asked.known_at or last_learned(),
        "equations": proofs,
        "proved": all(proof.holds for proof in proofs),
        "rows": rows,
        "table": rows_table(rows[:SHOWN_ROWS], on=on) if rows else None,
        "limited": limits(figure.reach),
    }


def limits(reach: Reach) -> bool:
    """Whether a figure under this reach may leave out what its reader is not allowed to see."""
    return not reach.everything
