"""Workers as processes of their own: they die in the middle of a job, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from dangvu.jobs.companion import worker_beside
from tests.architecture.tree import ROOT

PATIENCE = 60.0
"""Seconds that a busy machine may take for anything."""

START = """
from dangvu.jobs.actions import start
from tests.factories.organizations import make_actor
start("slow", "Việc lâu", make_actor(), begun="{folder}/begun", go="{folder}/go")
"""

TELL = """
from dangvu.jobs.models import Job
for job in Job.objects.all():
    print(job.state, job.attempts, job.result_path.read_text() if job.result_path else "")
"""

SERVER = """
from threading import Event
from dangvu.jobs.companion import worker_beside
with worker_beside():
    Event().wait()
"""


@dataclass(frozen=True)
class Office:
    """An office with a folder and a database of its own, in which one slow job waits."""

    folder: Path
    environment: dict[str, str]

    def say(self, program: str) -> str:
        """What a program prints that runs in this office."""
        command = [sys.executable, "-c", f"import django; django.setup()\n{program}"]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout

    @contextmanager
    def worker(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        command = [sys.executable, "-m", "django", "work", *arguments]
        with subprocess.Popen(command, env=self.environment, cwd=ROOT) as process:
            yield process

    def begun(self) -> list[int]:
        """The processes that have begun the job, one after the other."""
        begun = self.folder / "begun"
        return [int(line) for line in begun.read_text(encoding="utf-8").splitlines()] if begun.exists() else []

    def let_end(self) -> None:
        (self.folder / "go").touch()


@pytest.fixture
def office(transactional_db: None, empty_file: Path, tmp_path: Path) -> Office:
    environment = os.environ | {"DANGVU_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.jobs.office"}
    if connection.vendor == "sqlite":
        # That of this process is in its memory, which others cannot reach.
        shutil.copy(empty_file, tmp_path)
        environment["DANGVU_DATABASE_URL"] = ""
    else:
        server = os.environ["DANGVU_DATABASE_URL"].rpartition("/")[0]
        environment["DANGVU_DATABASE_URL"] = f"{server}/{connection.settings_dict['NAME']}"
    office = Office(tmp_path, environment)
    office.say(START.format(folder=tmp_path))
    return office


def _wait_until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_job_whose_worker_is_killed_runs_again_from_the_start(office: Office) -> None:
    with office.worker() as killed:
        _wait_until(lambda: len(office.begun()) == 1)
        killed.kill()
    office.let_end()
    with office.worker("--batch") as second:
        assert second.wait() == 0
    assert office.say(TELL) == "finished 2 2\n"


def test_worker_that_is_told_to_end_leaves_its_job_to_the_next(office: Office) -> None:
    with office.worker() as told:
        _wait_until(lambda: len(office.begun()) == 1)
        told.terminate()
        assert told.wait() == 0
    office.let_end()
    with office.worker("--batch") as second:
        assert second.wait() == 0
    assert office.say(TELL) == "finished 2 2\n"


def test_two_workers_do_one_job_once(office: Office) -> None:
    with office.worker() as first, office.worker() as second:
        _wait_until(lambda: len(office.begun()) == 1)
        office.let_end()
        _wait_until(lambda: office.say(TELL) == "finished 1 1\n")
        first.terminate()
        second.terminate()


def test_worker_beside_a_server_is_replaced_when_it_dies_and_ends_with_the_server(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in office.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    with worker_beside():
        _wait_until(lambda: len(office.begun()) == 1)
        os.kill(office.begun()[0], signal.SIGKILL)
        _wait_until(lambda: len(office.begun()) == 2)
    assert [_lives(process) for process in office.begun()] == [False, False]
    assert office.say(TELL) == "running 2 \n"


def test_worker_beside_a_server_that_is_killed_ends_with_its_job(office: Office) -> None:
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, env=office.environment, cwd=ROOT) as server:
        _wait_until(lambda: len(office.begun()) == 1)
        server.kill()
    office.let_end()
    _wait_until(lambda: not _lives(office.begun()[0]))
    assert office.say(TELL) == "finished 1 1\n"


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
