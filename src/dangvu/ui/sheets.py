"""Tables as Excel files: a title that says what was asked, a head, the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_NAME_LENGTH = 31
_WIDEST = 60
_FIRST_YEAR = 1900
"""Excel knows no earlier day."""

_DAY, _NUMBER = "dd/mm/yyyy", "#,##0.##"


def workbook(title: str, notes: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of an Excel file with one sheet; texts stay texts, whatever they begin with."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow to import

    file = BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {date: book.add_format({"num_format": _DAY}), int: book.add_format({"num_format": _NUMBER})}
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        for line, note in enumerate(notes, start=1):
            sheet.write_string(line, 0, note)
        top = len(notes) + 2
        widths = [len(column) for column in columns]
        for place, column in enumerate(columns):
            sheet.write_string(top, place, column, head)
        for line, row in enumerate(rows, start=top + 1):
            for place, value in enumerate(row):
                _write(sheet, line, place, value, formats)
                widths[place] = max(widths[place], len(str(value)))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(width + 2, _WIDEST))
        sheet.freeze_panes(top + 1, 0)
    return file.getvalue()


def download(name: str, content: bytes, content_type: str = EXCEL) -> HttpResponse:
    """A file to keep, under ``name``."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return response


def _sheet_name(title: str) -> str:
    """A name that Excel takes: without the letters that it forbids, and short."""
    allowed = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)
    return allowed[:_NAME_LENGTH].strip() or "Dangvu"


def _write(sheet: Any, line: int, place: int, value: Any, formats: dict[type, Any]) -> None:
    match value:
        case None | "":
            return
        case bool() | str() | UUID():
            sheet.write_string(line, place, str(value))
        case int() | float() | Decimal():
            sheet.write_number(line, place, value, formats[int])
        case datetime():
            sheet.write_string(line, place, value.isoformat(sep=" ", timespec="minutes"))
        case date():
            if value.year < _FIRST_YEAR:
                sheet.write_string(line, place, value.isoformat())
            else:
                sheet.write_datetime(line, place, value, formats[date])
        case _:
            sheet.write_string(line, place, str(value))
