"""Who reads English is spoken to in English; the report itself is Vietnamese for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import translation

from dangvu.kernel.findings import Refusal
from tests.factories.reports import Office, make_draft, make_parameter, make_template
from tests.reports.pages import findings_of, get, link_to, times, word_all
from tests.reports.test_assembly import lose_sex

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

BODY = """# TÌNH HÌNH

Có {{ figure("members.total", on=on) }} đảng viên; {{ breakdown("members.professional_", "members/professional_levels",
{"on": on}) }}.
"""


@pytest.fixture
def reader(client: Client) -> Client:
    """The same reader in another browser, in which English was chosen."""
    english = Client()
    english.cookies.update(client.cookies)
    english.post("/language/", {"language": "en"})
    return english


def ask(client: Client, **query: Any) -> Response:
    with translation.override(None):
        return get(client, **query)


def refused_in_english(office: Office, body: str) -> str:
    with translation.override("en"), pytest.raises(Refusal) as refused:
        make_draft(make_template(body), office.committee)
    return str(refused.value)


def test_page_speaks_the_chosen_language(reader: Client, office: Office) -> None:
    word_all(office)
    response = ask(reader)
    assert response.headers["Content-Language"] == "en"
    assert response.content.decode().count('<html lang="en"') == 1
    assert times("ĐẢNG ỦY SỞ XÂY DỰNG", response) == 1
    assert times("All identities hold", response) == 2


def test_chosen_language_counts_more_than_that_of_the_browser(reader: Client, office: Office) -> None:
    word_all(office)
    reader.cookies["dangvu-language"] = "vi"
    response = ask(reader)
    assert response.headers["Content-Language"] == "vi"
    assert times("Mọi phép cân đối đều khớp", response) == 2


def test_report_is_vietnamese_whatever_the_reader_reads(office: Office) -> None:
    vietnamese = make_draft(make_template(BODY), office.committee)
    with translation.override("en"):
        english = make_draft(make_template(BODY), office.committee)
    assert english.document == vietnamese.document


def test_broken_identities_are_told_to_each_reader_in_their_language(
    reader: Client, client: Client, office: Office
) -> None:
    lose_sex(office.members[0])
    vietnamese, english = ask(client), ask(reader)
    assert times("hãy mở các dòng để tìm chỗ lệch", vietnamese) == 11
    assert times("open the rows to find the difference", english) == 11


def test_unknown_parameter_is_refused_in_the_language_of_the_reader(office: Office) -> None:
    template = make_template(parameters=(make_parameter(),))
    with translation.override("en"), pytest.raises(Refusal) as refused:
        make_draft(template, office.committee, given={"until": "1/1/2020"})
    assert str(refused.value) == "this report template has no parameter “until”; the parameters are: since."


def test_figure_without_records_is_refused_in_the_language_of_the_reader(reader: Client, office: Office) -> None:
    response = ask(reader, members_day="31/12/1999")
    assert response.status_code == 400
    assert findings_of(response) == [
        "There are no figures for 31/12/1999; the first record is of 1/1/2008, choose that day or a later one."
    ]


def test_mistake_in_a_template_is_refused_in_the_language_of_the_reader(office: Office) -> None:
    assert refused_in_english(office, "{{ nothing }}") == (
        "review/body.md.jinja:1: the report template is wrong in this line ('nothing' is undefined);"
        " correct the template."
    )


def test_unknown_figure_is_refused_in_the_language_of_the_reader(office: Office) -> None:
    body = '{{ figure("members.totals", on=on) }}'
    assert refused_in_english(office, body).split(".")[0] == "there is no indicator “members"


@pytest.mark.parametrize(("number", "label"), [("Đảng viên nữ", "Women"), ("Tổng số đảng viên: không đổi", "Members")])
def test_open_number_is_named_in_the_language_of_the_reader(
    reader: Client, office: Office, number: str, label: str
) -> None:
    with translation.override(None):
        opened = reader.get(link_to(reader, number))
    assert opened.content.decode().count(f'<p class="label">{label}</p>') == 1
