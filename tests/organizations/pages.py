"""What a reader sees on a page of the tree."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.web import words_in


def page(name: str, *args: Any, **parameters: Any) -> str:
    """The address of a page of the room as of the middle of 2015, unless ``parameters`` name another day."""
    return f"{reverse(f'organizations:{name}', args=args)}?{urlencode({'on': '2015-07-01'} | parameters, doseq=True)}"


def plain(text: str) -> str:
    """The words between the tags, punctuation close to the word before it."""
    return re.sub(r" ([,;:.])", r"\1", words_in(text))


def words_of(response: Any) -> str:
    """All that the page says in its main part."""
    found = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert found
    return plain(found.group())


def heading_of(response: Any) -> str:
    return plain(re.findall(r"<h1>(.*?)</h1>", response.content.decode(), re.DOTALL)[0])


def lead_of(response: Any) -> str:
    return plain(re.findall(r'<p class="lead">(.*?)</p>', response.content.decode(), re.DOTALL)[0])


def alerts_of(response: Any) -> list[str]:
    """What is said to be wrong, above the form and at its fields."""
    found = re.findall(r'role="alert">(.*?)</(?:span|ul|div)>', response.content.decode(), re.DOTALL)
    return [plain(words) for words in found]


def lines_of(response: Any) -> list[tuple[str, ...]]:
    """The lines of the drawn tree: name, cells and members."""
    found = re.findall(r'<div class="n">(.*?)</div>', response.content.decode(), re.DOTALL)
    return [tuple(plain(cell) for cell in re.findall(r"<(?:a|span)[^>]*>(.*?)</(?:a|span)>", line)) for line in found]


def rows_of(response: Any) -> list[tuple[str, ...]]:
    """The lines of all tables of the page."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", response.content.decode(), re.DOTALL)
    rows = [row for body in bodies for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]
    return [tuple(plain(cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)) for row in rows]


def fields_of(response: Any) -> dict[str, str]:
    """What stands in the text fields of the page."""
    found = re.findall(r'<input[^>]*\bname="([^"]+)"[^>]*?\bvalue="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found}


def life_of(response: Any) -> list[str]:
    """The entries of the timeline, in their order."""
    life = re.findall(r'<ol class="life">(.*?)</ol>', response.content.decode(), re.DOTALL)[0]
    return [plain(entry) for entry in re.findall(r"<li.*?</li>", life, re.DOTALL)]


def statements(client: Client, address: str) -> int:
    """How many statements a page takes, once everything that is remembered is remembered."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
