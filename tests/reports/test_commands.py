"""The commands report and reprint: files, sentences and exit codes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from dangvu.home import cli
from dangvu.kernel.findings import Refusal
from dangvu.members.actions import correct_record
from dangvu.members.models import Personal
from dangvu.reports.models import IssuedReport
from dangvu.reports.report_template import find_template
from tests.factories.organizations import make_actor
from tests.factories.reports import Office, issue, make_draft, make_words
from tests.reports.test_assembly import lose_sex

Captured = pytest.CaptureFixture[str]

REVIEW = "grassroots-review"
SINCE = datetime(2022, 3, 1, tzinfo=UTC)


def report(out: Path, *options: str, template: str = REVIEW) -> None:
    call_command("report", template, "--on", "14/10/2021", "--scope", "SXD", "--out", str(out), *options)


def refusal_of(out: Path, *options: str, template: str = REVIEW) -> str:
    with pytest.raises(Refusal) as refused:
        report(out, *options, template=template)
    assert list(out.iterdir()) == []
    return str(refused.value)


def write_all(office: Office) -> None:
    template = find_template(REVIEW)
    for block in template.blocks:
        make_words(office.committee, template, block, "Nền nếp.")


def test_report_is_written_in_every_format(office: Office, tmp_path: Path, capsys: Captured) -> None:
    report(tmp_path)
    stem = tmp_path / "grassroots-review-SXD-2021-10-14"
    assert capsys.readouterr() == ("".join(f"{stem}.{suffix}\n" for suffix in ("docx", "pdf", "html", "json")), "")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".html", ".json", ".pdf"]
    assert not IssuedReport.objects.exists()


def test_report_is_written_as_asked(office: Office, tmp_path: Path) -> None:
    report(
        tmp_path,
        *("--format", "JSON, html"),
        *("--dated", "16/10/2021", "--known-at", "2021-10-15T08:00", "--set", "members_day = 2019-12-31"),
    )
    content = json.loads((tmp_path / "grassroots-review-SXD-2021-10-14.json").read_text())
    assert content["dated"] == "2021-10-16"
    assert content["about"]["known_at"] == "2021-10-15T01:00:00+00:00"
    assert content["about"]["settings"]["members_day"] == "2019-12-31"
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".json"]


def test_report_is_issued_with_a_number(office: Office, tmp_path: Path) -> None:
    write_all(office)
    report(tmp_path, "--format", "json", "--issue")
    content = json.loads((tmp_path / "grassroots-review-SXD-2021-10-14.json").read_text())
    assert content["letterhead"]["symbol"] == "Số 01-BC/ĐU"
    assert [issued.symbol for issued in IssuedReport.objects.all()] == ["01-BC/ĐU"]


def test_broken_identity_is_told_and_the_draft_written(office: Office, tmp_path: Path, capsys: Captured) -> None:
    lose_sex(office.members[0])
    report(tmp_path, "--format", "json")
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 11
    assert (
        told.count(
            "Đảng bộ Sở Xây dựng: Đảng viên theo giới tính, ngày 14/10/2021: Tổng số đảng viên 7, nhưng"
            " Đảng viên nữ 3 + Đảng viên nam 3 = 6; hãy mở các dòng để tìm chỗ lệch."
        )
        == 1
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "odt"), "không ghi được dạng tệp “odt”; các dạng là: docx, pdf, html, json."),
        (("--format", ","), "không ghi được dạng tệp “,”; các dạng là: docx, pdf, html, json."),
        (("--set", "members_day"), "“members_day” không phải là tham số; hãy viết tên=giá trị."),
        (
            ("--set", "day=1/1/2020"),
            (
                "mẫu báo cáo này không có tham số “day”; các tham số là: base_day, members_day, committees_day,"
                " committees_day_before, request."
            ),
        ),
        (
            ("--set", "members_day=31/2/2020"),
            "“31/2/2020” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14.",
        ),
    ],
)
def test_report_that_cannot_be_written_is_refused(
    office: Office, tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    assert refusal_of(tmp_path, *options) == sentence


def test_report_with_unwritten_blocks_is_not_issued(office: Office, tmp_path: Path) -> None:
    refused = refusal_of(tmp_path, "--issue")
    assert refused.partition(",")[0] == (
        "chưa viết lời văn cho các đoạn: “Nêu thuận lợi trong lãnh đạo thực hiện nhiệm vụ”"
    )
    assert not IssuedReport.objects.exists()


def test_unknown_template_is_refused(office: Office, tmp_path: Path) -> None:
    assert refusal_of(tmp_path, template="review") == (
        "không có mẫu báo cáo “review”; các mẫu gần nhất là: grassroots-review."
    )


def test_report_before_anything_is_known_finds_no_organization(db: None, tmp_path: Path) -> None:
    assert refusal_of(tmp_path) == (
        "không có tổ chức đảng nào mang mã “SXD” vào ngày 14/10/2021; hãy xem danh sách mã trong cây tổ chức."
    )


def test_reprint_writes_what_was_issued_and_says_that_nothing_changed(
    office: Office, tmp_path: Path, capsys: Captured
) -> None:
    write_all(office)
    report(tmp_path / "issued", "--issue")
    capsys.readouterr()
    call_command("reprint", "01-BC/ĐU", "--scope", "SXD", "--out", str(tmp_path / "again"))
    *paths, last = capsys.readouterr().out.splitlines()
    assert paths == [str(tmp_path / "again" / f"01-BC-ĐU.{suffix}") for suffix in ("docx", "pdf", "html", "json")]
    assert last == "Mọi số liệu đến nay vẫn như khi ban hành."
    assert {path.suffix: path.read_bytes() for path in (tmp_path / "again").iterdir()} == {
        path.suffix: path.read_bytes() for path in (tmp_path / "issued").iterdir()
    }


def test_reprint_names_what_late_records_changed(office: Office, tmp_path: Path, capsys: Captured) -> None:
    write_all(office)
    template = find_template(REVIEW)
    issue(make_draft(template, office.committee))
    person = Personal.objects.believed().get(member=office.members[0])
    correct_record(actor=make_actor(at=SINCE), record=person, reason="Ghi nhầm", sex="male")
    call_command("reprint", "01-BC/ĐU", "--scope", "SXD", "--out", str(tmp_path))
    assert capsys.readouterr().out.splitlines()[4:] == [
        "Đảng viên nữ: đã in 04, nay là 03.",
        "  thông tin cá nhân ghi nhận ngày 2/1/2008",
        "  thông tin cá nhân ghi nhận ngày 1/3/2022",
    ]


def test_reprint_of_an_unknown_symbol_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        call_command("reprint", "09-BC/ĐU", "--scope", "SXD", "--out", str(tmp_path))
    assert str(refused.value) == (
        "SXD không có báo cáo nào được ban hành với số “09-BC/ĐU”; đã ban hành: chưa có báo cáo nào."
    )


def test_missing_option_is_an_error(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("report", REVIEW)


def test_refused_command_exits_with_two(
    office: Office, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The connection of the test must outlive the command.
    monkeypatch.setattr(connections, "close_all", lambda: None)
    wanted = ["report", REVIEW, "--on", "14/10/2021", "--scope", "SXDD", "--out", str(tmp_path)]
    assert cli.main(wanted) == 2
    assert capsys.readouterr().err.startswith("không có tổ chức đảng nào mang mã “SXDD” vào ngày 14/10/2021; ")
    wanted[5] = "SXD"
    assert cli.main([*wanted, "--format", "json"]) == 0
