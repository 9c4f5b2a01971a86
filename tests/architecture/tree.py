"""The files of the project, as the tests of its shape walk them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "dangvu"
OURS = ("src", "tests", "tools", "benchmarks")


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the project: committed, or new and not ignored."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted(path for path in {ROOT / name for name in names} if path.is_file()))


def under(folder: Path, *suffixes: str) -> Iterator[Path]:
    """The project's files below ``folder`` with one of the suffixes."""
    return (path for path in files() if path.is_relative_to(folder) and path.suffix in suffixes)


def code() -> Iterator[Path]:
    """Our Python: everything but migrations, which Django writes."""
    for name in OURS:
        yield from (path for path in under(ROOT / name, ".py") if "migrations" not in path.parts)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, line: int | None = None) -> str:
    """A file, or a line of it, as an editor opens it."""
    name = str(path.relative_to(ROOT))
    return name if line is None else f"{name}:{line}"
