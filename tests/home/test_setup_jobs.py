"""Work that is begun before there is any account."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dangvu.access.models import Account
from dangvu.jobs.models import Job, State
from dangvu.kernel import contracts
from tests.factories.web import reader

pytestmark = pytest.mark.django_db

SETUP, BEGIN = "/setup/", "/setup/begin/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def test_first_page_offers_to_build_the_sample_committee() -> None:
    page = Client().get(SETUP, {"code": "abc"}).content.decode()
    assert page.count('action="/setup/begin/?code=abc"') == 1
    assert page.count('<button class="btn" name="kind" value="demo">Dựng đảng bộ mẫu</button>') == 1


def test_first_page_offers_only_what_rooms_offer_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contracts, "_offers", [])
    assert Client().get(SETUP).content.decode().count("/setup/begin/") == 0


def test_work_that_is_begun_is_shown_to_whoever_began_it_instead_of_the_first_page() -> None:
    client = Client()
    begun = client.post(BEGIN, {"kind": "demo"})
    job = Job.objects.get()
    assert (job.kind, job.title, job.account) == ("demo", "Dựng đảng bộ mẫu", None)
    assert begun.headers["Location"] == client.get(SETUP).headers["Location"] == f"/jobs/{job.pk}/"
    assert client.get(f"/jobs/{job.pk}/").status_code == 200


def test_first_page_is_back_when_the_work_was_stopped() -> None:
    client = Client()
    client.post(client.post(BEGIN, {"kind": "demo"}).headers["Location"])
    assert Job.objects.get().state == State.CANCELLED
    assert client.get(SETUP).status_code == 200


def test_unknown_work_is_not_found() -> None:
    assert Client().post(BEGIN, {"kind": "khac"}).status_code == 404


def test_nobody_from_elsewhere_begins_anything() -> None:
    assert Client().post(BEGIN, {"kind": "demo"}, REMOTE_ADDR="192.0.2.7").status_code == 404


def test_nothing_is_begun_once_there_is_an_account(client: Client) -> None:
    reader(client)
    assert client.post(BEGIN, {"kind": "demo"}).status_code == 404
    assert (Account.objects.count(), Job.objects.count()) == (1, 0)
