"""What browsers are told, and that production settings leave nothing to complain of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.factories.web import reader

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none';"
    " object-src 'none'"
)

CHECK = """
import django
django.setup()
from django.conf import settings
from django.core.checks import run_checks
print(settings.ALLOWED_HOSTS[3:], settings.CSRF_TRUSTED_ORIGINS, settings.SESSION_COOKIE_SECURE)
print([message for message in run_checks(include_deployment_checks=True) if not message.is_silenced()])
"""
"""What ``check --deploy`` does; ``dangvu check`` is our own command for reports."""


@pytest.mark.parametrize("path", ["/account/login/", "/nowhere/", "/account/"])
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    reader(client)
    response = client.get(path)
    headers = ("Content-Security-Policy", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [response.headers[name] for name in headers] == [POLICY, "DENY", "same-origin", "same-origin"]


def test_pages_of_records_stay_in_no_cache(client: Client) -> None:
    reader(client)
    assert client.get("/account/").headers["Cache-Control"] == "private, no-store"


def test_no_page_of_signing_in_needs_what_the_policy_forbids(client: Client) -> None:
    reader(client)
    pages = [Client().get("/account/login/"), client.get("/account/"), client.get("/settings/accounts/")]
    for page in (response.content.decode() for response in pages):
        assert [page.count(word) for word in (" style=", "<style", " onclick=", "javascript:")] == [0] * 4


def test_production_settings_leave_nothing_to_complain_of(tmp_path: Path) -> None:
    environment = os.environ | {
        "DANGVU_VAR": str(tmp_path),
        "DANGVU_DATABASE_URL": "",
        "DANGVU_HTTPS": "1",
        "DANGVU_HOSTS": "dangvu.example, dv.example",
        "DJANGO_SETTINGS_MODULE": "dangvu.home.settings",
    }
    command = [sys.executable, "-c", CHECK]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    hosts = "['dangvu.example', 'dv.example'] ['https://dangvu.example', 'https://dv.example'] True"
    assert (done.stdout, done.stderr) == (f"{hosts}\n[]\n", "")
