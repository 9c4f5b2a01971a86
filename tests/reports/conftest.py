"""The office that most tests of reports report on."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.reports import Office, make_office
from tests.factories.web import reader


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def client(request: pytest.FixtureRequest, db: None, client: Client) -> Client:
    """A browser in which an officer of the province is signed in: of the office's, where the test has one."""
    office = request.getfixturevalue("office") if "office" in request.fixturenames else None
    reader(client, at=office.province if office else None)
    return client
