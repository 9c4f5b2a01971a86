"""``dangvu reprint``: an issued report again, byte for byte, and what would be different if it were written today."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.kernel.days import write_day
from dangvu.kernel.policy import Actor
from dangvu.reports.freezing import thaw
from dangvu.reports.queries import find_issued
from dangvu.reports.restatements import Restatement, restatements
from dangvu.reports.writing.writer import FORMATS, write_report


class Command(BaseCommand):
    """Writes the files as they were issued, then names every figure that late records changed since."""

    help = _("In lại đúng nguyên văn một báo cáo đã ban hành và cho biết số liệu nào nay đã khác.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The report is named by its symbol and by who issued it."""
        parser.add_argument("symbol", metavar=_("SỐ, KÝ HIỆU"), help=_("như 01-BC/ĐUK"))
        parser.add_argument("--scope", required=True, metavar=_("MÃ"), help=_("mã tổ chức đảng đã ban hành"))
        parser.add_argument("--out", type=Path, required=True, metavar=_("THƯ MỤC"), help=_("nơi ghi tệp"))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print paths, then restatements."""
        actor = Actor(_("người vận hành"), timezone.now(), operator=True)
        issued = find_issued(options["symbol"], options["scope"])
        stem = issued.symbol.replace("/", "-")
        for path in write_report(thaw(issued.content), options["out"], stem, FORMATS):
            self.stdout.write(str(path))
        changed = restatements(issued, actor=actor, known_at=actor.at)
        if not changed:
            self.stdout.write(_("Mọi số liệu đến nay vẫn như khi ban hành."))
        for restatement in changed:
            self._explain(restatement)

    def _explain(self, restatement: Restatement) -> None:
        sentence = _("%(label)s: đã in %(printed)s, nay là %(now)s.")
        self.stdout.write(
            sentence % {"label": restatement.label, "printed": restatement.printed, "now": restatement.now}
        )
        for change in restatement.changes:
            for record in change.records:
                what = {"what": record._meta.verbose_name, "day": write_day(record.recorded_at.date())}
                self.stdout.write("  " + _("%(what)s ghi nhận ngày %(day)s") % what)
