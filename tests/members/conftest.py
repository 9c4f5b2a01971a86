from __future__ import annotations

from uuid import UUID

import pytest

from tests.factories.organizations import make_tree


@pytest.fixture
def units(db: None) -> dict[str, UUID]:
    """A small tree: a committee with cells A and B, and a grassroots cell C, below one superior committee."""
    return make_tree(
        {
            "P": ("provincial_committee", None),
            "S": ("superior_committee", "P"),
            "G": ("grassroots_committee", "S"),
            "A": ("subordinate_cell", "G"),
            "B": ("subordinate_cell", "G"),
            "C": ("grassroots_cell", "S"),
        }
    )
