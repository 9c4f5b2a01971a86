"""Indicators narrowed down by their name, and conditions in words."""

from __future__ import annotations

import pytest
from django.utils import translation

from dangvu.kernel.findings import Refusal
from dangvu.statistics.catalogue.codes import known_codes
from dangvu.statistics.catalogue.conditions import Condition, read_condition
from dangvu.statistics.catalogue.narrowing import band, name_narrowed
from dangvu.statistics.catalogue.wording import worded
from tests.statistics.room import tiny_catalogue

BOOK = tiny_catalogue()
PEOPLE = BOOK.facts["people"]
CODES = {"members/sexes": frozenset({"female", "male"}), "members/religions": frozenset({"buddhism", "catholicism"})}


def words(text: str) -> str:
    return worded(read_condition(text, PEOPLE, CODES.__getitem__), PEOPLE).vi


def refusal(name: str) -> str:
    with pytest.raises(Refusal) as refused:
        BOOK.indicator(name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("parts", "sql"),
    [
        ([("sex", "female")], "sex = 'female'"),
        ([("religion", "")], "religion = ''"),
        ([("register_entry", "1")], "register_entry = 1"),
        ([("age", band(31, 35))], "(birth_date <= :years_ago_31 AND birth_date > :years_ago_36)"),
        ([("age", band(61, None))], "birth_date <= :years_ago_61"),
        (
            [("sex", "female"), ("age", "61_")],
            "(sex = 'female') AND (birth_date <= :years_ago_61)",
        ),
    ],
)
def test_name_of_a_narrowed_indicator_says_its_condition(parts: list[tuple[str, str]], sql: str) -> None:
    assert BOOK.indicator(name_narrowed("tiny.people", *parts)).condition.sql == sql


def test_narrowed_indicator_keeps_its_own_condition_and_says_both() -> None:
    found = BOOK.indicator("tiny.women..religion.buddhism")
    assert found.condition.sql == "(sex = 'female') AND (religion = 'buddhism')"
    assert (found.id, found.label.vi) == ("tiny.women..religion.buddhism", "Số nữ: Tôn giáo: Phật giáo")
    assert found.label.en == "Women: Religion: Buddhism"
    assert (found.fact, found.measure, found.kind) == (PEOPLE, *_kind("tiny.women"))


def _kind(name: str) -> tuple[object, object]:
    return BOOK.indicators[name].measure, BOOK.indicators[name].kind


@pytest.mark.parametrize(
    "part",
    [
        "gender.female", "sex.other", "sex.fe'male", "register_entry.2", "age.31-35", "age.", "full_name.An",
        "birth_ordinal.5", "member_id.1", "", "sex",
    ],
)  # fmt: skip
def test_part_that_means_nothing_is_refused(part: str) -> None:
    assert refusal(f"tiny.people..{part}") != ""


def test_rule_that_lists_no_codes_has_none_for_conditions() -> None:
    assert [known_codes(rule) for rule in ("members/probation_months", "members/nothing")] == [frozenset()] * 2
    assert known_codes("members/sexes") == {"female", "male"}


def test_ratio_is_not_narrowed() -> None:
    assert refusal("tiny.women_share..sex.female") == (
        "tỷ lệ “tiny.women_share” không chia nhỏ được; hãy chia nhỏ tử số của nó."
    )


def test_conditions_are_joined_when_both_say_something() -> None:
    one = Condition("a = 1", frozenset({"a"}), frozenset({5}), "a = 1")
    assert (one & Condition(), Condition() & one) == (one, one)
    both = one & Condition("b = 2", frozenset({"b"}), frozenset({6}), "b = 2")
    assert both == Condition("(a = 1) AND (b = 2)", frozenset("ab"), frozenset({5, 6}), "(a = 1) AND (b = 2)")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sex = 'female'", "Giới tính: Nữ"),
        ("sex <> 'male'", "Giới tính: khác Nam"),
        ("NOT (sex = 'male' OR religion = '')", "không phải (Giới tính: Nam hoặc Tôn giáo: không ghi)"),
        ("religion = ''", "Tôn giáo: không ghi"),
        ("religion <> ''", "Tôn giáo: có ghi"),
        ("religion IN ('buddhism', 'catholicism')", "Tôn giáo: Phật giáo hoặc Công giáo"),
        ("NOT sex IN ('female')", "không phải (Giới tính: Nữ)"),
        ("birth_date IS NULL", "Ngày sinh: không ghi"),
        ("birth_date IS NOT NULL", "Ngày sinh: có ghi"),
        ("birth_date < '1990-02-28'", "Ngày sinh: trước ngày 28/2/1990"),
        ("birth_date >= '1990-02-28'", "Ngày sinh: từ ngày 28/2/1990 trở đi"),
        ("birth_date = '1990-02-28'", "Ngày sinh: 28/2/1990"),
        ("birth_date BETWEEN '1990-02-28' AND '1990-03-01'", "Ngày sinh: từ 28/2/1990 đến 1/3/1990"),
        ("birth_ordinal > -5", "Số thứ tự ngày sinh: trên -5"),
        ("age >= 18", "Tuổi: từ 18 trở lên"),
        ("age BETWEEN 18 AND 30", "Tuổi: từ 18 đến 30"),
        ("register_entry = 1", "Có từ sổ cũ: có"),
        ("register_entry = 0", "Có từ sổ cũ: không"),
        ("full_name = 'An'", "Họ và tên: An"),
        ("sex = 'male' AND age < 18", "Giới tính: Nam; Tuổi: dưới 18"),
        ("sex = 'male' AND age < 18 AND age > 3", "Giới tính: Nam; Tuổi: dưới 18; Tuổi: trên 3"),
        ("sex = 'male' OR age <= 18", "Giới tính: Nam hoặc Tuổi: không quá 18"),
        ("sex = 'male' AND (age < 5 OR age > 9)", "Giới tính: Nam; (Tuổi: dưới 5 hoặc Tuổi: trên 9)"),
    ],
)
def test_condition_is_said_in_words(text: str, said: str) -> None:
    assert words(text) == said


def test_condition_that_everything_meets_needs_no_words() -> None:
    assert str(worded(Condition(), PEOPLE)) == ""


def test_condition_is_said_in_the_language_of_the_reader() -> None:
    said = worded(read_condition("sex = 'female'", PEOPLE, CODES.__getitem__), PEOPLE)
    with translation.override("en"):
        assert str(said) == "Sex: Female"
