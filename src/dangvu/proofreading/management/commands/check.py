"""``dangvu check``: proofreads reports."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import get_language

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
        add_arguments(parser, _language())

    def handle(self, *_args: Any, **options: Any) -> None:
        code = run(argparse.Namespace(**options))
        if code:
            sys.exit(code)
