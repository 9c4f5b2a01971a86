"""Templates as files: whatever is wrong in them is named by file, line and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from dangvu.kernel.findings import Refusal
from dangvu.reports.report_template import Parameter, find_template, read_template, templates
from dangvu.statistics.catalogue.words import Words
from tests.factories.reports import make_parameter, make_template

SOURCE = """\
id: monthly
label: {vi: Báo cáo tháng, en: Monthly report}
document_type: report
subject: Công tác tháng
signature:
  authority: T/M BAN THƯỜNG VỤ
  posts: [secretary, deputy_secretary]
recipients:
  - Lưu Văn phòng.
parameters:
  - name: since
    label: {vi: Từ ngày, en: Since}
    type: day
    default: 31/12/2020
blocks:
  lessons: Nêu bài học.
"""
BODY = "# TÌNH HÌNH\n".encode()


def folder_with(tmp_path: Path, source: str = SOURCE, body: bytes | None = BODY) -> Path:
    folder = tmp_path / "monthly"
    folder.mkdir()
    (folder / "report.yaml").write_text(source, encoding="utf-8")
    if body is not None:
        (folder / "body.md.jinja").write_bytes(body)
    return folder


def refusal_of(folder: Path) -> str:
    with pytest.raises(Refusal) as refused:
        read_template(folder)
    return str(refused.value)


def test_template_is_read_from_its_two_files(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    assert read_template(folder) == make_template(
        "# TÌNH HÌNH\n",
        id="monthly",
        label=Words("Báo cáo tháng", "Monthly report"),
        subject="Công tác tháng",
        authority="T/M BAN THƯỜNG VỤ",
        posts=("secretary", "deputy_secretary"),
        parameters=(Parameter("since", Words("Từ ngày", "Since"), "day", "2020-12-31"),),
        blocks={"lessons": "Nêu bài học."},
        path=folder / "body.md.jinja",
    )


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("id: monthly\n", "", "monthly/report.yaml:1, khóa “id”: thiếu khóa này; hãy thêm vào."),
        (
            "subject:",
            "topic:",
            (
                "monthly/report.yaml:4, khóa “topic”: không có khóa này; các khóa dùng được là: id, label,"
                " document_type, subject, signature, recipients, parameters, blocks."
            ),
        ),
        (
            "  authority:",
            "  office:",
            "monthly/report.yaml:6, khóa “office”: không có khóa này; các khóa dùng được là: authority, posts.",
        ),
        (
            ", en: Monthly report",
            "",
            "monthly/report.yaml:2, khóa “en”: thiếu khóa này; hãy thêm vào.",
        ),
        (
            "[secretary, deputy_secretary]",
            "[secretary, clerk]",
            (
                "monthly/report.yaml:7, khóa “posts”: phải là danh sách các chức vụ trong: deputy_secretary, member,"
                " secretary, standing_member; hãy sửa danh sách này."
            ),
        ),
        (
            "  posts: [secretary, deputy_secretary]\n",
            "",
            (
                "monthly/report.yaml:6, khóa “posts”: phải là danh sách các chức vụ trong: deputy_secretary, member,"
                " secretary, standing_member; hãy sửa danh sách này."
            ),
        ),
        (
            "  - Lưu Văn phòng.",
            "  Lưu Văn phòng.",
            "monthly/report.yaml:9, khóa “recipients”: phải là một danh sách; hãy viết mỗi mục sau dấu “-”.",
        ),
        (
            "type: day",
            "type: number",
            "monthly/report.yaml:13, khóa “type”: phải là một trong: day, text; hãy sửa giá trị này.",
        ),
        (
            "31/12/2020",
            "31/02/2020",
            "monthly/report.yaml:14, khóa “default”: phải là một ngày như 2021-10-14; hãy sửa giá trị này.",
        ),
        (
            "name: since",
            "name: scope",
            (
                "monthly/report.yaml:11, khóa “name”: “scope” không đặt tên cho tham số được hoặc đã dùng rồi;"
                " hãy chọn tên khác."
            ),
        ),
        (
            "name: since",
            "name: first day",
            (
                "monthly/report.yaml:11, khóa “name”: “first day” không đặt tên cho tham số được hoặc đã dùng rồi;"
                " hãy chọn tên khác."
            ),
        ),
        (
            "blocks:\n",
            "  - {name: since, label: {vi: Từ, en: From}, type: text, default: nay}\nblocks:\n",
            (
                "monthly/report.yaml:15, khóa “name”: “since” không đặt tên cho tham số được hoặc đã dùng rồi;"
                " hãy chọn tên khác."
            ),
        ),
        (
            "  lessons: Nêu bài học.",
            "  lessons: [Nêu bài học.]",
            "monthly/report.yaml:16, khóa “lessons”: phải là chữ; hãy sửa giá trị này.",
        ),
        (
            "label: {vi: Báo cáo tháng",
            "label: {vi: [Báo cáo tháng",
            "monthly/report.yaml:2: không đọc được vì sai cú pháp YAML; hãy sửa dòng này.",
        ),
    ],
)
def test_mistake_in_the_declaration_is_named_by_line_and_key(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    assert refusal_of(folder_with(tmp_path, SOURCE.replace(right, wrong))) == sentence


def test_unknown_document_type_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    refused = refusal_of(folder_with(tmp_path, SOURCE.replace("document_type: report", "document_type: poem")))
    assert refused.startswith("monthly/report.yaml:3, khóa “document_type”: phải là một trong: appeal, circular, ")


@pytest.mark.parametrize("body", [None, "Tình hình".encode("utf-16")])
def test_body_that_cannot_be_read_is_refused(tmp_path: Path, body: bytes | None) -> None:
    assert refusal_of(folder_with(tmp_path, body=body)) == (
        "monthly/body.md.jinja:1: không đọc được tệp này; hãy xem tên tệp và quyền đọc, và lưu tệp theo UTF-8."
    )


def test_template_without_declaration_is_refused(tmp_path: Path) -> None:
    (tmp_path / "monthly").mkdir()
    assert refusal_of(tmp_path / "monthly") == (
        "monthly/report.yaml:1: không mở được tệp này; hãy xem tên tệp và quyền đọc."
    )


def test_template_is_found_by_its_id() -> None:
    assert find_template("grassroots-review") is templates()["grassroots-review"]


def test_unknown_template_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(Refusal) as refused:
        find_template("grass-review")
    assert str(refused.value) == ("không có mẫu báo cáo “grass-review”; các mẫu gần nhất là: grassroots-review.")


def test_unknown_template_like_no_other_is_refused_with_all_of_them() -> None:
    with pytest.raises(Refusal) as refused:
        find_template("x")
    assert str(refused.value) == "không có mẫu báo cáo “x”; các mẫu gần nhất là: grassroots-review."


@pytest.mark.parametrize(("language", "name"), [("vi", "Tổng kết"), ("en", "Review"), ("fr", "Tổng kết")])
def test_template_is_called_by_its_label_in_the_language_of_the_reader(language: str, name: str) -> None:
    with translation.override(language):
        assert str(make_template()) == name


ASKED = make_template(parameters=(make_parameter("since"), make_parameter("request", "text", "công văn")))


def test_settings_are_given_values_or_defaults() -> None:
    assert ASKED.settings({"since": "5/1/2016"}, on=date(2016, 1, 5)) == {
        "since": date(2016, 1, 5),
        "request": "công văn",
    }


def test_unknown_parameter_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refusal) as refused:
        ASKED.settings({"until": "2020-01-01"}, on=date(2021, 1, 1))
    assert str(refused.value) == "mẫu báo cáo này không có tham số “until”; các tham số là: since, request."


def test_day_after_the_report_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        ASKED.settings({}, on=date(2015, 12, 30))
    assert str(refused.value) == (
        "“since” là 31/12/2015, sau ngày của báo cáo là 30/12/2015; hãy chọn một ngày không muộn hơn."
    )
