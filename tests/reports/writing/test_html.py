"""The report as HTML: an article for the application's page, and a page that stands alone."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.html import source_lines, write_fragment, write_page
from dangvu.reports.writing.neutral import neutral_tree
from dangvu.reports.writing.typesetting import face
from tests.factories.writing import make_document, make_mark

Element = tuple[str, dict[str, str | None]]

PRINTED = [chr(code) for code in face("Regular").advances if unicodedata.category(chr(code))[0] not in "CZ"]
VOID = {"meta", "hr", "br", "col", "link", "img"}
BODY = """\
# TÌNH HÌNH

Có [75]{.figure #f1} tổ chức[^a] và **[33]{.figure #f2}** đảng bộ.

[^a]: Trước đây có [79]{.figure #f3}.

## Số lượng

| Loại | Số |
|:-----|---:|
| Chi bộ | [42]{.figure #f4} |
"""


class Page(HTMLParser):
    """What a page holds: its elements with their attributes, and the text inside each."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self._open: list[int] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.texts[index] += data

    def of(self, tag: str) -> list[str]:
        """The texts of all elements with this tag."""
        return [text for (name, _), text in zip(self.elements, self.texts, strict=True) if name == tag]

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute wherever it stands."""
        return [value for _, attributes in self.elements if (value := attributes.get(attribute)) is not None]


@pytest.fixture
def document() -> Document:
    numbers = {"f1": "75", "f2": "33", "f3": "79", "f4": "42"}
    return make_document(BODY, *(make_mark(name, text) for name, text in numbers.items()))


def fragment(document: Document) -> Page:
    return Page(write_fragment(document, neutral_tree(document)))


def page(document: Document) -> Page:
    return Page(write_page(document, neutral_tree(document)).decode())


def test_every_figure_is_a_link_to_its_source(document: Document) -> None:
    figures = [attributes for _, attributes in fragment(document).elements if attributes.get("class") == "fig"]

    assert [(a["id"], a["href"]) for a in figures] == [
        ("f1", "/so-lieu/f1/"),
        ("f2", "/so-lieu/f2/"),
        ("f4", "/so-lieu/f4/"),
        ("f3", "/so-lieu/f3/"),
    ]
    assert {a["aria-label"] for a in figures[:1]} == {"Tổ chức cơ sở đảng: 75"}


def test_sections_stand_below_the_title(document: Document) -> None:
    article = fragment(document)

    assert article.of("h1") == ["BÁO CÁO Tổng kết về xây dựng tổ chức cơ sở đảng"]
    assert article.of("h2") == ["I. TÌNH HÌNH"]
    assert article.of("h3") == ["1. Số lượng"]


def test_a_footnote_and_its_mark_lead_to_each_other(document: Document) -> None:
    links = {
        attributes["role"]: attributes
        for tag, attributes in fragment(document).elements
        if tag == "a" and "role" in attributes
    }

    assert (links["doc-noteref"]["id"], links["doc-noteref"]["href"]) == ("fnref1", "#fn1")
    assert links["doc-backlink"]["href"] == "#fnref1"
    assert links["doc-backlink"]["aria-label"] == "Về chỗ dẫn chú thích"


def test_the_article_ends_with_recipients_and_signature(document: Document) -> None:
    article = fragment(document)

    assert article.of("li")[-2:] == ["Thường trực Tỉnh ủy,", "Lưu Văn phòng."]
    assert article.of("b")[-2:] == ["T/M BAN THƯỜNG VỤ", "Đinh Công Trứ"]


@settings(max_examples=15)
@given(st.text(st.sampled_from(PRINTED), min_size=1))
def test_texts_are_never_read_as_markup(text: str) -> None:
    plain = make_document("Có [75]{.figure #f1}.", make_mark(label=text, detail={"definition": text}))
    document = replace(plain, letterhead=replace(plain.letterhead, subject=text))
    written = page(document)

    assert written.of("small") == [text]
    assert written.of("dd") == [text]
    assert written.values("aria-label") == [f"{text}: 75"]


def test_every_figure_of_a_page_leads_to_its_source_and_back(document: Document) -> None:
    written = page(document)
    ids, targets = written.values("id"), written.values("href")

    assert len(ids) == len(set(ids))
    assert [target for target in targets if target.removeprefix("#") not in ids] == []
    assert sorted(target for target in targets if target.startswith("#source-")) == [
        f"#source-f{number}" for number in (1, 2, 3, 4)
    ]


def test_a_page_needs_nothing_but_itself(document: Document) -> None:
    written = page(document)

    assert written.of("script") == []
    assert (written.of("link"), written.values("src")) == ([], [])
    assert [text for text in written.of("style") if "url(" in text or "@import" in text] == []


def test_a_page_is_the_same_whatever_language_the_reader_speaks(document: Document) -> None:
    tree = neutral_tree(document)
    with translation.override("en"):
        english = write_page(document, tree)

    assert english == write_page(document, tree)


def test_the_source_of_a_stock_names_its_day() -> None:
    detail = {
        "value": "75",
        "definition": "Số tổ chức cơ sở đảng.",
        "organization": "Đảng bộ Khối",
        "on": "2021-10-14",
        "first": None,
        "known_at": "2021-11-05T02:00:00+00:00",
        "rule": "Đếm dòng",
        "rules_used": ["organizations/kinds (1930-02-03): Điều lệ", "organizations/sectors (1930-02-03): Điều lệ"],
    }

    assert source_lines(detail) == [
        ("Định nghĩa", "Số tổ chức cơ sở đảng."),
        ("Của", "Đảng bộ Khối"),
        ("Tính đến ngày", "14/10/2021"),
        ("Theo dữ liệu biết đến", "5/11/2021, 09:00"),
        ("Quy tắc", "Đếm dòng"),
        ("Quy định đã dùng", "organizations/kinds (1930-02-03): Điều lệ; organizations/sectors (1930-02-03): Điều lệ"),
    ]


def test_the_source_of_a_flow_names_its_first_and_last_day() -> None:
    detail = {"on": None, "first": "2021-01-01", "last": "2021-10-31", "known_at": None}

    assert source_lines(detail) == [("Từ ngày, đến ngày", "1/1/2021 – 31/10/2021")]


def test_the_source_of_arithmetic_shows_the_numbers_it_is_worked_out_of() -> None:
    detail = {
        "arithmetic": "3.412 − 900 = 2.512",
        "operands": [
            {"text": "3.412", "label": "Đảng viên", "on": "2021-10-14"},
            {"text": "900", "label": "Chỉ tiêu kết nạp", "basis": "Nghị quyết"},
        ],
    }

    assert source_lines(detail) == [
        ("Cách tính", "3.412 − 900 = 2.512"),
        ("Đảng viên", "3.412 (14/10/2021)"),
        ("Chỉ tiêu kết nạp", "900"),
    ]


def test_the_source_of_a_promise_is_its_document() -> None:
    assert source_lines({"value": "900", "basis": "Nghị quyết Đại hội"}) == [("Căn cứ", "Nghị quyết Đại hội")]
