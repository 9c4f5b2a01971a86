"""``dangvu work``: long work, done in a process of its own."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _


class Command(BaseCommand):
    """Work through the queue of jobs."""

    help = _("Làm những công việc dài mà các trang đã giao; “dangvu serve” tự chạy lệnh này.")
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Without an argument it works until it is interrupted."""
        parser.add_argument("--batch", action="store_true", help=_("làm hết những việc đang chờ rồi dừng"))
        parser.add_argument("--attached", action="store_true", help=_("dừng khi chương trình đã gọi lệnh này dừng"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Give back control when the queue is empty, or never."""
        from dangvu.jobs.worker import Worker  # noqa: PLC0415 - django-tasks loads models of its own

        worker = Worker()
        if options["batch"]:
            worker.work_off()
            return
        worker.configure_signals()
        worker.work(attached=options["attached"])
