"""From a plan to the text of a statement in the dialect of a database, with its parameters still named."""

from __future__ import annotations

import re
from functools import lru_cache

import sqlglot
from sqlglot import exp

from dangvu.statistics.compile.plan import Plan, RowsPlan

_NAMED = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|::|(?<!:):(?P<name>[a-z_]\w*)", re.DOTALL)
_MARK = "p_"
"""Put before the names of placeholders while SQL is parsed: ``:on`` alone would read as a keyword."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the names of placeholders while the text is written, so that per cent signs can be doubled around them."""


@lru_cache(maxsize=512)
def statement(reach: str, plan: Plan | RowsPlan, dialect: str) -> str:
    """The statement for ``plan`` in ``dialect`` (``sqlite``, ``postgres``), placeholders written ``%(name)s``.

    ``reach`` is the statement whose table expressions place organisations in the tree. Every part is translated by
    itself, so that what many statements share is translated once.
    """
    steps = [f"{step.name} AS (\n{_translated(step.sql(), dialect)}\n)" for step in plan.steps()]
    tables = ", ".join([_tables(reach, dialect), *steps])
    return f"WITH RECURSIVE {tables}\n{_translated(plan.select(), dialect)}"


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a statement."""
    return frozenset(re.findall(r"%\((\w+)\)s", text))


@lru_cache(maxsize=512)
def _translated(sql: str, dialect: str) -> str:
    return _written(_parsed(sql), dialect)


@lru_cache(maxsize=8)
def _tables(reach: str, dialect: str) -> str:
    return ", ".join(_written(table, dialect) for table in _parsed(reach).ctes)


def _parsed(sql: str) -> exp.Query:
    query = sqlglot.parse_one(_NAMED.sub(_mark, sql), read="postgres")
    assert isinstance(query, exp.Query)
    for placeholder in list(query.find_all(exp.Placeholder)):
        placeholder.replace(exp.Var(this=f"{_OPEN}{placeholder.name.removeprefix(_MARK)}{_CLOSE}"))
    return query


def _mark(match: re.Match[str]) -> str:
    return f":{_MARK}{match['name']}" if match["name"] else match[0]


def _written(node: exp.Expr, dialect: str) -> str:
    text = node.sql(dialect=dialect, pretty=True, comments=False)
    return text.replace("%", "%%").replace(_OPEN, "%(").replace(_CLOSE, ")s")
