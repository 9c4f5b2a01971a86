"""What proves a figure: the equations it stands in, and its rows as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.access.covering import reach_to
from dangvu.audit.queries import last_learned
from dangvu.audit.trail import record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import write_day
from dangvu.kernel.policy import Permission, Reach, Verb, permitted
from dangvu.organizations.models import Organization, OrganizationRecord
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


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows behind a figure that its reader may see, of ``counted`` altogether."""

    rows: list[Row]
    counted: int

    @property
    def hidden(self) -> int:
        """How many were counted that this reader may not see."""
        return self.counted - len(self.rows)


def open_rows(asked: Asked, figure: Figure) -> Opened:
    """The rows behind a figure; opening people is a reading, and recorded.

    Seeing a number is not enough to see its rows: those of a room's fact are records of its area.
    """
    counted = figure.rows()
    if not counted:
        return Opened([], 0)
    fact = counted[0].fact
    readable = Organization.objects.filter(
        permitted(asked.actor, Permission(fact.room, Verb.READ), organization="pk"),
    )
    within = set(readable.values_list("pk", flat=True))
    opened = Opened([row for row in counted if row.organization_id in within], len(counted))
    if opened.rows and fact.personal:
        days = " – ".join(write_day(day) for day in (figure.on, figure.first, figure.last) if day)
        record_reading(actor=asked.actor, subject=figure.scope, what=f"{figure.indicator.id}, {days}")
    return opened


def source(asked: Asked, name: str) -> Mapping[str, Any]:
    """What the source of the figure of this name shows: definition, question, equations, and the first rows."""
    figure = figure_named(asked, name)
    opened = open_rows(asked, figure)
    on = figure.on or figure.last or asked.on
    proofs = equations(figure)
    return {
        "figure": figure,
        "name": name,
        "scope": recall_organization(figure.scope, as_of=on, known_at=asked.known_at),
        "known_at": asked.known_at or last_learned(),
        "equations": proofs,
        "proved": all(proof.holds for proof in proofs),
        "opened": opened,
        "table": rows_table(opened.rows[:SHOWN_ROWS], on=on),
        "limited": is_limited(figure, on),
    }


def is_limited(figure: Figure, on: date) -> bool:
    """Whether a figure may leave out something, because its reader may not see all below its organisation."""
    return leaves_out(figure.reach, figure.scope, on, figure.known_at)


def leaves_out(granted: Reach, organization_id: UUID, on: date, known_at: datetime | None) -> bool:
    """Whether a reach may leave out something of an organisation, or of what stands below it on a day."""
    if granted.everything:
        return False
    whole = reach_to(organization_id, as_of=on, known_at=known_at)
    if granted.roots & whole.roots:
        return False
    below = OrganizationRecord.objects.on(on, known_at).filter(parent=organization_id)
    return not granted.units & whole.units or below.exists()
