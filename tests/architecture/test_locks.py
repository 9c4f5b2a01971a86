"""The lock files install the same packages everywhere, from whichever registry a machine is set to use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

REQUIREMENTS = ROOT / "requirements"
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)", re.MULTILINE)
DIRECT = re.compile(r"^([A-Za-z][\w-]*)", re.MULTILINE)
MOST_DEPENDENCIES = 25
ADDRESS = re.compile(r"://|\bwww\.|index-url|find-links|\.(?:com|org|net|io|local)\b", re.IGNORECASE)

locks = pytest.mark.parametrize("lock", sorted(REQUIREMENTS.glob("*.txt")), ids=lambda path: path.name)


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")


def _pins(lock: Path) -> dict[str, str]:
    return dict(PIN.findall(lock.read_text(encoding="utf-8")))


@locks
def test_lock_names_no_address(lock: Path) -> None:
    assert [line for line in lock.read_text(encoding="utf-8").splitlines() if ADDRESS.search(line)] == []


@locks
def test_lock_has_a_hash_for_every_package(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z])", lock.read_text(encoding="utf-8"))
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@locks
def test_lock_holds_every_direct_dependency(lock: Path) -> None:
    declared = lock.with_suffix(".in").read_text(encoding="utf-8")
    assert {_normal(name) for name in DIRECT.findall(declared)} - _pins(lock).keys() == set()


def test_direct_dependencies_stay_few_and_each_has_a_reason() -> None:
    declared = {
        path.stem: set(map(_normal, DIRECT.findall(path.read_text("utf-8")))) for path in REQUIREMENTS.glob("*.in")
    }
    decisions = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs" / "decisions").glob("*.md")))
    named = {_normal(name) for name in re.findall(r"`([\w-]+)`", decisions)}
    assert len(declared["run"]) < MOST_DEPENDENCIES
    assert sorted((declared["run"] | declared["dev"]) - named) == []


def test_locks_agree_with_each_other() -> None:
    run, dev = _pins(REQUIREMENTS / "run.txt"), _pins(REQUIREMENTS / "dev.txt")
    assert {name: version for name, version in run.items() if dev.get(name) != version} == {}
