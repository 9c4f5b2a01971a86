"""The geometry of drawings: lengths tell the values, marks stand where the days are, and sums are sums."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.ui import charts
from dangvu.ui.charts.lines import BOTTOM, TOP

counts = st.integers(0, 10**6)
values = st.integers(-(10**6), 10**6)
DAYS = [date(2017, 12, 31), date(2018, 12, 31), date(2021, 10, 31)]


def ascending(places: list[float]) -> bool:
    return all(one <= other + 1e-9 for one, other in pairwise(places))


# Trends


def test_spark_rises_from_the_lowest_to_the_highest() -> None:
    drawn = charts.spark([5, 10, 15])
    assert (drawn.paths, drawn.end and (drawn.end.x, drawn.end.y)) == (
        ("M1.00 21.00 L35.00 12.00 L69.00 3.00",),
        (69, 3),
    )


def test_spark_leaves_a_gap_where_there_is_no_number() -> None:
    drawn = charts.spark([1, 2, None, 3, None], wide=True)
    assert ([path.count("L") for path in drawn.paths], drawn.end and drawn.end.x, drawn.wide) == ([1, 1], 88, True)


def test_spark_of_equal_numbers_is_level() -> None:
    assert charts.spark([7, 7]).paths == ("M1.00 12.00 L69.00 12.00",)


def test_spark_of_nothing_is_empty() -> None:
    drawn = charts.spark([None, None])
    assert (drawn.paths, drawn.end) == ((), None)


@given(st.lists(values, min_size=3, max_size=3))
def test_line_stands_higher_where_the_value_is_higher(numbers: list[int]) -> None:
    course = charts.line([charts.Series("", numbers)], DAYS, title="").courses[0]
    heights = [dot.y for _value, dot in sorted(zip(numbers, course.dots, strict=True), key=lambda pair: -pair[0])]
    assert (ascending(heights), [y for y in heights if not TOP <= y <= BOTTOM]) == (True, [])


def test_line_places_days_by_the_calendar() -> None:
    drawn = charts.line(
        [charts.Series("", [1, 2, 3])], [date(2021, 1, 1), date(2021, 1, 2), date(2021, 1, 11)], title=""
    )
    assert [tick.at for tick in drawn.days] == [0, 10, 100]


def test_line_of_one_day_is_a_dot_in_the_middle() -> None:
    drawn = charts.line([charts.Series("", [5])], [date(2021, 1, 1)], title="")
    assert ([tick.at for tick in drawn.days], [dot.x for dot in drawn.courses[0].dots]) == ([50], [50])


def test_line_says_where_it_starts_and_ends() -> None:
    drawn = charts.line([charts.Series("Thạc sĩ", [372, 421, 619]), charts.Series("", [1, None, None])], DAYS, title="")
    assert [course.summary for course in drawn.courses] == [
        "Thạc sĩ: 372 (31/12/2017) → 619 (31/10/2021)",
        "1 (31/12/2017)",
    ]


def test_line_opens_the_figures_that_have_an_address() -> None:
    drawn = charts.line([charts.Series("Thạc sĩ", [372, None, 619], ["/a", "/b", "/c"])], DAYS, title="")
    assert [(dot.text, dot.link) for dot in drawn.courses[0].dots] == [
        ("Thạc sĩ, 31/12/2017: 372", "/a"),
        ("Thạc sĩ, 31/10/2021: 619", "/c"),
    ]


def test_line_without_numbers_draws_only_its_axes() -> None:
    course = charts.line([charts.Series("Chưa ghi", [None] * 3)], DAYS, title="").courses[0]
    assert (course.paths, course.dots, course.value) == ((), (), "–")


@given(st.lists(st.lists(counts, min_size=3, max_size=3), min_size=1, max_size=4))
def test_labels_of_lines_never_cover_one_another(rows: list[list[int]]) -> None:
    series = [charts.Series("Lý luận chính trị cao cấp, cử nhân", row) for row in rows]
    drawn = charts.line(series, DAYS, title="")
    extents = sorted((course.top, course.top + 18 * (1 + len(course.name))) for course in drawn.courses)
    assert ascending([edge for extent in extents for edge in extent])
    assert extents[-1][1] <= drawn.height + 1e-9


@pytest.mark.parametrize(
    ("series", "days"),
    [
        ([], DAYS),
        ([charts.Series("", [1, 2])], DAYS),
        ([charts.Series("", [])], []),
        ([charts.Series("", [1, 2, 3])] * 5, DAYS),
    ],
)
def test_line_needs_one_to_four_series_with_a_value_for_each_day(series: list[charts.Series], days: list[date]) -> None:
    with pytest.raises(ValueError, match="one to four series"):
        charts.line(series, days, title="")


# Bars, columns, shares


@given(st.lists(values, min_size=1))
def test_bars_are_as_long_as_their_values(numbers: list[int]) -> None:
    drawn = charts.bars([charts.Row("", number) for number in numbers], title="")
    span = max(0, *numbers) - min(0, *numbers) or 1
    assert [bar.width for bar in drawn.bars] == pytest.approx([abs(number) * 100 / span for number in numbers])


@given(st.lists(values, min_size=1))
def test_bars_start_at_zero(numbers: list[int]) -> None:
    drawn = charts.bars([charts.Row("", number) for number in numbers], title="")
    edges = [bar.x if number >= 0 else bar.x + bar.width for bar, number in zip(drawn.bars, numbers, strict=True)]
    assert edges == pytest.approx([drawn.zero] * len(numbers))


def test_bars_mark_where_they_stood_before() -> None:
    drawn = charts.bars([charts.Row("A", 50, 100), charts.Row("B", 20), charts.Row("C", None, 0)], title="")
    assert [(bar.text, bar.width, bar.earlier) for bar in drawn.bars] == [
        ("50", 50, 100),
        ("20", 20, None),
        ("–", 0, 0),
    ]


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=12))
def test_columns_stand_on_zero_and_hang_from_it(pairs: list[tuple[int, int]]) -> None:
    up, below = zip(*pairs, strict=True)
    drawn = charts.columns([str(n) for n in range(len(pairs))], charts.Track("", up), charts.Track("", below), title="")
    standing = [block.y + block.height for block in drawn.blocks if block.kind == "up"]
    hanging = [block.y for block in drawn.blocks if block.kind == "down"]
    assert standing + hanging == pytest.approx([drawn.zero] * 2 * len(pairs))


@given(st.lists(values, min_size=1, max_size=30))
def test_columns_are_as_high_as_their_values(numbers: list[int]) -> None:
    drawn = charts.columns([str(n) for n in range(len(numbers))], charts.Track("", numbers), title="")
    highest = max(block.height for block in drawn.blocks)
    largest = max(map(abs, numbers)) or 1
    heights = [block.height for block in drawn.blocks]
    assert heights == pytest.approx([abs(number) * highest / largest for number in numbers], abs=1e-6)


@given(st.lists(values, min_size=1, max_size=30))
def test_columns_can_be_pressed_beyond_what_is_seen(numbers: list[int]) -> None:
    drawn = charts.columns([str(n) for n in range(len(numbers))], charts.Track("", numbers), title="")
    small = [b for b in drawn.blocks if b.reach_height < 24 or b.reach > b.y + 1e-6 or b.reach_height < b.height]
    assert small == []


def test_columns_write_departures_below_nothing() -> None:
    drawn = charts.columns(
        ["1/2021", "2/2021"], charts.Track("Đến", [12, 0], ["/a", "/b"]), charts.Track("Đi", [7, None]), title=""
    )
    assert [(block.text, block.link) for block in drawn.blocks] == [
        ("Đến, 1/2021: 12", "/a"),
        ("Đến, 2/2021: 0", "/b"),
        ("Đi, 1/2021: −7", ""),
    ]


def test_columns_leave_out_numbers_for_which_there_is_no_room() -> None:
    many = charts.columns([str(n) for n in range(60)], charts.Track("", [1_000_000] * 60), title="")
    few = charts.columns(["a", "b"], charts.Track("", [1, 2]), title="")
    assert ({block.level for block in many.blocks}, {block.level for block in few.blocks}) == ({None}, {0})


@pytest.mark.parametrize(("periods", "below"), [([], []), (["1", "2"], [1, 2]), (["1"], [1, 2])])
def test_columns_need_a_value_for_each_period(periods: list[str], below: list[int]) -> None:
    with pytest.raises(ValueError, match="columns need periods"):
        charts.columns(periods, charts.Track("", [1]), charts.Track("", below), title="")


@pytest.mark.parametrize(
    ("value", "target", "at_most", "over", "missed"),
    [
        (120, 120, False, False, False),
        (7, 9, False, False, True),
        (90, 90, False, True, True),
        (91, 90, False, True, False),
        (3, 2, True, False, True),
        (2, 2, True, False, False),
        (2, 2, True, True, True),
        (None, 9, False, False, False),
        (7, None, False, True, False),
    ],
)
def test_bullet_is_missed_only_on_the_wrong_side_of_its_target(
    value: int | None, target: int | None, *, at_most: bool, over: bool, missed: bool
) -> None:
    assert charts.bullet(value, target, 150, at_most=at_most, over=over).missed is missed


@given(counts, counts, counts)
def test_bullet_keeps_value_and_target_in_proportion(value: int, target: int, highest: int) -> None:
    drawn = charts.bullet(value, target, highest)
    full = max(value, target, highest, 1)
    assert (drawn.width, drawn.target) == pytest.approx((value * 100 / full, target * 100 / full))


@given(st.lists(counts, min_size=1, max_size=12))
def test_parts_of_a_whole_fill_it_one_after_the_other(numbers: list[int]) -> None:
    drawn = charts.stacked([charts.Part("", number) for number in numbers], title="")
    ends = [share.x + share.width for share in drawn.shares]
    whole = 100 if sum(numbers) else 0
    assert [0, *ends] == pytest.approx([*(share.x for share in drawn.shares), whole])


def test_parts_say_their_share_of_the_whole() -> None:
    drawn = charts.stacked([charts.Part("Nam", 1934), charts.Part("Nữ", 1478)], title="")
    assert [(share.text, share.share.replace("\N{NO-BREAK SPACE}", " ")) for share in drawn.shares] == [
        ("1.934", "56,68 %"),
        ("1.478", "43,32 %"),
    ]


def test_parts_of_nothing_have_no_share() -> None:
    assert [share.share for share in charts.stacked([charts.Part("Nam", 0)], title="").shares] == ["–"]


# People


BANDS = [charts.Band("18–25", 18, 25), charts.Band("26–30", 26, 30), charts.Band("từ 31", 31, None)]


def pyramid(men: list[int], women: list[int], median: Decimal | None = None) -> charts.Pyramid:
    return charts.pyramid(charts.Side("Nam", men, median=median), charts.Side("Nữ", women), BANDS, title="")


def test_pyramid_has_the_oldest_on_top() -> None:
    assert [level.label for level in pyramid([1, 2, 3], [4, 5, 6]).levels] == ["từ 31", "26–30", "18–25"]


@given(st.lists(counts, min_size=3, max_size=3), st.lists(counts, min_size=3, max_size=3))
def test_sides_of_the_pyramid_share_one_measure(men: list[int], women: list[int]) -> None:
    largest = max(*men, *women, 1)
    drawn = [(level.left.width, level.right.width) for level in reversed(pyramid(men, women).levels)]
    for (left, right), man, woman in zip(drawn, men, women, strict=True):
        assert (left, right) == pytest.approx((man * 100 / largest, woman * 100 / largest))


@given(st.lists(counts, min_size=3, max_size=3))
def test_left_bars_of_the_pyramid_end_at_the_middle(men: list[int]) -> None:
    assert [level.left.start + level.left.width for level in pyramid(men, [0, 0, 0]).levels] == pytest.approx([100] * 3)


def test_pyramid_adds_up_its_sides() -> None:
    assert pyramid([29, 121, 1784], [20, 99, 1359]).totals == ("1.934", "1.478")


@pytest.mark.parametrize(
    ("median", "places"),
    [
        (None, [None, None, None]),
        (Decimal(18), [None, None, 100]),
        (Decimal(22), [None, None, 50]),
        (Decimal("25.9"), [None, None, pytest.approx(1.25)]),
        (Decimal(26), [None, 100, None]),
        (Decimal("44.8"), [50, None, None]),
    ],
)
def test_median_lies_in_the_band_of_its_age(median: Decimal | None, places: list[float | None]) -> None:
    assert [level.left.median for level in pyramid([1, 2, 3], [1, 2, 3], median).levels] == places


def test_pyramid_needs_a_count_for_each_band() -> None:
    with pytest.raises(ValueError, match="a count for each band"):
        pyramid([1, 2], [1, 2, 3])


# The heat register


@given(st.lists(values, max_size=4, unique=True).map(sorted), st.lists(values, min_size=1))
def test_tints_darken_with_the_value(thresholds: list[int], numbers: list[int]) -> None:
    tints = [charts.tint(number, thresholds) for number in sorted(numbers)]
    assert (tints, set(tints) - {"t0", "t1", "t2", "t3", "t4"}) == (sorted(tints), set())


@pytest.mark.parametrize(("value", "tint"), [(74, "t1"), (75, "t2"), (84, "t2"), (94, "t3"), (95, "t4"), (100, "t4")])
def test_threshold_begins_its_tint(value: int, tint: str) -> None:
    assert charts.tint(value, [75, 85, 95]) == tint


def test_register_tells_apart_what_is_missing_and_what_is_not_due() -> None:
    cells = [charts.Cell(value) for value in (96, charts.Lack.MISSING, charts.Lack.DUE, charts.Lack.NONE)]
    drawn = charts.heat(["1", "2", "3", "4"], [charts.HeatRow("A", cells)], [75, 85, 95], title="", head="")
    assert [(tile.kind, tile.text) for tile in drawn.strips[0].tiles] == [
        ("t4", "96"),
        ("miss", "–"),
        ("due", "–"),
        ("none", "–"),
    ]
    assert drawn.lacks == {"miss", "due", "none"}


def test_register_explains_its_tints_with_their_unit() -> None:
    drawn = charts.heat([], [], [75, 85], title="", head="", numbers=charts.Numbers(0, "%"))
    keys = [(key.kind, key.low, key.high) for key in drawn.keys]
    assert keys == [("t2", "", "75\xa0%"), ("t3", "75\xa0%", "85\xa0%"), ("t4", "85\xa0%", "")]


def test_register_without_thresholds_has_nothing_to_explain() -> None:
    assert charts.heat([], [], [], title="", head="").keys == ()


@pytest.mark.parametrize(("cells", "thresholds"), [([], [1]), ([charts.Cell(1)], [1, 2, 3, 4, 5])])
def test_register_needs_a_cell_for_each_period_and_few_thresholds(
    cells: list[charts.Cell], thresholds: list[int]
) -> None:
    with pytest.raises(ValueError, match="a cell for each period"):
        charts.heat(["1"], [charts.HeatRow("A", cells)], thresholds, title="", head="")


# The ruler


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 2000), st.integers(-50, 2050))
def test_marks_of_the_ruler_stay_on_it(first: date, length: int, offset: int) -> None:
    day = first + timedelta(days=offset)
    drawn = charts.ruler(first, first + timedelta(days=length), day, day, [(day, day)])
    assert 0 < drawn.on < 100
    assert (drawn.known_on, len(drawn.hatches)) == (drawn.on, int(0 <= offset <= length))


def test_ruler_marks_days_months_and_what_came_late() -> None:
    drawn = charts.ruler(
        date(2021, 9, 21), date(2021, 10, 10), date(2021, 9, 30), None, [(date(2021, 10, 1), date(2021, 10, 5))]
    )
    assert ([(month.at, month.text) for month in drawn.periods], len(drawn.ticks)) == ([(50, "10/2021")], 19)
    assert (drawn.on, drawn.known_on, drawn.hatches[0].x, drawn.hatches[0].end) == (47.5, None, 50, 75)


def test_long_ruler_marks_months_only() -> None:
    drawn = charts.ruler(date(2021, 1, 1), date(2021, 12, 31), date(2021, 6, 1))
    assert (len(drawn.periods), drawn.ticks) == (12, ())


def test_ruler_of_many_years_names_years_and_ticks_months() -> None:
    drawn = charts.ruler(date(2008, 3, 1), date(2021, 10, 14), date(2020, 12, 31))
    assert ([year.text for year in drawn.periods][:2], len(drawn.periods), len(drawn.ticks)) == (
        ["2009", "2010"],
        13,
        151,
    )


def test_short_ruler_needs_no_month() -> None:
    assert charts.ruler(date(2021, 1, 5), date(2021, 1, 5), date(2021, 1, 5)).periods == ()


def test_ruler_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="must end on or after"):
        charts.ruler(date(2021, 1, 5), date(2021, 1, 4), date(2021, 1, 5))
