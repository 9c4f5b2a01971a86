"""``dangvu serve``: the pages and the worker, for this machine or behind a server with TLS."""

from __future__ import annotations

import multiprocessing
import os
import secrets
import socket
import time
from argparse import ArgumentParser
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Thread
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections
from django.urls import reverse
from django.utils.translation import gettext as _

from dangvu.access.models import Account
from dangvu.home.readiness import database_findings
from dangvu.jobs.companion import worker_beside
from dangvu.kernel.findings import Refusal, refuse_if_any

Address = IPv4Address | IPv6Address

FIRST_PORT = 8000

TRIES = 20
"""How many ports, from the first one upwards, are tried when none is asked for."""


class Command(BaseCommand):
    """Serve the application until it is interrupted."""

    help = _("Mở các trang của Dangvu, mặc định cho riêng máy này, và làm những công việc dài.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1", help=_("địa chỉ IP để nghe (mặc định 127.0.0.1)"))
        parser.add_argument("--port", type=int, help=_("cổng phải dùng (mặc định 8000, nếu bận thì lấy cổng kế tiếp)"))
        parser.add_argument("--workers", type=int, default=1, help=_("số tiến trình trả lời các trang (mặc định 1)"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise ``Refusal`` when there is no database to serve, no such address or no port to listen on."""
        from granian.constants import Interfaces  # noqa: PLC0415 - slow to import
        from granian.log import LogLevels  # noqa: PLC0415 - likewise
        from granian.server import Server  # noqa: PLC0415 - likewise

        refuse_if_any(database_findings())
        host = own_address(options["host"])
        port = free_port(host, options["port"])
        first_page = page_of_the_first_account()
        connections.close_all()
        # Processes that begin afresh share neither threads nor connections with this one.
        multiprocessing.set_start_method("spawn")
        server = Server(
            "dangvu.home.wsgi:application",
            address=str(host),
            port=port,
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=4,
            websockets=False,
            log_level=LogLevels.warning,
        )
        Thread(target=self._announce, args=[host, port, first_page], daemon=True).start()
        with worker_beside():
            server.serve()

    def _announce(self, host: Address, port: int, first_page: str) -> None:
        """Say where the pages are, once somebody who goes there at once is answered."""
        with socket.socket(_family(host)) as visitor:
            while visitor.connect_ex((str(host), port)):
                time.sleep(0.05)
        if host.is_loopback:
            sentence = _(
                "Dangvu đang chạy tại http://%(address)s:%(port)d/ – chỉ máy này mở được. Nhấn Ctrl+C để dừng."
            )
        else:
            sentence = _(
                "Dangvu đang nghe tại http://%(address)s:%(port)d/; hãy đặt sau máy chủ TLS. Nhấn Ctrl+C để dừng."
            )
        self.stdout.write(sentence % {"address": _written(host), "port": port})
        if first_page:
            self.stdout.write(_("Chưa có tài khoản nào; hãy mở trang %(page)s để lập sổ.") % {"page": first_page})
        self.stdout.flush()


def page_of_the_first_account() -> str:
    """Where the first account is made, with the code that opens that page from elsewhere too; empty once there is one.

    The code is that of ``DANGVU_SETUP_CODE``, or made anew with every start; the processes that serve are given it.
    """
    if Account.objects.exists():
        return ""
    code = os.environ.setdefault("DANGVU_SETUP_CODE", secrets.token_urlsafe(12))
    return f"{reverse('setup')}?code={code}"


def own_address(text: str) -> Address:
    """The address of this machine that ``text`` writes; raises ``Refusal`` when it is none."""
    try:
        host = ip_address(text)
        with socket.socket(_family(host)) as probe:
            probe.bind((text, 0))
    except (ValueError, OSError):
        raise Refusal.of(
            "home.bad-host",
            _("“%(text)s” không phải là một địa chỉ IP của máy này; hãy dùng 127.0.0.1, hoặc 0.0.0.0 cho mọi địa chỉ.")
            % {"text": text},
        ) from None
    return host


def free_port(host: Address, wanted: int | None) -> int:
    """The port that is ``wanted``, or the first free one near 8000; raises ``Refusal`` when nobody can listen there."""
    if wanted is not None:
        if _is_free(host, wanted):
            return wanted
        message = _("không mở được cổng %(port)d; hãy dừng chương trình đang dùng nó, hoặc chọn cổng khác bằng --port.")
        raise Refusal.of("home.no-port", message % {"port": wanted})
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        if _is_free(host, port):
            return port
    message = _("không mở được cổng nào từ %(wanted)d trở lên; hãy chọn cổng khác bằng --port, từ 1024 đến 65535.")
    raise Refusal.of("home.no-port", message % {"wanted": FIRST_PORT})


def _is_free(host: Address, port: int) -> bool:
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((str(host), port))
        except (OSError, OverflowError):
            return False
        return port > 0


def _family(host: Address) -> socket.AddressFamily:
    return socket.AF_INET if host.version == 4 else socket.AF_INET6


def _written(host: Address) -> str:
    """The address as it stands in a link."""
    return str(host) if host.version == 4 else f"[{host}]"
