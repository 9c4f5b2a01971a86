"""Values of rules in words."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from dangvu.regulations import find_rule, rules
from dangvu.regulations.reading import CODE_LIST, read_only
from dangvu.regulations.showing import Difference, brief, coded, differences, parts, title, write
from dangvu.regulations.templatetags.rules import rule_in_words

DAY = date(2021, 10, 14)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("members/probation_months", "12 tháng"),
        ("members/admission_education", "Trung học cơ sở"),
        (
            "access/layers",
            "Đảng bộ tỉnh, Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng, Đảng bộ cơ sở, Chi bộ cơ sở",
        ),
        ("members/badges", "các mức, năm 30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90; các đợt 3/2, 19/5, 2/9, 7/11"),
        ("members/admission_age", "ít nhất 18; nhiều nhất 60"),
        ("documents/heading_scheme", "I., 1., 1.1., a)"),
        ("members/religions", "7 mã"),
        ("committees/sizes", "18 mục"),
    ],
)
def test_value_is_said_in_one_line(rule: str, expected: str) -> None:
    found = find_rule(rule)
    assert brief(found, found.on(DAY).value, DAY) == expected


def test_parts_are_called_by_the_labels_of_their_codes() -> None:
    found = parts(find_rule("committees/term_years").on(DAY).value, DAY)
    assert [(part.place, part.label, part.text) for part in found][-2:] == [
        ("grassroots_cell", "Chi bộ cơ sở", "5"),
        ("subordinate_cell", "Chi bộ trực thuộc", "2,5"),
    ]


def test_every_part_of_every_value_is_said_in_words() -> None:
    said = {
        word
        for rule in rules()
        if rule.unit != CODE_LIST
        for part in parts(rule.on(DAY).value, DAY)
        for word in re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", f"{part.label} {part.text}")
    }
    assert said == set()


def test_codes_that_a_value_may_name_are_those_of_the_list_in_which_they_stand() -> None:
    education, placement, pattern = (
        coded(rule := find_rule(name), rule.on(DAY).value, DAY)
        for name in ("members/admission_education", "organizations/placement", "documents/symbol_pattern")
    )
    assert [code for code, _label in education] == ["literate", "primary", "lower_secondary", "upper_secondary"]
    assert placement[:2] == [("top", "đứng đầu sổ sách"), ("provincial_committee", "Đảng bộ tỉnh")]
    assert pattern == []


def test_parts_of_a_list_are_counted_from_one() -> None:
    found = parts(find_rule("documents/issuer_names").on(DAY).value, DAY)
    assert (found[0].place, found[0].label) == ("0.organization", "1, tên tổ chức đảng bắt đầu bằng")


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "có"), (False, "không"), (1200, "1.200"), (Decimal("2.50"), "2,50"), (("a", 3), "a, 3"), ("chữ", "chữ")],
)
def test_part_is_written_the_vietnamese_way(value: Any, text: str) -> None:
    assert write(value) == text


def test_differences_name_what_changed_what_came_and_what_went() -> None:
    rule = find_rule("committees/sizes")
    old, new = rule.values[1].value, rule.values[2].value
    assert differences(rule, old, new, DAY) == [
        Difference("Đảng bộ trực thuộc cơ sở, ít nhất", "", "3"),
        Difference("Đảng bộ trực thuộc cơ sở, nhiều nhất", "", "15"),
        Difference("Đảng bộ trực thuộc cơ sở, phó bí thư", "", "2"),
    ]
    assert [(one.old, one.new) for one in differences(rule, new, old, DAY)] == [("3", ""), ("15", ""), ("2", "")]


def test_difference_of_a_code_list_is_that_of_its_names() -> None:
    rule = find_rule("members/sexes")
    old = rule.on(DAY).value
    new = read_only([{**old[0], "vi": "Phụ nữ"}, *old[1:]])
    assert differences(rule, old, new, DAY) == [Difference("female", "Nữ", "Phụ nữ")]


def test_title_is_said_in_the_language_of_the_reader() -> None:
    rule = find_rule("members/religions")
    with translation.override("en"):
        assert title(rule) == rule.description["en"]
    assert title(rule) == rule.description["vi"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("members/religions (1930-02-03): Văn bản", f"{title(find_rule('members/religions'))} (1930-02-03): Văn bản"),
        ("members/nothing (1930-02-03)", "members/nothing (1930-02-03)"),
        ("Văn bản", "Văn bản"),
    ],
)
def test_use_of_a_rule_is_told_by_what_the_rule_is_about(text: str, words: str) -> None:
    assert rule_in_words(text) == words
