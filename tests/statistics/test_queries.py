"""What pages ask: trends, comparisons, parts, the pyramid of ages, and what an indicator means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Reach
from dangvu.statistics.catalogue.book import shipped
from dangvu.statistics.counting import Counts, remembered
from dangvu.statistics.queries import (
    When,
    by_category,
    by_child,
    by_code,
    compare,
    explain,
    month_ends,
    months,
    pyramid,
    series,
)  # fmt: skip
from tests.statistics.conftest import Office

ON = date(2015, 2, 28)
AFTER = date(2015, 3, 31)
YEAR = When(date(2015, 12, 31), date(2015, 1, 1))


def test_month_ends_lead_up_to_the_day() -> None:
    found = month_ends(date(2021, 3, 14), 4)
    assert [when.last for when in found] == [
        date(2020, 12, 31), date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 14),
    ]  # fmt: skip
    assert [when.first for when in found] == [date(2020, 12, 1), date(2021, 1, 1), date(2021, 2, 1), date(2021, 3, 1)]
    assert len(month_ends(date(2021, 3, 14))) == 13


def test_months_cover_a_period_from_day_to_day() -> None:
    assert months(date(2021, 1, 20), date(2021, 3, 2)) == [
        When(date(2021, 1, 31), date(2021, 1, 20)),
        When(date(2021, 2, 28), date(2021, 2, 1)),
        When(date(2021, 3, 2), date(2021, 3, 1)),
    ]


def test_series_gives_stocks_on_the_last_days_and_flows_within_the_periods(office: Office) -> None:
    names = ("members.total", "members.departures", "members.mean_age")
    found = series(names, office["A"], [When(ON, date(2015, 2, 1)), When(AFTER, date(2015, 3, 1))])
    assert [figure.value for figure in found["members.total"]] == [3, 2]
    assert [figure.value for figure in found["members.departures"]] == [0, 1]
    assert [(figure.first, figure.last) for figure in found["members.departures"]] == [
        (date(2015, 2, 1), ON), (date(2015, 3, 1), AFTER),
    ]  # fmt: skip


def test_series_of_no_days_is_empty(office: Office) -> None:
    assert series(["members.total"], office["A"], []) == {"members.total": []}


def test_series_before_the_records_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        series(["members.total"], office["A"], [When(date(2007, 1, 1))])
    assert refused.value.findings[0].code == "statistics.before-records"


def test_series_of_more_days_than_one_statement_takes(office: Office) -> None:
    found = series(["members.total"], office["A"], month_ends(date(2016, 6, 30), 40))
    assert [figure.value for figure in found["members.total"]] == [3] * 24 + [2] * 16


def test_comparison_says_the_change_and_what_moved(office: Office) -> None:
    [total, share] = compare(["members.total", "members.ethnic_minority_share"], office["A"], When(ON), When(AFTER))
    assert (total.before.value, total.after.value, total.change, total.percent) == (3, 2, -1, Decimal("-33.33"))
    assert [(figure.indicator.id, figure.value) for figure in total.went] == [("members.departures", 1)]
    assert total.came == ()
    assert (share.change, share.came, share.went) == (0, (), ())


def test_comparison_with_nothing_has_no_percent(office: Office) -> None:
    [total] = compare(["members.total"], office["B"], When(ON), When(AFTER))
    assert (total.change, total.percent, [figure.value for figure in total.came]) == (1, None, [1])


def test_comparison_with_no_number_has_no_change(office: Office) -> None:
    [age] = compare(["members.mean_age"], office["B"], When(ON), When(AFTER))
    assert (age.before.value, age.change, age.percent) == (None, None, None)


def test_comparison_of_periods(office: Office) -> None:
    [went] = compare(["members.departures"], office["A"], When(date(2014, 12, 31), date(2014, 1, 1)), YEAR)
    assert (went.before.value, went.after.value, went.change) == (0, 1, 1)


def test_comparison_with_a_later_day_names_no_flows(office: Office) -> None:
    [total] = compare(["members.total"], office["A"], When(AFTER), When(ON))
    assert (total.change, total.came, total.went) == (1, (), ())


def test_children_and_the_rest_add_up_to_the_whole(office: Office) -> None:
    found = by_child(["members.total", "members.departures", "members.mean_age"], office["A"], YEAR)
    assert [child.record.code for child in found.children] == ["A1", "A2"]
    assert [child.figures["members.total"].value for child in found.children] == [2, 0]
    assert [child.figures["members.departures"].value for child in found.children] == [0, 1]
    assert (found.whole["members.total"].value, found.rest) == (2, {"members.total": 0, "members.departures": 0})


def test_organization_that_is_not_there_has_no_children(office: Office) -> None:
    assert by_child(["members.total"], office["A"], When(date(2008, 1, 1))).children != ()
    assert by_child(["members.total"], office["A1"], When(ON)).children == ()


def test_children_out_of_reach_count_nothing(office: Office) -> None:
    found = by_child(["members.total"], office["A"], When(ON), reach=Reach(roots=frozenset({office["A2"]})))
    assert [child.figures["members.total"].value for child in found.children] == [0, 1]


def test_category_is_broken_down_by_each_of_its_sums(office: Office) -> None:
    found = by_category("members.total", office["T"], When(ON))
    assert len(found) == sum(getattr(each, "whole", "") == "members.total" for each in shipped().identities)
    by_sex = next(each for each in found if each.label == "Đảng viên theo giới tính")
    assert [(part.figure.value, part.percent) for part in by_sex.parts] == [
        (2, Decimal("66.67")),
        (1, Decimal("33.33")),
    ]
    assert {each.label for each in found if not each.holds} == set()


def test_category_of_nobody_has_no_percents(office: Office) -> None:
    found = by_category("members.total", office["B"], When(ON))
    assert {part.percent for each in found for part in each.parts} == {None}


def test_codes_that_somebody_has_make_up_the_whole(office: Office) -> None:
    found = by_code("members.total", "religion", office["A"], When(ON))
    assert [(part.figure.indicator.id, part.figure.value) for part in found.parts] == [
        ("members.total..religion.buddhism", 2), ("members.total..religion.", 1),
    ]  # fmt: skip
    assert (found.label, found.holds) == ("Tôn giáo", True)
    assert {row.member_id for row in found.parts[0].figure.rows()} == set(office.women)
    assert found.parts[0].figure.as_known_at(None).value == 2


def test_column_without_codes_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        by_code("members.total", "full_name", office["A"], When(ON))
    assert refused.value.findings[0].code == "statistics.bad-part"


def test_pyramid_counts_women_and_men_by_age_band(office: Office) -> None:
    found = pyramid(office["T"], ON)
    somebody = [
        (each.label, each.women.value, each.men.value) for each in found.bands if each.women.value or each.men.value
    ]
    assert somebody == [("Từ 31 đến 35 tuổi", 2, 0), ("Từ 41 đến 45 tuổi", 0, 1)]
    assert found.whole.value == 3


def test_parts_are_counted_within_the_reach(office: Office) -> None:
    reach = Reach(roots=frozenset({office["A2"]}))
    assert pyramid(office["T"], ON, reach=reach).whole.value == 1
    assert by_code("members.total", "religion", office["T"], When(ON), reach=reach).whole.value == 1


def test_queries_share_what_was_counted(office: Office) -> None:
    counts = Counts()
    for _time in range(2):
        pyramid(office["T"], ON, counts=counts)
    assert pyramid(office["T"], ON, counts=remembered()) == pyramid(office["T"], ON, counts=counts)


@pytest.mark.django_db
def test_explanation_says_what_is_counted_in_words() -> None:
    found = explain("members.women")
    assert (found.counts, found.condition) == ("Đảng viên trong danh sách", "Giới tính: Nữ")
    assert [each.id for each in found.identities] == ["members.by_sex"]
    assert (found.parts, found.version) == ((), shipped().version(shipped().indicators["members.women"]))


@pytest.mark.django_db
def test_explanation_of_a_ratio_explains_both_sides() -> None:
    found = explain("members.ethnic_minority_share")
    assert (found.counts, found.condition) == ("", "")
    assert [part.indicator.id for part in found.parts] == ["members.ethnic_minority", "members.total"]
