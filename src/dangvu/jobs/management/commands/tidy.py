"""``dangvu tidy``: remove what is kept for a while only."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.jobs.tidying import tidy_up


class Command(BaseCommand):
    """Do at once what the worker does every hour."""

    help = _("Dọn những gì chỉ giữ một thời gian; “dangvu work” tự làm việc này mỗi giờ.")
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how much was removed."""
        for label, removed in tidy_up(timezone.now()):
            self.stdout.write(f"{label}: {removed}")
