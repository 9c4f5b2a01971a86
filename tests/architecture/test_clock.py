"""Time is an argument: only a page, a command or a job looks at the clock."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.architecture.tree import PACKAGE, code, parsed, place, under

CLOCKS = {"today", "now", "utcnow", "localdate", "localtime", "Now", "TruncNow"}
STAMPS = {"auto_now", "auto_now_add"}
SQL_CLOCK = re.compile(r"\b(current_(date|time|timestamp)|now\s*\(|'now')", re.IGNORECASE)


EARS = {"views.py", "jobs.py", "cli.py", "api.py", "asking.py", "backend.py"}
"""Modules that first hear what is asked: of pages, jobs, commands, the API, and of whoever signs in."""


def _may_look(path: Path) -> bool:
    return path.name in EARS or bool({"api", "views", "commands", "jobs"} & set(path.parts))


def _looks_at_the_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in STAMPS
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    return isinstance(called, ast.Attribute | ast.Name) and getattr(called, "attr", getattr(called, "id", "")) in CLOCKS


def test_clock_is_read_in_views_commands_and_jobs_only() -> None:
    found = [
        place(path, getattr(node, "lineno", None))
        for path in code()
        if path.is_relative_to(PACKAGE) and not _may_look(path)
        for node in ast.walk(parsed(path))
        if _looks_at_the_clock(node)
    ]
    assert found == []


def test_clock_is_not_read_in_sql() -> None:
    assert [place(path) for path in under(PACKAGE, ".sql") if SQL_CLOCK.search(path.read_text(encoding="utf-8"))] == []
