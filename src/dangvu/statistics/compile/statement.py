"""From a plan to the text of a statement in the dialect of a database, with its parameters still named."""

from __future__ import annotations

import re
from functools import lru_cache

import sqlglot
from sqlglot import exp

from dangvu.statistics.compile.plan import Plan, RowsPlan
from dangvu.statistics.compile.steps import Step

_NAMED = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|::|(?<!:):(?P<name>[a-z_]\w*)", re.DOTALL)
_MARK = "p_"
"""Put before the names of placeholders while SQL is parsed: ``:on`` alone would read as a keyword."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the names of placeholders while the text is written, so that per cent signs can be doubled around them."""


@lru_cache(maxsize=512)
def statement(reach: str, plan: Plan | RowsPlan, dialect: str) -> str:
    """The statement for ``plan`` in ``dialect`` (``sqlite``, ``postgres``), placeholders written ``%(name)s``.

    ``reach`` is the statement whose table expressions place organisations in the tree.
    """
    tables = [*_parse(reach).ctes, *(_table(step) for step in plan.steps())]
    query = _parse(plan.select())
    query.set("with_", exp.With(expressions=tables, recursive=True))
    text = query.transform(_marked).sql(dialect=dialect, pretty=True, comments=False)
    return text.replace("%", "%%").replace(_OPEN, "%(").replace(_CLOSE, ")s")


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a statement."""
    return frozenset(re.findall(r"%\((\w+)\)s", text))


def _table(step: Step) -> exp.CTE:
    return exp.CTE(this=_parse(step.sql()), alias=exp.TableAlias(this=exp.to_identifier(step.name)))


def _parse(sql: str) -> exp.Query:
    query = sqlglot.parse_one(_NAMED.sub(_mark, sql), read="postgres")
    assert isinstance(query, exp.Query)
    return query


def _mark(match: re.Match[str]) -> str:
    return f":{_MARK}{match['name']}" if match["name"] else match[0]


def _marked(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Placeholder):
        return exp.Var(this=f"{_OPEN}{node.name.removeprefix(_MARK)}{_CLOSE}")
    return node
