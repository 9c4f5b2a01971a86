from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.factories.organizations import make_blocs


@pytest.fixture(autouse=True)
def _nobody_has_tried() -> Iterator[None]:
    """How often an address has tried is not carried from test to test."""
    with override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}):
        cache.clear()
        yield


@pytest.fixture
def units(db: None) -> dict[str, UUID]:
    """A province T with committees A (cells A1, A2; committee A3 with cells A31, A32) and B (B1; B2 with B21)."""
    return make_blocs()
