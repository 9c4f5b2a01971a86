"""Where the addresses of the application lead."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.factories.organizations import make_organization
from tests.factories.web import reader


@pytest.fixture
def client(db: None, client: Client) -> Client:
    reader(client)
    return client


def test_front_door_is_the_overview(client: Client) -> None:
    response = client.get("/")
    assert (response.status_code, response.content.decode().count("<h1>Tổng quan</h1>")) == (200, 1)


def test_every_page_leads_back_to_the_front_door(client: Client) -> None:
    page = client.get("/reports/grassroots-review/").content.decode()
    assert page.count(f'class="brand" href="{reverse("home")}"') == 1


@pytest.mark.parametrize("path", ["/nowhere/", "/reports/grassroots-review", "/reports/a b/"])
def test_address_that_is_none_is_not_found(client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code == (200 if path == "/reports/grassroots-review" else 404)


def test_sheets_and_scripts_of_a_page_are_served_from_here(client: Client) -> None:
    page = client.get("/").content.decode()
    served = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert served.count("ui/ledger.css") == served.count("ui/ledger.js") == 1
    assert [name for name in served if not finders.find(name)] == []
    assert re.findall(r'(?:href|src)="(?:https?:)?//', page) == []


@pytest.mark.parametrize("path", ["/", "/reports/", "/check/", "/reports/grassroots-review/words/"])
def test_page_asks_a_stranger_to_sign_in_and_leads_back(client: Client, path: str) -> None:
    client.logout()
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (302, f"/account/login/?next={path}")


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ({"on": "31/2/2020", "q": "hà"}, "on", "“31/2/2020” không phải là một ngày"),
        ({"known_at": "hôm <qua>"}, "known_at", "“hôm <qua>” không phải là một thời điểm"),
        ({"scope": "ZZZ", "on": "2015-07-01"}, "scope", "Không có tổ chức đảng nào mang mã “ZZZ”"),
    ],
)
def test_page_that_is_asked_amiss_keeps_what_was_typed_with_the_error_at_its_field(
    client: Client, query: dict[str, str], field: str, said: str
) -> None:
    make_organization(code="LS")
    reader(client)
    page = client.get(reverse("members:list"), query)
    assert page.status_code == (404 if field == "scope" else 400)
    [bar] = re.findall(r'<header class="ctx.*?</header>', page.content.decode(), re.DOTALL)
    [opened] = re.findall(r"<details[^>]* open>.*?</details>", bar, re.DOTALL)
    [inputs] = re.findall(rf'<input[^>]* name="{field}" value="([^"]*)"[^>]* aria-invalid="true"[^>]*>', opened)
    [message] = re.findall(r'<span class="note" id="ctx-[a-z]+-wrong">(.*?)</span>', opened)
    assert (unescape(inputs), unescape(message).startswith(said)) == (query[field], True)
    others = {name: value for name, value in query.items() if name != field}
    assert dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', opened)) == others


def test_page_that_is_asked_amiss_leads_on_with_what_makes_sense(client: Client) -> None:
    make_organization(code="LS")
    reader(client)
    page = client.get(reverse("members:list"), {"on": "2015-07-01", "known_at": "x"}).content.decode()
    assert f'href="{reverse("members:list")}?on=2015-07-01"' in page
    assert 'href="/organizations/?on=2015-07-01"' in page


def test_reader_who_is_shown_nothing_is_told_what_is_wrong_without_a_bar(client: Client) -> None:
    make_organization(code="LS")
    reader(client, post=None)
    page = client.get(reverse("search"), {"on": "x"})
    assert (page.status_code, page.content.decode().count('<header class="ctx')) == (400, 0)
