"""The layout that a document is set in."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.regulations import regulation
from dangvu.reports.writing.document import PAGE_NUMBER_PLACES, Layout

ON = date(2021, 10, 20)


def test_the_layout_is_the_one_in_force_on_the_day() -> None:
    layout = Layout.from_rule(regulation("documents/page_layout", on=ON))

    assert (layout.font, layout.body_pt, layout.party_name_pt) == ("Times New Roman", 14, 15)
    assert layout.text_width_mm == 165


def test_the_layout_of_a_later_day_follows_the_later_rule() -> None:
    layout = Layout.from_rule(regulation("documents/page_layout", on=date(2026, 6, 1)))

    assert (layout.party_name_pt, layout.recipients_pt) == (14, 11)


def test_a_rule_without_a_key_is_refused_by_its_name() -> None:
    rule = {key: value for key, value in regulation("documents/page_layout", on=ON).items() if key != "body_pt"}

    with pytest.raises(Refusal) as caught:
        Layout.from_rule(rule)

    assert [str(finding) for finding in caught.value.findings] == [
        "quy định “documents/page_layout” thiếu khóa “body_pt”; hãy bổ sung trong tệp quy định."
    ]


@pytest.mark.parametrize(
    ("place", "edge", "align"),
    [("top_center", "header", "center"), ("top_right", "header", "right"), ("bottom_center", "footer", "center")],
)
def test_the_page_number_stands_where_the_rule_says(place: str, edge: str, align: str) -> None:
    layout = Layout.from_rule(regulation("documents/page_layout", on=ON) | {"page_number": place})

    assert (layout.number_edge, layout.number_align) == (edge, align)


def test_a_place_of_page_numbers_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        Layout.from_rule(regulation("documents/page_layout", on=ON) | {"page_number": "middle"})

    assert [str(finding) for finding in caught.value.findings] == [
        "quy định “documents/page_layout” đặt số trang ở “middle”; hãy chọn một trong "
        + ", ".join(PAGE_NUMBER_PLACES)
        + "."
    ]
