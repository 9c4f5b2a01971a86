"""dangvu serve: the pages on a port that is free, with a worker beside them, by hand and as a service."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from threading import Timer
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from dangvu.home.management.commands.serve import FIRST_PORT, TRIES, free_port, own_address
from dangvu.kernel.findings import Refusal
from tests.architecture.tree import ROOT

DANGVU = str(Path(sys.executable).parent / "dangvu")
UNIT = ROOT / "tools" / "dangvu.service"
INSTALLED = "/opt/dangvu/.venv/bin/dangvu"
PATIENCE = 60.0
"""Seconds that a server on a busy machine may take to start and to answer."""

LOOPBACK = ip_address("127.0.0.1")
HERE = r"Dangvu đang chạy tại http://127\.0\.0\.1:(\d+)/ – chỉ máy này mở được\. Nhấn Ctrl\+C để dừng\.\n"


class _Stay(HTTPRedirectHandler):
    """Does not follow where an answer leads."""

    def redirect_request(self, *_told: object) -> None:
        return None


@contextmanager
def _listener(host: str = "127.0.0.1", port: int = 0) -> Iterator[int]:
    """A port that is taken while the block lasts."""
    with socket.socket() as listener:
        listener.bind((host, port))
        listener.listen()
        yield listener.getsockname()[1]


def _unused_port() -> int:
    with _listener() as port:
        return port


@contextmanager
def _serving(command: list[str], environment: Mapping[str, str]) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The first sentence and the process of a server, which is stopped in the end."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        # Where a server says nothing, the end of what it says is not awaited for ever.
        impatience = Timer(PATIENCE, process.kill)
        impatience.start()
        try:
            yield process.stdout.readline(), process
        finally:
            impatience.cancel()
            process.send_signal(signal.SIGINT)


def _status(port: int, path: str = "/", **headers: str) -> int:
    request = Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with build_opener(_Stay).open(request) as response:
            return int(response.status)
    except HTTPError as error:
        with error:
            return error.code


@pytest.fixture
def environment(tmp_path: Path, empty_file: Path) -> dict[str, str]:
    """An office of its own, with tables in which nothing stands."""
    shutil.copy(empty_file, tmp_path)
    return os.environ | {"DANGVU_VAR": str(tmp_path), "DANGVU_DATABASE_URL": ""}


def test_server_answers_at_the_address_it_announces_until_it_is_interrupted(environment: dict[str, str]) -> None:
    with _serving([DANGVU, "serve", "--port", str(_unused_port())], environment) as (sentence, process):
        announced = re.fullmatch(HERE, sentence)
        assert announced is not None
        port = int(announced.group(1))
        assert _status(port, "/khong-co-trang-nay") == 404
        assert _status(port, Host="dangvu.example") == 400
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0


def test_server_for_others_says_that_it_needs_a_proxy_in_front(environment: dict[str, str]) -> None:
    port = _unused_port()
    with _serving([DANGVU, "serve", "--host", "0.0.0.0", "--port", str(port)], environment) as (sentence, _process):
        assert sentence == (
            f"Dangvu đang nghe tại http://0.0.0.0:{port}/; hãy đặt sau máy chủ TLS. Nhấn Ctrl+C để dừng.\n"
        )


def test_server_without_accounts_tells_the_code_that_opens_the_first_page(environment: dict[str, str]) -> None:
    port = _unused_port()
    with _serving([DANGVU, "serve", "--port", str(port), "--workers", "2"], environment) as (_sentence, process):
        assert process.stdout is not None
        told = re.fullmatch(r"Chưa có tài khoản nào; hãy mở trang (\S+) để lập sổ\.\n", process.stdout.readline())
        assert told is not None
        elsewhere = {"X-Forwarded-For": "192.0.2.7"}
        assert [_status(port, path, **elsewhere) for path in (told.group(1), "/setup/")] == [200, 403]


def test_unit_of_the_service_starts_and_answers_as_it_does_behind_nginx(tmp_path: Path) -> None:
    """What stands in ``tools/dangvu.service``, with the program of this checkout, a folder and a port of its own."""
    port = _unused_port()
    lines = [line.partition("=") for line in UNIT.read_text(encoding="utf-8").splitlines()]
    given = {name: value for line, _, words in lines if line == "Environment" for name, _, value in _pairs(words)}
    environment = os.environ | given | {"DANGVU_VAR": str(tmp_path), "DANGVU_DATABASE_URL": ""}
    environment["DANGVU_HOSTS"] = "dangvu.example"
    [before] = [words for line, _, words in lines if line == "ExecStartPre"]
    [command] = [words for line, _, words in lines if line == "ExecStart"]
    subprocess.run(shlex.split(before.replace(INSTALLED, DANGVU)), env=environment, check=True)
    command = command.replace(INSTALLED, DANGVU).replace("--port 8000", f"--port {port}")
    with _serving(shlex.split(command), environment) as (sentence, _process):
        assert sentence.count(f":{port}/") == 1
        proxied = {"Host": "dangvu.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
        assert _status(port, "/account/login/", **proxied) == 302
        assert _status(port, "/setup/", **proxied) == 403
        assert _status(port, "/account/login/", Host="dangvu.example") == 301
        assert _status(port, "/", Host="stranger.example") == 400


def _pairs(words: str) -> Iterator[tuple[str, str, str]]:
    return (word.partition("=") for word in shlex.split(words))


def test_port_that_was_asked_for_is_taken_or_refused() -> None:
    with _listener() as taken:
        with pytest.raises(Refusal) as refused:
            free_port(LOOPBACK, taken)
        assert str(refused.value) == (
            f"không mở được cổng {taken}; hãy dừng chương trình đang dùng nó, hoặc chọn cổng khác bằng --port."
        )
    assert free_port(LOOPBACK, taken) == taken


@pytest.mark.parametrize("port", [-1, 0, 70000])
def test_port_out_of_range_is_refused(port: int) -> None:
    with pytest.raises(Refusal) as refused:
        free_port(LOOPBACK, port)
    assert [finding.code for finding in refused.value.findings] == ["home.no-port"]


def test_port_that_nobody_asked_for_is_a_free_one_nearby() -> None:
    assert FIRST_PORT <= free_port(LOOPBACK, None) < FIRST_PORT + TRIES


@pytest.mark.parametrize("text", ["127.0.0.1", "0.0.0.0", "::1"])
def test_addresses_of_this_machine_are_taken(text: str) -> None:
    assert own_address(text) == ip_address(text)


@pytest.mark.parametrize("text", ["dangvu.example", "203.0.113.9", ""])
def test_other_addresses_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        own_address(text)
    assert str(refused.value) == (
        f"“{text}” không phải là một địa chỉ IP của máy này; hãy dùng 127.0.0.1, hoặc 0.0.0.0 cho mọi địa chỉ."
    )
