"""The report as PDF: the same every time, an archive format, notes at the foot of their page, nothing left alone."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from itertools import pairwise

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
import pytest

from dangvu.reports.writing.document import Document
from dangvu.reports.writing.neutral import neutral_tree
from dangvu.reports.writing.pdf import write_pdf
from tests.factories.writing import make_document, make_mark

LETTERS = "Ẫm ờ, ngoẵng, khuỷu, ưỡn, Đẵng, quyết liệt, kỹ lưỡng, Ỵ."
LINE = "Cấp ủy bám sát cơ sở, giao việc rõ người, rõ thời hạn và kiểm tra thường xuyên hơn. "


def written(document: Document) -> bytes:
    return write_pdf(document, neutral_tree(document))


def pages(document: Document) -> list[str]:
    """The text of each page."""
    opened = pypdfium2.PdfDocument(written(document))
    texts = [opened[index].get_textpage().get_text_bounded() for index in range(len(opened))]
    opened.close()
    return [" ".join(text.split()) for text in texts]


def lines(count: int) -> str:
    """Paragraphs of one line each."""
    return "\n\n".join(f"Việc thứ {number}." for number in range(count))


def line_distances(document: Document, first: str, last: str) -> list[int]:
    """From line to line on the first page, in points, from the line with ``first`` to the one with ``last``."""
    opened = pypdfium2.PdfDocument(written(document))
    text = opened[0].get_textpage()
    begin, end = (text.get_text_range().index(word) for word in (first, last))
    heights = []
    for index in range(begin, end + 1):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        heights.append(round(y.value))
    opened.close()
    return [above - below for above, below in pairwise(dict.fromkeys(filter(None, heights)))]


def test_the_same_document_gives_the_same_bytes() -> None:
    document = make_document(LETTERS)

    assert written(document) == written(document)


def test_the_file_declares_the_archive_format() -> None:
    content = written(make_document())

    assert content.count(b"<pdfaid:part>2</pdfaid:part>") == 1
    assert content.count(b"<pdfaid:conformance>B</pdfaid:conformance>") == 1


def test_only_the_vendored_faces_are_used() -> None:
    opened = pypdfium2.PdfDocument(written(make_document("Thường, **đậm**, *nghiêng* và ***cả hai***.")))
    text = opened[0].get_textpage()
    names = set()
    for index in range(text.count_chars()):
        name, flags = ctypes.create_string_buffer(64), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(text, index, name, 64, flags)
        names.add(name.value.decode())
    opened.close()

    assert {name.rpartition("+")[2] for name in names if name} == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }


def test_vietnamese_text_can_be_copied_out() -> None:
    [page] = pages(make_document(f"{LETTERS}\n\n**{LETTERS}**\n\n*{LETTERS}*"))

    assert page.count(LETTERS) == 3


def test_letterhead_and_closing_frame_the_text() -> None:
    [page] = pages(make_document("Một câu."))

    assert page == (
        "TỈNH ỦY LAM SƠN ĐẢNG ỦY KHỐI CÁC CƠ QUAN VÀ DOANH NGHIỆP TỈNH * ĐẢNG CỘNG SẢN VIỆT NAM "
        "Số 214-BC/ĐUK Lam Sơn, ngày 20 tháng 10 năm 2021 BÁO CÁO Tổng kết về xây dựng tổ chức cơ sở đảng "
        "Một câu. Nơi nhận: - Thường trực Tỉnh ủy, - Lưu Văn phòng. T/M BAN THƯỜNG VỤ BÍ THƯ Đinh Công Trứ"
    )


def test_a_letterhead_without_a_superior_begins_with_the_issuer() -> None:
    document = make_document()
    alone = replace(document, letterhead=replace(document.letterhead, superior=""))

    assert pages(alone)[0].split()[:2] == ["ĐẢNG", "ỦY"]


def test_signs_of_the_typesetter_are_printed_as_they_are() -> None:
    signs = '#set @a $b$ <c> \\d "e" *f* _g_ `h` = i - j + k // l ~m~ [n]'
    document = make_document()
    titled = replace(document, letterhead=replace(document.letterhead, subject=signs))

    assert pages(titled)[0].count(signs) == 1


def test_pages_are_numbered_from_the_second() -> None:
    first, second, third = pages(make_document(lines(75)))

    assert (first.split()[0], second.split()[0], third.split()[0]) == ("TỈNH", "2", "3")


def test_the_first_page_is_numbered_when_the_layout_says_so() -> None:
    document = make_document()
    numbered = replace(
        document, layout=replace(document.layout, page_number="bottom_center", page_number_on_first=True)
    )

    assert pages(numbered)[0].split()[-1] == "1"


def test_a_footnote_stands_on_the_page_that_refers_to_it() -> None:
    body = f"{lines(40)}\n\nCó [75]{{.figure #f1}} tổ chức[^a].\n\n[^a]: Chú thích thứ nhất.\n\n{lines(3)}"
    _first, second = pages(make_document(body, make_mark()))

    assert (second.count("Có 75 tổ chức"), second.count("Chú thích thứ nhất.")) == (1, 1)


def test_lines_stand_as_far_apart_as_the_layout_says() -> None:
    body = f"Đầu {LINE * 2}\n\n# Một\n\n## Hai\n\n{LINE * 2}\n\n# Ba\n\nCuối."

    assert line_distances(make_document(body), "Đầu", "Cuối") == [18, 18, 24, 24, 24, 18, 18, 24, 24]


@pytest.mark.parametrize("before", range(19, 31))
def test_headings_stay_with_their_text_and_its_footnote(before: int) -> None:
    note = "Tính theo quyết định công nhận có hiệu lực. " * 4
    body = f"{lines(before)}\n\n# TÌNH HÌNH CHUNG\n\n## Số lượng\n\nCó đủ[^a]. {LINE * 4}\n\n[^a]: {note}"
    found = pages(make_document(body))
    where = {text: [text in page for page in found].index(True) for text in ("TÌNH HÌNH CHUNG", "Có đủ", "Tính theo")}

    assert len(set(where.values())) == 1


@pytest.mark.parametrize("before", range(18, 30))
def test_a_heading_stays_with_a_short_table(before: int) -> None:
    table = "| Loại | Số |\n|:--|--:|\n" + "| Chi bộ cơ sở[^a] | 42 |\n" + "| Khác | 05 |\n" * 3 + "| Cuối bảng | 1 |\n"
    body = f"{lines(before)}\n\n# TÌNH HÌNH CHUNG\n\n{table}\n\n[^a]: Kể cả mới lập."
    found = pages(make_document(body))
    where = [[text in page for page in found].index(True) for text in ("TÌNH HÌNH CHUNG", "Cuối bảng", "Kể cả mới lập")]

    assert len(set(where)) == 1


@pytest.mark.parametrize("before", range(14, 32, 2))
def test_no_signature_stands_alone(before: int) -> None:
    body = f"{lines(before)}\n\n{LINE * 3}[^a] Hết phần lời.\n\n[^a]: Chú thích cuối."
    found = pages(make_document(body))
    ends = ("Hết phần lời.", "Chú thích cuối.", "Nơi nhận:", "Đinh Công Trứ")
    where = [[text in page for page in found].index(True) for text in ends]

    assert len(set(where)) == 1


@pytest.mark.parametrize("last", ["Hết | 1", " | Hết"])
@pytest.mark.parametrize("before", range(16, 24, 2))
def test_no_signature_stands_apart_from_a_table(before: int, last: str) -> None:
    table = "| Loại | Số |\n|:--|--:|\n" + "| Chi bộ | 42 |\n" * 4 + f"| {last} |\n"
    found = pages(make_document(f"{lines(before)}\n\n{table}"))
    where = [[text in page for page in found].index(True) for text in ("Hết", "Nơi nhận:")]

    assert len(set(where)) == 1


def test_a_report_may_end_with_a_heading() -> None:
    [page] = pages(make_document("# KẾT LUẬN"))

    assert page.count("I. KẾT LUẬN Nơi nhận:") == 1


def test_a_report_without_text_is_still_a_page() -> None:
    assert len(pages(make_document(""))) == 1
