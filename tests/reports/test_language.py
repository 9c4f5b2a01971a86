"""Who reads English is spoken to in English; the report itself is Vietnamese for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import translation

from dangvu.kernel.findings import Refusal
from tests.factories.reports import Office, make_draft, make_parameter, make_template
from tests.reports.test_assembly import lose_sex
from tests.reports.test_pages import PAGE, findings_of, get, place_of, times

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
    response = ask(reader)
    assert response.headers["Content-Language"] == "en"
    assert response.content.decode().count('<html lang="en">') == 1
    for words in ("Figures of Đảng bộ Sở Xây dựng", "ĐẢNG ỦY SỞ XÂY DỰNG", "All identities hold"):
        assert times(words, response) == 1


def test_chosen_language_counts_more_than_that_of_the_browser(reader: Client, office: Office) -> None:
    reader.cookies["dangvu-language"] = "vi"
    response = ask(reader)
    assert response.headers["Content-Language"] == "vi"
    assert times("Mọi phép cân đối đều khớp", response) == 1


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
    assert times("11 phép cân đối không khớp", vietnamese) == 1
    assert times("11 identities do not hold", english) == 1
    assert times("open the rows to find the difference", english) == 11


def test_one_row_is_one_row(reader: Client, office: Office) -> None:
    one = ask(reader, path=f"{PAGE}rows/", figure="f1")
    assert times("1 row", one) == 1
    assert times("1 rows", one) == 0


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


def test_open_number_is_named_in_the_language_of_the_reader(reader: Client, office: Office) -> None:
    place = place_of(reader, "Đảng viên nữ")
    opened = ask(reader, figure=place)
    assert opened.content.decode().count('<p class="label">Women</p>') == 1
