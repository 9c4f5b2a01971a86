"""A rule file is read exactly, or refused by file, line and key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.findings import Refusal
from dangvu.regulations import Certainty, Rule, RuleValue
from dangvu.regulations.checks import broken_files_in
from dangvu.regulations.reading import read_rule

PROBATION = """\
description:
  vi: Thời gian dự bị
  en: Probation
unit: months
values:
  - from: 1930-02-03
    value: 12
    source: Điều lệ Đảng, Điều 5
    certainty: recalled
    note: Chưa đối chiếu.
  - from: 2025-07-01
    value: 12.5
    source: 294-QĐ/TW, 26/5/2025
    certainty: verified
"""
SEXES = """\
description: {vi: Giới tính, en: Sexes}
unit: code-list
values:
  - from: 1930-02-03
    value:
      - {code: female, vi: Nữ, en: Female}
      - {code: male, vi: Nam, en: Male, first: true}
    source: mẫu 2-HSĐV
    certainty: secondary
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(text: str, name: str = "probation_months.yaml") -> Path:
        path = tmp_path / "members" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return _write


def test_rule_is_named_by_folder_and_file_and_says_what_it_is(write: Write) -> None:
    rule = read_rule(write(PROBATION))
    assert (rule.name, rule.unit) == ("members/probation_months", "months")
    assert rule.description == {"vi": "Thời gian dự bị", "en": "Probation"}


def test_values_carry_day_source_certainty_and_note(write: Write) -> None:
    assert read_rule(write(PROBATION)).values == (
        RuleValue(date(1930, 2, 3), 12, "Điều lệ Đảng, Điều 5", Certainty.RECALLED, "Chưa đối chiếu."),
        RuleValue(date(2025, 7, 1), Decimal("12.5"), "294-QĐ/TW, 26/5/2025", Certainty.VERIFIED),
    )


def test_lists_and_mappings_are_read_only(write: Write) -> None:
    [value] = read_rule(write(SEXES)).values
    assert value.value == (
        {"code": "female", "vi": "Nữ", "en": "Female"},
        {"code": "male", "vi": "Nam", "en": "Male", "first": True},
    )
    with pytest.raises(TypeError):
        value.value[0]["code"] = "nữ"


days = st.dates(date(1930, 2, 3), date(2100, 1, 1))


@given(st.lists(days, min_size=1, max_size=6, unique=True).map(sorted), days)
def test_value_of_a_day_is_the_last_that_began_by_then(starts: list[date], day: date) -> None:
    values = tuple(RuleValue(start, number, "nguồn", Certainty.VERIFIED) for number, start in enumerate(starts))
    rule = Rule("members/any", {}, "people", values)
    if day < starts[0]:
        with pytest.raises(Refusal):
            rule.on(day)
    else:
        assert rule.on(day).value == sum(start <= day for start in starts) - 1


def test_day_before_the_first_value_is_refused_with_the_first_day() -> None:
    rule = Rule("members/any", {}, "people", (RuleValue(date(2011, 11, 1), 3, "nguồn", Certainty.VERIFIED),))
    with pytest.raises(Refusal) as raised:
        rule.on(date(2011, 11, 1) - timedelta(days=1))
    assert str(raised.value) == (
        "members/any: quy định này có giá trị từ ngày 1/11/2011, không có cho ngày 31/10/2011; hãy chọn ngày muộn hơn."
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "unit: months",
            "units: months",
            "4, khóa “units”",
            "không có khóa này; các khóa dùng được là: description, unit, values.",
        ),
        ("unit: months\n", "", "1, khóa “unit”", "thiếu khóa này; hãy thêm vào."),
        ("  en: Probation\n", "", "2, khóa “en”", "thiếu khóa này; hãy thêm vào."),
        ("  en:", "  fr:", "3, khóa “fr”", "không có khóa này; các khóa dùng được là: vi, en."),
        ("    source: 294-QĐ/TW, 26/5/2025\n", "", "11, khóa “source”", "thiếu khóa này; hãy thêm vào."),
        ("source: 294-QĐ/TW, 26/5/2025", "source:", "13, khóa “source”", "phải là chữ; hãy sửa giá trị này."),
        (
            "verified",
            "sure",
            "14, khóa “certainty”",
            "phải là một trong: verified, secondary, recalled; hãy sửa giá trị này.",
        ),
        ("value: 12.5", "value:", "12, khóa “value”", "chưa có giá trị; hãy ghi một số, một danh sách hoặc một khối."),
        ("value: 12.5", "value: {a: 1, a: 2}", "12, khóa “a”", "khóa này đã có ở trên; hãy giữ một khóa."),
        ("from: 2025-07-01", "from: 2025", "11, khóa “from”", "phải là một ngày như 2021-10-14; hãy sửa giá trị này."),
        (
            "from: 2025-07-01",
            "from: 1930-02-03",
            "11, khóa “from”",
            "phải muộn hơn ngày của giá trị đứng trước; hãy xếp theo thứ tự ngày.",
        ),
        (
            "    note:",
            "    until:",
            "10, khóa “until”",
            "không có khóa này; các khóa dùng được là: from, value, source, certainty, note.",
        ),
    ],
)
def test_malformed_rule_is_refused_by_file_line_and_key(
    write: Write, old: str, new: str, place: str, message: str
) -> None:
    with pytest.raises(Refusal) as raised:
        read_rule(write(PROBATION.replace(old, new)))
    [finding] = raised.value.findings
    assert (finding.place, finding.message) == (f"members/probation_months.yaml:{place}", message)


def test_rule_without_a_value_is_refused(write: Write) -> None:
    with pytest.raises(Refusal) as raised:
        read_rule(write("description: {vi: a, en: b}\nunit: people\nvalues: []\n"))
    assert str(raised.value) == (
        "members/probation_months.yaml:3, khóa “values”:"
        " chưa có giá trị nào; hãy thêm một giá trị với from, value, source, certainty."
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("code: male", "code: female", "7, khóa “code”", "mã “female” đã có ở trên; hãy giữ một dòng."),
        ("code: male", "code: 2", "7, khóa “code”", "phải là chữ; hãy đặt giá trị này trong ngoặc kép."),
        ("vi: Nam", "vi: true", "7, khóa “vi”", "phải là chữ; hãy đặt giá trị này trong ngoặc kép."),
        (", en: Male", "", "7, khóa “en”", "thiếu khóa này; hãy thêm vào."),
    ],
)
def test_malformed_code_list_is_refused_by_its_line(write: Write, old: str, new: str, place: str, message: str) -> None:
    with pytest.raises(Refusal) as raised:
        read_rule(write(SEXES.replace(old, new)))
    [finding] = raised.value.findings
    assert (finding.place, finding.message) == (f"members/probation_months.yaml:{place}", message)


def test_check_names_every_broken_file(write: Write) -> None:
    path = write(PROBATION, "good.yaml")
    write("unit: [", "bad.yaml")
    write(PROBATION.replace("12.5", ""), "worse.yaml")
    assert [finding.place for finding in broken_files_in(path.parent.parent)] == [
        "members/bad.yaml:1",
        "members/worse.yaml:12, khóa “value”",
    ]
