"""Why a figure is another one now: the records, written or superseded between two moments, that changed it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from dangvu.kernel.days import LATEST
from dangvu.kernel.records import Identity, Record
from dangvu.organizations.models import Organization
from dangvu.statistics.catalogue.book import shipped
from dangvu.statistics.catalogue.facts import Fact
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.figures import Figure, Row


@dataclass(frozen=True, slots=True)
class Change:
    """A row that one of the two figures counts and the other does not, and the records that made the difference."""

    row: Row
    counted_now: bool
    records: tuple[Record, ...]


def explain_difference(
    figure: Figure, known_at_then: datetime, known_at_now: datetime | None = None
) -> tuple[Change, ...]:
    """Which records, written or superseded after ``known_at_then`` and up to ``known_at_now``, change the figure.

    A record that was replaced without changing what the figure counts (a name corrected) is not among them.
    """
    rows_then, rows_now = figure.rows_in_brief(known_at_then), figure.rows_in_brief(known_at_now)
    indicator = (figure.parts[0] if figure.parts else figure).indicator
    gone, new = _apart(rows_then, rows_now, indicator)
    touched = _Touched(known_at_then, known_at_now or LATEST)
    return (
        *(Change(row, counted_now=False, records=touched.by(row)) for row in gone),
        *(Change(row, counted_now=True, records=touched.by(row)) for row in new),
    )


def _apart(then: list[Row], now: list[Row], indicator: Indicator) -> tuple[list[Row], list[Row]]:
    """The rows on each side without an equal on the other: one that counts alike for the same subject."""
    old, new = ([(_subject(row, indicator), row) for row in rows] for rows in (then, now))
    keys_old, keys_new = (Counter(key for key, _row in keyed) for keyed in (old, new))
    return _surplus(old, keys_old - keys_new), _surplus(new, keys_new - keys_old)


def _surplus(keyed: Iterable[tuple[tuple[Any, ...], Row]], surplus: Counter[tuple[Any, ...]]) -> list[Row]:
    found = []
    for key, row in keyed:
        if surplus[key] > 0:
            surplus[key] -= 1
            found.append(row)
    return found


def _subject(row: Row, indicator: Indicator) -> tuple[Any, ...]:
    measured = row.values[indicator.of] if indicator.of else None
    return *(_identities(row) or (row.organization_id,)), measured


def _identities(row: Row) -> tuple[UUID, ...]:
    return tuple(value for name in row.fact.identities if (value := row.values[name]))


@dataclass(frozen=True, slots=True)
class _Touched:
    """The records written or superseded after ``since`` and up to ``until``."""

    since: datetime
    until: datetime

    def by(self, row: Row) -> tuple[Record, ...]:
        """Those about what the row counts, or about the organisations it was counted under."""
        subjects = {*_identities(row), *self._chain(row.organization_id)}
        found = [record for model in _record_models(row.fact) for record in self._of(model, subjects)]
        return tuple(sorted(found, key=lambda record: (record.recorded_in, record._meta.label, record.pk)))

    def _of(self, model: type[Record], subjects: set[UUID]) -> Iterator[Record]:
        about = models.Q(pk__in=())
        for field in model._meta.concrete_fields:
            if field.related_model and issubclass(field.related_model, Identity):
                about |= models.Q(**{f"{field.attname}__in": subjects})
        written = models.Q(recorded_at__gt=self.since, recorded_at__lte=self.until)
        superseded = models.Q(superseded_at__gt=self.since, superseded_at__lte=self.until)
        yield from model._default_manager.filter(about, written | superseded)

    def _chain(self, organization_id: UUID) -> set[UUID]:
        """The organisation and everything that was ever above it."""
        chain, waiting = {organization_id}, {organization_id}
        while waiting:
            above = Organization.objects.filter(child_records__organization__in=waiting)
            waiting = set(above.values_list("pk", flat=True)) - chain
            chain |= waiting
        return chain


def _record_models(fact: Fact) -> list[type[Record]]:
    """The kinds of record on which a count of the fact rests: those that its statement and that of the tree read."""
    read = set(re.findall(r"\w+", f"{shipped().reach} {fact.query}"))
    return [model for model in apps.get_models() if issubclass(model, Record) and model._meta.db_table in read]
