"""Mean ages that come out to the printed decimals: the last days are shared out evenly over many birth dates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal

from dangvu.demo.planning.people import Life
from dangvu.kernel.days import DAYS_IN_YEAR

FARTHEST = 120
"""By how many days a birth date may be moved."""


def settle_mean_age(group: Collection[Life], movable: Collection[Life], mean: str, on: date) -> None:
    """Move the birth dates of ``movable``, all in ``group``, so that the mean age of ``group`` on ``on`` is ``mean``.

    The mean age is the exact number of days lived, divided by the number of people and by ``DAYS_IN_YEAR``. Raises
    ``ValueError`` when nobody would stay plausible.
    """
    wanted = int((Decimal(mean) * DAYS_IN_YEAR * len(group)).to_integral_value())
    missing = wanted - sum((on - life.birth).days for life in group)
    each, more = divmod(abs(missing), len(movable))
    if each >= FARTHEST:
        raise ValueError(f"ages are too far from {mean}: {each} days each")
    direction = -1 if missing > 0 else 1
    for index, life in enumerate(sorted(movable, key=lambda life: life.number)):
        life.birth += timedelta(days=direction * (each + (index < more)))
