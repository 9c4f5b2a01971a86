"""Measurements against budgets, as lines of a table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

RUNS = 5
ROUNDS = 3
"""How often a time above its budget is taken anew: other work on the machine can only make it longer."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How long something took, in seconds: by the clock, and of that on this process's own processor."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """How long something took and how many seconds of it it may take by the clock; ``None``: there is no budget."""

    what: str
    taken: Taken
    budget: float | None = None

    @property
    def missed(self) -> bool:
        """Whether it took longer than it may."""
        return self.budget is not None and self.taken.clock > self.budget

    def line(self) -> str:
        """One line of the table."""
        verdict = "" if self.budget is None else "too slow" if self.missed else "ok"
        times = "".join(f"{written(one):>10}" for one in (self.budget, self.taken.clock, self.taken.processor))
        return f"{self.what:<64.64}{times}  {verdict}".rstrip()


HEADING = f"{'':<64}{'budget':>10}{'clock':>10}{'processor':>10}"


def once(work: Callable[[], object]) -> Taken:
    """How long one run takes."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - clock, time.process_time() - processor)


def measure(what: str, work: Callable[[], object], budget: float | None = None, runs: int = RUNS) -> Measurement:
    """How long a run takes in the middle of several: of the quietest round, if the first one is above the budget."""
    rounds = (Measurement(what, _middle(work, runs), budget) for _round in range(ROUNDS))
    return _best(rounds)


def _best(rounds: Iterator[Measurement]) -> Measurement:
    best = next(rounds)
    while best.missed and (another := next(rounds, None)):
        best = min(best, another, key=lambda one: one.taken.clock)
    return best


def _middle(work: Callable[[], object], runs: int) -> Taken:
    taken = [once(work) for _run in range(runs)]
    return Taken(statistics.median(one.clock for one in taken), statistics.median(one.processor for one in taken))


def written(seconds: float | None) -> str:
    """A time as the table shows it."""
    if seconds is None:
        return "–"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
