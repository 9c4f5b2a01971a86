"""One search over all rooms, and the choice between light and dark."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.reports import make_office
from tests.factories.web import reader

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_search_without_words_asks_for_some(client: Client) -> None:
    reader(client)
    response = client.get("/search/")
    assert (response.status_code, response.context["found"]) == (200, [])


def test_search_finds_by_words_without_diacritics(client: Client) -> None:
    office = make_office()
    reader(client, "committee_secretary", at=office.committee)
    response = client.get("/search/?q=so xay dung&on=2021-10-14")
    labels = [str(hit.label) for found in response.context["found"] for hit in found.hits]
    assert "Đảng bộ Sở Xây dựng" in labels


def test_search_does_not_find_what_lies_out_of_reach(client: Client) -> None:
    office = make_office()
    reader(client, "cell_secretary", at=office.cells[0])
    response = client.get("/search/?q=so xay dung&on=2021-10-14")
    assert [str(hit.label) for found in response.context["found"] for hit in found.hits] == []


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("", ""), ("pink", "")])
def test_chosen_theme_is_kept_and_shown(client: Client, chosen: str, kept: str) -> None:
    reader(client)
    response = client.post("/theme/", {"theme": chosen, "next": "/search/"})
    assert (response.status_code, response.headers["Location"]) == (302, "/search/")
    page = client.get("/search/").content.decode()
    assert page.count(f'<html lang="vi" data-theme="{kept}">') == (1 if kept else 0)


def test_components_page_shows_them_all(client: Client) -> None:
    office = make_office()
    reader(client, "committee_secretary", at=office.committee)
    response = client.get("/components/?on=2021-10-14")
    assert response.status_code == 200
    assert response.content.decode().count("<svg") >= len(response.context["gallery"])


def test_components_page_does_without_figures_for_who_may_not_see_any(client: Client) -> None:
    reader(client, "administrator")
    assert client.get("/components/").context["keys"] == ()
