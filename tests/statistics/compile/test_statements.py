"""The SQL of statements, as it is sent to each database; ``DANGVU_WRITE_GOLDEN=1`` writes the agreed texts anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dangvu.statistics.compile.plan import Plan, RowsPlan, plan
from dangvu.statistics.compile.statement import placeholders, statement
from dangvu.statistics.compile.steps import Seen
from tests.statistics.room import tiny_catalogue

GOLDEN = Path(__file__).parent / "golden"
BOOK = tiny_catalogue()
REACH = """
WITH RECURSIVE seen AS (SELECT 1 AS ancestor_id, :known_at AS x), claims AS (SELECT * FROM seen),
line AS (SELECT 2 AS heir_id), reach AS (SELECT * FROM claims)
SELECT * FROM reach
"""


def _plan(fact: str, *, scoped: bool = False, seen: Seen | None = None) -> Plan:
    of_fact = [indicator for indicator in BOOK.indicators.values() if indicator.fact == BOOK.facts[fact]]
    return plan(BOOK.facts[fact], of_fact, scoped=scoped, seen=seen)


PLANS = {
    "stock": _plan("people"),
    "flow": _plan("joiners", scoped=True),
    "before": _plan("quitters", seen=Seen(2)),
    "ancestor": _plan("carried", scoped=True, seen=Seen(0)),
    "ancestors": _plan("carried"),
    "rows": RowsPlan(BOOK.facts["people"], "sex = 'female'", None),
    "rows_ancestor": RowsPlan(BOOK.facts["carried"], "", Seen(1, 2)),
}


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
@pytest.mark.parametrize("name", sorted(PLANS))
def test_statement_is_the_one_agreed_on(name: str, dialect: str) -> None:
    golden = GOLDEN / f"{name}.{dialect}.sql"
    text = statement(REACH, PLANS[name], dialect) + "\n"
    if os.environ.get("DANGVU_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_steps_say_what_they_are_for() -> None:
    assert [(step.name, step.describe()) for step in _plan("joiners", seen=Seen(2)).steps()] == [
        ("counted", "joiners: one row per counted thing"),
        ("permitted", "only rows below 2 permitted organisations"),
        ("leaves", "1 aggregates by organization_id, day"),
        ("claimants", "every organisation with its leaves (the tree of the row's day)"),
        ("sums", "leaves added up for those who claim them"),
        ("distincts", "distinct values for every organisation (the tree of the row's day)"),
    ]
    assert _plan("joiners", seen=Seen(1, 3)).steps()[1].describe() == (
        "only rows below 1 permitted organisations and of 3 by themselves"
    )
    assert _plan("quitters", scoped=True).steps()[-2].describe() == (
        "the scope with its leaves (the tree of the day before the row's)"
    )
    assert _plan("people").steps()[-2].describe() == "every organisation with its leaves (the tree of the day)"
    assert _plan("carried").steps()[-1].describe() == "1 aggregates for the organisation that each row names"


def test_equal_aggregates_are_computed_once() -> None:
    assert [aggregate.sql() for aggregate in _plan("people").aggregates].count("CAST(COUNT(*) AS INT)") == 1


def test_only_distinct_measures_need_no_leaves() -> None:
    joiners = BOOK.indicators["tiny.joiners"]
    assert joiners.fact
    steps = plan(joiners.fact, [joiners], scoped=False, seen=None).steps()
    assert [step.name for step in steps] == ["counted", "distincts"]


def test_placeholders_survive_quotes_comments_and_casts() -> None:
    columns = "':no 5%' AS a, x::text AS b, :known_at AS c -- :no"
    reach = f"WITH RECURSIVE claims AS (/* :no */ SELECT {columns}\n FROM t) SELECT * FROM claims"
    text = statement(reach, PLANS["rows"], "postgres")
    assert "':no 5%%'" in text
    assert placeholders(text) == {"known_at", "on", "scope"}
