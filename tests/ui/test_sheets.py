"""Excel files hold what was shown, as what it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

from dangvu.ui.sheets import EXCEL, download, workbook

ROWS = [
    ("=1+1", 3412, Decimal("77.33"), date(2021, 10, 14), date(1890, 5, 19)),
    (None, "", UUID(int=1), datetime(2021, 10, 14, 8, 30, tzinfo=UTC), True),
    ("01-QĐ/TU", 0, ["lạ"], None, None),
]


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_workbook_holds_title_notes_head_and_rows() -> None:
    found = parts(workbook("Danh sách đảng viên", ["Tính đến 14/10/2021"], ["Tên", "Số"], [("An", 5)]))
    strings = found["xl/sharedStrings.xml"]
    for text in ("Danh sách đảng viên", "Tính đến 14/10/2021", "Tên", "Số", "An"):
        assert strings.count(f"<t>{text}</t>") == 1
    assert found["xl/worksheets/sheet1.xml"].count("<v>5</v>") == 1


def test_text_stays_text_whatever_it_begins_with() -> None:
    sheet = parts(workbook("T", [], list("ABCDE"), ROWS))["xl/worksheets/sheet1.xml"]
    assert sheet.count("<f>") == 0


def test_days_are_days_but_those_that_excel_does_not_know() -> None:
    found = parts(workbook("T", [], list("ABCDE"), ROWS))
    serial = (date(2021, 10, 14) - date(1899, 12, 30)).days
    assert found["xl/worksheets/sheet1.xml"].count(f"<v>{serial}</v>") == 1
    assert found["xl/sharedStrings.xml"].count("<t>1890-05-19</t>") == 1


def test_name_of_a_sheet_is_one_that_excel_takes() -> None:
    book = parts(workbook("Chi bộ: [A/B]? " + "x" * 40, [], ["A"], []))["xl/workbook.xml"]
    assert book.count('name="Chi bộ   A B   xxxxxxxxxxxxxxxx"') == 1
    assert parts(workbook("//", [], ["A"], []))["xl/workbook.xml"].count('name="Dangvu"') == 1


def test_download_is_a_file_with_its_vietnamese_name() -> None:
    response = download("Danh sách.xlsx", b"x")
    assert response.headers["Content-Type"] == EXCEL
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''Danh%20s%C3%A1ch.xlsx"
