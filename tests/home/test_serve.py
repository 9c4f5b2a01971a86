"""dangvu serve: this machine only, on a port that is free."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from dangvu.home.management.commands.serve import free_port
from dangvu.kernel.findings import Refusal

DANGVU = str(Path(sys.executable).parent / "dangvu")


def _listener(port: int = 0) -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address and the process of a server over an empty database of its own."""
    environment = os.environ | {"DANGVU_VAR": str(tmp_path), "DANGVU_DATABASE_URL": ""}
    subprocess.run([DANGVU, "migrate", "--verbosity", "0"], env=environment, check=True)
    command = [DANGVU, "serve", "--port", "18000"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        announced = re.fullmatch(
            r"Dangvu đang chạy tại (http://127\.0\.0\.1:\d+/) – chỉ máy này mở được\. Nhấn Ctrl\+C để dừng\.\n",
            process.stdout.readline(),
        )
        assert announced is not None
        yield announced.group(1), process
        process.send_signal(signal.SIGINT)


def _status(request: Request) -> int:
    try:
        with urlopen(request) as response:
            return int(response.status)
    except HTTPError as error:
        with error:
            return error.code


def test_server_answers_at_the_address_it_announces(served: tuple[str, subprocess.Popen[str]]) -> None:
    address, process = served
    assert _status(Request(address + "khong-co-trang-nay")) == 404
    assert _status(Request(address, headers={"Host": "dangvu.example"})) == 400
    process.send_signal(signal.SIGINT)
    assert process.wait() == 0


def test_port_that_is_taken_gives_way_to_the_next() -> None:
    with _listener() as taken:
        port = taken.getsockname()[1]
        assert free_port(port) != port


def test_port_out_of_range_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        free_port(70000)
    assert [finding.code for finding in refused.value.findings] == ["home.no-port"]
