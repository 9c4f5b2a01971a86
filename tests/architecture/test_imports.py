"""Imports point down."""

from __future__ import annotations

import re
import tomllib
from itertools import takewhile

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.tree import PACKAGE, ROOT

ROOM = re.compile(r"[a-z]+")


def _layers() -> list[list[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    return [ROOM.findall(layer) for layer in contracts["rooms"]["layers"]]


def test_import_contract_holds(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, is_debug_mode=False)
    assert code == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_import_contract_names_every_room() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms - {room for layer in _layers() for room in layer} == set()


def test_diagram_of_the_architecture_is_the_import_contract() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    diagram = next(block for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) if "kernel" in block)
    rooms = {room for layer in _layers() for room in layer}
    drawn = [list(takewhile(rooms.__contains__, line.split())) for line in diagram.strip().splitlines()]
    assert drawn == _layers()
