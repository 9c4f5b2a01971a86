"""The rules that the project brings: complete, ordered, sourced, dated, and asked for by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dangvu.kernel.contracts import Check, registered
from dangvu.kernel.days import day_after, day_before
from dangvu.regulations import codes, label, regulation, rules
from dangvu.regulations.reading import CODE_LIST
from dangvu.regulations.rulebook import DATA
from tests.architecture.tree import PACKAGE, code, parsed, under

FOUNDING = date(1930, 2, 3)
DAY = date(2021, 10, 14)
LATER = date(2026, 11, 23)

WAITING = {
    "organizations/committee_from_members": "the duties of organisations: a cell that has grown becomes a committee",
}
"""Rules that nothing asks for yet, and what they wait for."""

NAME = re.compile(r"[a-z]+/[a-z0-9_]+")
SUBJECTS = {path.name for path in DATA.iterdir()}


def test_every_file_is_well_formed() -> None:
    """``dangvu doctor`` asks the same of the files of an office."""
    [check] = [check for check in registered(Check) if check.code == "regulations.files"]
    assert check.run(DAY, datetime(2021, 11, 5, tzinfo=UTC)) == []


def test_every_rule_reaches_back_to_the_founding_of_the_party() -> None:
    assert [rule.name for rule in rules() if rule.values[0].effective_from != FOUNDING] == []


def test_every_value_names_a_document_or_says_that_it_is_a_custom() -> None:
    sourced = re.compile(r"\d+-[A-ZĐ]+/[A-Z]+|Điều lệ|Cách giao chỉ tiêu|Quy ước nội bộ")
    assert [
        (rule.name, value.source) for rule in rules() for value in rule.values if not sourced.search(value.source)
    ] == []


def test_document_of_a_value_is_not_younger_than_the_value() -> None:
    """Except for the first value, which carries the oldest document known to us back to the beginning."""
    day = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
    late = []
    for rule in rules():
        for value in rule.values[1:]:
            for found in day.finditer(value.source):
                written = date(int(found[3]), int(found[2]), int(found[1]))
                late += [(rule.name, value.source)] if written > value.effective_from else []
    assert late == []


def test_first_value_that_rests_on_a_younger_document_says_so() -> None:
    first = [(rule.name, rule.values[0]) for rule in rules()]
    assert [name for name, value in first if re.search(r"/\d{4}", value.source) and not value.note] == []


def test_codes_are_short_words_that_records_can_hold() -> None:
    code = re.compile(r"[a-z][a-z0-9_]{0,29}")
    lists = [(rule.name, value) for rule in rules() if rule.unit == CODE_LIST for value in rule.values]
    assert [
        (name, item["code"]) for name, value in lists for item in value.value if not code.fullmatch(item["code"])
    ] == []


def test_labels_with_a_comma_are_quoted() -> None:
    items = [item for rule in rules() if rule.unit == CODE_LIST for value in rule.values for item in value.value]
    assert [item["code"] for item in items if None in item.values()] == []


def test_code_once_listed_stays_listed() -> None:
    """Old records keep their codes: a later list may add codes and rename them, and takes none away."""
    lost = {
        rule.name: {item["code"] for item in earlier.value} - {item["code"] for item in later.value}
        for rule in rules()
        if rule.unit == CODE_LIST
        for earlier, later in zip(rule.values, rule.values[1:], strict=False)
    }
    assert {name: gone for name, gone in lost.items() if gone} == {}


def test_mapping_keeps_its_keys_from_value_to_value() -> None:
    mappings = [rule for rule in rules() if not isinstance(rule.values[0].value, int | str | tuple)]
    lost = {
        rule.name: set(earlier.value) - set(later.value)
        for rule in mappings
        for earlier, later in zip(rule.values, rule.values[1:], strict=False)
    }
    assert {name: gone for name, gone in lost.items() if gone} == {}


def _texts() -> Iterator[tuple[Path, str]]:
    """Whatever may name a rule: text constants of code, and the files that are read."""
    for path in code():
        if path.is_relative_to(PACKAGE):
            constants = (node.value for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant))
            yield from ((path, value) for value in constants if isinstance(value, str) and NAME.fullmatch(value))
    for suffix in (".sql", ".yaml", ".jinja"):
        for path in under(PACKAGE, suffix):
            if not path.is_relative_to(DATA):
                yield from ((path, name) for name in NAME.findall(path.read_text(encoding="utf-8")))


def _asked() -> set[str]:
    return {name for _path, name in _texts() if name.split("/")[0] in SUBJECTS}


def test_code_asks_only_for_rules_that_exist() -> None:
    assert _asked() - {rule.name for rule in rules()} == set()


def test_every_rule_is_asked_for_or_waits_for_something_named() -> None:
    """Use a new rule, or say in ``WAITING`` what it waits for; take away what is used."""
    assert {rule.name for rule in rules()} - _asked() == WAITING.keys()


def test_kinds_and_places_and_sizes_and_terms_speak_of_the_same_kinds() -> None:
    for day in (FOUNDING, DAY, LATER):
        kinds = set(codes("organizations/kinds", on=day))
        places = regulation("organizations/placement", on=day)
        assert set(places) == kinds
        assert {above for parents in places.values() for above in parents} <= kinds | {"top"}
        assert set(regulation("committees/sizes", on=day)) == kinds
        assert set(regulation("committees/term_years", on=day)) == kinds


def test_committee_has_room_for_its_posts() -> None:
    [sizes] = [rule for rule in rules() if rule.name == "committees/sizes"]
    every = [size for value in sizes.values for size in value.value.values()]
    assert [size for size in every if size["min"] > size["max"] or 1 + size["deputies"] > size["max"]] == []


def test_ethnic_groups_are_the_54_and_two_more() -> None:
    groups = codes("members/ethnic_groups", on=DAY)
    assert (len(groups), groups[0], groups[53], groups[54:]) == (56, "kinh", "ro_mam", ("other", "foreign_origin"))


def test_age_bands_meet_without_gap_or_overlap() -> None:
    bands = regulation("statistics/age_bands", on=DAY)
    assert bands[0]["min"] == regulation("members/admission_age", on=DAY)["min"]
    assert [band["min"] for band in bands[1:]] == [band["max"] + 1 for band in bands[:-1]]
    assert "max" not in bands[-1]


def test_occupation_is_within_one_that_exists() -> None:
    occupations = regulation("members/occupations", on=DAY)
    within = {item["within"] for item in occupations if "within" in item}
    assert within == {"enterprise", "enterprise_manager"}
    assert within <= set(codes("members/occupations", on=DAY))
    assert [item["code"] for item in occupations if item.get("private_owner")] == ["private_owner"]


def test_rows_of_form_5_belong_to_one_sector_each() -> None:
    rows = [row for sector in regulation("organizations/sectors", on=DAY) for row in sector["form_5"]]
    form = "1 2 3 4 5 6a 6b 7 8 9a1 9a2 9a3 9b1 9b2 9b3 9b4 9b5 9c 10 11"
    assert sorted(rows) == sorted(form.split())


def test_document_types_have_an_abbreviation_each() -> None:
    types = regulation("documents/types", on=DAY)
    assert len({item["abbreviation"] for item in types}) == len(types) == 23


def test_symbol_is_written_as_documents_write_it() -> None:
    pattern = regulation("documents/symbol_pattern", on=DAY)["pattern"]
    assert [pattern.format(number=number, type="BC", issuer="ĐUK") for number in (5, 120)] == [
        "05-BC/ĐUK",
        "120-BC/ĐUK",
    ]


@pytest.mark.parametrize(
    ("ask", "changed", "before", "after"),
    [
        (lambda day: regulation("committees/term_years", on=day)["subordinate_cell"], "2025-07-01", Decimal("2.5"), 5),
        (lambda day: regulation("committees/sizes", on=day)["grassroots_committee"]["max"], "2025-07-01", 15, 33),
        (lambda day: regulation("members/admission_education", on=day), "2011-11-01", "literate", "lower_secondary"),
        (
            lambda day: label("organizations/kinds", "subordinate_cell", on=day),
            "2026-07-26",
            "Chi bộ trực thuộc",
            "Chi bộ",
        ),
        (lambda day: "affiliated_committee" in codes("organizations/kinds", on=day), "2026-07-26", False, True),
        (lambda day: regulation("documents/types", on=day)[6]["abbreviation"], "2026-05-27", "QĐi", "QĐ"),
        (lambda day: regulation("documents/page_layout", on=day)["party_name_pt"], "2026-05-27", 15, 14),
    ],
)
def test_rule_changes_on_its_day(ask: Callable[[date], Any], changed: str, before: Any, after: Any) -> None:
    day = date.fromisoformat(changed)
    assert [ask(day_before(day)), ask(day), ask(day_after(day))] == [before, after, after]
