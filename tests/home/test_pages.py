"""Where the addresses of the application lead."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

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
