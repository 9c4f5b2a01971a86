"""A worker beside the server: whoever starts the pages has long work done as well."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

COMMAND = (sys.executable, "-m", "django", "work", "--attached")

PAUSE = 1.0
"""Seconds before another worker takes the place of one that died."""


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
        self._process = _worker()

    def run(self) -> None:
        self._process.wait()
        while not self._over.wait(PAUSE):
            self._process = _worker()
            self._process.wait()

    def stop(self) -> None:
        """End the worker, which any job survives, and one that was just begun as well."""
        self._over.set()
        while self.is_alive():
            self._process.kill()
            self.join(0.1)


def _worker() -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl+C in the terminal is for the server, which then ends the worker.
    return subprocess.Popen(COMMAND, start_new_session=True)  # noqa: S603 - a fixed command
