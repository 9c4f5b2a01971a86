"""Settings: a key of one's own, and a database that behaves."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dangvu.home import settings


def test_secret_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    settings._secret_key(tmp_path / "var" / "secret-key")
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600


def test_var_folder_is_open_to_its_owner_only(tmp_path: Path) -> None:
    settings._secret_key(tmp_path / "var" / "secret-key")
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


def test_secret_key_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    assert settings._secret_key(path) == settings._secret_key(path)


def test_secret_key_is_the_same_for_all_who_start_together(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(settings._secret_key, [path] * 8))
    assert len(keys) == 1
    assert [child.name for child in tmp_path.iterdir()] == ["secret-key"]


def test_secret_keys_of_two_places_differ(tmp_path: Path) -> None:
    assert settings._secret_key(tmp_path / "a") != settings._secret_key(tmp_path / "b")


def test_sqlite_takes_its_lock_when_a_write_begins() -> None:
    assert settings._database("sqlite:////srv/dangvu.sqlite3")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_options_of_the_address_are_kept() -> None:
    assert settings._database("postgres://office@db/dangvu?sslmode=require")["OPTIONS"] == {
        "sslmode": "require",
        "server_side_binding": False,
        "options": "-c jit=off",
    }


def test_server_answers_on_this_machine_only() -> None:
    assert settings.ALLOWED_HOSTS == ["127.0.0.1", "localhost", "[::1]"]
