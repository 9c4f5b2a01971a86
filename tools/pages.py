"""Every page of the application, as the sample committee fills it: for screenshots and for tests in a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from tests.browser.walking import sign_in
from tools.serving import Key

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Browser, StorageState

DAY = date(2020, 12, 31)
SCOPE = "DUK"
QUESTION = f"on={DAY}&scope={SCOPE}"
"""What the pages are asked: about the whole sample committee, at the end of the period of its report."""

_PLAN = UUID(int=7)
_MERGER = (
    f"/organizations/reorganize/?on={DAY}&scope=CQ03&kind=absorb&day=31/12/2020&plan={_PLAN}"
    "&units=CQ03.05&unit=CQ03.04&basis_symbol=920-QD/DUK&basis_day=30/12/2020"
)
STATES = {
    "home-figure": f"/?{QUESTION}&figure=members.total",
    "home-as-known-early": f"/?on=2019-12-31&known_at=2020-01-15T09:00&scope={SCOPE}",
    "home-before-there-was-one": f"/?on=2012-06-30&scope={SCOPE}",
    "home-of-a-cell": f"/?on={DAY}&scope=CQ03.01",
    "search-found": f"/search/?{QUESTION}&q=nguyen+van+an",
    "search-nothing": f"/search/?{QUESTION}&q=khong+co+ai",
    "refused": "/?on=2020-13-45",
    "refused-since-not-known": f"/?on=2012-06-30&known_at=2012-07-05T09:00&scope={SCOPE}",
    "missing": f"/organizations/{_PLAN}/?{QUESTION}",
    "members-narrowed": f"/members/?{QUESTION}&narrow=1&status=probationary&sex=female",
    "members-none": f"/members/?{QUESTION}&q=khong+co+ai",
    "access-accounts-today": "/settings/accounts/",
    "access-clients-today": "/settings/clients/",
    "access-who-today": "/settings/permissions/",
    "own-indicator": f"/statistics/indicators/own.nu_thac_si/?on={DAY}&scope={SCOPE}",
    "reorganize-units": _MERGER + "&step=units",
    "reorganize-grounds": _MERGER + "&step=grounds",
    "reorganize-preview": _MERGER + "&step=confirm",
    "report-figure": f"/reports/grassroots-review/?{QUESTION}&figure=members.total",
    "rows": f"/statistics/rows/?{QUESTION}&name=members.total",
    "statistics-compared": f"/statistics/indicators/members.total/?{QUESTION}&against=2015-12-31&every=year",
}
"""Addresses that show more of a page than its plain one does, or what is said when something is wrong."""

FORMS = ("members-admit", "organizations-register", "access-open_account", "statistics-promise")
"""Forms that are also shown as they come back when they are sent without an answer."""

READERS = ("to-chuc", "quan-tri", "dang-vien", "")
"""Who is asked, in this order, to open a page; at last somebody who has not signed in."""


@dataclass(frozen=True)
class Sheet:
    """One page: what it is called, where it is, and whose it is."""

    name: str
    path: str
    reader: str


def paths_in(var: Path) -> dict[str, str]:
    """The path of every address by its name, with arguments from the records in ``var``, and the states of some."""
    settings = {"DANGVU_VAR": str(var), "DANGVU_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "dangvu.home.settings"}
    command = [sys.executable, "-m", "tools.pages"]
    told = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=True)
    plain: dict[str, str] = json.loads(told.stdout)
    return {name: f"{path}?{QUESTION}" for name, path in plain.items()} | STATES


def entered(browser: Browser, address: str, keys: Mapping[str, Key]) -> dict[str, StorageState]:
    """What the browsers of the ``READERS`` remember once they have signed in; the administrator in its mode."""
    states = {}
    for reader in READERS:
        context = browser.new_context(locale="vi-VN")
        if reader:
            page = context.new_page()
            sign_in(page, address, keys[reader])
            if reader == "quan-tri":
                page.goto(f"{address}/account/administration/")
                page.get_by_label("Lý do").fill("Xem các trang thiết lập")
                page.locator("main form button.ink").click()
        states[reader] = context.storage_state()
        context.close()
    return states


def sheets(
    browser: Browser, address: str, states: Mapping[str, StorageState], paths: Mapping[str, str]
) -> tuple[list[Sheet], dict[str, str]]:
    """Every page with the first reader to whom it opens; and what the addresses answered that are no pages."""
    found: dict[str, Sheet] = {}
    others: dict[str, str] = {}
    for reader in READERS:
        context = browser.new_context(storage_state=states[reader])
        for name, path in paths.items():
            if name in found:
                continue
            answer = context.request.get(address + path, max_redirects=0)
            if _is_page(answer, said=path in STATES.values()):
                found[name] = Sheet(name, path, reader)
            else:
                others.setdefault(name, f"{answer.status} {answer.headers.get('content-type', '')}")
            answer.dispose()
        context.close()
    return [found[name] for name in paths if name in found], {
        name: answer for name, answer in others.items() if name not in found
    }


def _is_page(answer: APIResponse, *, said: bool) -> bool:
    """Whether an answer is a whole page; one that says what is wrong only where that is wanted."""
    kind = answer.headers.get("content-type", "")
    return "text/html" in kind and (answer.ok or (said and answer.status < 500)) and "<html" in answer.text()


def _plain() -> dict[str, str]:
    """The paths of all addresses but those of the API, by their names."""
    import django  # noqa: PLC0415 - only in a process of its own

    django.setup()
    from dangvu.organizations.queries import find_organization  # noqa: PLC0415
    from tests.factories.addresses import addresses  # noqa: PLC0415

    root = find_organization(SCOPE, as_of=DAY).organization_id
    return {one.name.replace(":", "-"): one.path for one in addresses(root) if not one.name.startswith("api:")}


if __name__ == "__main__":
    print(json.dumps(_plain()))
