"""A report is written in all formats that were asked for, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dangvu.kernel.findings import Refusal
from dangvu.reports.writing.writer import FORMATS, write_report
from tests.factories.writing import make_document, make_mark


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in a folder by name; folders count as empty files."""
    return {path.name: path.read_bytes() if path.is_file() else b"" for path in folder.iterdir()}


def refused(folder: Path, body: str = "Một câu.", formats: tuple[str, ...] = FORMATS) -> list[str]:
    with pytest.raises(Refusal) as caught:
        write_report(make_document(body), folder, "bao-cao", formats)
    return [str(finding) for finding in caught.value.findings]


def test_a_report_is_written_in_every_format(tmp_path: Path) -> None:
    paths = write_report(make_document("Có [75]{.figure #f1}.", make_mark()), tmp_path / "moi", "bao-cao")

    assert paths == [tmp_path / "moi" / f"bao-cao.{name}" for name in ("docx", "pdf", "html", "json")]
    assert {name: content[:4] for name, content in contents(tmp_path / "moi").items()} == {
        "bao-cao.docx": b"PK\x03\x04",
        "bao-cao.pdf": b"%PDF",
        "bao-cao.html": b"<!do",
        "bao-cao.json": b'{\n "',
    }


def test_the_same_report_is_the_same_bytes(tmp_path: Path) -> None:
    document = make_document("Có [75]{.figure #f1}[^a].\n\n[^a]: Chú thích.", make_mark())
    write_report(document, tmp_path / "1", "bao-cao")
    write_report(document, tmp_path / "2", "bao-cao")

    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_formats_come_in_the_order_asked_for_and_once(tmp_path: Path) -> None:
    told: list[str] = []
    paths = write_report(make_document(), tmp_path, "bao-cao", ("json", "html", "json"), told.append)

    assert [path.name for path in paths] == ["bao-cao.json", "bao-cao.html"]
    assert told == ["json", "html"]


def test_an_older_report_is_replaced(tmp_path: Path) -> None:
    write_report(make_document("Cũ."), tmp_path, "bao-cao", ("html",))
    before = contents(tmp_path)
    write_report(make_document("Mới."), tmp_path, "bao-cao", ("html",))

    assert list(contents(tmp_path)) == ["bao-cao.html"]
    assert contents(tmp_path) != before


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, formats=("html", "odt")) == [
        "không có định dạng “odt”; hãy chọn trong docx, pdf, html, json."
    ]
    assert contents(tmp_path) == {}


def test_a_document_with_mistakes_leaves_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path, "# 1. Tình hình") == [
        "đề mục “1. Tình hình” tự đánh số; hãy bỏ số, máy sẽ đánh số các mục."
    ]
    assert contents(tmp_path) == {}


def unwritable(folder: Path, why: str) -> str:
    return f"{folder}: không ghi được báo cáo vào thư mục này ({why}); hãy đóng tệp đang mở hoặc xem quyền ghi."


def test_files_that_were_there_come_back_when_one_cannot_be_put(tmp_path: Path) -> None:
    (tmp_path / "bao-cao.html").write_bytes(b"old")
    (tmp_path / "bao-cao.json").mkdir()

    assert refused(tmp_path, formats=("html", "json")) == [unwritable(tmp_path, "Is a directory")]
    assert contents(tmp_path) == {"bao-cao.html": b"old", "bao-cao.json": b""}


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")

    assert refused(tmp_path / "tep", formats=("json",)) == [unwritable(tmp_path / "tep", "File exists")]
