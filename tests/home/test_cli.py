"""The dangvu command: sentences instead of tracebacks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from dangvu.home import cli
from dangvu.kernel.findings import Finding, Refusal

DANGVU = str(Path(sys.executable).parent / "dangvu")

Behave = Callable[[Callable[[], object]], None]


@pytest.fixture
def command_that(monkeypatch: pytest.MonkeyPatch) -> Behave:
    """Lets ``dangvu verify`` do something else: what its body does is the test's choice."""

    def behave(body: Callable[[], object]) -> None:
        class Command(BaseCommand):
            def handle(self, *args: Any, **options: Any) -> None:
                body()

        monkeypatch.setattr(cli, "load_command_class", lambda *_: Command())

    return behave


def _raising(error: BaseException) -> Callable[[], object]:
    def body() -> object:
        raise error

    return body


def test_refusal_is_printed_one_finding_a_line(command_that: Behave, capsys: pytest.CaptureFixture[str]) -> None:
    command_that(_raising(Refusal([Finding("a", "thiếu giá trị.", "x.yaml:3"), Finding("b", "thừa khóa.")])))
    assert cli.main(["verify"]) == 2
    assert capsys.readouterr() == ("", "x.yaml:3: thiếu giá trị.\nthừa khóa.\n")


def test_command_error_is_printed_with_its_own_exit_code(
    command_that: Behave, capsys: pytest.CaptureFixture[str]
) -> None:
    command_that(_raising(CommandError("không xong.", returncode=3)))
    assert cli.main(["verify"]) == 3
    assert capsys.readouterr() == ("", "không xong.\n")


def test_success_is_exit_code_zero(command_that: Behave, capsys: pytest.CaptureFixture[str]) -> None:
    command_that(lambda: sys.stdout.write("xong\n"))
    assert cli.main(["verify"]) == 0
    assert capsys.readouterr() == ("xong\n", "")


def test_interrupt_ends_quietly(command_that: Behave, capsys: pytest.CaptureFixture[str]) -> None:
    command_that(_raising(KeyboardInterrupt()))
    assert cli.main(["verify"]) == 130
    assert capsys.readouterr() == ("", "")


def test_unknown_command_suggests_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serv"]) == 2
    assert capsys.readouterr() == ("", "không có lệnh “serv”; có phải bạn muốn dùng “dangvu serve”?\n")


def test_unknown_command_like_no_other_points_to_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["zzzz"]) == 2
    assert capsys.readouterr() == ("", "không có lệnh “zzzz”; hãy chạy “dangvu” để xem các lệnh.\n")


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"]])
def test_list_holds_the_commands_of_the_rooms_and_nothing_of_django(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")}
    assert {"migrate", "serve", "verify"} - listed == set()
    assert listed & {"runserver", "shell", "makemigrations"} == set()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--prt", "1"], "dangvu serve: không hiểu --prt 1; hãy xem lại cách dùng ở trên."),
        (["--port"], "dangvu serve: --port: cần một giá trị; hãy xem lại cách dùng ở trên."),
        (
            ["--port", "x"],
            "dangvu serve: --port: không nhận 'x', cần một giá trị kiểu int; hãy xem lại cách dùng ở trên.",
        ),
    ],
)
def test_bad_flag_is_refused_in_vietnamese(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", *arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == sentence


def test_language_of_the_environment_is_spoken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DANGVU_LANGUAGE", "en")
    with pytest.raises(SystemExit):
        cli.main(["serve", "--port"])
    expected = "dangvu serve: error: argument --port: expected one argument"
    assert capsys.readouterr().err.splitlines()[-1] == expected


def test_language_that_we_do_not_have_becomes_vietnamese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DANGVU_LANGUAGE", "xx")
    with pytest.raises(SystemExit):
        cli.main(["serve", "--help"])
    assert (
        capsys.readouterr().out.splitlines()[0]
        == "cách dùng: dangvu serve [-h] [--host HOST] [--port PORT] [--workers WORKERS]"
    )


@pytest.mark.django_db(transaction=True)
def test_error_of_a_database_that_is_in_order_is_not_hidden(command_that: Behave) -> None:
    command_that(lambda: connection.cursor().execute("SELECT nothing FROM nowhere"))
    with pytest.raises(DatabaseError):
        cli.main(["verify"])


def _dangvu(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [DANGVU, *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def _refused(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that was refused said, on standard error only."""
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def test_database_without_tables_names_the_command_to_run(tmp_path: Path) -> None:
    done = _dangvu("verify", DANGVU_VAR=str(tmp_path), DANGVU_DATABASE_URL="")
    assert _refused(done) == (
        "cơ sở dữ liệu chưa có đủ các bảng; hãy chạy “dangvu demo” để có dữ liệu mẫu"
        " hoặc “dangvu migrate” để bắt đầu từ trống.\n"
    )


def test_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/absent/dangvu.sqlite3"
    done = _dangvu("verify", DANGVU_VAR=str(tmp_path), DANGVU_DATABASE_URL=url)
    assert _refused(done) == (
        "không mở được cơ sở dữ liệu (unable to open database file);"
        " hãy kiểm tra DANGVU_DATABASE_URL và máy chủ cơ sở dữ liệu.\n"
    )


@pytest.mark.parametrize("url", ["nonsense", "mysql://a/b", "postgres://u@h:port/db"])
def test_database_address_that_is_none_is_refused(url: str, tmp_path: Path) -> None:
    done = _dangvu(DANGVU_VAR=str(tmp_path), DANGVU_DATABASE_URL=url)
    assert _refused(done) == (
        "DANGVU_DATABASE_URL không phải là địa chỉ của một cơ sở dữ liệu;"
        " hãy viết như sqlite:////đường/dẫn/dangvu.sqlite3 hoặc postgres://người_dùng@máy/tên.\n"
    )


def test_var_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = _dangvu(DANGVU_VAR=str(tmp_path / "file"))
    assert _refused(done) == (
        f"{tmp_path}/file: không dùng được thư mục này (File exists);"
        " hãy cấp quyền, hoặc đặt DANGVU_VAR là thư mục khác.\n"
    )


def test_reader_who_stops_reading_is_not_complained_about(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = os.environ | {"DANGVU_VAR": str(tmp_path)}
    done = subprocess.run([DANGVU], env=environment, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
