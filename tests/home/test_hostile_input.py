"""Whatever is sent to whichever address, the answer is a page, a file or a refusal in a sentence: never a breakdown."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.factories.addresses import NOWHERE, Address, addresses, patterns, sample
from tests.factories.reports import make_office
from tests.factories.web import reader

# Both databases refuse values of their own; the lines that are walked over here are measured where their own tests are.
pytestmark = [pytest.mark.django_db, pytest.mark.both]

HOSTILE = {
    "sql": "1' OR '1'='1'; DROP TABLE members_member; --",
    "template": "{{ settings.SECRET_KEY }}{% load static %}${7*7}",
    "path": "../../../../etc/passwd\0.html",
    "markup": '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "huge": "9" * 5000,
    "wrong": "[object Object]",
}
QUESTION = ("scope", "on", "known_at")
FURTHER = (
    *("page", "sort", "q", "figure", "format", "by", "every", "against", "since", "name", "kind", "day", "columns"),
    *("status", "sex", "unit", "term", "with", "verb", "actor", "from", "to", "step", "next", "block", "text"),
    *("ids", "member"),
)
LEAVING = {"account_logout", "api:openapi-json"}
"""Addresses after which nobody is signed in any more, and the description, which reads nothing."""

SENTENCE = re.compile(r"<h1>[^<]*\w[^<]*<|\"message\": ?\"[^\"]+|^[^<]{3,}", re.DOTALL)


@pytest.fixture
def walk(client: Client) -> list[Address]:
    office = make_office()
    account = reader(client, at=office.province)
    account.set_password("mot cau dai de nho")
    account.save()
    client.force_login(account)
    client.raise_request_exception = False
    return [one for one in addresses(office.committee) if one.name not in LEAVING]


def broken(client: Client, method: str, path: str, data: dict[str, str]) -> str:
    """What is wrong with the answer; empty when it is a proper one."""
    response = client.generic("GET", path, QUERY_STRING=urlencode(data)) if method == "GET" else client.post(path, data)
    if response.status_code >= 500:
        return f"{response.status_code} {method} {path}"
    if response.status_code in (400, 403, 404, 409, 422) and not SENTENCE.search(
        response.content.decode(errors="replace")
    ):
        return f"{response.status_code} without a sentence: {method} {path}"
    return ""


@pytest.mark.parametrize("kind", HOSTILE)
def test_parameters_of_every_address_may_be_anything(client: Client, walk: list[Address], kind: str) -> None:
    value = HOSTILE[kind]
    sent = [dict.fromkeys(QUESTION, value), dict.fromkeys(FURTHER, value)]
    assert [found for one in walk for data in sent if (found := broken(client, "GET", one.path, data))] == []


def test_forms_of_every_address_may_hold_anything(client: Client, walk: list[Address]) -> None:
    fields = {name for one in walk for name in _fields(client, one)}
    sent = [dict.fromkeys(fields, value) for value in HOSTILE.values()]
    assert [found for one in walk for data in sent if (found := broken(client, "POST", one.path, data))] == []


def _fields(client: Client, address: Address) -> list[str]:
    """The names of the fields that the page at an address asks for."""
    response = client.get(address.path)
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        return []
    return re.findall(r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"', response.content.decode())


@pytest.mark.parametrize("kind", HOSTILE)
def test_arguments_of_every_address_may_be_anything(client: Client, walk: list[Address], kind: str) -> None:
    paths = []
    for name, arguments in patterns():
        for wrong in sorted(arguments):
            values = {one: HOSTILE[kind] if one == wrong else sample(name, one, NOWHERE) for one in arguments}
            try:
                paths.append(reverse(name, kwargs=values))
            except NoReverseMatch:
                continue  # an address of that form leads nowhere at all
    assert [found for path in paths if (found := broken(client, "GET", path, {}))] == []


@pytest.mark.parametrize(
    "path", ["/%00", "/%ff%fe", "/members/../settings/", "/static/../settings.py", "/" + "a" * 4000]
)
def test_addresses_that_are_none_are_not_found(client: Client, walk: list[Address], path: str) -> None:
    assert client.get(path).status_code in (301, 302, 400, 404)
