# ruff: noqa: S608 - the parts are tables of our own models
"""What has been counted before and cannot have changed since.

Records are only ever added and superseded, each under the number of a line of the trail, and a line is sealed over
everything recorded up to it. So the seal of the last line that wrote in the tables of a fact names what they hold:
the same question in the same state has the same answer, in every process, after a restart and after a rollback. An act
under way has no seal yet, and nothing is remembered of what it has already written.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import cache, lru_cache
from threading import Lock

from django.apps import apps
from django.db import connection, models

from dangvu.audit.models import Line
from dangvu.kernel.records import Identity, Record
from dangvu.statistics.catalogue.facts import Fact
from dangvu.statistics.compile.reading import tables_under
from dangvu.statistics.values import Values

CAPACITY = 1_000_000
"""Numbers held in one process: about 60 MB."""

Key = tuple[object, ...]


class Memory:
    """The values counted last, by question and state; the longest unused are forgotten beyond ``capacity`` numbers."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._held: OrderedDict[Key, Mapping[str, Values]] = OrderedDict()
        self._numbers = 0
        self._lock = Lock()

    def recall(self, key: Key) -> dict[str, Values]:
        """The values held under a key, by what describes their indicator; empty when there are none."""
        with self._lock:
            if key not in self._held:
                return {}
            self._held.move_to_end(key)
            return dict(self._held[key])

    def keep(self, key: Key, values: Mapping[str, Values]) -> None:
        """Hold values under a key, beside those held there."""
        with self._lock:
            held = self._held.pop(key, {})
            self._held[key] = {**held, **values}
            self._numbers += _size(self._held[key]) - _size(held)
            while self._numbers > self._capacity:
                _key, forgotten = self._held.popitem(last=False)
                self._numbers -= _size(forgotten)


MEMORY = Memory()
"""That of this process."""


def state_of(fact: Fact, reach: str) -> str | None:
    """The seal of the last line that wrote in any table on which a fact or the tree rests.

    ``None`` when no state can be named: nothing is recorded, an act is under way, or a table holds something other
    than records and identities.
    """
    text = _last_seal(tables_under(fact.query, reach))
    if text is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(text)
        found = cursor.fetchone()
    return str(found[0]) if found else None


@lru_cache(maxsize=256)
def _last_seal(tables: frozenset[str]) -> str | None:
    known = [_models().get(table) for table in sorted(tables)]
    if not all(model and issubclass(model, Record | Identity) for model in known):
        return None
    records = [model._meta.db_table for model in known if model and issubclass(model, Record)]
    written = [(table, column) for table in records for column in ("recorded_in", "superseded_in")]
    numbers = " UNION ALL ".join(f"SELECT MAX({column}) AS number FROM {table}" for table, column in written)
    return f"SELECT seal FROM {Line._meta.db_table} WHERE number = (SELECT MAX(number) FROM ({numbers}) AS written)"


@cache
def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def _size(values: Mapping[str, Values]) -> int:
    return sum(len(each) for each in values.values())
