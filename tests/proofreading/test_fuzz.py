"""Whatever is read, proofreading neither raises nor points outside the text."""

from hypothesis import example, given
from hypothesis import strategies as st

from dangvu.proofreading.pipeline import proofread
from dangvu.proofreading.reading.plain import document_from_text

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


def assert_places_are_inside(text: str) -> None:
    for finding in proofread(document_from_text("x", text)).findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.quote == text[finding.start : finding.end]
