"""Vietnamese first, English for who chooses it."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PAGE = "/reports/grassroots-review/"


def test_page_is_vietnamese_whatever_the_browser_asks_for() -> None:
    response = Client(headers={"accept-language": "en-GB,en;q=0.9"}).get(PAGE)
    assert response.headers["Content-Language"] == "vi"


@pytest.mark.parametrize(("chosen", "spoken"), [("en", "en"), ("vi", "vi"), ("xx", "vi")])
def test_page_speaks_the_language_that_was_chosen(chosen: str, spoken: str) -> None:
    client = Client()
    client.post("/language/", {"language": chosen})
    assert client.get(PAGE).headers["Content-Language"] == spoken


def test_choosing_a_language_leads_back_to_the_page() -> None:
    response = Client().post("/language/", {"language": "en", "next": f"{PAGE}?scope=A"})
    assert (response.status_code, response.headers["Location"]) == (302, f"{PAGE}?scope=A")
