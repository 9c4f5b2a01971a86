"""What the regulations of a day say about kinds of organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dangvu.regulations import codes, label, regulation

TOP = "top"
"""In ``organizations/placement``: stands at the head of the register, under nothing recorded."""


def is_cell(kind: str, day: date) -> bool:
    """Whether members belong directly to organisations of this kind (``organizations/kinds``)."""
    kinds: tuple[Mapping[str, Any], ...] = regulation("organizations/kinds", on=day)
    return any(entry["code"] == kind and entry["cell"] for entry in kinds)


def kind_name(kind: str, day: date) -> str:
    """What a kind is called in the active language; the code itself when that day knows no such kind."""
    return label("organizations/kinds", kind, on=day) if is_known("organizations/kinds", kind, day) else kind


def may_stand_under(kind: str, parent_kind: str | None, day: date) -> bool:
    """Whether ``kind`` may stand under ``parent_kind``, or with ``None`` at the top (``organizations/placement``)."""
    return (parent_kind or TOP) in regulation("organizations/placement", on=day).get(kind, ())


def is_known(rule: str, code: str, day: date) -> bool:
    """Whether ``code`` is in the code list ``rule`` of that day."""
    return code in codes(rule, on=day)
