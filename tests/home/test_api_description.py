"""The API answers whatever its description allows, and refuses the rest, without ever breaking down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.urls import URLPattern
from hypothesis import HealthCheck, given, settings
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dangvu.home.api import build_api
from dangvu.kernel.contracts import Api, registered
from tests.factories.reports import make_office
from tests.factories.web import connection_kept
from tests.home.programs import token_of_everything

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]


@pytest.fixture
def described(db: None) -> Iterator[Any]:
    token = token_of_everything(make_office().province)
    with connection_kept():
        found = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
        found.config.update(headers={"Authorization": f"Bearer {token}"})
        yield found


def test_every_answer_is_as_described(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    for operation in operations:

        @settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        ask()
    answering = {offer.prefix.strip("/") for offer in registered(Api)}
    assert {operation.path.split("/")[2] for operation in operations} == answering


def test_no_two_rooms_call_different_things_by_the_same_name() -> None:
    """The description holds one thing under each name: give the class of the later room a name of its own."""
    build_api()
    names = [one.__name__ for one in schemas(Schema) if one.__module__.startswith("dangvu.")]
    assert [name for name in sorted(set(names)) if names.count(name) > 1] == []


def test_no_two_operations_are_called_the_same() -> None:
    """Addresses are found by the names of operations: give the function of the later room a name of its own."""
    patterns = [one for one in build_api().urls[0] if isinstance(one, URLPattern)]
    paths: dict[str | None, set[str]] = defaultdict(set)
    for one in patterns:
        paths[one.name].add(str(one.pattern))
    assert {name: found for name, found in paths.items() if len(found) > 1} == {}


def schemas(above: type[Schema]) -> Iterator[type[Schema]]:
    for one in above.__subclasses__():
        yield one
        yield from schemas(one)
