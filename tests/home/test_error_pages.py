"""Pages for what goes wrong: a sentence that says what to do, in the look of the others."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from tests.factories.web import reader

pytestmark = pytest.mark.django_db


def test_address_that_is_none_is_told_to_a_reader_and_to_a_stranger(client: Client) -> None:
    reader(client)
    for browser in (client, Client()):
        page = browser.get("/khong-co/")
        assert (page.status_code, page.content.decode().count("<h1>Không có trang này</h1>")) == (404, 1)


def test_form_of_a_page_that_was_open_too_long_is_told(client: Client) -> None:
    reader(client)
    page = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a", "password": "b"})
    assert (page.status_code, page.content.decode().count("<h1>Trang đã mở quá lâu</h1>")) == (403, 1)


def test_host_of_another_is_refused_with_a_sentence() -> None:
    page = Client().get("/", headers={"host": "la.example"})
    assert (page.status_code, page.content.decode().count("<h1>Yêu cầu không đọc được</h1>")) == (400, 1)


@pytest.mark.parametrize("name", ["403.html", "500.html"])
def test_page_of_an_error_needs_nothing_that_may_have_failed(name: str) -> None:
    assert render_to_string(name).count('href="/"') == 1


def test_failure_of_the_program_is_told(rf: RequestFactory) -> None:
    page = defaults.server_error(rf.get("/"))
    assert (page.status_code, page.content.decode().count("Có lỗi trong chương trình</h1>")) == (500, 1)
