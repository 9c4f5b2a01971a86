# ruff: noqa: S608 - the parts are tables of our own models
"""What has been found before and cannot have changed since.

Records are only ever added and superseded, each under the number of a line of the trail, and a line is sealed over
everything recorded up to it. So the seal of the last line that wrote in some tables names what they hold: the same
question in the same state has the same answer, in every process, after a restart and after a rollback. An act under
way has no seal yet, and nothing is remembered of what it has already written.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from threading import Lock
from typing import Any, TypeVar, cast

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from dangvu.audit.models import Line
from dangvu.kernel.days import LATEST
from dangvu.kernel.records import Identity, Record

T = TypeVar("T")

_NAME = re.compile(r'"(\w+)"')

CAPACITY = 500
"""Answers held in one process; an answer is a set, a tree or a list of a few hundred things."""


@dataclass(frozen=True, slots=True)
class State:
    """What some tables hold, as known at a moment; ``None``: at any moment since they were last written in."""

    seal: str
    known_at: datetime | None


_at_hand: ContextVar[dict[tuple[frozenset[str], datetime | None], State | None] | None] = ContextVar(
    "the states that this request has asked for", default=None
)


def hold_states(**_told: Any) -> None:
    """From now on, until they are released, take each state for what it was when first asked for: a request begins."""
    _at_hand.set({})


def release_states(**_told: Any) -> None:
    """Ask for every state anew: the request is over."""
    _at_hand.set(None)


@contextmanager
def states_changing() -> Iterator[None]:
    """Within it states are asked for anew each time, and afterwards nothing counts that was held before: an act."""
    held = _at_hand.get()
    _at_hand.set(None)
    try:
        yield
    finally:
        _at_hand.set(None if held is None else {})


def state_of(tables: frozenset[str], known_at: datetime | None = None, *, anew: bool = False) -> State | None:
    """What names the content of some tables (by their names in the database), as known at a moment.

    ``None`` when no state can be named: nothing is recorded, an act is under way, or a table holds something other
    than records and identities. Within a request it stays what it was at first, unless asked for ``anew``.
    """
    held = _at_hand.get()
    if held is None or anew:
        return _read(tables, known_at)
    if (tables, known_at) not in held:
        held[tables, known_at] = _read(tables, known_at)
    return held[tables, known_at]


def _read(tables: frozenset[str], known_at: datetime | None) -> State | None:
    text = _last_seal(tables)
    if text is None:
        return None
    moment = models.DateTimeField().get_db_prep_value(known_at or LATEST, connection)
    with connection.cursor() as cursor:
        cursor.execute(text, [moment])
        found = cursor.fetchone()
    return State(str(found[0]), known_at if found[1] else None) if found else None


@lru_cache(maxsize=256)
def _last_seal(tables: frozenset[str]) -> str | None:
    known = [_models().get(table) for table in sorted(tables)]
    if not all(model and issubclass(model, Record | Identity) for model in known):
        return None
    records = [model._meta.db_table for model in known if model and issubclass(model, Record)]
    written = [(table, column) for table in records for column in ("recorded_in", "superseded_in")]
    numbers = " UNION ALL ".join(f"SELECT MAX({column}) AS number FROM {table}" for table, column in written)
    return (
        f"SELECT seal, CASE WHEN at > %s THEN 1 ELSE 0 END FROM {Line._meta.db_table}"
        f" WHERE number = (SELECT MAX(number) FROM ({numbers}) AS written)"
    )


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


class Memory:
    """The answers found last; the longest unused is forgotten beyond ``capacity`` of them."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def recall(
        self,
        question: tuple[Hashable, ...],
        find: Callable[[], T],
        *,
        of: frozenset[str],
        known_at: datetime | None = None,
    ) -> T:
        """What ``find`` answers, or answered to the same ``question`` in the same state of the tables ``of``.

        The question names everything else that the answer rests on. The answer is shared: nobody may change it.
        """
        state = state_of(of, known_at)
        if state is None:
            return find()
        key = (question, state)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return cast(T, self._held[key])
        answer = find()
        if state == state_of(of, known_at, anew=True):
            # What is read while somebody records may be of the state before or after.
            self._keep(key, answer)
        return answer

    def _keep(self, key: Hashable, answer: object) -> None:
        with self._lock:
            self._held[key] = answer
            while len(self._held) > self._capacity:
                self._held.popitem(last=False)


recall = Memory().recall
"""That of this process."""


def recall_rows(rows: models.QuerySet[Any, T]) -> Sequence[T]:
    """The rows of a query, which its statement finds or has found in the same state of its tables."""
    try:
        text, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return ()
    return recall((text, *values), lambda: tuple(rows), of=_tables_in(text))


def _tables_in(text: str) -> frozenset[str]:
    return frozenset(name for name in _NAME.findall(text) if name in _models())


def tables_of(*kinds: type[models.Model]) -> frozenset[str]:
    """The names of the tables of some models."""
    return frozenset(kind._meta.db_table for kind in kinds)
