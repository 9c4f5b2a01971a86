"""A private PostgreSQL for tests: started in a temporary folder, reached through a socket in it, gone afterwards.

As a program it runs a command with ``DANGVU_DATABASE_URL`` set to that server:
``python -m tools.postgres pytest tests/audit``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds that a server on a busy machine may take to answer."""

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_connections": "60",
    "log_min_messages": "fatal",
}


class UnavailableError(Exception):
    """There is no PostgreSQL on this machine, and we may not or cannot install one."""


def main() -> int:
    """Run the command of the arguments; its exit code, or 1 with a sentence when there is no PostgreSQL."""
    try:
        with private_server() as url:
            return subprocess.run(sys.argv[1:], env=os.environ | {"DANGVU_DATABASE_URL": url}, check=False).returncode
    except UnavailableError as error:
        print(error, file=sys.stderr)
        return 1


@contextmanager
def private_server() -> Iterator[str]:
    """Start a server of our own and give its address; stop it and forget its data in the end.

    Raises ``UnavailableError``.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="dangvu-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _call(programs / "initdb", "--pgdata", folder / "data", *_INITDB)
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        server = subprocess.Popen(_command(programs / "postgres", "-D", folder / "data", "-k", folder, *options))
        try:
            _wait_until_ready(programs, folder, server)
            yield f"postgres://postgres@/{folder}/postgres"
        finally:
            server.terminate()
            server.wait()
    finally:
        shutil.rmtree(folder)


_INITDB = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]


def _programs() -> Path:
    """The folder of the newest server's programs; as root, Debian's package is installed when there is none."""
    folder = _newest()
    if folder is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("· installing Debian's postgresql", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "--no-install-recommends", "postgresql"]):
            subprocess.run(["apt-get", "-qq", *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
        folder = _newest()
    if folder is None:
        raise UnavailableError("There is no PostgreSQL on this machine: install Debian's postgresql, then try again.")
    return folder


def _newest() -> Path | None:
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    on_path = shutil.which("initdb")
    return newest.parent if newest else Path(on_path).resolve().parent if on_path else None


def _command(*parts: str | Path) -> list[str]:
    """A command that ends when we do, however that happens, and that does not run as root, which PostgreSQL refuses."""
    user = ["--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *user, "--pdeathsig=INT", *(str(part) for part in parts)]


def _call(*parts: str | Path) -> None:
    done = subprocess.run(_command(*parts), cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnavailableError(f"PostgreSQL could not be prepared: {done.stderr.strip()}")


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while subprocess.run([programs / "pg_isready", "-q", "-U", "postgres", "-h", folder], check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise UnavailableError("PostgreSQL did not start; its own message stands above.")
        time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
