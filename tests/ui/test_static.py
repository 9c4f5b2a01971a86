"""Styles and frame: nothing comes from outside, and nothing is named that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import dangvu

HOUSE = Path(dangvu.__file__).parent
STYLES = sorted((HOUSE / "ui" / "static" / "ui").glob("*.css"))
PAGES = sorted(path for path in HOUSE.glob("*/templates/**/*.html"))

UNSTYLED = {"doc"}
"""Classes that say what something is, where it looks like its surroundings."""


def styles() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in STYLES)


def test_styles_load_only_files_that_are_there() -> None:
    loaded = re.findall(r"url\(([^)]+)\)", styles())
    assert [name for name in loaded if not (STYLES[0].parent / name).is_file()] == []


def test_pages_load_nothing_from_outside_and_no_script() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert re.findall(r"https?://|<script|\bon\w+=\"", text) == []


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
