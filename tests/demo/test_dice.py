from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.demo.planning.dice import Dice, shares, spread


def test_dice_with_the_same_seed_fall_alike() -> None:
    assert [Dice("a").between(1, 6) for _ in range(3)] == [Dice("a").between(1, 6) for _ in range(3)]


def test_dice_fall_as_they_did_when_this_was_written() -> None:
    dice = Dice("Lam Sơn")
    assert [dice.between(1, 100) for _ in range(5)] == [35, 23, 29, 41, 88]


def test_dice_stay_between_first_and_last() -> None:
    dice = Dice("bounds")
    assert {dice.between(3, 5) for _ in range(200)} == {3, 4, 5}


def test_shuffling_keeps_every_item() -> None:
    assert sorted(Dice("shuffle").shuffled("tổ chức")) == sorted("tổ chức")


@given(st.integers(0, 20), st.text(max_size=4))
def test_choice_takes_exactly_as_many_as_wanted(count: int, seed: str) -> None:
    assert len(set(Dice(seed).choose(range(20), count))) == count


def test_choice_never_takes_what_has_no_weight() -> None:
    assert Dice("weight").choose(range(10), 5, lambda number: number % 2) == [3, 7, 1, 5, 9]


def test_choice_of_more_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^6 wanted of 5$"):
        Dice("few").choose(range(10), 6, lambda number: number % 2)


@given(st.integers(0, 5000), st.lists(st.integers(1, 500), min_size=1, max_size=30))
def test_shares_make_up_the_total(total: int, weights: list[int]) -> None:
    assert sum(shares(total, weights)) == total


@given(st.integers(0, 5000), st.lists(st.integers(1, 500), min_size=1, max_size=30))
def test_shares_are_less_than_one_away_from_exact(total: int, weights: list[int]) -> None:
    exact = [total * weight / sum(weights) for weight in weights]
    assert [abs(share - value) < 1 for share, value in zip(shares(total, weights), exact, strict=True)] == [
        True for _ in weights
    ]


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 40), max_size=6))
def test_spreading_keeps_every_count(counts: dict[str, int]) -> None:
    assert Counter(spread(counts)) == +Counter(counts)


def test_spreading_mixes_evenly() -> None:
    assert "".join(spread({"a": 4, "b": 2, "c": 1})) == "abacaba"
