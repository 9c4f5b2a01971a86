"""The cell on whose rolls a member stands keeps the member's file."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from dangvu.members.keeping import keepers
from tests.factories.members import make_member
from tests.factories.organizations import FIRST_DAY, make_blocs

pytestmark = pytest.mark.django_db


def test_file_is_kept_by_the_cell_of_the_day() -> None:
    units = make_blocs()
    first, second = make_member(units["A1"]), make_member(units["B21"])
    asked = [first, second, uuid4()]
    assert keepers(asked, date(2020, 1, 1), None) == {first: units["A1"], second: units["B21"]}
    assert keepers(asked, FIRST_DAY - timedelta(days=1), None) == {}
