# ruff: noqa: S608 - the parts are names and conditions that the catalogue has checked
"""From a plan to the text of a statement in the dialect of a database, with its parameters still named."""

from __future__ import annotations

import re
from functools import lru_cache

from dangvu.statistics.catalogue.conditions import AGE
from dangvu.statistics.compile.plan import Plan, RowsPlan
from dangvu.statistics.compile.reading import mentioned, narrowed, tables, translated
from dangvu.statistics.compile.steps import Counted, Step

_TIMES = ("on", "first", "last")
"""The placeholders, besides thresholds, that say when."""


@lru_cache(maxsize=512)
def statement(reach: str, plan: Plan | RowsPlan, dialect: str) -> str:
    """The statement for ``plan`` in ``dialect`` (``sqlite``, ``postgres``), placeholders written ``%(name)s``.

    ``reach`` is the statement whose table expressions place organisations in the tree; those that the plan does not
    need are left out. Every part is translated by itself, so that what many statements share is translated once.
    """
    tables, steps, select = _parts(reach, plan, dialect)
    return f"WITH RECURSIVE {', '.join([*tables, *steps])}\n{select}"


@lru_cache(maxsize=128)
def statement_together(reach: str, plan: Plan, dialect: str, times: int) -> str:
    """One statement for ``plan`` at several times, so that the tree is climbed once for all of them.

    Its column ``asked`` numbers the times from 0; ``on``, ``first``, ``last`` and thresholds end in their number.
    """
    tables, steps, select = _parts(reach, plan, dialect)
    part = f"WITH {', '.join(steps)}\n{select}"
    parts = (f"SELECT {time} AS asked, answered.* FROM (\n{_at(part, time)}\n) AS answered" for time in range(times))
    return f"WITH RECURSIVE {', '.join(tables)}\n" + "\nUNION ALL\n".join(parts)


def at_time(name: str, time: int) -> str:
    """The name of a placeholder that stands for something else at every time, at one of them."""
    return f"{name}_{time}" if name in _TIMES or name.startswith(AGE) else name


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a statement."""
    return frozenset(re.findall(r"%\((\w+)\)s", text))


def _parts(reach: str, plan: Plan | RowsPlan, dialect: str) -> tuple[list[str], list[str], str]:
    """The table expressions of the tree, those of the steps, and the SELECT over them."""
    steps = plan.steps()
    named = frozenset(name for sql in (*(step.sql() for step in steps), plan.select()) for name in mentioned(sql))
    return (
        list(tables(reach, named, dialect).values()),
        [_expression(step, dialect) for step in steps],
        translated(plan.select(), dialect),
    )


def _at(part: str, time: int) -> str:
    return re.sub(r"%\((\w+)\)s", lambda match: f"%({at_time(match[1], time)})s", part)


def _expression(step: Step, dialect: str) -> str:
    if isinstance(step, Counted) and step.columns is not None:
        return f"{step.name} AS (\n{narrowed(step.sql(), step.columns, dialect)}\n)"
    return f"{step.name} AS (\n{translated(step.sql(), dialect)}\n)"
