from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.factories.members import make_members
from tests.factories.organizations import make_tree


@dataclass(frozen=True)
class Party:
    """A small tree, and the official members of each of its cells."""

    units: dict[str, UUID]
    members: dict[str, list[UUID]]


@pytest.fixture
def party(db: None) -> Party:
    """A committee with cells A (nine members) and B (four), and a grassroots cell C (four), below one committee."""
    units = make_tree(
        {
            "P": ("provincial_committee", None),
            "S": ("superior_committee", "P"),
            "G": ("grassroots_committee", "S"),
            "A": ("subordinate_cell", "G"),
            "B": ("subordinate_cell", "G"),
            "C": ("grassroots_cell", "S"),
        }
    )
    return Party(
        units, {"A": make_members(units["A"], 9), "B": make_members(units["B"], 4), "C": make_members(units["C"], 4)}
    )
