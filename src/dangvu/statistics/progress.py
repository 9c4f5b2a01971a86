"""Targets of one organisation with how far they are reached, as numbers and as drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import reach
from dangvu.statistics.policy import READ
from dangvu.statistics.queries.targets import Progress, progress, targets
from dangvu.ui.charts import Bullet, bullet


@dataclass(frozen=True)
class Promise:
    """A target with how far it is reached, also as a drawing."""

    progress: Progress
    drawing: Bullet


def promised(asked: Asked) -> Sequence[Promise]:
    """The targets of the organisation that run on the day, under what the reader may see."""
    granted = reach(asked.actor, READ)
    found = targets(as_of=asked.on, known_at=asked.known_at, scope=asked.organization)
    reached = [progress(one, known_at=asked.known_at, on=asked.on, reach=granted) for one in found]
    return [Promise(one, _drawn(one)) for one in reached]


def _drawn(one: Progress) -> Bullet:
    value, target, operator = one.figure.value or 0, one.target.value, one.target.operator
    limits = operator in {"at_most", "none"}
    return bullet(value, target, max(value, target), at_most=limits, over=operator == "more_than")
