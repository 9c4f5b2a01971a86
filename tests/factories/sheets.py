"""Reading back the Excel files that pages hand out."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from io import BytesIO
from zipfile import ZipFile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_of(content: bytes) -> list[list[str]]:
    """All texts and numbers of the first sheet, line by line; empty cells are left out."""
    with ZipFile(BytesIO(content)) as book:
        texts = ["".join(one.itertext()) for one in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        rows = ET.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}row")
        return [[_value(cell, texts) for cell in row.iter(f"{SHEET}c")] for row in rows]


def _value(cell: ET.Element, texts: list[str]) -> str:
    written = cell[0].text or ""
    return texts[int(written)] if cell.get("t") == "s" else written
