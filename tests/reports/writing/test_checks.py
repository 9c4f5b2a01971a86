"""Every mistake in the body of a report is refused with a sentence that says what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.neutral import neutral_tree
from tests.factories.writing import make_document, make_mark

FIGURE = "[75]{.figure #f1}"


def refused(document: Document) -> list[str]:
    with pytest.raises(Refusal) as caught:
        neutral_tree(document)
    return [str(finding) for finding in caught.value.findings]


def unprintable(text: str, kind: str) -> str:
    return f"“{text}” là {kind}, báo cáo không in được; hãy viết bằng câu thường, danh sách hoặc bảng."


@pytest.mark.parametrize("number", ["I.", "IV.", "1.", "2)", "1.1.", "1.1", "a)", "đ)", "A."])
def test_a_heading_with_a_number_of_its_own_is_refused(number: str) -> None:
    assert refused(make_document(f"# {number} Tình hình".replace(")", "\\)"))) == [
        f"đề mục “{number} Tình hình” tự đánh số; hãy bỏ số, máy sẽ đánh số các mục."
    ]


@pytest.mark.parametrize("text", ["C. Mác và Ph. Ăngghen", "V.I. Lênin", "Năm 2021", "2021. Kết quả", "Chi bộ 1"])
def test_a_heading_that_only_looks_numbered_is_numbered(text: str) -> None:
    (heading,) = neutral_tree(make_document(f"# {text}"))["blocks"]

    assert heading["c"][2][0] == {"t": "Str", "c": "I."}


def test_a_heading_deeper_than_the_numbering_is_refused() -> None:
    body = "# A\n\n## Bê\n\n### Xê\n\n#### Dê\n\n##### Đê"

    assert refused(make_document(body)) == ["đề mục “Đê” ở cấp 5, sâu hơn cách đánh số; hãy nâng cấp đề mục."]


def test_a_heading_below_a_skipped_level_is_refused() -> None:
    assert refused(make_document("# Một\n\n### Ba")) == [
        "đề mục “Ba” ở cấp 3 mà không nằm dưới đề mục cấp 2; hãy đổi cấp đề mục."
    ]


def test_a_figure_without_a_source_is_refused() -> None:
    assert refused(make_document("Có [75]{.figure #f9}.", make_mark())) == [
        "con số “75” trong báo cáo không có nguồn; hãy lấy số bằng lệnh của mẫu."
    ]


def test_a_figure_that_differs_from_its_source_is_refused() -> None:
    assert refused(make_document(f"Có {FIGURE}.", make_mark(text="76"))) == [
        "con số “75” trong báo cáo khác số của nguồn là “76”; hãy để máy viết số."
    ]


def test_a_figure_that_stands_twice_is_refused() -> None:
    assert refused(make_document(f"Có {FIGURE}, có {FIGURE}.", make_mark())) == [
        "mã số liệu “f1” dùng cho hai con số; hãy để máy đặt mã."
    ]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Một[^a].", "chú thích “a” được dẫn nhưng không có nội dung; hãy viết nội dung."),
        (
            "Một.\n\n[^a]: Hai.",
            "chú thích “a” có nội dung nhưng không được dẫn ở đâu; hãy dẫn hoặc bỏ chú thích.",
        ),
        (
            "Một[^a], hai[^a].\n\n[^a]: Ba.",
            "chú thích “a” được dẫn 2 lần; hãy viết cho mỗi chỗ dẫn một chú thích riêng.",
        ),
        (
            "Một[^a].\n\n[^a]: Hai[^b].\n\n[^b]: Ba.",
            "chú thích “b” được dẫn trong một chú thích khác; hãy dẫn trong lời văn.",
        ),
    ],
)
def test_a_footnote_that_is_not_referred_to_once_is_refused(body: str, sentence: str) -> None:
    assert refused(make_document(body)) == [sentence]


def test_a_footnote_with_two_texts_is_refused() -> None:
    assert refused(make_document("Một[^a].\n\n[^a]: Hai.\n\n[^a]: Ba.")) == [
        "chú thích “a” có hai nội dung; hãy đặt tên khác cho một chú thích."
    ]


def test_brackets_that_are_meant_are_no_footnote() -> None:
    (paragraph,) = neutral_tree(make_document("Một[^a] \\[^b\\]\n\n[^a]: \\[^b\\]"))["blocks"]
    bracket = {"t": "Str", "c": "[^b]"}

    assert paragraph["c"][1:] == [{"t": "Note", "c": [{"t": "Para", "c": [bracket]}]}, {"t": "Space"}, bracket]


@pytest.mark.parametrize(
    ("body", "text", "kind"),
    [
        ("Xem [trang](https://lamson.example).", "trang", "liên kết"),
        ("Xem <https://lamson.example>.", "https://lamson.example", "liên kết"),
        ("![ảnh](anh.png)", "ảnh", "hình ảnh"),
        ("Gõ `lệnh`.", "lệnh", "mã lệnh"),
        ("    lệnh", "lệnh", "mã lệnh"),
        ("> Lời", "Lời", "đoạn trích thụt lề"),
        ("---", "…", "đường kẻ ngang"),
        ("[chữ]{.lạ}", "chữ", "đoạn chữ có thuộc tính"),
        ("# Đề [mục](x)", "mục", "liên kết"),
        ("**Xem [trang](x)**", "trang", "liên kết"),
        ("| A |\n|---|\n| `b` |", "b", "mã lệnh"),
        ("- # Mục", "Mục", "mục danh sách không bắt đầu bằng chữ"),
        ("- | A |\n  |---|\n  | b |", "Ab", "mục danh sách không bắt đầu bằng chữ"),
        ("Một[^a].\n\n[^a]:\n    - Hai", "Hai", "danh sách trong chú thích"),
        ("Một[^a].\n\n[^a]: Xem [trang](x).", "trang", "liên kết"),
    ],
)
def test_what_the_writers_cannot_print_is_refused(body: str, text: str, kind: str) -> None:
    assert refused(make_document(body)) == [unprintable(text, kind)]


@pytest.mark.parametrize(("text", "kind"), [("**75**", "chữ đậm"), ("*75*", "chữ nghiêng")])
def test_markup_within_a_figure_is_refused(text: str, kind: str) -> None:
    assert refused(make_document(f"[{text}]{{.figure #f1}}", make_mark())) == [
        unprintable("75", f"{kind} trong con số")
    ]


def test_a_long_passage_is_quoted_by_its_beginning() -> None:
    assert refused(make_document(f"> {'dài ' * 30}")) == [unprintable("dài " * 14 + "dài…", "đoạn trích thụt lề")]


@pytest.mark.parametrize("letter", ["😀", "𝔸", "✓"])
def test_a_letter_that_the_fonts_lack_is_refused(letter: str) -> None:
    sentence = f"phông chữ của văn bản không có ký tự “{letter}” (U+{ord(letter):04X}); hãy thay bằng chữ khác."
    plain = make_document()
    named = replace(plain, letterhead=replace(plain.letterhead, subject=letter))
    addressed = replace(plain, closing=replace(plain.closing, recipients=(letter,)))

    assert [refused(document) for document in (make_document(letter), named, addressed)] == [[sentence]] * 3


def test_characters_that_leave_no_mark_do_no_harm() -> None:
    (paragraph,) = neutral_tree(make_document("Một\N{ZERO WIDTH SPACE}hai\N{NON-BREAKING HYPHEN}ba\N{EM SPACE}bốn"))[
        "blocks"
    ]

    assert len(paragraph["c"]) == 1


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert refused(make_document(f"# 1. Một\n\nCó {FIGURE}[^a] và `b`.")) == [
        "chú thích “a” được dẫn nhưng không có nội dung; hãy viết nội dung.",
        unprintable("b", "mã lệnh"),
        "con số “75” trong báo cáo không có nguồn; hãy lấy số bằng lệnh của mẫu.",
        "đề mục “1. Một” tự đánh số; hãy bỏ số, máy sẽ đánh số các mục.",
    ]
