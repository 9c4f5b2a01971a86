"""Who asks for English on the command line is answered in English alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys

VIETNAMESE = re.compile(r"[ăâđêôơưạ-ỹ]")

EXPLAIN_ALL = """
from contextlib import suppress
from django.core.management import get_commands
from dangvu.home import cli
cli.main(["--help"])
for name in cli._ours(get_commands()):
    with suppress(SystemExit):
        cli.main([name, "--help"])
"""


def test_every_command_explains_itself_in_english() -> None:
    """A sentence listed here is not marked for translation."""
    said = subprocess.run(
        [sys.executable, "-c", EXPLAIN_ALL],
        env=os.environ | {"DANGVU_LANGUAGE": "en"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert [line for line in said.splitlines() if VIETNAMESE.search(line)] == []
    assert said.count("show this help message and exit") == said.count("usage: dangvu") > 1
