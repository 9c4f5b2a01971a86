"""Digests and seals: what a row says, as text that is the same on every database, and a hash over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models

from dangvu.audit.models import Line
from dangvu.kernel.records import Record

_AFTERWARDS = frozenset({"superseded_at", "superseded_in"})
"""The columns of a record that a later act fills in; that act's line answers for them."""

_SEAL = frozenset({"seal"})


def seal(line: Line) -> str:
    """The seal over everything a line says, the seal before it included."""
    return hashlib.sha256(_canonical(line, _SEAL)).hexdigest()


class Digest:
    """A digest over all records that one act wrote and superseded."""

    def __init__(self) -> None:
        self._written: dict[str, hashlib._Hash] = {}
        self._superseded: dict[str, list[str]] = {}

    def write(self, record: Record) -> None:
        """Take in a record that was written; those of one model in the order of their keys."""
        written = self._written.setdefault(record._meta.label, hashlib.sha256())
        written.update(_canonical(record, _AFTERWARDS))

    def supersede(self, record: Record) -> None:
        """Take in that a record was superseded, and when."""
        entry = f"{record.pk} {_plain(record.superseded_at)}"
        self._superseded.setdefault(record._meta.label, []).append(entry)

    def __str__(self) -> str:
        """The digest as text; empty when no record was touched."""
        parts = [f"+{label} {written.hexdigest()}" for label, written in self._written.items()]
        parts += [f"-{label} {sorted(entries)}" for label, entries in self._superseded.items()]
        return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest() if parts else ""


def _canonical(row: models.Model, without: frozenset[str]) -> bytes:
    values = [_plain(read(getattr(row, name))) for name, read in _columns(type(row), without)]
    return _written(values).encode()


_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@cache
def _columns(model: type[models.Model], without: frozenset[str]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """The columns of a model in order, each with what turns a value as given into the value as read back."""
    fields = (field for field in model._meta.concrete_fields if field.attname not in without)
    return tuple((field.attname, field.to_python) for field in fields)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        # Databases keep trailing zeros as they like.
        return format(value.normalize(), "f")
    if isinstance(value, dict | list | tuple):
        # As a JSON column gives it back: keys are texts, and tuples are lists.
        return json.loads(json.dumps(value, default=_plain))
    return str(value)
