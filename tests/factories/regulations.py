"""An office that says itself what a rule is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from dangvu.kernel.basis import Basis
from dangvu.regulations.actions import override_rule
from dangvu.regulations.models import Override
from tests.factories.organizations import make_actor

SAID_AT = datetime(2022, 3, 1, 8, tzinfo=UTC)
"""When the office says it, unless it says otherwise."""

SOURCE = Basis("12-HD/BTCTU", date(2022, 1, 10), "Ban Tổ chức Tỉnh ủy Lam Sơn")


def make_override(
    rule: str = "members/probation_months", value: Any = 18, *, day: date = date(2022, 2, 1), **details: Any
) -> Override:
    """Say that from the first of February 2022 probation takes 18 months, but for ``details``."""
    known: dict[str, Any] = {"actor": make_actor(at=SAID_AT), "basis": SOURCE}
    return override_rule(rule=rule, value=value, day=day, **(known | details))
