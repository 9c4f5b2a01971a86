"""What holds on a day, and what was asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from dangvu.kernel.findings import Refusal
from dangvu.regulations import Certainty, RuleUse, codes, label, regulation, rules, tracing

DAY = date(2021, 10, 14)
PROBATION = RuleUse("members/probation_months", date(2021, 7, 30), "24-QĐ/TW, 30/7/2021", Certainty.RECALLED)


def test_regulation_answers_for_a_day() -> None:
    assert regulation("members/probation_months", on=DAY) == 12
    assert regulation("members/admission_age", on=DAY) == {"min": 18, "max": 60}


def test_trace_notes_each_value_once_with_its_source() -> None:
    with tracing() as asked:
        regulation("members/probation_months", on=DAY)
        regulation("members/probation_months", on=date(2022, 1, 1))
        codes("members/sexes", on=DAY)
    assert [use.rule for use in asked] == ["members/probation_months", "members/sexes"]
    assert asked[0] == PROBATION


def test_trace_notes_two_values_of_one_rule() -> None:
    with tracing() as asked:
        regulation("members/probation_months", on=date(2021, 7, 29))
        regulation("members/probation_months", on=DAY)
    assert [use.effective_from for use in asked] == [date(2016, 7, 25), date(2021, 7, 30)]


def test_trace_within_a_trace_is_noted_in_both() -> None:
    with tracing() as outer:
        regulation("members/admission_age", on=DAY)
        with tracing() as inner:
            regulation("members/probation_months", on=DAY)
        codes("members/sexes", on=DAY)
    assert inner == [PROBATION]
    assert [use.rule for use in outer] == ["members/admission_age", "members/probation_months", "members/sexes"]


def test_nothing_is_noted_after_a_trace_has_ended() -> None:
    with pytest.raises(KeyError), tracing() as asked:
        raise KeyError
    regulation("members/probation_months", on=DAY)
    assert asked == []


def test_codes_are_in_the_order_of_the_form() -> None:
    assert codes("members/religions", on=DAY) == (
        "buddhism",
        "catholicism",
        "hoa_hao",
        "cao_dai",
        "protestantism",
        "islam",
        "other",
    )


@pytest.mark.parametrize(
    ("language", "expected"), [("vi", "Nữ"), ("en", "Female"), ("en-gb", "Female"), ("fr", "Nữ"), (None, "Nữ")]
)
def test_label_speaks_the_active_language_or_vietnamese(language: str | None, expected: str) -> None:
    with translation.override(language):
        assert label("members/sexes", "female", on=DAY) == expected


def test_label_of_a_code_changes_with_the_rule() -> None:
    days = [date(2026, 7, 25), date(2026, 7, 26)]
    assert [label("organizations/kinds", "grassroots_cell", on=day) for day in days] == ["Chi bộ cơ sở", "Chi bộ"]


def test_unknown_code_is_refused_with_the_codes_of_that_day() -> None:
    with pytest.raises(Refusal) as raised:
        label("members/sexes", "woman", on=DAY)
    assert str(raised.value) == "members/sexes: ngày 14/10/2021 không có mã “woman”; các mã là: female, male."


def test_unknown_rule_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal) as raised:
        regulation("members/probation_month", on=DAY)
    assert str(raised.value) == "không có quy định “members/probation_month”; có phải là “members/probation_months”?"


def test_codes_of_a_rule_that_lists_none_are_refused() -> None:
    with pytest.raises(Refusal) as raised:
        codes("members/probation_months", on=DAY)
    assert str(raised.value) == "members/probation_months: quy định này không phải là danh mục mã."


def test_day_before_the_first_value_is_refused() -> None:
    with pytest.raises(Refusal) as raised:
        regulation("members/probation_months", on=date(1930, 2, 2))
    assert [finding.code for finding in raised.value.findings] == ["regulations.before-first-value"]


def test_rules_are_listed_by_name_with_their_history() -> None:
    listed = rules()
    assert [rule.name for rule in listed] == sorted(rule.name for rule in listed)
    probation = next(rule for rule in listed if rule.name == PROBATION.rule)
    assert [value.effective_from.year for value in probation.values] == [1930, 2011, 2016, 2021, 2025, 2026]
