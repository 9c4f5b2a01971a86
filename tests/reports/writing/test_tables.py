"""Tables: columns that hold their longest word, heads that are centred."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.reports.writing.neutral import neutral_tree
from dangvu.reports.writing.tables import is_kept_together
from dangvu.reports.writing.typesetting import POINTS_PER_MM, face
from tests.factories.writing import make_document

TABLE = """\
| Loại hình | Tổ chức | Ghi chú |
|:----------|--------:|:-------:|
| Cơ quan hành chính | 43 | |
| Doanh nghiệp nhà nước và cổ phần vốn Nhà nước trên 50% | 16 | Sáu đảng bộ |
"""


def table(body: str) -> Any:
    return neutral_tree(make_document(body))["blocks"][0]


def shares(node: Any) -> list[float]:
    return [column[1]["c"] for column in node["c"][2]]


def test_columns_share_the_page_by_what_they_hold() -> None:
    first, second, third = shares(table(TABLE))

    assert sorted([first, second, third], reverse=True) == [first, third, second]
    assert round(first + second + third, 3) == 1


def test_columns_without_text_share_the_page_alike() -> None:
    assert shares(table("|   |   |\n|---|---|\n|   |   |\n")) == [0.5, 0.5]


@settings(max_examples=10)
@given(st.lists(st.text("aăđeêmnơư", min_size=1, max_size=12), min_size=2, max_size=4))
def test_no_word_is_wider_than_its_column(entries: list[str]) -> None:
    row = f"| {' | '.join(entries)} |\n"
    room = 165 * POINTS_PER_MM
    wide = [face("Bold").width(word, 14) for word in entries]
    columns = [share * room for share in shares(table(row + "|---" * len(entries) + "|\n" + row))]

    assert [word for word, column in zip(wide, columns, strict=True) if word > column] == []


def test_the_head_of_a_table_is_centred() -> None:
    head = table(TABLE)["c"][3]

    assert [cell[1]["t"] for row in head[1] for cell in row[1]] == ["AlignCenter"] * 3


def test_a_short_table_is_kept_on_one_page_and_a_long_one_is_not() -> None:
    assert is_kept_together(table(TABLE))
    assert not is_kept_together(table(TABLE + "| Khác | 01 | |\n" * 12))


def test_a_footnote_does_not_widen_the_column_that_refers_to_it() -> None:
    note = "Kể cả chi bộ mới thành lập trong năm và chi bộ đang kiện toàn chức danh."

    assert shares(table(f"{TABLE.replace('43', '43[^a]')}\n[^a]: {note}\n")) == shares(table(TABLE))
