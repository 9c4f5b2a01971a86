"""Carrying out acts: what they say when they refuse, and how many statements they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from tests.factories.organizations import BASIS, make_actor

STRANGER = Actor("Người lạ", datetime(2022, 1, 1, tzinfo=UTC))
"""Somebody who holds no permission at all."""


def do(act: Callable[..., Any], **arguments: Any) -> Any:
    """Carry out an act, by the operator and on the usual basis unless ``arguments`` say otherwise."""
    return act(**({"actor": make_actor(), "basis": BASIS} | arguments))


def refusal_of(act: Callable[..., Any], **arguments: Any) -> list[tuple[str, str]]:
    """Code and sentence, with the place before it, of each finding for which an act refuses."""
    with pytest.raises(Refusal) as refused:
        do(act, **arguments)
    return [(finding.code, str(finding)) for finding in refused.value.findings]


def codes_of(act: Callable[..., Any], **arguments: Any) -> list[str]:
    """The code of each finding for which an act refuses."""
    return [code for code, _sentence in refusal_of(act, **arguments)]


def statements(act: Callable[..., Any], **arguments: Any) -> int:
    """How many statements an act sends to the database."""
    with CaptureQueriesContext(connection) as captured:
        do(act, **arguments)
    return len(captured)
