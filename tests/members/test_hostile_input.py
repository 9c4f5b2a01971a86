"""Whatever is sent to the pages of the rolls, they answer, or refuse in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from dangvu.members.forms.conditions import Conditions
from dangvu.members.models import Personal
from dangvu.members.ways import WAYS
from tests.factories.members import make_admission
from tests.factories.web import reader
from tests.members.pages import chosen

pytestmark = pytest.mark.both

HOSTILE = {
    "sql": "1' OR '1'='1'; DROP TABLE members_member; --",
    "nothing": "\0",
    "huge": "9" * 5000,
    "letters": "\ufffe\u202e\U0001f4a9ế\u0301",
    "markup": '"><script>alert(1)</script>{{ 7 }}{% load static %}',
    "day": "31/12/9999",
}
ANSWERS = {200, 302, 400, 404, 405, 409, 422}


@pytest.fixture
def member(client: Client, units: dict[str, UUID]) -> UUID:
    member = make_admission(units["A"])
    reader(client, at=units["S"])
    return member


def statuses(client: Client, paths: list[str], data: Mapping[str, object], method: str = "get") -> dict[str, int]:
    """The answers that are none of those a reader may get, by address."""
    answers = {path: getattr(client, method)(path, data).status_code for path in paths}
    return {path: status for path, status in answers.items() if status not in ANSWERS}


def pages(member: UUID) -> list[str]:
    record = Personal.objects.get(member=member).pk
    return [
        *(reverse(f"members:{name}") for name in ("list", "mine", "admit", "enrol", "duplicates", "bulk")),
        reverse("members:file", args=[member]),
        *(reverse("members:act", args=[member, code]) for code in WAYS),
        reverse("members:correct", args=[member, "personal", record]),
        reverse("members:correct", args=[member, "personal", 10**30]),
    ]


@pytest.mark.parametrize("kind", HOSTILE)
def test_addresses_may_carry_anything(client: Client, member: UUID, kind: str) -> None:
    further = dict.fromkeys([*Conditions.base_fields, "sort", "page", "columns", "format"], HOSTILE[kind])
    assert statuses(client, pages(member), further) == {}


@pytest.mark.parametrize("name", ["on", "known_at", "scope"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_question_may_be_anything(client: Client, member: UUID, kind: str, name: str) -> None:
    assert statuses(client, pages(member)[:8], {name: HOSTILE[kind]}) == {}


@pytest.mark.parametrize("kind", HOSTILE)
def test_forms_may_hold_anything(client: Client, member: UUID, kind: str) -> None:
    fields = ["day", "to", "organization", "organization_id", "reason", "level", "code", "until", "title", "field"]
    fields += ["full_name", "birth_date", "sex", "decided_on", "since", "seen", "act", "member", "name", "conditions"]
    paths = [*pages(member), reverse("members:save_filter")]
    assert statuses(client, paths, dict.fromkeys(fields, HOSTILE[kind]), "post") == {}


@pytest.mark.parametrize("kind", HOSTILE)
def test_acts_on_many_may_hold_anything(client: Client, member: UUID, kind: str) -> None:
    data = {"act": "transfer", "day": HOSTILE[kind], "to": HOSTILE[kind], "member": chosen(member)}
    assert statuses(client, [f"{reverse('members:bulk')}?on=2015-07-01"], data, "post") == {}
