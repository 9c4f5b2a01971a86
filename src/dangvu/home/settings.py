"""Settings of one committee's Dangvu: one machine, one database, nothing from outside.

A setting that cannot be used is refused with a sentence, in Vietnamese only: translations need settings.

``DANGVU_DATABASE_URL`` chooses the database (default: SQLite in the var folder), ``DANGVU_VAR`` the var folder
(default: ``var`` in the checkout). ``DANGVU_HOSTS`` names the hosts, parted by commas, under which others than this
machine reach the pages, and ``DANGVU_HTTPS=1`` says that a proxy in front speaks TLS. Everything else is the same
wherever Dangvu runs.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from environ import Env

from dangvu.kernel.findings import Refusal

CHECKOUT = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("DANGVU_VAR") or CHECKOUT / "var").resolve()


def _secret_key(path: Path) -> str:
    """The key kept at ``path``, readable by its owner only; made on first use, once even when two processes start."""
    try:
        if not path.exists():
            _make_secret_key(path)
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise Refusal.of(
            "home.bad-var",
            f"không dùng được thư mục này ({error.strerror}); hãy cấp quyền, hoặc đặt DANGVU_VAR là thư mục khác.",
            place=str(path.parent),
        ) from None


def _make_secret_key(path: Path) -> None:
    # The records beside it are nobody else's business either.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    # A link appears complete or not at all, and never in the place of another.
    with suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()


def _database(url: str) -> dict[str, Any]:
    """Django's description of the database at ``url``, with the options that its engine needs."""
    try:
        if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
            raise ValueError(url)
        config: dict[str, Any] = dict(Env.db_url_config(url))
    except ValueError:
        raise Refusal.of(
            "home.bad-database-url",
            "DANGVU_DATABASE_URL không phải là địa chỉ của một cơ sở dữ liệu;"
            " hãy viết như sqlite:////đường/dẫn/dangvu.sqlite3 hoặc postgres://người_dùng@máy/tên.",
        ) from None
    config["OPTIONS"] = config.get("OPTIONS", {}) | _OPTIONS[config["ENGINE"]]
    return config


_OPTIONS: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {
        # A write takes its lock when it begins: two writers wait for each other instead of one failing halfway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        # 64 MB of pages kept by each connection, and 256 MB of the file read as memory.
        f"PRAGMA cache_size=-65536; PRAGMA mmap_size={256 * 2**20};",
    },
    # Prepared statements get generic plans, which are slow for small subtrees; compiling statements does not pay.
    "django.db.backends.postgresql": {"server_side_binding": False, "options": "-c jit=off"},
}

SECRET_KEY = _secret_key(VAR / "secret-key")
DEBUG = False
HTTPS = os.environ.get("DANGVU_HTTPS", "") == "1"
HOSTS = [host for host in os.environ.get("DANGVU_HOSTS", "").replace(",", " ").split() if host]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "dangvu.kernel.apps.KernelConfig",
    "dangvu.regulations.apps.RegulationsConfig",
    "dangvu.audit.apps.AuditConfig",
    "dangvu.ui.apps.UiConfig",
    "dangvu.organizations.apps.OrganizationsConfig",
    "dangvu.access.apps.AccessConfig",
    "dangvu.members.apps.MembersConfig",
    "dangvu.committees.apps.CommitteesConfig",
    "dangvu.statistics.apps.StatisticsConfig",
    "dangvu.proofreading.apps.ProofreadingConfig",
    "dangvu.reports.apps.ReportsConfig",
    "dangvu.jobs.apps.JobsConfig",
    "dangvu.demo.apps.DemoConfig",
    "dangvu.home.apps.HomeConfig",
    # After the rooms, whose templates take the place of its own.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dangvu.home.security.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dangvu.ui.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dangvu.home.setup.SetupMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "dangvu.access.asking.AskedMiddleware",
    "dangvu.access.first_things.FirstThingsMiddleware",
    "dangvu.ui.answering.RefusalMiddleware",
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
                "django.contrib.messages.context_processors.messages",
                "dangvu.home.shell.shell",
            ],
        },
    },
]

# The code with which the first account may be opened from elsewhere; ``dangvu serve`` makes and prints it.
SETUP_CODE = os.environ.get("DANGVU_SETUP_CODE", "")
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["dangvu.access.backend.OpenAccounts"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "dangvu.access.password_rules.LongEnough", "OPTIONS": {"letters": 10}},
    {"NAME": "dangvu.access.password_rules.NotCommon"},
    {"NAME": "dangvu.access.password_rules.NotTheName"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
# An account has a name for signing in and nothing else: no address, no signing up.
ACCOUNT_ADAPTER = "dangvu.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_FORMS = {
    "login": "dangvu.access.signing_forms.SignIn",
    "reauthenticate": "dangvu.access.signing_forms.Reauthenticate",
    "change_password": "dangvu.access.signing_forms.ChangePassword",
    "set_password": "dangvu.access.signing_forms.SetPassword",
}
MFA_ADAPTER = "dangvu.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Clocks of offices without internet go wrong by some seconds.
MFA_TOTP_TOLERANCE = 1
# Browsers let keys work on this machine itself without TLS, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "dangvu.access.signing_forms.SecondFactor",
    "reauthenticate": "dangvu.access.signing_forms.ReauthenticateCode",
    "activate_totp": "dangvu.access.signing_forms.ActivateCodes",
    "add_webauthn": "dangvu.access.signing_forms.AddKey",
    "edit_webauthn": "dangvu.access.signing_forms.NameKey",
}
# Who signs in in the morning stays so for a working day.
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = ACCOUNT_SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "dangvu-session"
CSRF_COOKIE_NAME = "dangvu-csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(HTTPS)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# What other names below that of the office do, it does not know: their TLS is not promised to browsers.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Shared by the processes that serve, and kept over a restart: how often somebody has tried.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        # Enough for every address of an office: what is thrown out counts anew.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

ROOT_URLCONF = "dangvu.home.urls"
WSGI_APPLICATION = "dangvu.home.wsgi.application"

DATABASES = {
    "default": _database(os.environ.get("DANGVU_DATABASE_URL") or f"sqlite:///{VAR / 'dangvu.sqlite3'}"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
# The language chosen for the pages.
LANGUAGE_COOKIE_NAME = "dangvu-language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# What proofreading takes in: a file in bytes, a pasted text in letters. What is far larger is not even received.
PROOFREADING_BYTES = 20_000_000
PROOFREADING_LETTERS = 2_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * PROOFREADING_LETTERS

# Long work waits in the database, and its results stay for some days.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOBS_KEPT_DAYS = 7

STATIC_URL = "static/"
# Served from the rooms' own static folders, so that nothing has to be collected before the first start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django would keep errors for the mail of administrators, which does not leave this machine.
    "loggers": {"django": {"handlers": [], "level": "ERROR"}},
}
