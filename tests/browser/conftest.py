"""The sample committee for the tests in a browser: built once, and a copy of it for each file of tests."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.serving import Key, keys, run


@dataclass(frozen=True)
class Folder:
    """A var folder in which the sample committee stands, and what its people sign in with."""

    var: Path
    keys: dict[str, Key]


@pytest.fixture(scope="module", autouse=True)
def _unmeasured() -> Iterator[None]:
    """What serves a browser runs untraced: the lines that it reaches, tests without a browser reach too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str, _unmeasured: None) -> Folder:
    """The sample committee, which whichever worker comes first builds for all."""
    base = tmp_path_factory.getbasetemp()
    built = (base if worker_id == "master" else base.parent) / "sample-committee"
    told = built.with_suffix(".told")
    with built.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            built.mkdir()
            told.write_text(run(built, "demo"), encoding="utf-8")
    var = tmp_path_factory.mktemp("office") / "var"
    shutil.copytree(built, var)
    return Folder(var, keys(told.read_text(encoding="utf-8")))
