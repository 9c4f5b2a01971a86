"""``dangvu`` on a var folder of its own, served as it is in an office, for whoever drives a browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DANGVU = str(Path(sys.executable).parent / "dangvu")
_ADDRESS = re.compile(r"http://[\d.]+:\d+")
_ACCOUNT = re.compile(r"  ([a-z-]+) +(\S{12,})  .+: .+\n(?: {8,}\S.*: ([A-Z2-7]{26,})\n)?")


@dataclass(frozen=True)
class Key:
    """What somebody signs in with; ``secret`` is that of the codes, empty where none is asked for."""

    login: str
    password: str
    secret: str


def run(var: Path, *arguments: str) -> str:
    """What a command of ``dangvu`` says about the data in ``var``; raises when it fails."""
    done = subprocess.run(
        [DANGVU, *arguments], env=_environment(var), capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout


def keys(told: str) -> dict[str, Key]:
    """The accounts that ``dangvu demo`` has told of, by their names for signing in."""
    return {login: Key(login, password, secret) for login, password, secret in _ACCOUNT.findall(told)}


@contextmanager
def served(var: Path) -> Iterator[str]:
    """Serve ``var`` on a free port and give the address; stop in the end."""
    log = var / "serve.log"
    with log.open("wb") as told:
        command = [DANGVU, "serve", "--port", str(_free_port())]
        server = subprocess.Popen(command, env=_environment(var), stdout=told, stderr=told)
        try:
            yield _address(server, log)
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    """Where the server says that it answers."""
    while server.poll() is None:
        if found := _ADDRESS.search(log.read_text(encoding="utf-8")):
            return found.group()
    raise RuntimeError(log.read_text(encoding="utf-8"))


def _environment(var: Path) -> dict[str, str]:
    return os.environ | {"DANGVU_VAR": str(var), "DANGVU_DATABASE_URL": "", "DANGVU_LANGUAGE": "vi"}
