from __future__ import annotations

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.statistics.catalogue.conditions import Condition, ConditionError, read_condition
from dangvu.statistics.catalogue.words import near
from tests.statistics.room import tiny_catalogue

CODES = {"members/sexes": frozenset({"female", "male"}), "members/religions": frozenset({"buddhism"})}


def read(text: str) -> Condition:
    return read_condition(text, tiny_catalogue().facts["people"], CODES.__getitem__)


def why_not(text: str) -> str:
    with pytest.raises(ConditionError) as refused:
        read(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ("sex = 'female'", "sex = 'female'"),
        ("sex <> 'male'", "sex <> 'male'"),
        ("religion = ''", "religion = ''"),
        ("sex IN ('female', 'male')", "sex IN ('female', 'male')"),
        ("NOT sex IN ('female')", "NOT (sex IN ('female'))"),
        ("birth_date IS NULL", "birth_date IS NULL"),
        ("birth_date IS NOT NULL", "birth_date IS NOT NULL"),
        ("birth_date >= '1990-02-28'", "birth_date >= '1990-02-28'"),
        ("birth_ordinal BETWEEN -5 AND 12.5", "birth_ordinal BETWEEN -5 AND 12.5"),
        ("register_entry = 1 AND sex = 'male'", "(register_entry = 1) AND (sex = 'male')"),
        ("(full_name = 'An' OR sex = 'male')", "((full_name = 'An') OR (sex = 'male'))"),
        ("sex = 'female' -- said", "sex = 'female'"),
        ("age >= 18", "birth_date <= :years_ago_18"),
        ("age > 18", "birth_date <= :years_ago_19"),
        ("age < 18", "birth_date > :years_ago_18"),
        ("age <= 18", "birth_date > :years_ago_19"),
        ("age BETWEEN 18 AND 30", "(birth_date <= :years_ago_18 AND birth_date > :years_ago_31)"),
        ("age = 18", "((birth_date <= :years_ago_18 AND birth_date > :years_ago_19))"),
        ("age <> 18", "NOT ((birth_date <= :years_ago_18 AND birth_date > :years_ago_19))"),
        ("age IS NULL", "birth_date IS NULL"),
        ("age IS NOT NULL", "birth_date IS NOT NULL"),
    ],
)
def test_condition_becomes_sql_that_every_database_reads_alike(text: str, sql: str) -> None:
    assert read(text).sql == sql


def test_condition_in_years_names_every_threshold() -> None:
    condition = read("age IN (18, 30)")
    assert (sorted(condition.years), condition.columns) == ([18, 19, 30, 31], frozenset({"age"}))


@pytest.mark.parametrize(
    "text",
    [
        "LOWER(sex) = 'female'", "sex = LOWER('A')", "sex = full_name", "birth_ordinal + 1 = 2", "sex LIKE 'f%'", "sex",
        "EXISTS (SELECT 1)", "people.sex = 'male'", "'female' = sex", "birth_ordinal = (SELECT 1)", "TRUE",
        "CASE WHEN 1=1 THEN 2 END", "birth_ordinal = birth_ordinal", "birth_date = DATE '2020-01-01'",
        "birth_date = '2020-02-30'", "birth_date = '20200101'", "birth_date > 3", "sex = 1", "age = '18'", "age = 1.5",
        "age >= -1", "register_entry = 2", "register_entry = '1'", "birth_ordinal = '7'", "member_id = 'a'",
        "sex = NULL", "sex IN (SELECT 'male')", "birth_date IS TRUE", "age IS 5", "full_name = -1",
        "birth_ordinal BETWEEN SYMMETRIC 9 AND 1", "sex > 'female'", "full_name BETWEEN 'A' AND 'B'",
        "register_entry >= 0", "sex = 'female'; DROP TABLE members_member", "sex =", "", "SELECT 1", "sex = 'fe",
    ],
)  # fmt: skip
def test_condition_beyond_the_grammar_is_refused(text: str) -> None:
    assert why_not(text) != ""


def test_unknown_column_is_refused_with_those_that_exist_and_the_nearest() -> None:
    assert why_not("gender = 'female'") == (
        "“people” không có cột “gender”; các cột dùng được là: member_id, full_name, sex, birth_date, age,"
        " birth_ordinal, register_entry, religion. Có phải: age, birth_date, birth_ordinal, full_name, member_id,"
        " register_entry, religion, sex?"
    )


def test_unknown_code_is_refused_with_the_nearest() -> None:
    assert why_not("sex = 'femal'") == "“femal” không có trong danh mục members/sexes. Có phải: female, male?"


def test_wrong_literal_is_refused_with_an_example() -> None:
    assert why_not("age > 'x'") == "cột “age” không so sánh được với “'x'”; hãy viết giá trị như 18."


def test_nearest_name_is_not_guessed_from_a_long_list_without_likeness() -> None:
    assert near("zzz", [f"name{index}" for index in range(21)]) == ""


def test_condition_error_is_no_refusal_until_it_has_a_place() -> None:
    assert not issubclass(ConditionError, Refusal)
