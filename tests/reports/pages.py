"""Reading the pages of reports in tests."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dangvu.audit.models import Line
from dangvu.audit.trail import READING
from dangvu.reports.models import IssuedReport
from dangvu.reports.report_template import ReportTemplate, find_template
from tests.factories.members import make_members
from tests.factories.organizations import make_actor
from tests.factories.reports import Office, issue, make_draft, make_words
from tests.factories.web import words_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

PAGE = "/reports/grassroots-review/"
ASKED = {"scope": "SXD", "on": "14/10/2021"}


def get(client: Client, path: str = PAGE, **query: Any) -> Response:
    """A page about the office on the day of its reports."""
    return client.get(path, ASKED | query)


def post(client: Client, path: str, **sent: Any) -> Response:
    """Send a form of a page about the office on the day of its reports."""
    return client.post(path, sent, query_params=ASKED)


def words_of(response: Response) -> str:
    """What a page says, without its markup."""
    return words_in(response.content.decode())


def times(words: str, response: Response) -> int:
    """How often a page says something."""
    return words_of(response).count(words)


def findings_of(response: Response) -> list[str]:
    """What a page refuses, or what stands in the way of an act."""
    listed = re.search(r'<ul class="[^"]*findings[^"]*">(.*?)</ul>', response.content.decode(), re.DOTALL)
    return [unescape(item) for item in re.findall(r"<li>(.*?)</li>", listed.group(1))] if listed else []


def article(response: Response) -> str:
    """The report itself, without the frame of the page."""
    return response.content.decode().partition("<article")[2].partition("</article>")[0]


def links(response: Response) -> list[tuple[str, str]]:
    """The address and the label of every figure in the report, in the order of its text."""
    found = re.findall(r'<a href="([^"]*)"[^>]*class="fig"\s+aria-label="([^"]*)"', article(response))
    return [(unescape(address).partition("#")[0], unescape(label)) for address, label in found]


def link_to(client: Client, label: str, path: str = PAGE, **query: Any) -> str:
    """The address that opens the first figure whose label and text begin with ``label``."""
    return next(address for address, said in links(get(client, path, **query)) if said.startswith(label))


def enrol(office: Office, number: int) -> None:
    """Enrol women in the first cell, after whatever has been read."""
    make_members(office.cells[0], number, actor=make_actor(at=timezone.now()))


def readings() -> list[tuple[str, str]]:
    """Subject and words of every reading in the trail."""
    lines = Line.objects.filter(verb=READING).order_by("number")
    return [(str(line.subject), line.details["what"]) for line in lines]


def statements(client: Client, path: str = PAGE, **query: Any) -> int:
    """How many statements a page sends when it is asked for again, with all remembered that can be."""
    for _again in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(path) if "?" in path else get(client, path, **query)
    return len(captured)


def word_all(office: Office) -> ReportTemplate:
    """Write every block of the review, so that it can be issued."""
    template = find_template("grassroots-review")
    for block in template.blocks:
        make_words(office.committee, template, block, "Nền nếp.")
    return template


def issue_review(office: Office) -> IssuedReport:
    """The review of the office, issued by the operator."""
    return issue(make_draft(word_all(office), office.committee))
