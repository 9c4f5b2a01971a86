"""Our own reports are proofread before they are issued."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from dangvu.kernel.findings import Refusal
from dangvu.proofreading.findings import Kind
from dangvu.proofreading.pipeline import Options, proofread
from dangvu.proofreading.reading.plain import document_from_text
from dangvu.proofreading.records import records_of
from dangvu.reports.assembly import Draft
from dangvu.reports.contradictions import contradictions, text_of
from dangvu.reports.models import IssuedReport
from dangvu.reports.report_template import find_template
from dangvu.reports.writing.neutral import neutral_tree
from tests.factories.organizations import make_actor
from tests.factories.reports import Office, issue, make_draft, make_template

WRONG = "Toàn Đảng bộ có 75 tổ chức cơ sở đảng, gồm 33 đảng bộ cơ sở và 43 chi bộ cơ sở."
SLIP = "Cấp ủy tổ chức thực hiên nghị quyết."


def draft_of(office: Office, body: str) -> Draft:
    return make_draft(make_template(body), office.committee)


def told(draft: Draft) -> list[tuple[str, str]]:
    found = contradictions(draft.document, neutral_tree(draft.document))
    return [(finding.code, finding.place) for finding in found]


def test_contradiction_is_told_with_the_words_around_it(office: Office) -> None:
    expected = "“Toàn Đảng bộ có 75 tổ chức cơ sở đảng, gồm 33 đảng bộ cơ s”"
    assert told(draft_of(office, f"Lời dẫn.\n\n{WRONG}")) == [("proofreading.sum", expected)]


def test_report_that_contradicts_itself_is_not_issued(office: Office) -> None:
    draft = draft_of(office, WRONG)
    with pytest.raises(Refusal) as refused:
        issue(draft)
    assert [finding.code for finding in refused.value.findings] == ["proofreading.sum"]
    assert IssuedReport.objects.count() == 0


def test_slips_of_the_keyboard_hold_nothing_up(office: Office) -> None:
    assert told(draft_of(office, SLIP)) == []


def test_footnotes_tables_and_numbered_headings_are_read(office: Office) -> None:
    body = "# TÌNH HÌNH\n\nCó 12 chi bộ.[^a]\n\n[^a]: Xem bảng.\n\n| Khối | Số |\n|---|---|\n| A | 12 |\n"
    draft = draft_of(office, body)
    text = text_of(draft.document, neutral_tree(draft.document))
    assert text.split("\n\n")[-4:] == ["I. TÌNH HÌNH", "Có 12 chi bộ.¹", "| Khối | Số |\n| A | 12 |", "¹ Xem bảng."]


def test_text_of_a_report_has_the_day_of_its_document(office: Office) -> None:
    draft = draft_of(office, WRONG)
    text = text_of(draft.document, neutral_tree(draft.document))
    assert "Lam Sơn, ngày 14 tháng 10 năm 2021" in text.split("\n\n")
    assert len(proofread(document_from_text("", text)).findings) == 1


def test_page_of_a_sound_report_names_no_contradiction(client: Client, office: Office) -> None:
    page = client.get("/reports/grassroots-review/", {"scope": "SXD", "on": "14/10/2021"}).content.decode()
    assert page.count("lời văn mâu thuẫn") == 0


def test_sound_report_is_written_without_complaint(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("report", "grassroots-review", on=date(2021, 10, 14), scope="SXD", out=tmp_path, format="json")
    assert "mâu thuẫn" not in capsys.readouterr().err


def test_report_agrees_with_the_records_until_a_figure_is_changed(office: Office) -> None:
    draft = make_draft(find_template("grassroots-review"), office.committee)
    records = records_of("SXD", draft.on, make_actor())
    text = text_of(draft.document, neutral_tree(draft.document))

    def found(wrong: str) -> list[tuple[str, str]]:
        findings = proofread(document_from_text("", wrong), Options(records=records)).findings
        return [(finding.kind, finding.expected) for finding in findings if finding.kind is Kind.DATABASE]

    assert found(text) == []
    assert found(text.replace("Tổng số đảng viên là 07", "Tổng số đảng viên là 08")) == [("database", "7")]
