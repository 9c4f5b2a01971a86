"""Numbers of sections: right at the seams of each way of counting, and never the same twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.reports.writing.numbering import count, heading_number


@pytest.mark.parametrize(
    ("number", "roman"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (400, "CD"), (944, "CMXLIV"), (1900, "MCM")],
)
def test_roman_numbers_subtract_before_fives_and_tens(number: int, roman: str) -> None:
    assert count("I", number) == roman


@pytest.mark.parametrize(
    ("number", "letter"), [(1, "a"), (4, "d"), (5, "đ"), (6, "e"), (23, "y"), (24, "aa"), (47, "ba")]
)
def test_letters_follow_the_vietnamese_alphabet(number: int, letter: str) -> None:
    assert count("a", number) == letter


@pytest.mark.parametrize(
    ("pattern", "counters", "number"),
    [("I.", [2], "II."), ("1.", [2, 3], "3."), ("1.1.", [2, 3, 4], "3.4."), ("a)", [2, 3, 4, 5], "đ)")],
)
def test_a_pattern_counts_as_many_levels_as_it_has_counters(pattern: str, counters: list[int], number: str) -> None:
    assert heading_number(pattern, counters) == number


@given(st.sampled_from("I1a"), st.sets(st.integers(1, 3999), min_size=2, max_size=2))
def test_two_sections_never_share_a_number(kind: str, numbers: set[int]) -> None:
    assert len({count(kind, number) for number in numbers}) == 2
