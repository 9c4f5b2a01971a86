import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.kernel.findings import Refusal
from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.document import BlockKind
from dangvu.proofreading.reading.flow import whole_flow
from dangvu.proofreading.reading.passages import passages_of
from dangvu.proofreading.reading.plain import document_from_text
from dangvu.proofreading.reading.source import read_file
from tests.proofreading.files import ERRORS, docx_file, empty_pdf_file, markdown_file, marked_docx_file, pdf_file


def errors_in(path: Path) -> list[tuple[str, str, str]]:
    found = proofread(read_file(str(path))).findings
    return sorted((finding.kind, finding.quote, finding.expected) for finding in found)


def test_markdown_with_table_and_footnote_is_read(tmp_path: Path) -> None:
    assert errors_in(markdown_file(tmp_path)) == sorted(ERRORS)


def test_word_file_with_table_and_footnote_is_read(tmp_path: Path) -> None:
    assert errors_in(docx_file(tmp_path)) == sorted(ERRORS)


def test_pdf_with_footnote_is_read_with_its_running_text(tmp_path: Path) -> None:
    assert errors_in(pdf_file(tmp_path)) == sorted(ERRORS)


def test_pdf_footnote_marks_are_told_from_figures(tmp_path: Path) -> None:
    assert "75 tổ chức cơ sở đảng¹," in read_file(str(pdf_file(tmp_path))).text


def test_word_file_is_read_without_deletions_and_with_controls(tmp_path: Path) -> None:
    assert read_file(str(marked_docx_file(tmp_path))).text == "Có 75 chi bộ và 12 lớp-¹\nNơi nhận\n"


def refusal_of(path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        read_file(str(path))
    return refused.value.findings[0].code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("hong.docx", b"khong phai Word", "proofreading.unreadable-damaged"),
        ("hong.pdf", b"%PDF-1.7 hong", "proofreading.unreadable-damaged"),
        ("ma.txt", b"\xc0\xff\xfe", "proofreading.unreadable-encoding"),
        ("bang.xlsx", b"", "proofreading.unreadable-kind"),
    ],
)
def test_unreadable_file_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal_of(tmp_path / name) == code


def test_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "khong-co.txt") == "proofreading.unreadable-missing"


def test_scanned_pdf_is_refused(tmp_path: Path) -> None:
    assert refusal_of(empty_pdf_file(tmp_path)) == "proofreading.unreadable-scan"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Đảng bộ\r\ncó 75 chi bộ".encode(encoding))
    assert read_file(str(tmp_path / "a.txt")).text == "Đảng bộ\ncó 75 chi bộ"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Có 75 chi bộ.".encode())))
    assert read_file("-").text == "Có 75 chi bộ."


@given(st.text(alphabet="đảng viên có 75 tổ chứcỆ\u00a0\u200b\n", max_size=60))
def test_flow_leads_back_to_the_original_characters(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    flow = whole_flow(decomposed)
    for index, character in enumerate(flow.text):
        start, end = flow.original(index, index + 1)
        original = unicodedata.normalize("NFC", decomposed[start:end])
        assert character in {original, " "}


def test_empty_stretch_of_a_flow_is_the_place_before_it() -> None:
    flow = whole_flow("ab")
    assert [flow.original(1, 1), flow.original(2, 2), whole_flow("").original(0, 0)] == [(1, 1), (2, 2), (0, 0)]


def test_sentence_goes_on_after_page_end_and_footnotes() -> None:
    text = "Có 43 tổ chức đảng thuộc khối doanh nghiệp Nhà nước và cổ\n\n¹ Chi bộ A.\n\n2\n\nphần vốn Nhà nước."
    passages = passages_of(document_from_text("x", text))
    told = [(passage.kind, passage.flow.text) for passage in passages]
    assert told == [
        (BlockKind.PARAGRAPH, "Có 43 tổ chức đảng thuộc khối doanh nghiệp Nhà nước và cổ phần vốn Nhà nước."),
        (BlockKind.FOOTNOTE, "Chi bộ A."),
    ]


def test_list_belongs_to_the_sentence_that_announces_it() -> None:
    text = "Đã ban hành 12 văn bản, gồm:\n\n- 5 nghị quyết;\n\n- 7 kế hoạch.\n\nCông tác khác được quan tâm."
    passages = passages_of(document_from_text("x", text))
    assert [passage.flow.text for passage in passages] == [
        "Đã ban hành 12 văn bản, gồm:\n5 nghị quyết;\n7 kế hoạch.",
        "Công tác khác được quan tâm.",
    ]


def test_line_numbers_and_bounds_follow_the_text() -> None:
    document = document_from_text("x", "một\nhai\nba")
    assert [document.line_of(0), document.line_of(4), document.line_of(9)] == [1, 2, 3]
    assert [document.line_bounds(2), document.line_bounds(3)] == [(4, 7), (8, 10)]
