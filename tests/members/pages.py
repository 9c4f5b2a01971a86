"""What a reader sees on a page of the rolls."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from django.urls import reverse

from tests.factories.web import words_in

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

DECIDED = {"basis_symbol": "12-QĐ/ĐU", "basis_day": "1/6/2015", "basis_issuer": "Đảng ủy"}


def page(name: str, *args: Any, **parameters: str) -> str:
    """The address of a page of the room as of the middle of 2015, unless ``parameters`` name another day."""
    query = {"on": "2015-07-01"} | parameters
    return f"{reverse(f'members:{name}', args=args)}?" + "&".join(f"{key}={value}" for key, value in query.items())


def words_of(response: Any) -> str:
    return words_in(response.content.decode())


def alerts_of(response: Any) -> list[str]:
    """What is said to be wrong, above the form and at its fields."""
    found = re.findall(r'role="alert">(.*?)</(?:span|ul|div)>', response.content.decode(), re.DOTALL)
    return [words_in(words) for words in found]


def names_of(response: Any) -> list[str]:
    """The names on the list, in its order."""
    cells = re.findall(r'<td class="c-name"><a[^>]*>(.*?)</a>', response.content.decode())
    return [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in cells]


def heading_of(response: Any) -> str:
    found = re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found.group(1))).split())


def tabs_of(response: Any) -> list[tuple[str, int]]:
    """The filters under a name, with their counts."""
    nav = re.search(r'<nav class="tabs".*?</nav>', response.content.decode(), re.DOTALL)
    assert nav
    found = re.findall(r"<a[^>]*>([^<]+)<small>([^<]+)</small>", nav.group())
    return [(unescape(name), int(count)) for name, count in found]


def sheet_of(content: bytes) -> list[list[Any]]:
    """The lines of an Excel file, from the head of the table on; whole numbers of that size are days."""
    with ZipFile(BytesIO(content)) as book:
        texts = ["".join(one.itertext()) for one in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        rows = ET.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SHEET}row")
        read = [[_value(cell, texts) for cell in row.iter(f"{SHEET}c")] for row in rows]
    start = next(index for index, row in enumerate(read) if row[:1] == ["Họ và tên"])
    return read[start:]


def _value(cell: ET.Element, texts: list[str]) -> Any:
    number = int(cell[0].text or "")
    if cell.get("t") == "s":
        return texts[number]
    return date(1899, 12, 30) + timedelta(days=number)


def chosen(*member_ids: UUID) -> list[str]:
    return [str(one) for one in member_ids]
