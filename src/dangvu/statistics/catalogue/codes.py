"""The codes that conditions may name."""

from __future__ import annotations

from functools import cache

from dangvu.regulations import rules


def known_codes(rule: str) -> frozenset[str]:
    """Every code that a code list has ever held, since an indicator is asked for any day; empty for an unknown list."""
    return _code_lists().get(rule, frozenset())


@cache
def _code_lists() -> dict[str, frozenset[str]]:
    return {
        rule.name: frozenset(item["code"] for value in rule.values for item in value.value)
        for rule in rules()
        if rule.unit == "code-list"
    }
