"""Settings of one committee's Dangvu: one machine, one database, nothing from outside.

``DANGVU_DATABASE_URL`` chooses the database (default: SQLite in the var folder), ``DANGVU_VAR`` the var folder
(default: ``var`` in the checkout). Everything else is the same wherever Dangvu runs.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import environ

CHECKOUT = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("DANGVU_VAR") or CHECKOUT / "var").resolve()


def _secret_key(path: Path) -> str:
    """The key kept at ``path``, readable by its owner only; made on first use, once even when two processes start."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text(encoding="ascii")


def _database(url: str) -> dict[str, Any]:
    """Django's description of the database at ``url``, with the options that its engine needs."""
    config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            # A write takes its lock when it begins: two writers wait for each other instead of one failing halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        # Prepared statements get generic plans that are slow for small subtrees; the compiler does not pay either.
        config["OPTIONS"] = {"server_side_binding": False, "options": "-c jit=off"}
        config["CONN_MAX_AGE"] = 60
    return config


SECRET_KEY = _secret_key(VAR / "secret-key")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "dangvu.kernel.apps.KernelConfig",
    "dangvu.regulations.apps.RegulationsConfig",
    "dangvu.audit.apps.AuditConfig",
    "dangvu.ui.apps.UiConfig",
    "dangvu.organizations.apps.OrganizationsConfig",
    "dangvu.members.apps.MembersConfig",
    "dangvu.committees.apps.CommitteesConfig",
    "dangvu.statistics.apps.StatisticsConfig",
    "dangvu.proofreading.apps.ProofreadingConfig",
    "dangvu.reports.apps.ReportsConfig",
    "dangvu.demo.apps.DemoConfig",
    "dangvu.home.apps.HomeConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

ROOT_URLCONF = "dangvu.home.urls"
WSGI_APPLICATION = "dangvu.home.wsgi.application"

DATABASES = {
    "default": _database(os.environ.get("DANGVU_DATABASE_URL") or f"sqlite:///{VAR / 'dangvu.sqlite3'}"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
# Served from the rooms' own static folders, so that nothing has to be collected before the first start.
WHITENOISE_USE_FINDERS = True
