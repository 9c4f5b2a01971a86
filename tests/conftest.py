"""What holds for every test: Vietnamese is spoken, Hypothesis repeats itself, tests are marked by what they touch."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import translation
from hypothesis import settings

from dangvu.audit.remembering import release_states
from dangvu.regulations.own import as_shipped

LONGEST = (
    *("tests/browser/test_for_everybody.py", "tests/demo/test_playback.py", "tests/home/test_hostile_input.py"),
    *("tests/statistics/test_figures_equal_naive_loops.py", "tests/home/test_api_description.py", "tests/home"),
    *("tests/browser", "tests/jobs", "tests/reports", "tests/statistics"),
)
"""What takes longest begins first: in the end no worker waits for another."""

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}

settings.register_profile("default", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")


def pytest_configure(config: pytest.Config) -> None:
    """Let modules of tests ask rules while they are collected, without a database; make passwords cheap to check."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1
    session = ExitStack()
    session.enter_context(as_shipped())
    config.add_cleanup(session.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database and what asks for pages, and put the longest first."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & fixtures:
            item.add_marker(pytest.mark.database)
        if "client" in fixtures:
            item.add_marker(pytest.mark.pages)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, path in enumerate(LONGEST) if item.nodeid.startswith(path)), len(LONGEST))


@pytest.fixture(autouse=True)
def _rules_as_shipped() -> Iterator[None]:
    """No test knows the own values of another; a request or an act within a test reads them as anywhere else."""
    with as_shipped():
        yield


@pytest.fixture(autouse=True)
def _states_asked_anew() -> Iterator[None]:
    """No request that a test has left unfinished, as a download that is not read, holds a state for the next test."""
    yield
    release_states()


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in a file, with tables in which nothing stands, for tests to copy to where a process looks for it."""
    folder = tmp_path_factory.mktemp("empty")
    environment = os.environ | {"DANGVU_VAR": str(folder), "DANGVU_DATABASE_URL": ""}
    environment.pop("COVERAGE_PROCESS_CONFIG", None)
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=True)
    return folder / "dangvu.sqlite3"
