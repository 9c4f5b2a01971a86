"""From Markdown to the tree that every writer starts from."""

from __future__ import annotations

import pytest

from dangvu.reports.writing.neutral import neutral_tree, replace_figures
from dangvu.reports.writing.tree import plain_text
from tests.factories.writing import make_document, make_mark


def texts(body: str) -> list[str]:
    """The text of every block, with ordinary spaces."""
    blocks = neutral_tree(make_document(body, make_mark()))["blocks"]
    return [plain_text([block]).replace("\N{NO-BREAK SPACE}", " ") for block in blocks]


def test_sections_are_numbered_level_by_level() -> None:
    body = "# Một\n\n## Hai\n\n### Ba\n\n#### Bốn\n\n#### Năm\n\n### Sáu\n\n## Bảy\n\n# Tám\n\n## Chín"

    assert texts(body) == [
        "I. Một",
        "1. Hai",
        "1.1. Ba",
        "a) Bốn",
        "b) Năm",
        "1.2. Sáu",
        "2. Bảy",
        "II. Tám",
        "1. Chín",
    ]


def test_a_dashed_list_becomes_paragraphs() -> None:
    assert texts("- một\n- hai\n    - ba\n        - bốn\n- năm") == ["- một", "- hai", "+ ba", "+ bốn", "- năm"]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("1. một\n2. hai", ["1. một", "2. hai"]),
        ("3) một\n4) hai", ["3) một", "4) hai"]),
        ("(1) một\n(2) hai", ["(1) một", "(2) hai"]),
        ("a) một\nb) hai", ["a) một", "b) hai"]),
        ("A) một\nB) hai", ["A) một", "B) hai"]),
        ("i) một\nii) hai", ["i) một", "ii) hai"]),
        ("I) một\nII) hai", ["I) một", "II) hai"]),
    ],
)
def test_a_numbered_list_keeps_its_numbers(source: str, written: list[str]) -> None:
    assert texts(source) == written


def test_the_fifth_point_of_a_list_is_the_vietnamese_letter() -> None:
    assert texts("\n".join(f"{letter}) câu" for letter in "abcde"))[-1] == "đ) câu"


def test_further_paragraphs_of_an_item_follow_without_a_mark() -> None:
    assert texts("- một\n\n    hai\n\n- ba") == ["- một", "hai", "- ba"]


def test_an_empty_item_keeps_its_mark() -> None:
    assert texts("- một\n-\n- ba") == ["- một", "- ", "- ba"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Có [75]{.figure #f1} tổ chức.", "Có 75~tổ chức."),
        ("Có **[75]{.figure #f1}\ntổ chức**.", "Có 75~tổ chức."),
        ("Có [75]{.figure #f1} **tổ chức**.", "Có 75 tổ chức."),
        ("Có [75]{.figure #f1}, tăng.", "Có 75, tăng."),
    ],
)
def test_a_figure_stays_on_one_line_with_its_unit(body: str, text: str) -> None:
    tree = neutral_tree(make_document(body, make_mark()))

    assert plain_text(tree["blocks"]).replace("\N{NO-BREAK SPACE}", "~") == text


def test_text_that_looks_like_markup_stays_text() -> None:
    body = '<b>x</b> $y$ ~z~ "a" -- {.b} | c'

    assert texts(body) == [body]


def test_control_characters_become_spaces() -> None:
    assert texts("một\x0bhai\x07ba") == ["một hai ba"]


def test_replacing_figures_leaves_the_tree_as_it_was() -> None:
    tree = neutral_tree(make_document("Có **[75]{.figure #f1}** tổ chức.", make_mark()))
    written = replace_figures(tree, lambda name, inlines: {"t": "Str", "c": f"{name}={plain_text(inlines)}"})

    assert plain_text(written["blocks"]) == "Có f1=75 tổ chức."
    assert plain_text(tree["blocks"]) == "Có 75 tổ chức."
