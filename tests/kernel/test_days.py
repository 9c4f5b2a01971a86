"""Days, spells, ages and the ways of writing them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.days import (
    FOREVER,
    Spell,
    completed_years,
    day_after,
    day_before,
    months_after,
    parse_day,
    parse_moment,
    write_day,
    years_after,
    years_before,
)
from dangvu.kernel.findings import Refusal

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
spells = st.tuples(days, days).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Spell(min(pair), max(pair)))
HANOI = timezone(timedelta(hours=7))


def test_spell_contains_its_first_day_and_not_its_last() -> None:
    spell = Spell(date(2021, 1, 1), date(2021, 2, 1))
    asked = [date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 31), date(2021, 2, 1)]
    assert [day in spell for day in asked] == [False, True, True, False]


def test_spell_without_an_end_still_holds() -> None:
    assert Spell(date(2021, 1, 1)).end == FOREVER


def test_spell_that_ends_before_it_starts_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="must end after it starts"):
        Spell(date(2021, 1, 1), date(2021, 1, 1))


@given(spells, spells)
def test_spells_overlap_when_a_day_lies_in_both(one: Spell, other: Spell) -> None:
    first_common_day = max(one.start, other.start)
    assert one.overlaps(other) == (first_common_day in one and first_common_day in other)


@given(days)
def test_day_before_and_day_after_undo_each_other(day: date) -> None:
    assert day_after(day_before(day)) == day == day_before(day_after(day))


@given(days, st.integers(0, 120), days)
def test_years_before_is_the_latest_birth_date_of_that_age(day: date, years: int, birth: date) -> None:
    assert (completed_years(birth, day) >= years) == (birth <= years_before(day, years))


@given(days, st.integers(0, 120))
def test_years_after_is_the_first_day_on_which_the_years_are_completed(day: date, years: int) -> None:
    completed = years_after(day, years)
    assert (completed_years(day, completed), completed_years(day, day_before(completed))) == (years, years - 1)


@given(days, st.integers(-600, 600))
def test_months_after_counts_months_and_keeps_the_day_or_takes_the_next(day: date, months: int) -> None:
    result = months_after(day, months)
    passed = (result.year - day.year) * 12 + result.month - day.month
    assert (passed, result.day) == (months, day.day) or (passed, result.day) == (months + 1, 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2021, 1, 15), 12, date(2022, 1, 15)),
        (date(2021, 1, 31), 1, date(2021, 3, 1)),
        (date(2020, 2, 29), 12, date(2021, 3, 1)),
        (date(2021, 10, 31), 1, date(2021, 12, 1)),
        (date(2021, 11, 30), 3, date(2022, 3, 1)),
        (date(2021, 3, 5), -3, date(2020, 12, 5)),
    ],
)
def test_months_after_ends_of_months(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2021, 10, 14), 18, date(2003, 10, 14)),
        (date(2024, 2, 29), 18, date(2006, 2, 28)),
        (date(2024, 2, 29), 20, date(2004, 2, 29)),
        (date(2024, 3, 1), 2024, date.min),
        (date(2024, 3, 1), 9000, date.min),
    ],
)
def test_years_before_leap_days_and_the_calendar(day: date, years: int, expected: date) -> None:
    assert years_before(day, years) == expected


def test_age_of_somebody_born_on_29_february_grows_on_1_march() -> None:
    born = date(2004, 2, 29)
    assert [completed_years(born, day) for day in (date(2022, 2, 28), date(2022, 3, 1), date(2024, 2, 29))] == [
        17,
        18,
        20,
    ]


@pytest.mark.parametrize("text", ["2021-10-14", "14/10/2021", " 14/10/2021 ", "14/10/2021\n"])
def test_day_is_read_in_both_ways_of_writing_it(text: str) -> None:
    assert parse_day(text) == date(2021, 10, 14)


@given(days)
def test_day_reads_back_as_written(day: date) -> None:
    assert parse_day(write_day(day)) == parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["", "hôm nay", "14/10", "31/2/2021", "2021-02-30", "14/10/21", "20211014", "2021-W41-4", "1/2/3/2021", "१/1/2021"],
)
def test_what_is_no_day_is_refused_with_the_ways_of_writing_one(text: str) -> None:
    with pytest.raises(Refusal) as raised:
        parse_day(text)
    [finding] = raised.value.findings
    assert finding.code == "kernel.bad-day"
    assert finding.message == f"“{text}” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-11-05", datetime(2021, 11, 5, 23, 59, 59, 999999, HANOI)),
        (" 5/11/2021 ", datetime(2021, 11, 5, 23, 59, 59, 999999, HANOI)),
        ("2021-11-05T09:00", datetime(2021, 11, 5, 9, tzinfo=HANOI)),
        ("2021-11-05 09:00:30+00:00", datetime(2021, 11, 5, 9, 0, 30, tzinfo=UTC)),
    ],
)
def test_moment_without_an_offset_is_local_and_a_bare_day_means_its_end(text: str, expected: datetime) -> None:
    assert parse_moment(text) == expected


def test_moment_is_given_in_utc() -> None:
    assert parse_moment("2021-11-05T09:00+09:30").isoformat() == "2021-11-04T23:30:00+00:00"


@pytest.mark.parametrize(
    "text", ["", "bây giờ", "2021-13-05", "2021-11-05T25:00", "0001-01-01", "9999-12-31", "0001-01-01T00:00+14:00"]
)
def test_what_is_no_moment_is_refused_with_the_ways_of_writing_one(text: str) -> None:
    with pytest.raises(Refusal) as raised:
        parse_moment(text)
    [finding] = raised.value.findings
    assert finding.code == "kernel.bad-moment"
    assert finding.message == f"“{text}” không phải là một thời điểm; hãy viết như 2021-11-05 hoặc 2021-11-05T09:00."
