"""Styles and frame: nothing comes from outside, and nothing is named that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dangvu

HOUSE = Path(dangvu.__file__).parent
STYLES = sorted(HOUSE.glob("*/static/*/*.css"))
PAGES = sorted(path for path in HOUSE.glob("*/templates/**/*.html"))

UNSTYLED = {"c-name", "doc", "draft", "mine", "theirs"}
"""Classes that say what something is, where it looks like its surroundings."""


def styles() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in STYLES)


def test_styles_load_only_files_that_are_there() -> None:
    loaded = [(path.parent, name) for path in STYLES for name in re.findall(r"url\(([^)]+)\)", path.read_text("utf-8"))]
    assert [name for folder, name in loaded if not (folder / name).is_file()] == []


def test_pages_load_nothing_from_outside() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert re.findall(r"https?://(?!www\.w3\.org/)", text) == []


def test_pages_hold_no_style_and_no_script_of_their_own() -> None:
    """The content policy would not let them work: scripts and styles are files, data is of a type that is not run."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    scripts = re.findall(r"<script([^>]*)>", text)
    assert [one for one in scripts if " src=" not in one and 'type="application/json"' not in one] == []
    assert re.findall(r'<style|\sstyle="|\son\w+="', text) == []


def test_every_class_of_a_page_is_styled() -> None:
    named: set[str] = set()
    for path in PAGES:
        bare = re.sub(r"{%.*?%}", " ", re.sub(r"{{.*?}}", "{}", path.read_text(encoding="utf-8")))
        named |= {name for names in re.findall(r'class="([^"]*)"', bare) for name in names.split() if "{}" not in name}
    styled = set(re.findall(r"\.([a-z][\w-]*)", styles()))
    assert named - styled - UNSTYLED == set()


def test_every_colour_of_a_page_is_a_token_of_the_ledger() -> None:
    pages = (HOUSE / "ui" / "static" / "ui" / "pages.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", pages) == []


def test_every_token_that_is_used_is_set() -> None:
    used, set_ = set(re.findall(r"var\((--[\w-]+)", styles())), set(re.findall(r"(--[\w-]+)\s*:", styles()))
    assert used - set_ == set()


TOKEN = re.compile(r"--([a-z0-9-]+):(#[0-9a-f]{6})")
TEXTS = ["ink", "ink-2", "ink-3", "lacquer"]
GROUNDS = ["paper", "paper-2", "sheet"]
PAIRS = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    *(("ink", ground) for ground in ("mark", "lacquer-wash", "t1", "t2", "t3", "t4")),
    ("lacquer", "lacquer-wash"),
    ("on-ink", "ink"),
    ("on-ink", "ink-2"),
    ("on-ink", "lacquer"),
]
MARKS = ["ink", "ink-2", "lacquer"]
"""Colours of lines, dots and bars that say something."""


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light theme, and of both places where the dark one is written."""
    text = (HOUSE / "ui" / "static" / "ui" / "ledger.css").read_text(encoding="utf-8")
    openings = (":root{", ":root:not([data-theme=light]){", ":root[data-theme=dark]{")
    blocks = [text.partition(opening)[2].partition("}")[0] for opening in openings]
    return {name: dict(TOKEN.findall(block)) for name, block in zip(THEMES, blocks, strict=True)}


THEMES = ("light", "dark by the machine", "dark by choice")


def brightness(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((brightness(one), brightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_every_ground(theme: str) -> None:
    colours = themes()[theme]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_every_mark_can_be_seen_on_every_ground(theme: str) -> None:
    colours = themes()[theme]
    weak = {(mark, ground): contrast(colours[mark], colours[ground]) for mark in MARKS for ground in GROUNDS}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 3} == {}


def test_dark_is_the_same_by_machine_and_by_choice() -> None:
    assert themes()["dark by the machine"] == themes()["dark by choice"]
