"""Reading SQL of the rooms, taking from it what nobody asked for, and writing it in the dialect of a database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import sqlglot
from sqlglot import exp

_NAMED = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|::|(?<!:):(?P<name>[a-z_]\w*)", re.DOTALL)
_MARK = "p_"
"""Put before the names of placeholders while SQL is parsed: ``:on`` alone would read as a keyword."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the names of placeholders while the text is written, so that per cent signs can be doubled around them."""


_MERGING = ("distinct", "group", "having")
"""Parts of a query by which one row of it comes from several: what such a query answers is left as it is."""


@lru_cache(maxsize=512)
def translated(sql: str, dialect: str) -> str:
    """A query, PostgreSQL with ``:name`` for placeholders, in another dialect with ``%(name)s`` for them."""
    return _written(_parsed(sql), dialect)


@lru_cache(maxsize=512)
def narrowed(sql: str, columns: frozenset[str], dialect: str) -> str:
    """Like ``translated``, answering only ``columns`` and without the left joins that none of them needs.

    A left join of a fact looks something up and never multiplies rows, so it can go unnoticed.
    """
    query = _parsed(sql)
    branches = list(_branches(query))
    if not any(branch.args.get(key) for branch in branches for key in _MERGING):
        # The first SELECT names the columns of all.
        kept = [at for at, each in enumerate(branches[0].selects) if each.alias_or_name in columns]
        for branch in branches:
            _narrow(branch, kept)
    return _written(query, dialect)


@lru_cache(maxsize=256)
def tables(sql: str, names: frozenset[str], dialect: str) -> dict[str, str]:
    """The table expressions of a statement that ``names`` stand on, in order, each in a dialect."""
    known = {table.alias: table for table in _parsed(sql).ctes}
    needed: set[str] = set()
    waiting = set(names) & known.keys()
    while waiting:
        needed |= waiting
        waiting = {name for table in waiting for name in _mentioned(known[table])} & known.keys() - needed
    return {name: _written(table, dialect) for name, table in known.items() if name in needed}


@lru_cache(maxsize=512)
def mentioned(sql: str) -> frozenset[str]:
    """The tables and table expressions that a query reads."""
    return frozenset(_mentioned(_parsed(sql)))


@lru_cache(maxsize=512)
def tables_under(sql: str, expressions: str) -> frozenset[str]:
    """The tables of the database on which a query rests, itself or by any of the table ``expressions``."""
    query = _parsed(expressions)
    known = {table.alias for table in query.ctes}
    return frozenset((_mentioned(query) | _mentioned(_parsed(sql))) - known)


def _mentioned(node: exp.Expr) -> set[str]:
    own = {table.alias for table in node.find_all(exp.CTE)} if isinstance(node, exp.Query) else set()
    return {table.name for table in node.find_all(exp.Table)} - own


def _branches(query: exp.Query) -> Iterator[exp.Query]:
    """The SELECTs whose rows are put together into those of the query; a UNION that drops rows is one itself."""
    if isinstance(query, exp.Union) and not query.args["distinct"]:
        yield from _branches(query.left)
        yield from _branches(query.right)
    else:
        yield query


def _narrow(select: exp.Query, kept: Sequence[int]) -> None:
    select.set("expressions", [select.selects[at] for at in kept])
    joins = list(select.args.get("joins") or [])
    for join in reversed(joins):
        if join.side == "LEFT" and not _used(join, select):
            select.set("joins", [each for each in select.args["joins"] if each is not join])


def _used(join: exp.Join, select: exp.Query) -> bool:
    """Whether anything outside of a join names a column of what it joins."""
    alias = join.alias_or_name
    inside = {id(column) for column in join.find_all(exp.Column)}
    return any(column.table == alias and id(column) not in inside for column in select.find_all(exp.Column))


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
