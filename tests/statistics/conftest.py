from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from dangvu.members.actions import transfer_members
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, make_actor, make_tree
from tests.statistics.worlds import History

LATER = datetime(2015, 3, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """A committee with two cells and a cell beside it; two women in A1, one man in A2, who moved to B on 1/3/2015."""

    codes: dict[str, UUID]
    women: list[UUID]
    man: UUID

    def __getitem__(self, code: str) -> UUID:
        return self.codes[code]


@pytest.fixture
def office(db: None) -> Office:
    codes = make_tree(
        {
            "T": ("provincial_committee", None),
            "A": ("grassroots_committee", "T"),
            "A1": ("subordinate_cell", "A"),
            "A2": ("subordinate_cell", "A"),
            "B": ("grassroots_cell", "T"),
        }
    )
    women = make_members(codes["A1"], 2, birth_date=date(1980, 2, 29), religion="buddhism")
    [man] = make_members(codes["A2"], 1, sex="male", birth_date=date(1970, 6, 15))
    actor = make_actor(at=LATER)
    transfer_members(actor=actor, day=date(2015, 3, 1), basis=BASIS, member_ids=[man], to=codes["B"])
    return Office(codes, women, man)


@pytest.fixture
def begun(db: None) -> History:
    """The beginning that all histories of a test share."""
    history = History()
    history.begin()
    return history
