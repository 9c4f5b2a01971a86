"""The office that most tests of reports report on."""

from __future__ import annotations

import pytest

from tests.factories.reports import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    return make_office()
