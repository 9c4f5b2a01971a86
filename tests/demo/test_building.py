from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from dangvu.demo.building import growing_apart, is_built
from dangvu.kernel.findings import Refusal
from tests.factories.organizations import make_organization

pytestmark = pytest.mark.django_db


def _database(path: Path) -> DatabaseWrapper:
    settings = connections.settings["default"] | {"NAME": str(path), "OPTIONS": {}}
    return DatabaseWrapper(settings, alias="apart")


def _write(database: DatabaseWrapper, word: str) -> None:
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        cursor.execute("INSERT INTO words VALUES (%s)", [word])


def _begin_and_break_off(database: DatabaseWrapper) -> None:
    with growing_apart(database):
        _write(database, "mới")
        raise KeyboardInterrupt


def _words(path: Path) -> list[str]:
    database = _database(path)
    with database.cursor() as cursor:
        words = [word for (word,) in cursor.execute("SELECT word FROM words").fetchall()]
    database.close()
    return words


def test_empty_database_is_not_built() -> None:
    assert not is_built()


def test_database_with_other_records_is_refused() -> None:
    make_organization()
    with pytest.raises(Refusal) as refusal:
        is_built()
    assert str(refusal.value) == (
        "cơ sở dữ liệu đã có dữ liệu khác nên không dựng đảng bộ mẫu vào đó;"
        " hãy chọn một cơ sở dữ liệu trống bằng DANGVU_DATABASE_URL."
    )


def test_what_has_grown_apart_takes_the_place_of_the_database(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite3"
    database = _database(path)
    _write(database, "cũ")
    with growing_apart(database):
        _write(database, "mới")
    assert _words(path) == ["mới"]
    assert [file.name for file in tmp_path.iterdir()] == ["words.sqlite3"]


def test_interrupted_growth_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite3"
    database = _database(path)
    _write(database, "cũ")
    with pytest.raises(KeyboardInterrupt):
        _begin_and_break_off(database)
    assert _words(path) == ["cũ"]
    assert [file.name for file in tmp_path.iterdir()] == ["words.sqlite3"]


def test_leftovers_of_a_killed_build_are_not_built_upon(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite3"
    leftover = _database(Path(f"{path}.building"))
    _write(leftover, "dở dang")
    leftover.close()
    database = _database(path)
    with growing_apart(database):
        _write(database, "mới")
    assert _words(path) == ["mới"]
