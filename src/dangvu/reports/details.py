"""All that is known of a quoted number's source, as plain data: for the JSON, the appendix and later comparison."""

from __future__ import annotations

from typing import Any

from dangvu.reports.quotes import Quotable
from dangvu.statistics.figures import Figure


def detail_of(number: Quotable, organization: str) -> dict[str, Any]:
    """The source of a number; what is worked out of other numbers carries theirs under ``operands``."""
    detail: dict[str, Any] = {"value": None if number.value is None else str(number.value)}
    if number.figure:
        detail |= figure_detail(number.figure, organization)
    if number.arithmetic:
        detail["arithmetic"] = number.arithmetic
    if number.basis:
        detail["basis"] = number.basis
    if number.operands:
        detail["operands"] = [
            {"text": each.text, "label": each.label, **detail_of(each, organization)} for each in number.operands
        ]
    return detail


def figure_detail(figure: Figure, organization: str) -> dict[str, Any]:
    """Definition and provenance of a figure."""
    indicator = figure.indicator
    return {
        "indicator": indicator.id,
        "version": figure.version,
        "definition": indicator.definition.vi,
        "unit": indicator.unit.vi,
        "rule": indicator.rule,
        "organization": organization,
        "scope": str(figure.scope),
        "on": figure.on and figure.on.isoformat(),
        "first": figure.first and figure.first.isoformat(),
        "last": figure.last and figure.last.isoformat(),
        "known_at": figure.known_at and figure.known_at.isoformat(),
        "rules_used": [f"{use.rule} ({use.effective_from.isoformat()}): {use.source}" for use in figure.rules_used],
    }
