"""What has been counted before and cannot have changed since, held under the state of the tables of a fact."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from threading import Lock

from dangvu.audit import remembering as audit
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


def state_of(fact: Fact, reach: str, known_at: datetime | None = None, *, anew: bool = False) -> audit.State | None:
    """What names the content of the tables on which a fact or the tree rests; ``None`` when there is no such name."""
    return audit.state_of(tables_under(fact.query, reach), known_at, anew=anew)


def _size(values: Mapping[str, Values]) -> int:
    return sum(len(each) for each in values.values())
