"""A command answers at once: what only some commands need is imported by them."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {"docx", "granian", "lxml", "pypandoc", "sqlglot", "typst"}

SETUP = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "dangvu.home.settings"
import dangvu.home.cli, django
django.setup()
print(json.dumps(list(sys.modules)))
"""


def test_start_imports_no_heavy_package() -> None:
    done = subprocess.run([sys.executable, "-c", SETUP], capture_output=True, text=True, check=True)
    assert HEAVY & set(json.loads(done.stdout)) == set()
