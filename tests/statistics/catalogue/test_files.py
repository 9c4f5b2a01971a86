"""Fact and indicator files: what is read from them, and how every mistake is named by file, line and key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import translation

from dangvu.kernel.contracts import Facts, Indicators
from dangvu.kernel.findings import Refusal
from dangvu.statistics.catalogue.book import Catalogue, read_catalogue, shipped
from dangvu.statistics.catalogue.facts import Placed, Time
from dangvu.statistics.catalogue.identities import Ledger, Share, Sum
from dangvu.statistics.catalogue.indicators import Kind
from tests.statistics.room import HERE, TREE, tiny_catalogue

Read = Callable[..., Catalogue]

FACT = """/*
label: {vi: Người, en: People}
time: stock
columns:
  sex: {type: code, codes: members/sexes, label: {vi: Giới, en: Sex}}
  birth_date: {type: day, label: {vi: Ngày sinh, en: Birth}}
  age: {type: years, since: birth_date, label: {vi: Tuổi, en: Age}}
  weight: {type: number, label: {vi: Cân, en: Weight}}
show: [sex]
sort: birth_date
*/
SELECT 1;
"""

INDICATOR = """indicators:
  - id: a.people
    label: {vi: Số người, en: People}
    definition: {vi: Người có mặt, en: Those present}
    unit: {vi: người, en: people}
    rule: Mục 1
    fact: people
    measure: count
    where: "sex = 'female'"
