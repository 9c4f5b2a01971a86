"""A worker beside the server: whoever starts the pages has long work done as well."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

COMMAND = (sys.executable, "-m", "django", "work", "--attached")

PAUSE = 1.0
"""Seconds before another worker takes the place of one that died."""

PATIENCE = 5.0
"""Seconds that a worker may take to end before it is killed, which its job survives as well."""


@contextmanager
def worker_beside() -> Iterator[None]:
    """Have a worker running, in a process of its own, while the block lasts."""
    companion = _Companion()
    companion.start()
    try:
        yield
    finally:
        companion.stop()


class _Companion(Thread):
    """Keeps one worker alive. A daemon: where the server is killed, the worker notices and ends by itself."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._over = Event()
        self._spawning = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        while process := self._spawn():
            process.wait()
            self._over.wait(PAUSE)

    def _spawn(self) -> subprocess.Popen[bytes] | None:
        with self._spawning:
            if self._over.is_set():
                return None
            # A session of its own: Ctrl+C in the terminal is for the server, which then ends the worker.
            self._process = subprocess.Popen(COMMAND, start_new_session=True)  # noqa: S603 - a fixed command
            return self._process

    def stop(self) -> None:
        """End the worker and wait until it is gone."""
        with self._spawning:
            self._over.set()
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self.join()
