from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.proofreading.numbers.lexer import decimal_of, tokens_of
from dangvu.proofreading.numbers.rounding import rounds_to, written
from dangvu.proofreading.numbers.spelling import one_spelling
from dangvu.proofreading.numbers.spoken import spoken_value
from dangvu.proofreading.numbers.tokens import Kind

PLAIN = {Kind.WORD, Kind.PUNCTUATION}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("có 3.412 đảng viên", Kind.COUNT, "3412"),
        ("có 3 412 đảng viên", Kind.COUNT, "3412"),
        ("có 3,412 đảng viên", Kind.COUNT, "3412"),
        ("kinh phí 3,412 tỷ đồng", Kind.COUNT, "3.412"),
        ("có 07 chi bộ", Kind.COUNT, "7"),
        ("chiếm 77,33%", Kind.PERCENT, "77.33"),
        ("chiếm 77.33 %", Kind.PERCENT, "77.33"),
        ("chiếm 5 phần trăm", Kind.PERCENT, "5"),
        ("có 84/90 chi bộ", Kind.RATIO, "84"),
        ("gấp 1,2 lần", Kind.TIMES, "1.2"),
        ("họp 12 lần", Kind.COUNT, "12"),
        ("hai mươi lăm đảng viên", Kind.COUNT, "25"),
        ("có năm chi bộ", Kind.COUNT, "5"),
        ("tổng số 75 chi bộ", Kind.COUNT, "75"),
        ("1,234,567 đồng", Kind.COUNT, "1234567"),
        ("có 2019 đảng viên", Kind.COUNT, "2019"),
        ("năm 2019", Kind.YEAR, "2019"),
        ("từ 2018 đến nay", Kind.YEAR, "2018"),
        ("nhiệm kỳ 2015 - 2020", Kind.TERM, "2015"),
        ("tháng 6/2021", Kind.MONTH, "6"),
        ("Điều 30", Kind.REFERENCE, "30"),
        ("Nghị quyết Trung ương 4 khóa XII", Kind.REFERENCE, "4"),
        ("Ban chỉ đạo 35 của tỉnh", Kind.REFERENCE, "35"),
        ("ngày 22/9 hằng năm", Kind.REFERENCE, "22"),
        ("sáng 22/9, các đại biểu", Kind.REFERENCE, "22"),
        ("từ 22/9 các đoàn", Kind.REFERENCE, "22"),
    ],
)
def test_number_is_told_apart_by_its_surroundings(text: str, kind: Kind, value: str) -> None:
    found = [(token.kind, token.value) for token in tokens_of(text) if token.kind not in PLAIN]
    assert found == [(kind, Decimal(value))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("652-CV/BTCTU", Kind.SYMBOL),
        ("36/2021/QĐ-UBND", Kind.SYMBOL),
        ("05-QĐi/ĐUK", Kind.SYMBOL),
        ("22/9/2021", Kind.DATE),
        ("ngày 14 tháng 10 năm 2021", Kind.DATE),
        ("5 - 7", Kind.RANGE),
        ("¹²", Kind.MARK),
    ],
)
def test_what_is_no_figure_is_one_token(text: str, kind: Kind) -> None:
    assert [(token.kind, token.is_figure) for token in tokens_of(text)] == [(kind, False)]


@pytest.mark.parametrize("text", ["một số chi bộ", "mỗi năm đảng viên", "lần thứ hai đảng bộ", "thứ ba chi bộ"])
def test_number_words_that_count_nothing_are_words(text: str) -> None:
    assert {token.kind for token in tokens_of(text)} == {Kind.WORD}


def test_number_words_that_make_no_number_stay_words() -> None:
    assert {token.kind for token in tokens_of("hai ba chi bộ")} == {Kind.WORD}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mười", 10), ("mười lăm", 15), ("hai mươi mốt", 21), ("một trăm linh hai", 102), ("chín trăm", 900),
        ("ba nghìn bốn trăm mười hai", 3412), ("hai triệu", 2_000_000), ("hai ba", None),
    ],
)  # fmt: skip
def test_number_in_words_has_its_value(words: str, value: int | None) -> None:
    assert spoken_value(words.split()) == value


@given(st.integers(min_value=0, max_value=99_999_999))
def test_written_count_is_read_back(value: int) -> None:
    assert decimal_of(written(Decimal(value)))[0] == value


@given(st.decimals(min_value=0, max_value=100, places=6), st.integers(min_value=0, max_value=3))
def test_half_up_rounding_is_always_accepted(exact: Decimal, decimals: int) -> None:
    stated = Decimal(written(exact, decimals).replace(".", "").replace(",", "."))
    assert rounds_to(exact, stated, decimals)


@pytest.mark.parametrize(("stated", "right"), [("20.4", True), ("20.5", False), ("20.44", False)])
def test_rounding_accepts_only_roundings(stated: str, right: bool) -> None:  # noqa: FBT001 (a column of the table)
    assert rounds_to(Decimal(18400) / 900, Decimal(stated), 1) == right


@pytest.mark.parametrize(
    ("word", "spelling"),
    [("hoá", "hóa"), ("Uỷ", "ủy"), ("quý", "quý"), ("sỹ", "sĩ"), ("đ/c", "đồng chí"), ("ABC", "abc")],
)
def test_word_has_one_spelling(word: str, spelling: str) -> None:
    assert one_spelling(word) == spelling
