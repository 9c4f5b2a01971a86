"""How far a job is, said through files in its folder and seen by whoever waits for it.

Files, since a job often works in one transaction: on SQLite nobody else could write meanwhile, and elsewhere nobody
would see what it wrote.
"""

from __future__ import annotations

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from dangvu.jobs.models import Job

PAUSE = 0.5
"""Seconds that must lie between two writings of the progress."""


class Cancelled(Exception):
    """The job was asked to stop."""


@dataclass(frozen=True, slots=True)
class Reached:
    """``done`` of ``total`` steps; a ``total`` of 0 means that nobody knows how many there are."""

    done: int = 0
    total: int = 0
    said: str = ""


class Progress:
    """What a running job is given: tells how far it is and in the end what it found, and where it may write."""

    def __init__(self, job: Job) -> None:
        self.outcome = ""
        self.files = job.files
        self._reached = _reached_file(job)
        self._mark = _mark(job)
        self._next = 0.0

    def __call__(self, done: int, total: int, said: str = "") -> None:
        """Say how far the job is; cheap enough for every row. Raises ``Cancelled`` when the job was asked to stop."""
        if self._mark.exists():
            raise Cancelled
        if time.monotonic() < self._next:
            return
        draft = self._reached.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(Reached(done, total, said))), encoding="utf-8")
        # Put in place at once, so that a reader never finds half of it.
        draft.replace(self._reached)
        self._next = time.monotonic() + PAUSE


def reached(job: Job) -> Reached:
    """How far a job is, as it said last."""
    try:
        return Reached(**json.loads(_reached_file(job).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Reached()


def forget_progress(job: Job) -> None:
    """Let the job begin anew: nothing done."""
    _reached_file(job).unlink(missing_ok=True)


def ask_to_stop(job: Job) -> None:
    """Leave the mark that the job finds when it next tells how far it is."""
    job.folder.mkdir(parents=True, exist_ok=True)
    _mark(job).touch()


def asked_to_stop(job: Job) -> bool:
    """Whether somebody wants the job to stop."""
    return _mark(job).exists()


@contextmanager
def held(job: Job) -> Iterator[bool]:
    """Hold the job while the block lasts, and say whether that was possible: only one process can.

    The hold ends with the process however that ends, so a job that can be held is run by nobody.
    """
    job.folder.mkdir(parents=True, exist_ok=True)
    with (job.folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def is_held(job: Job) -> bool:
    """Whether some process is at the job."""
    with held(job) as free:
        return not free


def _reached_file(job: Job) -> Path:
    return job.folder / "reached.json"


def _mark(job: Job) -> Path:
    return job.folder / "stop"
