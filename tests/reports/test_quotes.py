"""What templates quote: figures, changes, breakdowns, rankings, each with its source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.findings import Refusal
from dangvu.members.actions import Award, qualify_members
from dangvu.reports.quotes import Quotable, lower_first, write_percent
from tests.factories.acts import do
from tests.factories.members import make_admission, make_members
from tests.factories.organizations import make_organization
from tests.factories.reports import ON, Office

NOW = {"on": ON}
BEFORE = {"on": date(2007, 12, 31)}
"""A day before anybody was on the rolls, once an organisation is recorded for it."""
YEAR = {"first": date(2015, 1, 1), "last": date(2015, 12, 31)}


def test_figure_is_quoted_with_its_source(office: Office) -> None:
    number = office.quotes().figure("members.total", **NOW)
    assert (number.text, number.label, number.value, number.operands) == ("07", "Tổng số đảng viên", 7, ())
    assert number.figure is not None
    assert (number.figure.indicator.id, number.figure.scope, number.figure.on) == (
        "members.total",
        office.committee,
        ON,
    )


def test_ratio_shows_its_working(office: Office) -> None:
    number = office.quotes().figure("members.women_share", **NOW)
    assert (number.text, number.arithmetic) == ("57,14%", "04 : 07 = 57,14%")


def test_mean_is_written_with_the_decimals_of_its_indicator(office: Office) -> None:
    assert office.quotes().figure("members.mean_age", **NOW).text == "51,58"


def test_ratio_of_nothing_is_a_dash(office: Office) -> None:
    make_organization(day=BEFORE["on"])
    assert office.quotes().figure("members.women_share", **BEFORE).text == "–"


def test_unknown_indicator_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        office.quotes().figure("members.totals", **NOW)
    assert refused.value.findings[0].code == "statistics.unknown-indicator"


def test_day_before_the_records_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        office.quotes().figure("members.total", **BEFORE)
    assert refused.value.findings[0].code == "statistics.before-records"


def test_quoted_numbers_are_marked_and_kept_in_order(office: Office) -> None:
    quotes = office.quotes()
    women, men = quotes.figure("members.women", **NOW), quotes.figure("members.men", **NOW)
    assert [quotes.quote(women), quotes.quote(men)] == ["[04]{.figure #f1}", "[03]{.figure #f2}"]
    assert [(quoted.id, quoted.number) for quoted in quotes.quoted] == [("f1", women), ("f2", men)]


def test_change_is_written_in_words(office: Office) -> None:
    make_members(office.cells[0], 2, since=date(2016, 1, 1))
    rise = office.quotes().change("members.total", {"on": date(2015, 12, 31)}, NOW, "tăng", "giảm")
    assert (rise.text, rise.value, rise.arithmetic) == ("tăng 02", 2, "09 − 07 = 2")
    assert [(operand.text, operand.label) for operand in rise.operands] == [
        ("07", "Tổng số đảng viên"),
        ("09", "Tổng số đảng viên"),
    ]


def test_change_downwards_is_written_without_a_sign(office: Office) -> None:
    make_members(office.cells[0], 2, since=date(2016, 1, 1))
    fall = office.quotes().change("members.total", NOW, {"on": date(2015, 12, 31)}, "tăng", "giảm")
    assert (fall.text, fall.value, fall.arithmetic) == ("giảm 02", -2, "07 − 09 = −2")


@pytest.mark.parametrize(
    ("before", "after", "text", "value"),
    [
        ({"on": date(2015, 12, 31)}, NOW, "tăng 28,57%", Decimal("28.57")),
        (NOW, {"on": date(2015, 12, 31)}, "giảm 22,22%", Decimal("-22.22")),
        (NOW, NOW, "không đổi", Decimal(0)),
    ],
)
def test_percent_change_is_of_what_it_was(
    office: Office, before: dict[str, date], after: dict[str, date], text: str, value: Decimal
) -> None:
    make_members(office.cells[0], 2, since=date(2016, 1, 1))
    change = office.quotes().percent_change("members.total", before, after, "tăng", "giảm")
    assert (change.text, change.value) == (text, value)


def test_percent_change_shows_its_working(office: Office) -> None:
    make_members(office.cells[0], 2, since=date(2016, 1, 1))
    change = office.quotes().percent_change("members.total", {"on": date(2015, 12, 31)}, NOW, "tăng", "giảm")
    assert change.arithmetic == "(09 − 07) : 07 = 28,57%"


def test_percent_change_from_nothing_is_a_dash(office: Office) -> None:
    make_organization(day=BEFORE["on"])
    change = office.quotes().percent_change("members.total", BEFORE, NOW, "tăng", "giảm")
    assert (change.text, change.value, change.arithmetic) == ("–", None, "")


def test_change_to_the_same_is_none(office: Office) -> None:
    change = office.quotes().change("members.total", NOW, NOW, "tăng", "giảm")
    assert (change.text, change.value, change.arithmetic) == ("không đổi", 0, "07 − 07 = 0")


def test_change_of_a_mean_keeps_its_decimals(office: Office) -> None:
    change = office.quotes().change("members.mean_age", {"on": date(2020, 10, 14)}, NOW, "tăng", "giảm")
    assert (change.text, change.arithmetic) == ("tăng 0,99", "51,58 − 50,59 = 0,99")


def test_change_from_no_number_is_a_dash(office: Office) -> None:
    make_organization(day=BEFORE["on"])
    change = office.quotes().change("members.mean_age", BEFORE, NOW, "tăng", "giảm")
    assert (change.text, change.value, change.arithmetic) == ("–", None, "")


def test_breakdown_closes_the_sum(office: Office) -> None:
    award = Award(office.members[0], "professional", "university")
    do(qualify_members, day=date(2020, 7, 1), awards=[award])
    quotes = office.quotes()
    text = quotes.breakdown("committees.professional_", "members/professional_levels", NOW)
    assert text.split("; ")[3] == "đại học [01]{.figure #f4}"
    assert text.split("; ")[-1] == "chưa qua đào tạo [02]{.figure #f7}"
    assert sum(quoted.number.value or 0 for quoted in quotes.quoted) == 3


def test_ranking_names_the_highest_and_leaves_out_those_with_none(office: Office) -> None:
    make_admission(office.cells[1])
    ranked = office.quotes().ranking("members.admissions", ["subordinate_cell"], 5, **YEAR)
    assert [(unit.name, unit.figure.text) for unit in ranked] == [("Chi bộ Phòng 2", "01")]


def test_ranking_goes_from_the_top_then_by_code(office: Office) -> None:
    for cell in (office.cells[1], office.cells[0]):
        make_admission(cell)
    quotes = office.quotes()
    assert [u.name for u in quotes.ranking("members.admissions", ["subordinate_cell"], 2, **YEAR)] == [
        "Chi bộ Phòng 1",
        "Chi bộ Phòng 2",
    ]
    assert [u.name for u in quotes.ranking("members.total", ["subordinate_cell"], 1, **NOW)] == ["Chi bộ Phòng 1"]


def test_figures_of_one_fact_and_day_take_one_statement(office: Office) -> None:
    quotes = office.quotes()
    quotes.figure("members.total", **NOW)
    with CaptureQueriesContext(connection) as captured:
        quotes.figure("members.women", **NOW)
        quotes.figure("members.women_share", **NOW)
        quotes.change("members.men", NOW, NOW, "tăng", "giảm")
    assert len(captured) == 0


def test_ratio_of_two_facts_counts_neither_again(office: Office) -> None:
    quotes = office.quotes()
    quotes.figure("committees.concurrent_share", **NOW)
    with CaptureQueriesContext(connection) as captured:
        quotes.figure("committees.concurrent_heads", **NOW)
        quotes.figure("organizations.grassroots", **NOW)
    assert [query["sql"] for query in captured if "WITH" in query["sql"]] == []


@pytest.mark.parametrize(
    ("value", "text"), [(Decimal("77.33"), "77,33%"), (Decimal("100.00"), "100%"), (Decimal("-0.5"), "−0,50%")]
)
def test_percentage_is_written_as_in_documents(value: Decimal, text: str) -> None:
    assert write_percent(value) == text


@given(st.text())
def test_lowering_the_first_letter_keeps_the_others(text: str) -> None:
    assert lower_first(text)[-len(text[1:]) :] == text[1:] or not text[1:]


def test_numbers_are_equal_when_their_sources_are(office: Office) -> None:
    quotes = office.quotes()
    assert quotes.figure("members.total", **NOW) == quotes.figure("members.total", **NOW)
    assert Quotable("07", "Tổng số đảng viên", 7) != quotes.figure("members.total", **NOW)
