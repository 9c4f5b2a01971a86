from __future__ import annotations

from tests.statistics.checks import Check, Ratio

CHECKS: dict[str, Check | Ratio] = {}
