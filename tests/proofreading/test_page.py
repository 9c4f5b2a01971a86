"""The page of proofreading: what is sent, what is shown, and that nothing is kept."""

from __future__ import annotations

import base64
import io
import re
from html import unescape
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings

from dangvu.audit.models import Line
from tests.factories.reports import Office
from tests.factories.web import reader, words_in

PAGE = "/check/"
WRONG = "Toàn Đảng bộ có 75 tổ chức cơ sở đảng, gồm 33 đảng bộ cơ sở và 43 chi bộ cơ sở."
RIGHT = WRONG.replace("43", "42")
ASKED = {"scope": "SXD", "on": "14/10/2021"}
SLIP = "Cấp ủy tổ chức thực hiên nghị quyết."


def post(client: Client, status: int = 200, asked: dict[str, str] | None = None, **sent: object) -> str:
    response = client.post(PAGE, sent, query_params=asked)
    assert response.status_code == status
    return response.content.decode()


def words_of(page: str) -> str:
    return words_in(page)


def refusals(page: str) -> list[tuple[str, str]]:
    """The fields beside which something is wrong, and what."""
    fields = re.findall(
        r'<div class="field err">.*?name="(\w+)".*?<span class="note" role="alert">(.*?)</span>', page, re.DOTALL
    )
    return [(place, unescape(words)) for place, words in fields]


def word_file(*paragraphs: str) -> SimpleUploadedFile:
    document, content = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(content)
    return SimpleUploadedFile("bao-cao.docx", content.getvalue())


