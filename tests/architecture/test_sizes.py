"""Nothing outgrows a reader: files are split by noun, functions by step."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.tree import PACKAGE, ROOT, code, parsed, place, under

FILE_LINES = 400
TEST_FILE_LINES = 600
TEMPLATE_LINES = 150
FUNCTION_LINES = 60


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _ceiling(path: Path) -> int:
    return TEST_FILE_LINES if path.is_relative_to(ROOT / "tests") else FILE_LINES


def test_files_stay_below_their_ceiling() -> None:
    assert {place(path): _lines(path) for path in code() if _lines(path) > _ceiling(path)} == {}


def test_templates_stay_below_their_ceiling() -> None:
    assert {place(path): _lines(path) for path in under(PACKAGE, ".html") if _lines(path) > TEMPLATE_LINES} == {}


def test_functions_stay_below_their_ceiling() -> None:
    long = {
        place(path, node.lineno): node.name
        for path in code()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    }
    assert long == {}
