"""The compiled catalogues say what their sources say."""

from __future__ import annotations

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, place, under

STRING = re.compile(r'^(msgid|msgid_plural|msgstr|msgstr\[\d\])? ?(".*")$')

catalogues = pytest.mark.parametrize("source", sorted(under(PACKAGE / "locale", ".po")), ids=place)


def _entries(source: Path) -> list[dict[str, str]]:
    """The entries of a catalogue: the text of each of their keywords."""
    entries: list[dict[str, str]] = []
    for block in source.read_text(encoding="utf-8").split("\n\n"):
        entry: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if found := STRING.match(line):
                keyword = found.group(1) or keyword
                entry[keyword] = entry.get(keyword, "") + ast.literal_eval(found.group(2))
        entries.append(entry)
    return [entry for entry in entries if entry.get("msgid")]


@catalogues
def test_catalogue_translates_every_sentence(source: Path) -> None:
    missing = [entry["msgid"] for entry in _entries(source) for key in entry if "msgstr" in key and not entry[key]]
    assert missing == []


@catalogues
def test_catalogue_has_no_doubtful_sentence(source: Path) -> None:
    assert re.findall(r"^#,.*fuzzy.*$", source.read_text(encoding="utf-8"), re.MULTILINE) == []


@catalogues
def test_compiled_catalogue_is_up_to_date(source: Path) -> None:
    with source.with_suffix(".mo").open("rb") as compiled:
        translations = GNUTranslations(compiled)
    entries = _entries(source)
    assert [_compiled(translations, entry) for entry in entries] == [_written(entry) for entry in entries]


def _written(entry: dict[str, str]) -> list[str]:
    one = entry.get("msgstr", entry.get("msgstr[0]", ""))
    return [one, entry.get("msgstr[1]", one)]


def _compiled(translations: GNUTranslations, entry: dict[str, str]) -> list[str]:
    if "msgid_plural" in entry:
        return [translations.ngettext(entry["msgid"], entry["msgid_plural"], number) for number in (1, 2)]
    return [translations.gettext(entry["msgid"])] * 2
