"""A second, hand-written definition of every indicator, in Python over the naive rows of ``oracle``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from tests.statistics.oracle import Belief, Found

Value = int | Decimal | None
Rule = Callable[[Found], bool]


def everything(_row: Found) -> bool:
    return True


@dataclass(frozen=True)
class Check:
    """The rows of a fact that meet ``rule``: how many, how many distinct ``of``, the sum of ``of``, or the mean age."""

    rows: str
    rule: Rule = everything
    measure: str = "count"
    of: str = ""

    def rows_of(self, belief: Belief, on: date, first: date, last: date) -> list[Found]:
        days = (on,) if self.rows in STOCKS else (first, last)
        return [row for row in getattr(belief, self.rows)(*days) if self.rule(row)]

    def value(self, rows: list[Found], on: date) -> Value:
        if self.measure == "count":
            return len(rows)
        if self.measure == "distinct":
            return len({getattr(row, self.of) for row in rows})
        if self.measure == "sum":
            return sum(getattr(row, self.of) for row in rows)
        if not rows:
            return None
        days = sum((on - row.birth_date).days for row in rows)
        return rounded(Decimal(days) / len(rows) / Decimal("365.2425"))


@dataclass(frozen=True)
class Ratio:
    part: str
    base: str


STOCKS = {"members", "organization_rows", "committee_members", "secretaries"}


def rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def age(birth: date, on: date) -> int:
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def expected(
    checks: dict[str, Check | Ratio], belief: Belief, on: date, first: date, last: date
) -> dict[str, dict[UUID, Value]]:
    """The value of every indicator for every organisation."""
    values: dict[str, dict[UUID, Value]] = {}
    cache: dict[str, list[Any]] = {}
    for name, check in checks.items():
        if isinstance(check, Ratio):
            continue
        every = cache.setdefault(check.rows, Check(check.rows).rows_of(belief, on, first, last))
        rows = [row for row in every if check.rule(row)]
        values[name] = {
            scope: check.value([row for row in rows if scope in row.counted_for], on) for scope in belief.organizations
        }
    for name, check in checks.items():
        if isinstance(check, Ratio):
            values[name] = {
                scope: rounded(Decimal(values[check.part][scope] or 0) * 100 / whole) if whole else None
                for scope, whole in values[check.base].items()
            }
    return values
