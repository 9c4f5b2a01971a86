"""What is refused becomes a page with a sentence; what is done leads on and says so."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory

from dangvu.kernel.findings import Finding
from dangvu.ui.answering import RefusalMiddleware, done, status_of, way_back
from tests.factories.web import reader

CODES = [
    ("members.unknown-member", 404),
    ("policy.denied", 403),
    ("audit.already-superseded", 409),
    ("members.too-young", 400),
]


@pytest.mark.parametrize(("code", "status"), CODES)
def test_status_follows_from_what_is_wrong(code: str, status: int) -> None:
    assert status_of([Finding(code, "…")]) == status


@pytest.mark.django_db
def test_refusal_of_a_view_is_a_page_that_says_it_above_and_at_its_field(client: Client) -> None:
    reader(client)
    response = client.get("/search/?on=31/2/2021")
    assert (response.status_code, response.content.decode().count("“31/2/2021” không phải là một ngày")) == (400, 2)


@pytest.mark.django_db
def test_what_does_not_exist_is_said_to_be_no_page(client: Client) -> None:
    reader(client)
    response = client.get("/search/?scope=KHONGCO")
    assert (response.status_code, response.content.decode().count("<h1>Không có trang này</h1>")) == (404, 1)


def test_other_mistakes_are_left_to_django() -> None:
    answer = RefusalMiddleware(lambda _request: HttpResponse("ok"))
    assert answer.process_exception(RequestFactory().get("/"), ValueError()) is None
    assert answer(RequestFactory().get("/")).content == b"ok"


def test_done_leads_on_and_leaves_a_word() -> None:
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    response = done(request, "Đã kết nạp.", "/members/")
    assert (response.status_code, response.headers["Location"]) == (302, "/members/")
    assert [str(message) for message in get_messages(request)] == ["Đã kết nạp."]


@pytest.mark.parametrize(
    ("wanted", "led"),
    [("/members/?page=2", "/members/?page=2"), ("https://example.org/", "/"), ("//example.org", "/"), ("", "/")],
)
def test_way_back_stays_in_the_house(wanted: str, led: str) -> None:
    assert way_back(RequestFactory().post("/", {"next": wanted}), "/") == led
