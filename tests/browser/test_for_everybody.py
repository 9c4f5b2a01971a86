"""Every page for those who use no mouse, do not see, read on a phone, without scripts, in the dark or on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Folder
from tools.browser import browser
from tools.filling import fill
from tools.pages import QUESTION, Sheet, entered, paths_in, sheets
from tools.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

DESK, PHONE = {"width": 1360, "height": 880}, {"width": 360, "height": 740}
FINGER = 44
"""Pixels that whatever is opened with a finger must be high."""

SAID = re.compile(r"status of 4\d\d")
"""Chromium tells of every page that answers with 4xx; some of the pages are such answers."""

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
SERIOUS = """async (options) => (await axe.run(document, options)).violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target).join(" ; ")}`)"""
ALL_RULES: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS = {**ALL_RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""In the other theme only colours are other ones."""

FEW = """() => document.querySelectorAll("main :is(tr, li):nth-child(n + 9)").forEach((one) => one.remove())"""
"""Lines of a list are alike: of long ones a few are looked at, or axe would take a minute for some pages."""

WIDER_THAN_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """(finger) => [...document.querySelectorAll("main a.fig, main table a, main .tints a, #source a.fig")]
    .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter((one) => {
        const halo = getComputedStyle(one, "::after");
        const reach = halo.content === "none" || halo.position !== "absolute" ? 0 : parseFloat(halo.height);
        return Math.max(one.getBoundingClientRect().height, reach) < finger - 0.5;
    }).map((one) => one.textContent.trim()).slice(0, 5)"""
OUTLINED = """() => { const one = getComputedStyle(document.activeElement);
    return parseFloat(one.outlineWidth) >= 2 && one.outlineStyle !== "none" || one.boxShadow !== "none"; }"""


@dataclass
class Committee:
    """The sample committee as it is served, who has signed in to it, and its pages."""

    chromium: Browser
    address: str
    states: dict[str, StorageState]
    sheets: list[Sheet]

    @contextmanager
    def reading(self, reader: str = "to-chuc", **options: Any) -> Iterator[Page]:
        """A browser in which ``reader`` has signed in."""
        context = self.chromium.new_context(storage_state=self.states[reader], locale="vi-VN", **options)
        yield context.new_page()
        context.close()

    def by_reader(self) -> Iterator[tuple[str, list[Sheet]]]:
        """The pages of each reader."""
        for reader in self.states:
            yield reader, [one for one in self.sheets if one.reader == reader]


@dataclass
class Walk:
    """What was found wrong on the way through all pages, each line with the name of its page."""

    violations: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def committee(folder: Folder) -> Iterator[Committee]:
    fill(folder.var)
    with browser() as chromium, served(folder.var) as address:
        states = entered(chromium, address, folder.keys)
        found, _others = sheets(chromium, address, states, paths_in(folder.var))
        yield Committee(chromium, address, states, found)


@pytest.fixture(scope="module")
def walk(committee: Committee) -> Walk:
    """Every page at a desk, in both themes, and on a phone."""
    found = Walk()
    for reader, pages in committee.by_reader():
        with committee.reading(reader, viewport=DESK) as page:
            listened(page, committee.address, found)
            for sheet in pages:
                page.goto(committee.address + sheet.path)
                page.evaluate(FEW)
                page.evaluate(AXE)
                for theme, options in (("light", ALL_RULES), ("dark", COLOURS)):
                    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
                    found.violations += [f"{sheet.name}, {theme}: {one}" for one in page.evaluate(SERIOUS, options)]
                page.emulate_media(color_scheme="light")
        with committee.reading(reader, viewport=PHONE, has_touch=True, is_mobile=True) as page:
            for sheet in pages:
                page.goto(committee.address + sheet.path)
                if over := page.evaluate(WIDER_THAN_SCREEN):
                    found.wide.append(f"{sheet.name} by {over} px")
                if small := page.evaluate(SMALL, FINGER):
                    found.small.append(f"{sheet.name}: {small}")
    return found


def listened(page: Page, address: str, found: Walk) -> None:
    """Keep what the console says, and what is asked of other servers."""
    host = urlsplit(address).netloc
    page.on(
        "console",
        lambda told: (
            found.complaints.append(f"{page.url}: {told.text}")
            if told.type == "error" and not SAID.search(told.text)
            else None
        ),
    )
    page.on("pageerror", lambda error: found.complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: None if urlsplit(asked.url).netloc == host else found.elsewhere.append(asked.url))


def test_pages_are_many_and_of_several_readers(committee: Committee) -> None:
    assert len(committee.sheets) > 80
    assert {one.reader for one in committee.sheets} >= {"to-chuc", ""}


def test_no_page_has_a_serious_barrier_in_either_theme(walk: Walk) -> None:
    assert walk.violations == []


def test_no_page_makes_the_console_complain(walk: Walk) -> None:
    assert walk.complaints == []


def test_no_page_asks_another_server(walk: Walk) -> None:
    assert walk.elsewhere == []


def test_no_page_is_wider_than_a_phone(walk: Walk) -> None:
    assert walk.wide == []


def test_figures_and_links_of_tables_are_large_enough_for_a_finger(walk: Walk) -> None:
    assert walk.small == []


def test_every_page_reads_without_scripts(committee: Committee) -> None:
    empty = []
    for reader, pages in committee.by_reader():
        with committee.reading(reader, viewport=DESK, java_script_enabled=False) as page:
            for sheet in pages:
                page.goto(committee.address + sheet.path)
                if not (page.locator("h1").first.is_visible() and page.locator("#main").is_visible()):
                    empty.append(sheet.name)
    assert empty == []


def test_figure_opens_its_source_without_scripts(committee: Committee) -> None:
    with committee.reading(viewport=DESK, java_script_enabled=False) as page:
        page.goto(f"{committee.address}/?{QUESTION}")
        figure = page.locator("main .hero a.fig").first
        text = figure.inner_text()
        figure.click()
        assert page.locator("#source .big").inner_text() == text
        page.locator("#source [data-close]").click()
        assert page.locator("#source .big").count() == 0


def test_organisation_and_day_are_chosen_without_scripts(committee: Committee) -> None:
    with committee.reading(viewport=DESK, java_script_enabled=False) as page:
        page.goto(f"{committee.address}/?{QUESTION}")
        page.locator(".ctx-d[data-key=o] > summary").click()
        page.locator("#ctx-scope").fill("CQ03")
        page.locator(".ctx-d[data-key=o] button").click()
        page.locator(".ctx-d[data-key=d] > summary").click()
        page.locator("#ctx-on").fill("30/6/2019")
        page.locator(".ctx-d[data-key=d] button").click()
        told = page.locator(".ctx-f strong").all_inner_texts()
        assert told[:2] == ["Đảng bộ Sở Xây dựng", "30/6/2019"]


def test_first_tab_leads_past_the_menu_and_every_stop_is_seen(committee: Committee) -> None:
    with committee.reading(viewport=DESK) as page:
        page.goto(f"{committee.address}/?{QUESTION}")
        unseen = []
        for stop in range(40):
            page.keyboard.press("Tab")
            if stop == 0:
                assert page.locator(":focus").get_attribute("href") == "#main"
            if not page.evaluate(OUTLINED):
                unseen.append(page.locator(":focus").inner_text())
        assert unseen == []


def test_every_field_of_a_form_is_reached_by_tab_and_seen(committee: Committee) -> None:
    with committee.reading(viewport=DESK) as page:
        page.goto(f"{committee.address}/members/admit/?{QUESTION}")
        fields = page.locator("main :is(input:not([type=hidden]), select, textarea)")
        names, unseen = set(), []
        page.locator("main").click(position={"x": 4, "y": 4})
        for _stop in range(fields.count() + 2):
            page.keyboard.press("Tab")
            names.add(page.evaluate("document.activeElement.name"))
            if not page.evaluate(OUTLINED):
                unseen.append(page.evaluate("document.activeElement.outerHTML"))
        wanted = {one.get_attribute("name") for one in fields.all()}
        assert (wanted - names, unseen) == (set(), [])


def test_keys_open_search_organisation_day_and_knowledge_and_escape_closes_them(committee: Committee) -> None:
    with committee.reading(viewport=DESK) as page:
        page.goto(f"{committee.address}/?{QUESTION}")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.evaluate("document.activeElement.blur()")
        for key, name in (("o", "scope"), ("d", "on"), ("k", "known_at")):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.name") == name
            page.keyboard.press("Escape")
            assert page.locator("details[name=ctx][open]").count() == 0


def test_figure_is_opened_and_closed_by_keys_and_keeps_its_place(committee: Committee) -> None:
    with committee.reading(viewport=DESK) as page:
        page.goto(f"{committee.address}/?{QUESTION}")
        figure = page.locator("main .hero a.fig").nth(1)
        text = figure.inner_text()
        figure.focus()
        page.keyboard.press("Enter")
        page.locator("#source .big").wait_for()
        assert page.evaluate("document.activeElement.id") == "source"
        page.keyboard.press("Escape")
        assert page.locator(":focus").inner_text() == text


def test_overview_prints_on_two_sheets_of_paper(committee: Committee) -> None:
    with committee.reading(viewport=DESK) as page:
        page.goto(f"{committee.address}/?{QUESTION}")
        assert sheets_of_paper(page) == 2


def test_report_prints_the_document_alone(committee: Committee) -> None:
    with committee.reading(viewport=DESK) as page:
        page.goto(f"{committee.address}/reports/grassroots-review/?{QUESTION}&figure=members.total")
        page.emulate_media(media="print")
        shown = {one: page.locator(one).first.is_visible() for one in (".sheet", ".rail", ".ctx", ".tools", "#source")}
        assert shown == {".sheet": True, ".rail": False, ".ctx": False, ".tools": False, "#source": False}


def sheets_of_paper(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
