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
    return kind in cell_kinds(day)


def cell_kinds(day: date) -> set[str]:
    """The kinds of organisation to which members belong directly."""
    kinds: tuple[Mapping[str, Any], ...] = regulation("organizations/kinds", on=day)
    return {entry["code"] for entry in kinds if entry["cell"]}


def kind_name(kind: str, day: date) -> str:
    """What a kind is called in the active language; the code itself when that day knows no such kind."""
    return label("organizations/kinds", kind, on=day) if is_known("organizations/kinds", kind, day) else kind


def sector_name(sector: str, day: date) -> str:
    """What a sector is called in the active language; the code itself when that day knows no such sector."""
    return label("organizations/sectors", sector, on=day) if is_known("organizations/sectors", sector, day) else sector


def reorganization_name(kind: str, day: date) -> str:
    """What a kind of reorganisation is called in the active language; the code itself when that day knows none such."""
    known = is_known("organizations/reorganizations", kind, day)
    return label("organizations/reorganizations", kind, on=day) if known else kind


def reorganization_names(day: date) -> dict[str, str]:
    """The kinds of reorganisation of a day by code, as the active language calls them."""
    known = codes("organizations/reorganizations", on=day)
    return {code: label("organizations/reorganizations", code, on=day) for code in known}


def kind_names(day: date) -> dict[str, str]:
    """The kinds of a day by code, from the top of the tree down, as the active language calls them."""
    return {code: label("organizations/kinds", code, on=day) for code in codes("organizations/kinds", on=day)}


def sector_names(day: date) -> dict[str, str]:
    """The sectors of a day by code, as the active language calls them."""
    return {code: label("organizations/sectors", code, on=day) for code in codes("organizations/sectors", on=day)}


def may_stand_under(kind: str, parent_kind: str | None, day: date) -> bool:
    """Whether ``kind`` may stand under ``parent_kind``, or with ``None`` at the top (``organizations/placement``)."""
    return (parent_kind or TOP) in regulation("organizations/placement", on=day).get(kind, ())


def is_known(rule: str, code: str, day: date) -> bool:
    """Whether ``code`` is in the code list ``rule`` of that day."""
    return code in codes(rule, on=day)
