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
from datetime import UTC, datetime
from functools import cache, cached_property, lru_cache
from threading import Lock
from typing import Any, TypeVar, cast

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.utils.translation import get_language

from dangvu.audit.models import Line
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Permission, reach
from dangvu.kernel.records import Identity, Record

T = TypeVar("T")

_NAME = re.compile(r'"(\w+)"')

CAPACITY = 500
"""Answers held in one process; an answer is a set, a tree or a list of a few hundred things."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""The moment since which tables are as they are in which nothing has been recorded."""

ENDS = 1000
"""Tables of which one process knows, at the ends that the trail had, who wrote in them last."""


@dataclass(frozen=True, slots=True)
class State:
    """What some tables hold, as known at a moment; ``None``: at any moment since they were last written in.

    The seal is that of the last line that wrote in them or, for an earlier moment, of the last line up to it: what was
    known then stays the same whatever is recorded later.
    """

    seal: str
    known_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Written:
    """The seal and moment of the last line that wrote in some tables, and the seal of the last that wrote anywhere."""

    seal: str
    at: datetime
    end: str


_by_end: OrderedDict[tuple[str, frozenset[str]], _Written] = OrderedDict()
"""What this process knows of tables while the last line that wrote anywhere has a seal: nobody has written since."""


class _Held:
    """What a request has asked for already: where the trail ends, and the last lines that wrote in tables."""

    def __init__(self) -> None:
        self._written: dict[frozenset[str], _Written | None] = {}
        self._seals: dict[datetime, str] = {}

    def seal(self, known_at: datetime) -> str:
        if known_at not in self._seals:
            self._seals[known_at] = _seal_of(known_at)
        return self._seals[known_at]

    def written(self, tables: frozenset[str]) -> _Written | None:
        if tables not in self._written:
            found = _by_end.get((self._end, tables)) or _read(tables)
            # What is recorded meanwhile must not be mixed with what was found before.
            self._written[tables] = found if found and found.end == self._end else None
        return self._written[tables]

    @cached_property
    def _end(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute(_END)
            found = cursor.fetchone()
        return str(found[0]) if found else ""


_at_hand: ContextVar[_Held | None] = ContextVar("the states that this request has asked for", default=None)


def hold_states(**_told: Any) -> None:
    """From now on, until they are released, take each state for what it was when first asked for: a request begins."""
    _at_hand.set(_Held())


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
        _at_hand.set(None if held is None else _Held())


def state_of(tables: frozenset[str], known_at: datetime | None = None, *, anew: bool = False) -> State | None:
    """What names the content of some tables (by their names in the database), as known at a moment.

    ``None`` when no state can be named: an act is under way, or a table holds something other than records and
    identities. Within a request it stays what it was at first, unless asked for ``anew``.
    """
    held = None if anew else _at_hand.get()
    written = held.written(tables) if held else _read(tables)
    if written is None:
        return None
    if known_at is None or written.at <= known_at:
        return State(written.seal, None)
    return State(held.seal(known_at) if held else _seal_of(known_at), known_at)


def _read(tables: frozenset[str]) -> _Written | None:
    text = _last_line(tables)
    if text is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(text)
        found = cursor.fetchone()
    number, seal, at, end = found
    if number is not None and seal is None:
        return None
    # Django lets every database answer in UTC, which SQLite does not say.
    written = _Written(seal, at.replace(tzinfo=UTC), end) if seal else _Written("", LONG_AGO, end or "")
    _by_end[written.end, tables] = written
    while len(_by_end) > ENDS:
        _by_end.popitem(last=False)
    return written


def _seal_of(known_at: datetime) -> str:
    """The seal of the last line of the trail up to a moment."""
    lines = Line.objects.filter(at__lte=known_at).order_by("-at", "-number")
    return lines.values_list("seal", flat=True).first() or ""


_END = f"SELECT seal FROM {Line._meta.db_table} WHERE rows <> '' ORDER BY number DESC LIMIT 1"
"""The last line that touched any record: readings touch none."""


@lru_cache(maxsize=256)
def _last_line(tables: frozenset[str]) -> str | None:
    known = [_models().get(table) for table in sorted(tables)]
    if not all(model and issubclass(model, Record | Identity) for model in known):
        return None
    records = [model._meta.db_table for model in known if model and issubclass(model, Record)]
    written = [(table, column) for table in records for column in ("recorded_in", "superseded_in")]
    numbers = " UNION ALL ".join(f"SELECT MAX({column}) AS number FROM {table}" for table, column in written)
    return (
        f"SELECT last.number, line.seal, line.at, ({_END})"
        f" FROM (SELECT MAX(number) AS number FROM ({numbers}) AS written) AS last"
        f" LEFT JOIN {Line._meta.db_table} AS line ON line.number = last.number"
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


def recall_asked(
    asked: Asked, permission: Permission, question: tuple[Hashable, ...], find: Callable[[], T], *, of: frozenset[str]
) -> T:
    """What ``find`` answers to the question of a page, or answered in the same language to somebody of equal reach.

    Of its reader ``find`` may ask no more than where ``permission`` is held.
    """
    about = (asked.organization, asked.code, asked.on, asked.known_at, asked.usual, asked.today)
    whole = (*question, get_language(), reach(asked.actor, permission), *about)
    return recall(whole, find, of=of, known_at=asked.actor.at)


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


@cache
def records_of(*rooms: str) -> frozenset[str]:
    """The names of all tables in which some rooms keep records."""
    kept = (model for room in rooms for model in apps.get_app_config(room).get_models() if issubclass(model, Record))
    return tables_of(*kept)
