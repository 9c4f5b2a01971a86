"""Where the addresses of the application lead."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.factories.web import reader


@pytest.fixture
def client(db: None, client: Client) -> Client:
    reader(client)
    return client


def test_front_door_leads_to_the_reports(client: Client) -> None:
    response = client.get("/", follow=True)
    assert [address for address, _status in response.redirect_chain] == ["/reports/", "/reports/grassroots-review/"]
    assert response.status_code == 200


def test_every_page_leads_back_to_the_front_door(client: Client) -> None:
    page = client.get("/reports/grassroots-review/").content.decode()
    assert page.count(f'class="brand" href="{reverse("home")}"') == 1


@pytest.mark.parametrize("path", ["/nowhere/", "/reports/grassroots-review", "/reports/a b/"])
def test_address_that_is_none_is_not_found(client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code == (200 if path == "/reports/grassroots-review" else 404)


def test_stylesheets_of_the_frame_are_served_from_here(client: Client) -> None:
    page = client.get("/reports/grassroots-review/").content.decode()
    assert page.count('<link rel="stylesheet" href="/static/ui/') == page.count("<link") == 2
    assert all(finders.find(f"ui/{name}.css") for name in ("ledger", "pages"))


@pytest.mark.parametrize("path", ["/", "/reports/", "/check/", "/reports/grassroots-review/rows/"])
def test_page_asks_a_stranger_to_sign_in_and_leads_back(path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, response.headers["Location"]) == (302, f"/account/login/?next={path}")
