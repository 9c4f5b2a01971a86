from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from dangvu.statistics.catalogue.facts import Type
from dangvu.statistics.compile.engine import from_database

ID = UUID("d21c2ea8-94c4-4b05-9bd5-f44e09aa431e")


@pytest.mark.parametrize(
    ("value", "kind", "meant"),
    [
        (None, Type.DAY, None),
        ("2015-03-01", Type.DAY, date(2015, 3, 1)),
        (date(2015, 3, 1), Type.DAY, date(2015, 3, 1)),
        (ID.hex, Type.ID, ID),
        (ID, Type.ID, ID),
        (1, Type.FLAG, True),
        (0, Type.FLAG, False),
        (7, Type.NUMBER, 7),
        ("An", Type.TEXT, "An"),
    ],
)
def test_value_means_the_same_from_every_database(value: Any, kind: Type, meant: Any) -> None:
    assert from_database(value, kind) == meant
