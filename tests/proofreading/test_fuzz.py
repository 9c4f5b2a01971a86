"""Whatever is read, proofreading neither raises nor points outside the text."""

import io
from contextlib import suppress

import docx
import typst
from hypothesis import example, given
from hypothesis import strategies as st

from dangvu.kernel.findings import Refusal
from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text
from dangvu.proofreading.reading.source import read_content

PIECES = st.sampled_from([
    "gồm", "trong đó", "chiếm", "vượt", "tăng", "giảm", "so với", "tổng số", "lần lượt", "phân theo loại hình:",
    "đảng viên", "chi bộ", "tổ chức cơ sở đảng", "đồng chí", "kế hoạch", "năm 2020", "31/2/2020", "tháng 13/2020",
    "(", ")", ",", ";", ":", ".", "\n", "\n\n", "- ", "|", "\t", "“", "”", "%", "0", "0%", "0/0", "12", "1.234",
    "77,33,%", "58/75", "-", "=", "+", "I.", "II.", "1.", "2.1.", "(1)", "a)", "¹", "²", "[^1]:", "số 45QĐ/TU",
    "22-NQ/TW", "ngày 02/02/2008", "khóa X", "hai", "mươi", "thứ Hai, ngày", "01/01/0001", "999999999999999999",
])  # fmt: skip


@given(st.text(max_size=300))
@example("Có 0 chi bộ (chiếm 5%), tăng 3% so với 0 chi bộ.")
def test_any_text_is_read(text: str) -> None:
    assert_places_are_inside(text)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_sequence_of_report_words_is_read(text: str) -> None:
    assert_places_are_inside(text)


def word_file() -> bytes:
    content = io.BytesIO()
    opened = docx.Document()
    opened.add_paragraph("Có 75 tổ chức cơ sở đảng, gồm 33 đảng bộ cơ sở và 42 chi bộ cơ sở.")
    opened.save(content)
    return content.getvalue()


WORD = word_file()


@given(st.lists(st.tuples(st.integers(0, len(WORD) - 1), st.integers(0, 255)), max_size=30), st.integers(0, len(WORD)))
@example([], len(WORD) // 2)
def test_damaged_word_file_is_read_or_refused(damage: list[tuple[int, int]], length: int) -> None:
    content = bytearray(WORD)
    for place, byte in damage:
        content[place] = byte
    with suppress(Refusal):
        assert_places_are_inside(read_content("a.docx", bytes(content[: length or None])).text)


PDF = typst.compile("Có 75 chi bộ, gồm 33 và 42.".encode())


@given(st.lists(st.tuples(st.integers(0, len(PDF) - 1), st.integers(0, 255)), max_size=30), st.integers(0, len(PDF)))
@example([], len(PDF) // 2)
def test_damaged_pdf_is_read_or_refused(damage: list[tuple[int, int]], length: int) -> None:
    content = bytearray(PDF)
    for place, byte in damage:
        content[place] = byte
    with suppress(Refusal):
        assert_places_are_inside(read_content("a.pdf", bytes(content[: length or None])).text)


def assert_places_are_inside(text: str) -> None:
    for finding in proofread(document_from_text("x", text)).findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.quote == text[finding.start : finding.end]
