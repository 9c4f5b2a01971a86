"""What the documents tell a reader to open, follow or type is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.core.management import get_commands

from tests.architecture.tree import ROOT, code, place, under

CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
PATH = re.compile(r"(?<![\w./-])(?:src|docs|tests|tools|requirements|benchmarks)/[\w./*-]+|(?<![\w./-])\.ci/\w+")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
COMMAND = re.compile(r"(?<![\w./])(?<!from )(?:\.venv/bin/)?dangvu ([a-z][a-z_-]*)")
SETTING = re.compile(r"\bDANGVU_[A-Z_]+")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


def _documents() -> Iterator[Path]:
    yield from (path for path in under(ROOT, ".md") if path.parent == ROOT or path.is_relative_to(ROOT / "docs"))


def _said(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Where, and what, the documents say within code."""
    for document in _documents():
        for passage in CODE.finditer(document.read_text(encoding="utf-8")):
            yield from ((place(document), said) for said in pattern.findall(passage.group()))


def test_documents_name_only_paths_that_exist() -> None:
    assert [(where, path) for where, path in _said(PATH) if not any(ROOT.glob(path.rstrip("./")))] == []


def test_documents_link_only_to_files_that_exist() -> None:
    dead = [
        (place(document), link)
        for document in _documents()
        for link in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / link).exists()
    ]
    assert dead == []


def test_documents_name_only_make_targets_that_exist() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert [(where, target) for where, target in _said(MAKE) if target not in targets] == []


def test_documents_name_only_commands_that_exist() -> None:
    commands = get_commands()
    assert [(where, command) for where, command in _said(COMMAND) if command not in commands] == []


def test_documents_name_only_settings_that_exist() -> None:
    read = {name for path in code() for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    assert [(where, name) for where, name in _said(SETTING) if name not in read] == []


def test_every_make_target_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert set(TARGET.findall(makefile)) - explained == set()
