"""``dangvu verify``: prove that nobody changed the trail or the records behind the software's back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dangvu.audit.verify import intact, verify_trail


class Command(BaseCommand):
    """Exit code 0 when everything is as it was written, 1 with a sentence for each break."""

    help = _("Kiểm tra nhật ký và các bản ghi có còn nguyên như khi ghi không.")

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print what is broken, or how many lines are whole."""
        findings = verify_trail()
        for finding in findings:
            self.stderr.write(str(finding))
        if findings:
            raise SystemExit(1)
        self.stdout.write(intact())