def test_page_asks_for_a_text_or_a_file(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert re.findall(r'<(?:textarea|input)[^>]* name="(text|file|compared)"', page) == ["text", "file", "compared"]
    assert page.count(" style=") == 0


def test_contradiction_is_marked_and_its_arithmetic_set_out(client: Client) -> None:
    page = post(client, text=f"Lời dẫn.\n\n{WRONG}")
    assert (
        '<mark class="error one k-sum"><span id="c1"></span>75<sup class="k-sum"><a href="#n1">1</a></sup></mark>'
        in page
    )
    assert re.findall(r'<mark class="x2">(\d+)</mark>', page) == ["33", "43"]
    assert re.findall(r'class="a added">(.*?)</div>', page) == ["<span>33</span><span>43</span><b>76</b><i>≠ 75</i>"]
    assert words_of(page).count("1 chỗ cần xem lại") == 1


def test_line_is_named_by_its_number_in_the_text(client: Client) -> None:
    page = post(client, text=f"Lời dẫn.\n\n{WRONG}")
    assert re.findall(r'<div class="pr" id="line-(\d+)">', page) == ["1", "3"]


def test_text_without_contradiction_is_said_to_be_one(client: Client) -> None:
    assert words_of(post(client, text=RIGHT)).count("Không thấy chỗ nào không khớp") == 1


def test_what_was_pasted_stays_in_the_form_and_is_escaped(client: Client) -> None:
    page = post(client, text="\n<b>Có 12 chi bộ.</b>")
    [pasted] = re.findall(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert unescape(pasted) == "\n<b>Có 12 chi bộ.</b>"
    assert page.count("<b>Có") == 0


def test_kind_that_is_left_out_is_not_looked_for(client: Client) -> None:
    assert words_of(post(client, text=SLIP)).count("Có thể gõ nhầm") == 1
    page = post(client, text=SLIP, without="typo")
    assert words_of(page).count("Có thể gõ nhầm") == 0
    assert 'value="typo" checked' in page


def test_uploaded_word_file_comes_back_with_comments(client: Client) -> None:
    page = post(client, file=word_file(WRONG))
    (name, data), *_rest = re.findall(r'download="([^"]+)" href="data:[^;]+;base64,([^"]+)"', page)
    commented = docx.Document(io.BytesIO(base64.b64decode(data)))
    assert name == "bao-cao-soat.docx"
    assert [comment.text for comment in commented.comments] == [
        "Các phần cộng lại không bằng tổng: 33 + 43 = 76, văn bản ghi 75; hãy kiểm tra từng số."
    ]


@pytest.mark.parametrize("file", [word_file(RIGHT), SimpleUploadedFile("bao-cao.txt", WRONG.encode())])
def test_copy_is_offered_only_of_a_word_file_with_findings(client: Client, file: SimpleUploadedFile) -> None:
    file.seek(0)
    assert post(client, file=file).count("download=") == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.docx", b"PK", "Không đọc được tệp a.docx: tệp hỏng hoặc không đúng định dạng Word; hãy mở và lưu lại tệp."),
        ("a.pdf", b"%PDF", "Không đọc được tệp a.pdf: tệp hỏng hoặc không đúng định dạng PDF; hãy mở và lưu lại tệp."),
        ("a.xlsx", b"PK", "Không đọc được tệp a.xlsx: chỉ nhận .txt, .md, .docx và .pdf."),
        ("a.txt", b"\xff", "Không đọc được tệp a.txt: chữ không phải UTF-8 hoặc UTF-16; hãy lưu lại bằng UTF-8."),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_a_sentence(
    client: Client, name: str, content: bytes, sentence: str
) -> None:
    page = post(client, 422, file=SimpleUploadedFile(name, content), text=WRONG)
    assert refusals(page) == [("file", sentence)]
    assert page.count(WRONG) == 1


def test_file_larger_than_the_limit_is_refused(client: Client) -> None:
    with override_settings(PROOFREADING_BYTES=1_000_000):
        page = post(client, 422, file=SimpleUploadedFile("a.txt", b"a" * 1_000_001))
    sentence = "Tệp “a.txt” lớn hơn 1 MB; hãy tách tệp, hoặc dán phần lời văn."
    assert refusals(page) == [("file", sentence)]


@pytest.mark.parametrize("sent", [{}, {"text": "  \n"}])
def test_nothing_to_proofread_is_said(client: Client, sent: dict[str, Any]) -> None:
    assert refusals(post(client, 422, **sent)) == [("text", "Chưa có gì để soát; hãy dán văn bản hoặc chọn tệp.")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Có\x00 12 chi bộ.", "Có ký tự không đọc được (mã 0); hãy xóa ký tự đó."),
        ("a" * 2_000_001, "Dài quá 2000000 ký tự; hãy rút ngắn, hoặc tách thành nhiều phần."),
    ],
)
def test_text_that_is_not_taken_is_refused_with_a_sentence(client: Client, text: str, sentence: str) -> None:
    assert refusals(post(client, 422, text=text)) == [("text", sentence)]


def test_empty_file_has_nothing_that_contradicts(client: Client) -> None:
    page = post(client, file=SimpleUploadedFile("a.txt", b""))
    assert words_of(page).count("Không thấy chỗ nào không khớp") == 1


def test_records_are_those_of_the_organization_and_day_at_the_top(client: Client, office: Office) -> None:
    page = client.get(PAGE, ASKED).content.decode()
    assert words_of(page).count("So với sổ của Đảng bộ Sở Xây dựng, tính đến 14/10/2021") == 1


def test_day_without_records_is_refused_beside_the_field(client: Client, office: Office) -> None:
    page = post(client, 422, {"scope": "SXD", "on": "1/1/1990"}, text=RIGHT, compared="on")
    assert [place for place, _ in refusals(page)] == ["compared"]


def test_reader_without_any_organization_may_proofread_but_not_compare(client: Client, office: Office) -> None:
    reader(client, None)
    assert words_of(post(client, text=RIGHT)).count("Không thấy chỗ nào không khớp") == 1
    assert client.get(PAGE).content.decode().count('name="compared"') == 0


def test_figure_is_held_against_the_records_and_nothing_is_recorded(client: Client, office: Office) -> None:
    lines = Line.objects.count()
    page = post(client, 200, ASKED, text="Tổng số đảng viên là 08.", compared="on")
    assert words_of(page).count("Khác với hồ sơ: Tổng số đảng viên là 7, văn bản ghi 08") == 1
    assert words_of(page).count("Đã so với sổ của Đảng bộ Sở Xây dựng, tính đến 14/10/2021.") == 1
    assert Line.objects.count() == lines


def test_page_speaks_english(client: Client) -> None:
    client.cookies["dangvu-language"] = "en"
    page = words_of(post(client, text=WRONG))
    assert page.count("1 place to look at") == 1
    assert page.count("The parts do not make the whole: 33 + 43 = 76, the text says 75; check each figure.") == 1


def test_text_sent_from_another_site_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post(PAGE, {"text": WRONG}).status_code == 403
