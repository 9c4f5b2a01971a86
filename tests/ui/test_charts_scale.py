"""Ticks, scales and labels: whatever the values are, they are covered, in order and legible."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from string import digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.ui.charts.scale import COUNTS, LETTER, Axis, Numbers, Rule, apart, axis, breadth, spread, steps, wrapped

counts = st.integers(-(10**9), 10**9)
amounts = counts | st.decimals(-(10**6), 10**6, places=2)


@pytest.mark.parametrize(
    ("value", "numbers", "written"),
    [
        (3412, COUNTS, "3.412"),
        (None, COUNTS, "–"),
        (Decimal("94.021"), Numbers(2, "%"), "94,02\N{NO-BREAK SPACE}%"),
        (-7, COUNTS, "−7"),
    ],
)
def test_numbers_are_written_as_documents_do(value: int | Decimal | None, numbers: Numbers, written: str) -> None:
    assert numbers.write(value) == written


@given(amounts, amounts)
def test_steps_cover_the_range(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    marks = steps(low, high)
    assert (marks[0] <= low, marks[-1] >= high, 2 <= len(marks) <= 7) == (True, True, True)


@given(amounts, amounts)
def test_steps_are_equal_and_one_two_or_five_of_a_power_of_ten(one: Decimal, other: Decimal) -> None:
    gaps = {b - a for a, b in pairwise(steps(*sorted((one, other))))}
    assert [gap.normalize().as_tuple().digits in {(1,), (2,), (5,)} for gap in gaps] == [True]


@given(counts, counts)
def test_whole_steps_are_whole_numbers(one: int, other: int) -> None:
    assert [mark % 1 for mark in steps(*sorted((one, other)), whole=True) if mark % 1] == []


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 0, [0, 1]),
        (0, 3, [0, 1, 2, 3]),
        (-15, 31, [-20, -10, 0, 10, 20, 30, 40]),
        (0, 2024, [0, 500, 1000, 1500, 2000, 2500]),
    ],
)
def test_steps_of_counts_are_what_one_would_write(low: int, high: int, marks: list[int]) -> None:
    assert steps(low, high, whole=True) == marks


@given(st.lists(amounts | st.none(), min_size=1), st.booleans())
def test_axis_holds_every_value_in_order(values: list[Decimal | None], from_zero: bool) -> None:  # noqa: FBT001
    scale = axis(values, Numbers(2), from_zero=from_zero)
    places = [scale.at(value) for value in sorted(value for value in values if value is not None)]
    assert (places, [place for place in places if not 0 <= place <= 100]) == (sorted(places), [])


@given(st.lists(amounts, min_size=1))
def test_axis_from_zero_is_never_broken(values: list[Decimal]) -> None:
    assert not axis(values, Numbers(2), from_zero=True).broken


@pytest.mark.parametrize(
    ("values", "broken"),
    [
        ([3264, 3412], True),
        ([372, 2024], False),
        ([-3412, -3264], True),
        ([-90, -10], False),
        ([-5, 5], False),
        ([7], False),
        ([None], False),
    ],
)
def test_axis_leaves_out_zero_only_where_it_is_far(values: list[int | None], broken: bool) -> None:  # noqa: FBT001
    assert axis(values, COUNTS, from_zero=False).broken is broken


def test_axis_writes_its_steps_with_the_digits_they_need() -> None:
    rules = axis([Decimal("0.1"), Decimal("1.2")], Numbers(2, "%"), from_zero=True).rules(0, 100)
    assert [rule.text.replace("\N{NO-BREAK SPACE}", " ") for rule in rules] == ["0,0 %", "0,5 %", "1,0 %", "1,5 %"]


def test_axis_goes_up_the_drawing() -> None:
    scale = Axis(Decimal(0), Decimal(10))
    assert [scale.down(value, 20, 220) for value in (0, 5, 10)] == [220, 120, 20]


def test_column_of_values_is_as_wide_as_the_longest() -> None:
    assert breadth([Rule(0, "3.412"), Rule(1, "0")]) == round(6 * LETTER)


def shown(ticks: list[tuple[float, float]]) -> bool:
    return all(one[1] <= other[0] for one, other in pairwise(sorted(ticks)))


@given(
    st.lists(st.tuples(st.floats(0, 100), st.text(digits + "/", min_size=1, max_size=12)), max_size=30),
    st.sampled_from(["middle", "start", "edges"]),
)
def test_texts_on_an_axis_never_collide_at_any_width(marks: list[tuple[float, str]], anchor: str) -> None:
    marks.sort()
    widths = (160, 320, 560)
    ticks = spread([place for place, _text in marks], [text for _place, text in marks], widths, anchor)
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}
    for level, width in enumerate(widths):
        extents = [
            (tick.at / 100 * width - shift[tick.anchor] * len(tick.text) * LETTER, len(tick.text) * LETTER)
            for tick in ticks
            if tick.level is not None and tick.level <= level
        ]
        assert shown([(start, start + length) for start, length in extents])


@given(st.integers(1, 60), st.sampled_from(["middle", "edges"]))
def test_first_text_of_an_axis_is_always_shown(count: int, anchor: str) -> None:
    ticks = spread([index * 100 / count for index in range(count)], ["31/12/2021"] * count, (160, 320, 560), anchor)
    assert (ticks[0].level, ticks[0].anchor) == (0, "start" if anchor == "edges" and count > 1 else ticks[0].anchor)


def test_texts_of_an_axis_stand_at_equal_steps_before_the_last() -> None:
    ticks = spread(
        [index * 100 / 9 for index in range(10)], [f"{index + 1}/2021" for index in range(10)], (270,), "middle"
    )
    assert [tick.text for tick in ticks if tick.level == 0] == ["1/2021", "4/2021", "7/2021", "10/2021"]


def test_text_that_starts_near_the_end_waits_for_more_room() -> None:
    ticks = spread([0, 90], ["9/2021", "12/2021"], (320, 480, 720), "start")
    assert [tick.level for tick in ticks] == [0, 2]


@given(st.text(), st.integers(1, 40))
def test_wrapped_text_keeps_its_letters_and_its_width(text: str, letters: int) -> None:
    lines = wrapped(text, letters)
    assert ("".join("".join(lines).split()), max(map(len, lines)) <= letters) == ("".join(text.split()), True)


@given(st.lists(st.tuples(st.floats(0, 200), st.sampled_from([18.0, 36.0, 54.0])), min_size=1, max_size=4))
def test_labels_are_moved_apart_and_stay_inside(labels: list[tuple[float, float]]) -> None:
    desired, heights = [place for place, _height in labels], [height for _place, height in labels]
    tops = apart(desired, heights, 222)
    extents = sorted(zip(tops, heights, strict=True))
    gaps = [other[0] - one[0] - one[1] for one, other in pairwise(extents)]
    assert (min([0.0, *gaps]) > -1e-9, tops[0] >= 0, max(top + tall for top, tall in extents) <= 222.000001) == (
        True,
    ) * 3


def test_labels_with_room_stay_where_they_are() -> None:
    assert apart([100, 10, 60], [18, 18, 18], 222) == [100, 10, 60]
