from __future__ import annotations

from datetime import date

import pytest

from dangvu.demo.planning.ages import settle_mean_age
from dangvu.demo.planning.levels import PROFESSIONAL, Marks
from dangvu.demo.planning.people import Life
from dangvu.demo.planning.tree import Slot

CELL = Slot("cell", 10, "agencies", "administrative_agency", ((date.min, "cell"),))
EARLY, LATE = date(2010, 12, 31), date(2020, 12, 31)
INTERMEDIATE, UNIVERSITY = PROFESSIONAL.rank("intermediate"), PROFESSIONAL.rank("university")


def _life(birth: date = date(1980, 1, 1), number: int = 1) -> Life:
    admitted = date(2005, 5, 19)
    return Life(number, birth, "register", admitted, date(2006, 5, 19), [(date(2008, 1, 1), CELL)])


def test_rank_that_would_have_to_fall_is_refused() -> None:
    life, marks = _life(), Marks(PROFESSIONAL)
    marks.set(life, EARLY, UNIVERSITY)
    with pytest.raises(ValueError, match=r"^1: intermediate on 2020-12-31 does not fit"):
        marks.set(life, LATE, INTERMEDIATE)


def test_rank_above_a_later_one_is_refused() -> None:
    life, marks = _life(), Marks(PROFESSIONAL)
    marks.set(life, LATE, INTERMEDIATE)
    with pytest.raises(ValueError, match=r"^1: university on 2010-12-31 does not fit"):
        marks.set(life, EARLY, UNIVERSITY)


def test_rank_too_early_in_life_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^1: university on 2010-12-31 does not fit"):
        Marks(PROFESSIONAL).set(_life(date(1995, 1, 1)), EARLY, UNIVERSITY)


def test_mean_age_is_settled_to_its_printed_decimals() -> None:
    lives = [_life(date(1980, 1, 1), number) for number in range(3)]
    settle_mean_age(lives, lives, "41.05", LATE)
    assert [life.birth for life in lives] == [date(1979, 12, 13), date(1979, 12, 14), date(1979, 12, 14)]


def test_mean_age_that_is_too_far_away_is_refused() -> None:
    lives = [_life()]
    with pytest.raises(ValueError, match=r"^ages are too far from 45.00: 1461 days each$"):
        settle_mean_age(lives, lives, "45.00", LATE)
