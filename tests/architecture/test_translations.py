"""The catalogues hold every sentence of the code and the templates, and their compiled files say the same."""

from __future__ import annotations

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest

from tests.architecture.sentences import Marked, Sentence, in_code, in_template, marked
from tests.architecture.tree import PACKAGE, place, under

STRING = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])? ?(".*")$')
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z%]")

SOURCES = sorted(under(PACKAGE / "locale", ".po"))
catalogues = pytest.mark.parametrize("source", SOURCES, ids=place)
own_catalogues = pytest.mark.parametrize("source", [path for path in SOURCES if path.stem == "django"], ids=place)


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


def _sentences(source: Path) -> set[Sentence]:
    return {Sentence(e["msgid"], e.get("msgid_plural", ""), e.get("msgctxt", "")) for e in _entries(source)}


@own_catalogues
def test_catalogue_has_every_sentence_of_the_code(source: Path) -> None:
    """Run ``make messages`` and translate what it adds."""
    known = _sentences(source)
    assert [found for found in marked() if found.sentence and found.sentence not in known] == []


@own_catalogues
def test_catalogue_has_no_sentence_that_nobody_says(source: Path) -> None:
    """Run ``make messages``, which leaves such sentences out."""
    assert _sentences(source) - {found.sentence for found in marked() if found.sentence} == set()


def test_every_marked_sentence_can_be_gathered() -> None:
    """Mark a literal, outside f-strings: ``_("… %(name)s …") % {"name": …}``."""
    assert [found.place for found in marked() if found.sentence is None] == []


@catalogues
def test_catalogue_translates_every_sentence(source: Path) -> None:
    missing = [entry["msgid"] for entry in _entries(source) for key in entry if "msgstr" in key and not entry[key]]
    assert missing == []


@catalogues
def test_translation_fills_in_what_its_sentence_does(source: Path) -> None:
    differing = [
        entry["msgid"]
        for entry in _entries(source)
        for key, text in entry.items()
        if "msgstr" in key and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry["msgid"]))
    ]
    assert differing == []


@catalogues
def test_catalogue_has_no_doubtful_sentence(source: Path) -> None:
    assert re.findall(r"^#,.*fuzzy.*$", source.read_text(encoding="utf-8"), re.MULTILINE) == []


@catalogues
def test_compiled_catalogue_is_up_to_date(source: Path) -> None:
    """Run ``make messages``."""
    with source.with_suffix(".mo").open("rb") as compiled:
        translations = GNUTranslations(compiled)
    entries = _entries(source)
    assert [_compiled(translations, entry) for entry in entries] == [_written(entry) for entry in entries]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ('_("một")', Sentence("một")),
        ('_("một " "hai")', Sentence("một hai")),
        ('translation.gettext("một")', Sentence("một")),
        ('ngettext("một", "nhiều", count)', Sentence("một", "nhiều")),
        ('pgettext("nơi", "một")', Sentence("một", context="nơi")),
        ('npgettext_lazy("nơi", "một", "nhiều")', Sentence("một", "nhiều", "nơi")),
        ("_(sentence)", None),
        ('_(f"một {hai}")', None),
        ('_("một" + hai)', None),
        ("f\"{_('một')}\"", None),
    ],
)
def test_sentences_are_read_from_code(code: str, sentence: Sentence | None) -> None:
    assert list(in_code(ast.parse(code))) == [Marked("1", sentence)]


def test_sentences_are_read_from_code_that_renames_the_function() -> None:
    code = 'from django.utils.translation import gettext_lazy as later, override as spoken\nlater("một")\nspoken("vi")'
    assert list(in_code(ast.parse(code))) == [Marked("2", Sentence("một"))]


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ('{% translate "một" %}', Sentence("một")),
        ('{% translate "it\'s (so)" context "nơi" %}', Sentence("it's (so)", context="nơi")),
        ('{{ name|default:_("một") }}', Sentence("một")),
        ("{% blocktranslate %}\n 5% của {{ a }}{% endblocktranslate %}", Sentence("\n 5%% của %(a)s")),
        ("{% blocktranslate trimmed %}\n một\n  hai {% endblocktranslate %}", Sentence("một hai")),
        (
            "{% blocktranslate count n=rows %}{{ n }} dòng{% plural %}{{ n }} các dòng{% endblocktranslate %}",
            Sentence("%(n)s dòng", "%(n)s các dòng"),
        ),
        (
            "{% blocktranslate context 'nơi' count n=3 %}một{% plural %}nhiều{% endblocktranslate %}",
            Sentence("một", "nhiều", "nơi"),
        ),
    ],
)
def test_sentences_are_read_from_templates(template: str, sentence: Sentence) -> None:
    assert list(in_template(template, "here")) == [Marked("here", sentence)]


def _written(entry: dict[str, str]) -> list[str]:
    one = entry.get("msgstr", entry.get("msgstr[0]", ""))
    return [one, entry.get("msgstr[1]", one)]


def _compiled(translations: GNUTranslations, entry: dict[str, str]) -> list[str]:
    context = f"{entry['msgctxt']}\x04" if "msgctxt" in entry else ""
    if "msgid_plural" in entry:
        key, many = context + entry["msgid"], entry["msgid_plural"]
        return [translations.ngettext(key, many, number) for number in (1, 2)]
    return [translations.gettext(context + entry["msgid"])] * 2
