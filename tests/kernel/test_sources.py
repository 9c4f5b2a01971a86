"""Every mistake in a file is named by file, line and key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dangvu.kernel.findings import Finding, Refusal
from dangvu.kernel.sources import Entry, parse_source, read_source

FILE = Path("members/indicators.yaml")


def _entry(text: str) -> Entry:
    return parse_source(text, FILE)


def _refused(ask: Callable[[], Any]) -> Finding:
    with pytest.raises(Refusal) as raised:
        ask()
    [finding] = raised.value.findings
    return finding


def test_file_is_read_as_a_mapping_that_knows_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text("# chú thích\nunit: months\nvalue: 12\n", encoding="utf-8")
    entry = read_source(path)
    assert (entry.path, entry.line, entry.key, entry.text("unit"), entry.whole("value")) == (path, 2, "", "months", 12)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    finding = _refused(lambda: read_source(tmp_path / "none.yaml"))
    assert finding.place == f"{tmp_path.name}/none.yaml:1"
    assert finding.message == "không mở được tệp này; hãy xem tên tệp và quyền đọc."


def test_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_bytes("vi: Đảng viên".encode("utf-16"))
    finding = _refused(lambda: read_source(tmp_path / "rule.yaml"))
    assert finding.message == "không phải là chữ UTF-8; hãy lưu lại tệp theo UTF-8."


@pytest.mark.parametrize(("text", "line"), [("a: 1\nb: [1, 2\n", 2), ("a: 1\n\tb: 2\n", 2), ("a: \x01\n", 1)])
def test_wrong_yaml_is_refused_with_its_line(text: str, line: int) -> None:
    finding = _refused(lambda: _entry(text))
    assert finding.place == f"members/indicators.yaml:{line}"
    assert finding.message == "không đọc được vì sai cú pháp YAML; hãy sửa dòng này."


MAPPING = "phải là một khối “khóa: giá trị”; hãy viết lại chỗ này."
TWICE = "khóa này đã có ở trên; hãy giữ một khóa."
ALIAS = "không dùng được bí danh YAML (& và *) ở đây; hãy viết lại giá trị."


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", ":1", MAPPING),
        ("- a\n- b\n", ":1", MAPPING),
        ("a: 1\nb: 2\na: 3\n", ":3, khóa “a”", TWICE),
        ("a:\n  - {b: 1, b: 2}\n", ":2, khóa “b”", TWICE),
        ("a:\n  ? [b, c]\n  : 1\n", ":2, khóa “a”", "khóa phải là chữ; hãy sửa khóa này."),
        ("a: &one [1]\nb: *one\n", ":2, khóa “b”", ALIAS),
        ("a:\n  - &one [1]\n  - *one\n", ":1, khóa “a”", ALIAS),
        ("a: &all\n  b: *all\n", ":2, khóa “b”", ALIAS),
    ],
)
def test_what_a_plain_reading_would_hide_is_refused(text: str, place: str, message: str) -> None:
    finding = _refused(lambda: _entry(text))
    assert (finding.place, finding.message) == (f"members/indicators.yaml{place}", message)
    assert finding.code == "source.bad-entry"


def test_unknown_key_is_refused_with_the_keys_that_exist() -> None:
    finding = _refused(lambda: _entry("id: a\nwere: b\n").allow("id", "where"))
    assert finding.place == "members/indicators.yaml:2, khóa “were”"
    assert finding.message == "không có khóa này; các khóa dùng được là: id, where."


def test_known_keys_are_allowed() -> None:
    entry = _entry("id: a\nwhere: b\n")
    entry.allow("id", "where", "unit")
    assert sorted(entry.values) == ["id", "where"]


def test_values_are_read_by_their_kind() -> None:
    entry = _entry("name: Đảng viên\non: 14/10/2021\nmany: 1084\nkind: stock\n")
    assert (entry.text("name"), entry.day("on"), entry.whole("many")) == ("Đảng viên", date(2021, 10, 14), 1084)
    assert entry.one_of("kind", ("stock", "flow")) == "stock"


def test_missing_key_takes_its_default() -> None:
    entry = _entry("id: a\n")
    assert (entry.text("note", ""), entry.whole("decimals", 0)) == ("", 0)
    assert entry.one_of("kind", ("stock", "flow"), "flow") == "flow"
    assert (entry.texts("show"), entry.entries("values")) == ([], [])


MISSING = "thiếu khóa này; hãy thêm vào."
ASKED: dict[str, Callable[[Entry], Any]] = {
    "text": lambda entry: entry.text("key"),
    "day": lambda entry: entry.day("key"),
    "whole": lambda entry: entry.whole("key"),
    "one_of": lambda entry: entry.one_of("key", ("stock", "flow")),
    "texts": lambda entry: entry.texts("key"),
    "plain": lambda entry: entry.plain("key"),
    "entry": lambda entry: entry.entry("key"),
    "entries": lambda entry: entry.entries("key"),
}


@pytest.mark.parametrize("kind", ["text", "day", "whole", "one_of", "plain", "entry"])
def test_missing_key_is_refused_at_the_line_of_its_mapping(kind: str) -> None:
    finding = _refused(lambda: ASKED[kind](_entry("\n\nother: 1\n")))
    assert (finding.place, finding.message) == ("members/indicators.yaml:3, khóa “key”", MISSING)


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("text", "", "phải là chữ; hãy sửa giá trị này."),
        ("text", "[a]", "phải là chữ; hãy sửa giá trị này."),
        ("day", "hôm nay", "phải là một ngày như 2021-10-14; hãy sửa giá trị này."),
        ("day", "2021-02-30", "phải là một ngày như 2021-10-14; hãy sửa giá trị này."),
        ("whole", "12.5", "phải là một số nguyên; hãy sửa giá trị này."),
        ("one_of", "floww", "phải là một trong: stock, flow; hãy sửa giá trị này."),
        ("texts", "một", "phải là một danh sách; hãy viết mỗi mục sau dấu “-”."),
        ("texts", "[[một]]", "phải là một danh sách chữ; hãy viết mỗi mục trên một dòng sau dấu “-”."),
        ("entry", "một", MAPPING),
        ("entries", "{một: hai}", "phải là một danh sách; hãy viết mỗi mục sau dấu “-”."),
        ("entries", "[một]", MAPPING),
    ],
)
def test_value_of_the_wrong_kind_is_refused_at_its_line(kind: str, value: str, message: str) -> None:
    finding = _refused(lambda: ASKED[kind](_entry(f"other: 1\nkey: {value}\n")))
    assert (finding.place, finding.message) == ("members/indicators.yaml:2, khóa “key”", message)


def test_lists_and_mappings_are_read_inside_each_other() -> None:
    entry = _entry("show: [name, 12]\nvalues:\n  - code: a\n  - code: b\nlabel:\n  vi: Tên\n")
    assert entry.texts("show") == ["name", "12"]
    assert [(item.line, item.text("code")) for item in entry.entries("values")] == [(3, "a"), (4, "b")]
    assert entry.entry("label").text("vi") == "Tên"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12", 12),
        ("-3", -3),
        ("2.5", Decimal("2.5")),
        ("0.10", Decimal("0.10")),
        ("2021-10-14", date(2021, 10, 14)),
        ("Đảng viên", "Đảng viên"),
        ('"12"', "12"),
        ("true", True),
        ("False", False),
        ("no", "no"),
        ("on", "on"),
        ("null", None),
        ("", None),
        ("[1, {a: 2.0, b: [x]}]", [1, {"a": Decimal("2.0"), "b": ["x"]}]),
    ],
)
def test_plain_values_keep_their_exact_meaning(written: str, expected: Any) -> None:
    value = _entry(f"key: {written}\n").plain("key")
    assert (value, type(value)) == (expected, type(expected))


@pytest.mark.parametrize("written", ["2021-13-45", "12:30", "0x1F", ".inf", "!!binary YQ==", "2021-10-14 09:00:00"])
def test_value_that_is_neither_number_nor_day_nor_text_is_refused(written: str) -> None:
    finding = _refused(lambda: _entry(f"other: 1\nlist:\n  - key: {written}\n").plain("list"))
    text = written.removeprefix("!!binary ")
    assert finding.place == "members/indicators.yaml:3, khóa “key”"
    assert finding.message == (
        f"“{text}” không phải là số, ngày hay chữ đọc được; hãy sửa, hoặc đặt trong ngoặc kép nếu là chữ."
    )


def test_refusal_of_an_entry_names_the_line_of_the_key_or_of_the_entry() -> None:
    [item] = _entry("values:\n  - code: a\n    note: b\n").entries("values")
    assert str(item.refuse("note", "sai.")) == "members/indicators.yaml:3, khóa “note”: sai."
    assert str(item.refuse("unit", "sai.")) == "members/indicators.yaml:2, khóa “unit”: sai."
