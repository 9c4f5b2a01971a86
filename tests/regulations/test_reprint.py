"""What was believed at a moment decides which rules a report of then was made by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dangvu.kernel.basis import Basis
from dangvu.regulations import find_rule
from tests.factories.organizations import make_actor
from tests.factories.regulations import make_override
from tests.factories.reports import KNOWN, ON, make_draft, make_office, make_template

LATER = KNOWN + timedelta(days=30)


@pytest.mark.django_db
def test_report_as_known_then_keeps_the_rules_as_known_then() -> None:
    office = make_office()
    layout = find_rule("documents/page_layout").on(ON).value
    first = make_draft(make_template(), office.committee)
    make_override(
        "documents/page_layout",
        {**layout, "margin_left_mm": 35},
        day=date(2020, 1, 1),
        basis=Basis("07-HD/VPTU", date(2019, 12, 20), "Văn phòng Tỉnh ủy Lam Sơn"),
        actor=make_actor(at=LATER),
    )
    again = make_draft(make_template(), office.committee)
    now = make_draft(make_template(), office.committee, known_at=LATER)
    assert again.document == first.document
    assert (first.document.layout.margin_left_mm, now.document.layout.margin_left_mm) == (30, 35)
