"""Chance that is the same everywhere, and quotas that leave none to it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws that depend on the seed alone: each is made from ``Random.random``, whose sequence Python guarantees."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - a sample, not a secret

    def unit(self) -> float:
        """A number from 0 up to, and without, 1."""
        return self._random.random()

    def between(self, first: int, last: int) -> int:
        """A whole number from ``first`` to ``last``, both included."""
        return first + int(self.unit() * (last - first + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of ``items``, each as likely as the next."""
        return items[self.between(0, len(items) - 1)]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The items in another order."""
        keyed = [(self.unit(), index, item) for index, item in enumerate(items)]
        return [item for _, _, item in sorted(keyed, key=lambda entry: entry[:2])]

    def choose(self, items: Iterable[T], count: int, weight: Callable[[T], float] = lambda _: 1.0) -> list[T]:
        """Exactly ``count`` of ``items``, a heavier one more likely; those of weight 0 never.

        Raises ``ValueError`` when there are fewer.
        """
        keyed = []
        for index, item in enumerate(items):
            draw = -math.log(1.0 - self.unit())
            if heaviness := weight(item):
                keyed.append((draw / heaviness, index, item))
        if len(keyed) < count:
            raise ValueError(f"{count} wanted of {len(keyed)}")
        return [item for _, _, item in sorted(keyed, key=lambda entry: entry[:2])[:count]]


def shares(total: int, weights: Sequence[int | float]) -> list[int]:
    """``total`` in whole shares that follow ``weights``: the largest remainders get one more."""
    exact = [Fraction(total) * Fraction(weight) / Fraction(sum(map(Fraction, weights))) for weight in weights]
    whole = [math.floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda index: (whole[index] - exact[index], index))
    for index in order[: total - sum(whole)]:
        whole[index] += 1
    return whole


def spread(counts: dict[T, int]) -> list[T]:
    """Every key as often as it counts, evenly mixed: any beginning of the list has about the right proportions."""
    total = sum(counts.values())
    positions = [
        (Fraction(2 * turn + 1, 2 * count), index, key)
        for index, (key, count) in enumerate(counts.items())
        for turn in range(count)
    ]
    assert len(positions) == total
    return [key for _, _, key in sorted(positions, key=lambda entry: entry[:2])]