"""
RATIO = """
  - id: a.share
    label: {vi: Tỷ lệ, en: Share}
    definition: {vi: Tỷ lệ, en: Share}
    unit: {vi: '%', en: '%'}
    rule: Mục 2
    ratio: {of: a.people, base: a.people}
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a room of one fact and one file of indicators."""

    def reading(fact: str = FACT, indicators: str = INDICATOR) -> Catalogue:
        room = tmp_path / "a"
        room.mkdir(exist_ok=True)
        (room / "people.sql").write_text(fact, encoding="utf-8")
        (room / "indicators.yaml").write_text(indicators, encoding="utf-8")
        return read_catalogue([Facts("a", room)], [Indicators("a", room / "indicators.yaml")])

    return reading


def refusal(reading: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        reading()
    return str(refused.value)


def test_fact_file_says_what_can_be_counted(read: Read) -> None:
    fact = read().facts["people"]
    assert (fact.name, fact.room, fact.time, fact.placed, fact.personal) == (
        "people",
        "a",
        Time.STOCK,
        Placed.ON,
        False,
    )
    assert (fact.show, fact.sort, fact.query) == (("sex",), "birth_date", "SELECT 1")
    assert fact.selected == ("sex", "birth_date", "weight")


def test_flow_is_placed_by_organization_and_day() -> None:
    facts = tiny_catalogue().facts
    assert (facts["people"].keys, facts["quitters"].keys) == (("organization_id",), ("organization_id", "day"))


def test_kind_follows_from_fact_and_measure() -> None:
    kinds = {name: indicator.kind for name, indicator in tiny_catalogue().indicators.items()}
    assert kinds["tiny.people"] is Kind.STOCK
    assert kinds["tiny.joined"] is Kind.FLOW
    assert kinds["tiny.mean_age"] is Kind.AVERAGE
    assert kinds["tiny.women_share"] is Kind.RATIO


def test_words_are_spoken_in_the_active_language() -> None:
    label = tiny_catalogue().indicators["tiny.women"].label
    with translation.override("en"):
        assert str(label) == "Women"
    assert str(label) == "Số nữ"
    with translation.override(None):
        assert str(label) == "Số nữ"


def test_identities_name_their_indicators_and_borrow_a_label() -> None:
    by_sex, ledger, share = tiny_catalogue().identities
    assert by_sex == Sum("tiny.by_sex", by_sex.label, "tiny.people", ("tiny.women", "tiny.men"))
    assert isinstance(ledger, Ledger) and isinstance(share, Share)
    assert (str(by_sex.label), str(ledger.label), share.id) == ("Nữ và nam", "Số người", "share:tiny.young")


def test_version_changes_with_condition_and_query_and_tree_and_parts(read: Read) -> None:
    book = read(indicators=INDICATOR + RATIO)
    first, share = (book.version(book.indicators[name]) for name in ("a.people", "a.share"))
    assert re.fullmatch("[0-9a-f]{12}", first)
    other = read(indicators=(INDICATOR + RATIO).replace("female", "male"))
    assert other.version(other.indicators["a.people"]) != first
    assert other.version(other.indicators["a.share"]) != share
    changed = read(fact=FACT.replace("SELECT 1", "SELECT 2"), indicators=INDICATOR + RATIO)
    assert changed.version(changed.indicators["a.people"]) != first
    assert read(indicators=INDICATOR + RATIO).version(book.indicators["a.people"]) == first


def test_catalogue_of_the_house_is_read_once() -> None:
    assert shipped() is shipped()
    assert shipped().reach.startswith("/*")


def test_unknown_indicator_is_refused_with_the_nearest() -> None:
    assert refusal(lambda: tiny_catalogue().indicator("tiny.womn")) == (
        "không có chỉ tiêu “tiny.womn”. Có phải: tiny.women, tiny.men, tiny.young?"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("*/", "", "a/people.sql:1: thiếu phần khai báo giữa /* và */ ở đầu tệp; hãy viết phần đó trước câu SELECT."),
        ("time: stock", "time: [", "a/people.sql:5: không đọc được vì sai cú pháp YAML; hãy sửa dòng này."),
        (
            "time: stock",
            "time: always",
            "a/people.sql:3, khóa “time”: phải là một trong: stock, flow; hãy sửa giá trị này.",
        ),
        ("sort: birth_date", "order: sex", "a/people.sql:10, khóa “order”"),
        ("show: [sex]", "show: [gender]", "a/people.sql:9, khóa “show”: cột “gender” chưa khai báo. Có phải:"),
        (
            "sort: birth_date",
            "sort: birthdate",
            "a/people.sql:10, khóa “sort”: cột “birthdate” chưa khai báo. Có phải: birth_date?",
        ),
        ("since: birth_date", "since: weight", "a/people.sql:7, khóa “age”: “since” phải là một cột kiểu day"),
        ("since: birth_date", "since: nothing", "“since” phải là một cột kiểu day"),
        (
            "type: day",
            "type: date",
            "a/people.sql:6, khóa “type”: phải là một trong: text, code, day, number, years, flag, id",
        ),
        ("en: Sex", "de: Sex", "khóa “de”"),
        (
            "members/sexes",
            "members/genders",
            "a/people.sql:1, khóa “sex”: không có danh mục “members/genders” cho cột “sex”",
        ),
    ],
)
def test_malformed_fact_file_is_refused_by_file_line_and_key(read: Read, old: str, new: str, message: str) -> None:
    assert message in refusal(lambda: read(fact=FACT.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("fact: people", "fact: peple", "a/indicators.yaml:7, khóa “fact”: không có dữ kiện “peple”. Có phải: people?"),
        ("sex = 'female'", "gender = 1", "a/indicators.yaml:9, khóa “where”: “people” không có cột “gender”"),
        ("measure: count", "measure: median", "a/indicators.yaml:8, khóa “measure”: phải là một trong:"),
        ("measure: count", "measure: count\n    of: sex", "khóa “of”: không đi cùng “measure: count”"),
        ("measure: count", "measure: count\n    decimals: 1", "khóa “decimals”: không đi cùng “measure: count”"),
        ("measure: count", "measure: sum\n    of: weigt", "khóa “of”: “people” không có cột “weigt”. Có phải: weight?"),
        ("measure: count", "measure: sum\n    of: sex", "khóa “of”: phải là một cột kiểu number"),
        ("measure: count", "measure: distinct", "khóa “of”: thiếu khóa này"),
        ("rule: Mục 1", "rules: Mục 1", "khóa “rules”"),
        ("rule: Mục 1", "rule: Mục 1\n    ratio: {of: a, base: b}", "không đi cùng “ratio”"),
        ("    rule: Mục 1\n", "", "khóa “rule”: thiếu khóa này"),
    ],
)
def test_malformed_indicator_is_refused_by_file_line_and_key(read: Read, old: str, new: str, message: str) -> None:
    assert message in refusal(lambda: read(indicators=INDICATOR.replace(old, new, 1)))


def test_ratio_cannot_also_be_counted(read: Read) -> None:
    both = RATIO.replace("ratio:", "fact: people\n    ratio:")
    assert "khóa “fact”: không đi cùng “ratio”" in refusal(lambda: read(indicators=INDICATOR + both))


def test_ratio_of_unknown_indicators_is_refused(read: Read) -> None:
    message = refusal(lambda: read(indicators=INDICATOR + RATIO.replace("base: a.people", "base: a.peple")))
    assert message == "a/indicators.yaml:16, khóa “base”: không có chỉ tiêu “a.peple”. Có phải: a.people?"


def test_ratio_of_a_ratio_is_refused(read: Read) -> None:
    message = refusal(lambda: read(indicators=INDICATOR + RATIO.replace("base: a.people", "base: a.share")))
    assert "khóa “base”: phải là một số đếm được" in message


def test_indicator_defined_twice_is_refused(read: Read) -> None:
    message = refusal(lambda: read(indicators=INDICATOR + INDICATOR.removeprefix("indicators:\n")))
    assert message == "a/indicators.yaml:10, khóa “id”: chỉ tiêu “a.people” đã có; hãy đặt mã khác."


def test_fact_offered_by_two_rooms_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "people.sql").write_text(FACT, encoding="utf-8")
    message = refusal(lambda: read_catalogue([Facts("tiny", HERE / "facts"), Facts("b", tmp_path / "b")], []))
    assert message == "b/people.sql:1: dữ kiện “people” đã có ở phần tiny; hãy đặt tên khác."


@pytest.mark.parametrize(
    ("identity", "message"),
    [
        ("{id: x}", "khóa “id”: phải có đúng một trong các khóa sum, ledger, share"),
        ("{sum: {whole: a.peple, parts: [a.people]}}", "khóa “whole”: không có chỉ tiêu “a.peple”"),
        ("{sum: {whole: a.people}}", "khóa “parts”: phải có ít nhất một chỉ tiêu"),
        ("{ledger: {stock: a.people, in: [a.people], out: [a.people]}}", "thuộc loại stock, ở đây cần loại flow"),
        ("{share: {part: a.people, whole: a.people}}", "khóa “whole”"),
        ("{sum: {whole: a.people, parts: [a.people]}, note: x}", "khóa “note”"),
    ],
)
def test_malformed_identity_is_refused_by_file_line_and_key(read: Read, identity: str, message: str) -> None:
    found = refusal(lambda: read(indicators=f"{INDICATOR}identities:\n  - {identity}\n"))
    assert found.startswith("a/indicators.yaml:11")
    assert message in found


def test_tree_of_the_house_is_found_beside_its_facts() -> None:
    assert read_catalogue([TREE], []).reach == shipped().reach
