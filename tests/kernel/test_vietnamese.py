"""Vietnamese names in order, folded for search, and numbers as documents write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.findings import Refusal
from dangvu.kernel.vietnamese import fold, read_number, round_half_up, sort_key, write_count, write_number

IN_ORDER = """
Lò Thị A; Quàng Văn Ai; Lê Thị Ái; Bùi Văn An; Nguyễn An; Nguyễn Thị An; Nguyễn Văn An; Trần An; Đỗ Tuấn Anh;
Lê Thị Lan Anh; Lê Tuấn Anh; Vũ Thị Ánh; Lê Thị Ân; Vi Thị Ẩn;
Hà Thị Ba; Hà Thị Bà; Hà Thị Bả; Hà Thị Bã; Hà Thị Bá; Hà Thị Bạ; Lê Quốc Bảo; Lê Văn Bắc; Trần Thị Băng; Lê Văn Bằng;
Ngô Thị Bích; Phạm Thị Bình; Đinh Thị Ca; Ngô Bảo Châu; Mai Thị Chi; Lê Văn Chí; Cao Thị Cúc; Bùi Văn Cường;
Lê Văn Danh; Tạ Thị Diễm; Hồ Văn Dũng; Lê Thị Dương; Lê Văn Đài; Lê Văn Đạt; Bùi Văn Đức; Lê Thị Em; Lê Thị Êm;
Trịnh Thị Gấm; Lê Thị Giang; Ngô Thị Hà; Bùi Thị Hạ; Lê Văn Hải; Lê Thị Hạnh; Lê Thị Hằng; Lê Thị Hân; Lê Thị Hiền;
Trần Thị Hoa; Bùi Thị Hòa; An Thị Hóa; Lê Văn Hoàng; Lê Thị Hồng; Lê Văn Hợi; Lê Thị Huệ; Lê Văn Hùng; Lê Văn Hưng;
Lê Văn Ích; Ksor Jim; Lê Đăng Khoa; Dương Thị Lan; Đặng Thị Lan; Đỗ Thị Lan; Lê Thị Lý; Lê Thị Mai; Lê Thị Mơ;
Lê Thị Nga; Lê Thị Ngọc; Lê Thị Oanh; Lê Văn Ôn; Lê Thị Ơn; Lê Văn Phúc; Lê Văn Quý; Lê Văn Rạng; Lê Văn Sơn;
Lê Thị Tâm; Lê Thị Thảo; Lê Thị Thơ; Lê Thị Thu; Lê Thị Thủy; Lê Thị Thư; Lê Văn Tú; Lê Văn Út; Lê Thị Uyên;
Lê Văn Ước; Lê Thị Vân; Lê Thị Xuân; Lê Thị Yến
"""

syllables = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậỉĩíịồổỗốộờởỡớợừửữứựỳỷỹýỵ", min_size=1, max_size=7)
names = st.lists(syllables, min_size=1, max_size=5).map(" ".join)


def test_names_sort_by_given_name_with_its_tone_then_family_then_middle_names() -> None:
    expected = [name.strip() for name in IN_ORDER.split(";")]
    shuffled = Random(7).sample(expected, len(expected))
    assert len(expected) > 60
    assert sorted(shuffled, key=sort_key) == expected


def test_single_name_sorts_by_itself() -> None:
    assert sort_key("Lan") == sort_key(" lan ")
    assert sort_key("") == ""


def test_tone_is_the_same_wherever_the_mark_is_placed() -> None:
    assert sort_key("Lê Thị Hoà") == sort_key("Lê Thị Hòa")


def test_names_with_letters_of_other_alphabets_have_a_key() -> None:
    assert sort_key("Y-Bình") == "41" + "92d" + "13" + "22" + "27" + "21" + "0" + "2" + "0"


@given(names)
def test_key_is_the_same_for_composed_and_decomposed_text_in_any_case(name: str) -> None:
    forms = {sort_key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD") for text in (name, name.upper())}
    assert forms == {sort_key(name)}


@given(st.text(max_size=60))
def test_key_is_made_of_digits_that_every_collation_compares_alike(text: str) -> None:
    assert re.fullmatch("[0-9a-f]*", sort_key(text)) is not None


@given(names, syllables)
def test_shorter_given_name_comes_before_a_longer_one_that_begins_with_it(name: str, more: str) -> None:
    assert sort_key(name) < sort_key(name + fold(more))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đặng Thị Ưởng", "dang thi uong"),
        ("  ĐẢNG   ỦY\tKHỐI ", "dang uy khoi"),
        (unicodedata.normalize("NFD", "Nguyễn Đức Hoàng"), "nguyen duc hoang"),
        ("", ""),
    ],
)
def test_folded_text_has_no_marks_capitals_or_double_spaces(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("20.445", 2, "20.45"),
        ("20.444", 2, "20.44"),
        ("-0.5", 0, "-1"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-0.4", 0, "0"),
    ],
)
def test_half_is_rounded_away_from_zero(value: str, decimals: int, expected: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (3412, 0, "3.412"),
        (0, 0, "0"),
        (Decimal("20.445"), 2, "20,45"),
        (Decimal("1234567.5"), 1, "1.234.567,5"),
        (Decimal("-1234.5"), 0, "−1.235"),
        (Decimal("-0.001"), 2, "0,00"),
        (900, 2, "900,00"),
    ],
)
def test_number_is_written_with_dots_between_thousands_and_a_comma(
    value: int | Decimal, decimals: int, expected: str
) -> None:
    assert write_number(value, decimals) == expected


@given(st.decimals(-(10**12), 10**12, places=4), st.integers(0, 4))
def test_written_number_reads_back_as_the_rounded_value(value: Decimal, decimals: int) -> None:
    assert read_number(write_number(value, decimals)) == round_half_up(value, decimals)


@pytest.mark.parametrize(
    ("text", "number"), [(" 900 ", "900"), ("1234", "1234"), ("1.234,50", "1234.50"), ("-5", "-5"), ("−0,5", "-0.5")]
)
def test_number_is_read_as_it_is_typed(text: str, number: str) -> None:
    assert str(read_number(text)) == number


@pytest.mark.parametrize("text", ["95.5", "1,000,000", "1.23.456", "12 đồng chí", "", "½", "١"])
def test_what_may_mean_another_number_is_not_guessed(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_number(text)
    assert str(refused.value) == f"“{text}” không phải là một số; hãy viết như 1.234 hoặc 95,5."


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0"), (1, "01"), (7, "07"), (9, "09"), (10, "10"), (209, "209"), (3412, "3.412")]
)
def test_count_of_one_digit_is_padded(value: int, expected: str) -> None:
    assert write_count(value) == expected
