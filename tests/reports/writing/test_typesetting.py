"""Widths of text and lines of equal length."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.reports.writing.typesetting import POINTS_PER_MM, balanced_lines, face, set_head
from tests.factories.writing import make_document

WIDE = 100_000.0
words = st.lists(st.text("ABĐƯẾ", min_size=1, max_size=8), min_size=1, max_size=9).map(" ".join)


@pytest.mark.parametrize(("name", "width"), [("Regular", 10.0), ("Bold", 10.0), ("Italic", 10.0)])
def test_digits_are_half_as_wide_as_the_type_is_large(name: str, width: float) -> None:
    assert face(name).width("12", 10) == width


def test_the_width_of_a_line_is_that_of_times_new_roman() -> None:
    # 0.722 em for Đ, A, N and the like, 0.778 for G, 0.667 for S, 0.611 for T and 0.25 for the space.
    assert round(face("Bold").width("ĐẢNG", 1000)) == 722 + 722 + 722 + 778


def test_a_letter_that_the_face_lacks_counts_as_one_em() -> None:
    assert face("Regular").width("中", 14) == 14


def test_a_short_name_stays_on_one_line() -> None:
    assert balanced_lines("TỈNH ỦY LAM SƠN", "Regular", 14, WIDE) == ["TỈNH ỦY LAM SƠN"]


def test_no_line_ends_with_a_word_that_belongs_to_the_next() -> None:
    name = "ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH LAM SƠN"

    assert balanced_lines(name, "Bold", 14, 86 * POINTS_PER_MM) == [
        "ĐẢNG ỦY KHỐI CÁC CƠ QUAN",
        "VÀ DOANH NGHIỆP TỈNH LAM SƠN",
    ]


def test_lines_that_the_text_breaks_stay_broken() -> None:
    assert balanced_lines("ĐẢNG ỦY\nKHỐI", "Bold", 14, WIDE) == ["ĐẢNG ỦY", "KHỐI"]


def test_words_too_long_for_any_line_stand_one_on_each() -> None:
    assert balanced_lines("MỘT HAI", "Bold", 14, 1) == ["MỘT", "HAI"]


def test_a_text_of_many_lines_is_balanced_too() -> None:
    assert balanced_lines("ĐẢNG " * 200, "Bold", 14, 20 * POINTS_PER_MM) == ["ĐẢNG"] * 200


def test_no_text_takes_no_line() -> None:
    assert balanced_lines("", "Bold", 14, WIDE) == []


@given(words, st.floats(30, 400))
def test_lines_hold_all_words_in_order_and_fit_where_words_do(text: str, width: float) -> None:
    lines = balanced_lines(text, "Bold", 10, width)

    assert " ".join(lines).split() == text.split()
    assert [line for line in lines if " " in line and face("Bold").width(line, 10) > width] == []


def test_the_columns_of_a_letterhead_fill_the_text() -> None:
    head = set_head(make_document())

    assert head.left_mm + head.right_mm == 165
    assert head.issuer == ["ĐẢNG ỦY KHỐI CÁC CƠ QUAN", "VÀ DOANH NGHIỆP TỈNH"]


def test_a_long_place_leaves_the_left_column_its_least_share() -> None:
    document = make_document()
    letterhead = replace(document.letterhead, place_and_date="Thành phố " * 20)

    assert set_head(replace(document, letterhead=letterhead)).left_mm == 0.4 * 165
