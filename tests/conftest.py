"""What holds for every test: Vietnamese is spoken, Hypothesis repeats itself, and database tests are marked as such."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.utils import translation
from hypothesis import settings

from dangvu.audit.remembering import release_states
from dangvu.regulations.own import as_shipped

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}

settings.register_profile("default", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")


def pytest_configure(config: pytest.Config) -> None:
    """Let modules of tests ask rules while they are collected, without a database."""
    session = ExitStack()
    session.enter_context(as_shipped())
    config.add_cleanup(session.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that the run on PostgreSQL can leave out what cannot differ there."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


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
