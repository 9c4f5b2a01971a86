"""The API answers whatever its description allows, and refuses the rest, without ever breaking down."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.factories.reports import make_office
from tests.home.programs import token_of_everything

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]


@pytest.fixture
def described(db: None) -> Any:
    office = make_office()
    found = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    found.config.update(headers={"Authorization": f"Bearer {token_of_everything(office.province)}"})
    return found


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_answer_is_as_described(case: Any) -> None:
    case.call_and_validate(checks=CHECKS)
