from __future__ import annotations

import pytest

from dangvu.demo.planning.plan import Plan, make_plan
from dangvu.demo.planning.script import Script, write_script


@pytest.fixture(scope="session")
def plan() -> Plan:
    return make_plan()


@pytest.fixture(scope="session")
def script(plan: Plan) -> Script:
    return write_script(plan)
