"""``dangvu serve``: the pages, for this machine only."""

from __future__ import annotations

import socket
import time
from argparse import ArgumentParser
from threading import Thread
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dangvu.home.readiness import database_findings
from dangvu.kernel.findings import Refusal, refuse_if_any

ADDRESS = "127.0.0.1"

TRIES = 20
"""How many ports, from the wanted one upwards, are tried."""


class Command(BaseCommand):
    """Serve the application until it is interrupted."""

    help = _("Mở các trang của Dangvu cho riêng máy này.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only the port can be chosen: without accounts, nobody but this machine may connect."""
        parser.add_argument(
            "--port", type=int, default=8000, help=_("cổng muốn dùng (mặc định 8000; nếu bận thì lấy cổng kế tiếp)")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raise ``Refusal`` when there is no database to serve or no port to listen on."""
        from granian.constants import Interfaces  # noqa: PLC0415 - slow to import
        from granian.log import LogLevels  # noqa: PLC0415 - likewise
        from granian.server import Server  # noqa: PLC0415 - likewise

        refuse_if_any(database_findings())
        port = free_port(options["port"])
        server = Server(
            "dangvu.home.wsgi:application",
            address=ADDRESS,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=4,
            websockets=False,
            log_level=LogLevels.warning,
        )
        Thread(target=self._announce, args=[port], daemon=True).start()
        server.serve()

    def _announce(self, port: int) -> None:
        """Say where the pages are, once somebody who goes there at once is answered."""
        with socket.socket() as visitor:
            while visitor.connect_ex((ADDRESS, port)):
                time.sleep(0.05)
        self.stdout.write(
            _("Dangvu đang chạy tại http://%(address)s:%(port)d/ – chỉ máy này mở được. Nhấn Ctrl+C để dừng.")
            % {"address": ADDRESS, "port": port}
        )
        self.stdout.flush()


def free_port(wanted: int) -> int:
    """The first port from ``wanted`` upwards on which nobody listens; raises ``Refusal`` when there is none nearby."""
    for port in range(max(wanted, 1), min(wanted + TRIES, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise Refusal.of(
        "home.no-port",
        _("không mở được cổng nào từ %(wanted)d trở lên; hãy chọn cổng khác bằng --port, từ 1024 đến 65535.")
        % {"wanted": wanted},
    )
