"""Reports as files: drafts and issued ones, in four formats, each taking recorded."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pytest
from django.test import Client

from dangvu.reports.freezing import thaw
from dangvu.reports.writing.writer import FORMATS, write_format
from tests.factories.reports import Office
from tests.factories.web import reader
from tests.reports.pages import PAGE, enrol, findings_of, get, issue_review, readings


def test_draft_is_taken_as_a_word_file(client: Client, office: Office) -> None:
    response = get(client, f"{PAGE}files/docx/")
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs)
    assert text.count("ĐẶC ĐIỂM TÌNH HÌNH") == 1
    assert response.headers["Content-Disposition"] == 'attachment; filename="grassroots-review-SXD-2021-10-14.docx"'


def test_draft_is_taken_as_pdf_html_and_json(client: Client, office: Office) -> None:
    pdf, html, sidecar = (get(client, f"{PAGE}files/{kind}/").content for kind in ("pdf", "html", "json"))
    assert (pdf[:5], html[:15]) == (b"%PDF-", b"<!doctype html>")
    assert json.loads(sidecar)["about"]["organization"]["code"] == "SXD"


def test_parameters_hold_in_files_as_well(client: Client, office: Office) -> None:
    sidecar = json.loads(get(client, f"{PAGE}files/json/", members_day="31/12/2019").content)
    assert sidecar["about"]["settings"]["members_day"] == "2019-12-31"


def test_issued_report_is_taken_as_it_was_issued(client: Client, office: Office) -> None:
    issued = issue_review(office)
    document = thaw(issued.content)
    then = {kind: write_format(document, kind) for kind in ("docx", "html", "json")}
    enrol(office, 2)
    taken = {kind: get(client, f"/reports/issued/{issued.pk}/files/{kind}/") for kind in then}
    assert {kind: response.content for kind, response in taken.items()} == then
    assert taken["json"].headers["Content-Disposition"] == "attachment; filename*=utf-8''01-BC-%C4%90U.json"


def test_word_file_is_a_package_that_opens(client: Client, office: Office) -> None:
    issued = issue_review(office)
    content = get(client, f"/reports/issued/{issued.pk}/files/docx/").content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None


def test_taking_a_file_is_recorded(client: Client, office: Office) -> None:
    get(client, f"{PAGE}files/json/")
    assert readings() == [(str(office.committee), "grassroots-review-SXD-2021-10-14.json")]


@pytest.mark.parametrize("kind", ["doc", "exe", "DOCX"])
def test_format_that_is_none_is_not_found(client: Client, office: Office, kind: str) -> None:
    response = get(client, f"{PAGE}files/{kind}/")
    sentence = f"Không có định dạng “{kind}”; hãy chọn trong {', '.join(FORMATS)}."
    assert (response.status_code, findings_of(response), readings()) == (404, [sentence], [])


def test_files_out_of_reach_are_not_found(client: Client, office: Office) -> None:
    issued = issue_review(office)
    reader(client, "cell_secretary", office.cells[0])
    assert get(client, f"{PAGE}files/json/").status_code == 404
    assert client.get(f"/reports/issued/{issued.pk}/files/json/").status_code == 404
    assert readings() == []
