"""Measurements against budgets, as lines of a table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """How long something took, in seconds, and how long it may take; ``None`` for either: not measured, no budget."""

    what: str
    seconds: float | None
    budget: float | None = None

    @property
    def broken(self) -> bool:
        """Whether it took longer than it may."""
        return self.seconds is not None and self.budget is not None and self.seconds > self.budget

    def line(self) -> str:
        """One line of the table."""
        verdict = "–" if self.seconds is None or self.budget is None else "too slow" if self.broken else "ok"
        return f"{self.what:<68}{written(self.budget):>10}{written(self.seconds):>10}  {verdict}"


_clocks = [time.perf_counter]


def count_processor_time() -> None:
    """From now on, measure the time that this process keeps a processor busy, whoever else waits for one."""
    _clocks[:] = [time.process_time]


def once(work: Callable[[], object]) -> float:
    """How long one run takes, in seconds."""
    clock = _clocks[0]
    started = clock()
    work()
    return clock() - started


def median(work: Callable[[], object], runs: int = 5) -> float:
    """How long a run takes in the middle of several, in seconds."""
    return statistics.median(once(work) for _ in range(runs))


def written(seconds: float | None) -> str:
    """A time as the table shows it."""
    if seconds is None:
        return "–"
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
