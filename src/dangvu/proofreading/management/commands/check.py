"""``dangvu check``: proofreads reports."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import get_language

from dangvu.proofreading.cli import add_arguments, run


class Command(BaseCommand):
    """Finds what contradicts in reports; exit code 0 clean, 1 findings, 2 unreadable."""

    help = "Tìm chỗ mâu thuẫn trong báo cáo (.txt, .md, .docx, .pdf)."
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_arguments(parser)
        parser.set_defaults(language="en" if get_language() == "en" else "vi")

    def handle(self, *_args: Any, **options: Any) -> None:
        code = run(argparse.Namespace(**options))
        if code:
            sys.exit(code)
