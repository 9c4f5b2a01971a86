"""Nothing in the repository could be the identity card or the telephone of somebody who exists."""

from __future__ import annotations

import re

from tests.architecture.tree import PACKAGE, ROOT, place, under

NUMBERS = re.compile(
    r"(?<![\w.,#%-])"
    r"(?:\d{9,10}|\d{12}"  # identity cards, old and new, and telephones, written in one
    r"|(?:\+84|0)[35789]\d[ .]?\d{3}[ .]\d{3,4})"  # telephones in groups
    r"(?![\w%-]|[.,]\d)"
)
TEXT = (".py", ".sql", ".yaml", ".json", ".md", ".txt", ".html", ".csv", ".po")
RESERVED = re.compile(r"`(\d+)…`")
"""How ``docs/demo.md`` writes the beginning of numbers that belong to nobody."""


def _reserved() -> tuple[str, ...]:
    document = ROOT / "docs" / "demo.md"
    return tuple(RESERVED.findall(document.read_text(encoding="utf-8"))) if document.exists() else ()


def test_numbers_that_could_be_of_a_person_are_reserved_ones() -> None:
    reserved = _reserved()
    found = [
        (place(path, number), match)
        for folder in (PACKAGE, ROOT / "tests", ROOT / "docs", ROOT / "benchmarks")
        for path in under(folder, *TEXT)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in NUMBERS.findall(line)
        if not (reserved and match.startswith(reserved))
    ]
    assert found == []
