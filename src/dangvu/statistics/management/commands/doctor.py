"""``dangvu doctor``: everything that must hold of the records, the rules, the figures and the trail."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.audit.verify import verify_trail
from dangvu.kernel.contracts import Check, registered
from dangvu.kernel.days import parse_day, parse_moment
from dangvu.kernel.findings import Finding, Refusal
from dangvu.organizations.queries import first_day
from dangvu.statistics.identities import check_identities
from dangvu.statistics.questions import Question


class Command(BaseCommand):
    """Exit code 0 when nothing is wrong, 1 with a sentence for each finding."""

    help = _("Kiểm tra bản ghi, quy định, số liệu và nhật ký có chỗ nào sai không.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day up to which records are checked."""
        parser.add_argument("--on", type=parse_day, metavar=_("NGÀY"), help=_("kiểm tra đến ngày (mặc định hôm nay)"))
        parser.add_argument("--known-at", type=parse_moment, metavar=_("LÚC"), help=_("theo dữ liệu biết đến lúc đó"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every check, print what it found."""
        on = options["on"] or timezone.localdate()
        found = 0
        for label, run in _examinations(on, options["known_at"]):
            findings = _examine(run)
            found += len(findings)
            self.stdout.write(f"{'✗' if findings else '✓'} {label}")
            for finding in findings:
                self.stdout.write(f"    {finding}")
        if found:
            self.stdout.write(_("Có %(count)s chỗ cần xem lại.") % {"count": found})
            raise SystemExit(1)
        self.stdout.write(_("Không có gì sai."))


def _examinations(on: date, known_at: datetime | None) -> list[tuple[str, Callable[[], Sequence[Finding]]]]:
    """What is examined, in order, each with its label."""
    return [
        *((str(check.label), partial(check.run, on, known_at)) for check in registered(Check)),
        (_("Số liệu khớp nhau ở mọi tổ chức"), partial(_broken_identities, on, known_at)),
        (_("Nhật ký nguyên vẹn"), verify_trail),
    ]


def _examine(run: Callable[[], Sequence[Finding]]) -> Sequence[Finding]:
    """The findings of a check; one that cannot be carried out says why."""
    try:
        return run()
    except Refusal as refusal:
        return refusal.findings


def _broken_identities(on: date, known_at: datetime | None) -> list[Finding]:
    """Identities on the day, and ledgers over the whole time of the records."""
    return check_identities(Question((), first=first_day(known_at=known_at), last=on, known_at=known_at))
