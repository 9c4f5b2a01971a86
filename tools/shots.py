"""Screenshots of every page of the sample committee, to be looked at: ``python -m tools.shots [name …]``.

They are written to ``var/shots/<language>-<width>/`` and, for the dark theme, ``var/shots/<language>-<width>-dark/``;
with names, only of pages whose name begins with one of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from tools.browser import UnavailableError, browser
from tools.filling import fill
from tools.pages import FORMS, Sheet, entered, paths_in, sheets
from tools.serving import keys, run, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

SHOTS = Path("var/shots")
TALLEST = 9000
"""Pixels of a page that are shown: what comes below looks like what stands above it."""


@dataclass(frozen=True)
class Look:
    """One way in which every page is looked at."""

    language: Literal["vi", "en"]
    width: int
    theme: Literal["light", "dark"] = "light"

    @property
    def folder(self) -> Path:
        """Where its screenshots go."""
        return SHOTS / f"{self.language}-{self.width}{'-dark' if self.theme == 'dark' else ''}"


LOOKS = (Look("vi", 1360), Look("vi", 360), Look("vi", 1360, "dark"), Look("en", 1360), Look("en", 360))


def main(wanted: Sequence[str]) -> int:
    """Build the sample committee, serve it, and look at its pages; 0 when every page could be shown."""
    try:
        with browser() as chromium, tempfile.TemporaryDirectory() as folder:
            return _all(chromium, Path(folder), wanted)
    except UnavailableError as error:
        print(error)
        return 1


def _all(chromium: Browser, var: Path, wanted: Sequence[str]) -> int:
    print("· building the sample committee", flush=True)
    full, empty = var / "full", var / "empty"
    known = keys(run(full, "demo"))
    fill(full)
    with served(full) as address:
        states = entered(chromium, address, known)
        found, others = sheets(chromium, address, states, paths_in(full))
        for name, answer in others.items():
            print(f"  no page: {name} ({answer.strip()})")
        _look_at(chromium, address, states, found, wanted)
    run(empty, "migrate")
    with served(empty) as address:
        _look_at(chromium, address, {"": {}}, [Sheet("setup", "/setup/", "")], wanted)
    return 0


def _look_at(
    chromium: Browser, address: str, states: dict[str, StorageState], found: Sequence[Sheet], wanted: Sequence[str]
) -> None:
    chosen = [one for one in found if not wanted or one.name.startswith(tuple(wanted))]
    for look in LOOKS:
        _look(chromium, address, states, chosen, look)


def _look(chromium: Browser, address: str, states: dict[str, StorageState], pages: Sequence[Sheet], look: Look) -> None:
    look.folder.mkdir(parents=True, exist_ok=True)
    for reader, state in states.items():
        with _opened(chromium, address, state, look) as page:
            for number, sheet in enumerate(pages, start=1):
                if sheet.reader == reader:
                    print(f"\r· {look.folder.name}: {number}/{len(pages)} {sheet.name:<40}", end="", flush=True)
                    page.goto(address + sheet.path)
                    _keep(page, look.folder / f"{sheet.name}.png")
                    if sheet.name in FORMS:
                        page.locator("main form[method=post] button:is(.ink, .seal)").first.click()
                        _keep(page, look.folder / f"{sheet.name}-with-errors.png")
    print()


@contextmanager
def _opened(chromium: Browser, address: str, state: StorageState, look: Look) -> Iterator[Page]:
    context = chromium.new_context(
        storage_state=state,
        viewport={"width": look.width, "height": 880 if look.width > 860 else 740},
        color_scheme=look.theme,
        locale="vi-VN" if look.language == "vi" else "en-GB",
        has_touch=look.width <= 860,
    )
    host = urlsplit(address).hostname or ""
    context.add_cookies([{"name": "dangvu-language", "value": look.language, "domain": host, "path": "/"}])
    yield context.new_page()
    context.close()


def _keep(page: Page, path: Path) -> None:
    """The whole page, as far as it is of a height that somebody looks at."""
    width = page.evaluate("document.documentElement.clientWidth")
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
