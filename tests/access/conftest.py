from __future__ import annotations

from uuid import UUID

import pytest

from tests.factories.organizations import make_blocs


@pytest.fixture
def units(db: None) -> dict[str, UUID]:
    """A province T with committees A (cells A1, A2; committee A3 with cells A31, A32) and B (B1; B2 with B21)."""
    return make_blocs()
