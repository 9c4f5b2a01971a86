"""Debian's Chromium, driven by Playwright: found on this machine, or installed when we may."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
"""Containers have no sandbox, and a test has nobody to talk to outside."""


class UnavailableError(Exception):
    """There is no Chromium on this machine, and we may not or cannot install one."""


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window, closed in the end; raises ``UnavailableError``."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only who drives a browser needs it

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program(), args=OPTIONS)
        try:
            yield started
        finally:
            started.close()


def program() -> str:
    """Where Chromium is; as root, Debian's package is installed when there is none. Raises ``UnavailableError``."""
    if not shutil.which("chromium") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("· installing Debian's chromium", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
    found = shutil.which("chromium")
    if found is None:
        raise UnavailableError("There is no Chromium on this machine: install Debian's chromium, then try again.")
    return found
