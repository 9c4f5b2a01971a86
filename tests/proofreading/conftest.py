"""The office whose records texts are held against."""

from __future__ import annotations

import pytest

from tests.factories.reports import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    return make_office()
