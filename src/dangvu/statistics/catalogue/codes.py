"""The codes that conditions may name."""

from __future__ import annotations

from dangvu.kernel.findings import Refusal
from dangvu.regulations import find_rule
from dangvu.regulations.reading import CODE_LIST
from dangvu.statistics.catalogue.words import Words


def known_codes(rule: str) -> frozenset[str]:
    """Every code that a code list has ever held, since an indicator is asked for any day; empty for an unknown list."""
    try:
        found = find_rule(rule)
    except Refusal:
        return frozenset()
    if found.unit != CODE_LIST:
        return frozenset()
    return frozenset(item["code"] for value in found.values for item in value.value)


def code_words(rule: str, code: str) -> Words:
    """What a code was called last."""
    values = find_rule(rule).values
    return next(
        Words(str(item["vi"]), str(item["en"]))
        for value in reversed(values)
        for item in value.value
        if item["code"] == code
    )
