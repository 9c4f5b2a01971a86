"""``dangvu check``: proofreads reports."""

import argparse
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dangvu.kernel.days import parse_day
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.proofreading.checks.records import Records
from dangvu.proofreading.cli import add_arguments, run
from dangvu.proofreading.messages import LANGUAGES, sentence


def _language() -> str:
    language = get_language()
    return language if language in LANGUAGES else LANGUAGES[0]


class Command(BaseCommand):
    """Finds what contradicts in reports; exit code 0 clean, 1 findings, 2 unreadable."""

    help = sentence("help", {}, _language())
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """What the core takes, and the records to hold the text against."""
        add_arguments(parser, _language())
        parser.add_argument("--scope", metavar=_("MÃ"), help=_("so với sổ của tổ chức đảng có mã này"))
        parser.add_argument("--on", type=parse_day, metavar=_("NGÀY"), help=_("so với sổ tính đến ngày này"))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the findings; ``Refusal`` (exit code 2) when the records cannot be opened."""
        code = run(argparse.Namespace(**options), _records(options["scope"], options["on"]))
        if code:
            sys.exit(code)


def _records(scope: str | None, on: date | None) -> Records | None:
    if scope is None and on is None:
        return None
    if scope is None or on is None:
        message = _("so với sổ cần cả tổ chức và ngày; hãy ghi cả --scope và --on.")
        raise Refusal.of("proofreading.half-asked", message)
    from dangvu.proofreading.records import records_of  # noqa: PLC0415 (the figures are heavy, seldom needed)

    return records_of(scope, on, Actor(_("người vận hành"), timezone.now(), operator=True))
