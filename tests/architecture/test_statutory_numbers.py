"""Ages, terms, sizes and quotas live in the regulations, with their day and their source, and never in code."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.tree import PACKAGE, code, parsed, place

WITHOUT_RULES = {"kernel", "ui", "home", "demo", "proofreading"}
"""Rooms whose numbers are of the calendar, the screen, the invented committee or the Vietnamese language."""

SPANS = {"years_before", "years_after", "months_after", "timedelta"}
"""What moves a day by a number of years, months or days."""

HARMLESS = 2
"""Up to here a number only tells none, one and several apart."""


def _numbers(nodes: list[ast.expr]) -> Iterator[int | float]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and abs(node.value) > HARMLESS:
            yield node.value


def _called(node: ast.expr) -> str:
    """The name of the function that ``node`` calls, if it is a call."""
    called = node.func if isinstance(node, ast.Call) else None
    return str(getattr(called, "attr", getattr(called, "id", "")))


def _statutory(node: ast.AST) -> list[int | float]:
    """The numbers against which ``node`` holds a value, or by which it moves a day."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return [] if any(_called(side) == "len" for side in sides) else list(_numbers(sides))
    if isinstance(node, ast.Call) and _called(node) in SPANS:
        return list(_numbers([*node.args, *(keyword.value for keyword in node.keywords)]))
    return []


def test_rooms_hold_no_statutory_number() -> None:
    found = [
        (place(path, getattr(node, "lineno", None)), number)
        for path in code()
        if path.is_relative_to(PACKAGE) and not WITHOUT_RULES & set(path.relative_to(PACKAGE).parts)
        for node in ast.walk(parsed(path))
        for number in _statutory(node)
    ]
    assert found == []
