"""From a plan to the text of a statement in the dialect of a database, with its parameters still named."""

from __future__ import annotations

import re
from functools import lru_cache

from dangvu.statistics.compile.plan import Plan, RowsPlan
from dangvu.statistics.compile.reading import mentioned, narrowed, tables, translated
from dangvu.statistics.compile.steps import Counted, Step


@lru_cache(maxsize=512)
def statement(reach: str, plan: Plan | RowsPlan, dialect: str) -> str:
    """The statement for ``plan`` in ``dialect`` (``sqlite``, ``postgres``), placeholders written ``%(name)s``.

    ``reach`` is the statement whose table expressions place organisations in the tree; those that the plan does not
    need are left out. Every part is translated by itself, so that what many statements share is translated once.
    """
    steps = plan.steps()
    named = frozenset(name for sql in (*(step.sql() for step in steps), plan.select()) for name in mentioned(sql))
    expressions = [*tables(reach, named, dialect).values(), *(_expression(step, dialect) for step in steps)]
    return f"WITH RECURSIVE {', '.join(expressions)}\n{translated(plan.select(), dialect)}"


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a statement."""
    return frozenset(re.findall(r"%\((\w+)\)s", text))


def _expression(step: Step, dialect: str) -> str:
    if isinstance(step, Counted) and step.columns is not None:
        return f"{step.name} AS (\n{narrowed(step.sql(), step.columns, dialect)}\n)"
    return f"{step.name} AS (\n{translated(step.sql(), dialect)}\n)"
