"""A value in the place of another has its shape and makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.regulations import Rule, find_rule, rules
from dangvu.regulations.fitting import LONGEST, find_misfits
from dangvu.regulations.showing import differences

DAY = date(2021, 10, 14)
RELIGIONS = [dict(item) for item in find_rule("members/religions").on(DAY).value]


def misfits(name: str, value: Any) -> list[tuple[str, str, str]]:
    rule = find_rule(name)
    found = find_misfits(rule, rule.on(DAY).value, value)
    return [(finding.code.removeprefix("regulations."), finding.place, finding.message) for finding in found]


def changed(name: str, **parts: Any) -> dict[str, Any]:
    return {**find_rule(name).on(DAY).value, **parts}


@given(st.sampled_from(rules()), st.data())
def test_every_value_that_a_rule_ever_had_fits_itself_and_differs_in_nothing(rule: Rule, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(rule.values)).value
    assert list(find_misfits(rule, value, value)) == []
    assert differences(rule, value, value, DAY) == []


NUMBER = "phải là một số không âm."
SHAPE = "phải cùng loại với giá trị đang có."
LEVELS = "elementary, lower_secondary"


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        ("members/probation_months", 12, []),
        ("members/probation_months", "12", [("no-number", "value", NUMBER)]),
        ("members/probation_months", True, [("no-number", "value", NUMBER)]),
        ("members/probation_months", -1, [("no-number", "value", NUMBER)]),
        ("members/probation_months", Decimal("1.5"), [("no-whole-number", "value", "phải là một số nguyên.")]),
        ("members/admission_age", {"min": 18}, [("other-shape", "value", "phải có đúng các mục: min, max.")]),
        ("members/admission_age", 18, [("other-shape", "value", "phải có đúng các mục: min, max.")]),
        ("members/admission_age", {"min": 18, "max": None}, [("no-number", "value.max", NUMBER)]),
        ("documents/heading_scheme", [], [("other-shape", "value", "phải là một danh sách có ít nhất một mục.")]),
        ("documents/heading_scheme", "I.", [("other-shape", "value", "phải là một danh sách có ít nhất một mục.")]),
        ("documents/heading_scheme", ["1.", "a)"], []),
        ("documents/heading_scheme", ["1.", 2], [("other-shape", "value.1", SHAPE)]),
        (
            "documents/heading_scheme",
            ["1.", " "],
            [("bad-text", "value.1", "phải có chữ, nhiều nhất 300 chữ cái.")],
        ),
        (
            "documents/heading_scheme",
            ["1" * (LONGEST + 1)],
            [("bad-text", "value.0", "phải có chữ, nhiều nhất 300 chữ cái.")],
        ),
        ("members/admission_education", "upper_secondary", []),
        (
            "members/admission_education",
            "high school",
            [
                (
                    "unknown-word",
                    "value",
                    "phải là một trong: literate, lower_secondary, primary, upper_secondary.",
                )
            ],
        ),
    ],
)
def test_value_is_compared_with_those_that_the_rule_has_had(
    rule: str, value: Any, expected: list[tuple[str, str, str]]
) -> None:
    assert misfits(rule, value) == expected


def test_fraction_fits_a_rule_that_has_had_one() -> None:
    assert misfits("committees/term_years", changed("committees/term_years", grassroots_cell=Decimal("2.5"))) == []


@pytest.mark.parametrize(
    ("pattern", "gaps"),
    [
        ("{number:03d}/{type}-{issuer}", None),
        ("{number}-{type}", "issuer, number, type"),
        ("{number", "issuer, number, type"),
    ],
)
def test_pattern_keeps_what_is_filled_in(pattern: str, gaps: str | None) -> None:
    found = misfits("documents/symbol_pattern", changed("documents/symbol_pattern", pattern=pattern))
    message = f"phải giữ đúng các chỗ trống: {gaps}."
    assert found == ([("lost-gap", "value.pattern", message)] if gaps else [])


def test_text_without_gaps_gains_none() -> None:
    layout = changed("documents/page_layout", font="{font}")
    assert misfits("documents/page_layout", layout) == [("lost-gap", "value.font", "phải giữ đúng các chỗ trống: –.")]


def renamed(index: int, **parts: Any) -> list[Mapping[str, Any]]:
    return [{**item, **parts} if place == index else item for place, item in enumerate(RELIGIONS)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (renamed(0, vi="Đạo Phật"), []),
        ([*RELIGIONS, {"code": "bahai", "vi": "Baha'i", "en": "Baha'i"}], []),
        (
            RELIGIONS[1:],
            [("lost-code", "value", "phải giữ mọi mã đã có, theo đúng thứ tự; chỉ thêm mã ở cuối.")],
        ),
        (renamed(0, en=" "), [("bad-text", "value.0.en", "chưa có tên; hãy ghi tên.")]),
        (renamed(0, within="other"), [("changed-code", "value.0", "chỉ đổi được tên của mã “buddhism”.")]),
        (
            [*RELIGIONS, {"code": "Bahá'í", "vi": "Baha'i", "en": "Baha'i"}],
            [
                (
                    "bad-code",
                    "value.7.code",
                    "mã “Bahá'í” phải là chữ thường không dấu, số, gạch dưới, và chưa có trong danh mục.",
                )
            ],
        ),
        (
            [*RELIGIONS, {"code": "bahai", "vi": "Baha'i"}],
            [
                ("bad-text", "value.7.en", "chưa có tên; hãy ghi tên."),
                ("other-shape", "value.7", "mã “bahai” phải có đủ: code, en, vi."),
            ],
        ),
    ],
)
def test_code_list_is_only_extended_and_renamed(value: Any, expected: list[tuple[str, str, str]]) -> None:
    assert misfits("members/religions", value) == expected


def test_code_is_not_listed_twice() -> None:
    twice = [*RELIGIONS, {**RELIGIONS[0]}]
    assert [code for code, _place, _message in misfits("members/religions", twice)] == ["bad-code"]
