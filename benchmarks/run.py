"""The budgets of Dangvu, measured on the sample committee: ``make bench``.

Builds the sample committee in ``var/bench`` and in a private PostgreSQL, and measures on each of them what
``docs/budgets.md`` promises: a table with budget, time by the clock, time of the processor and verdict. Ends with exit
code 1, and says which, when a budget is missed. ``--on`` measures on one database only, ``--pages`` pages only, and
``--kept`` takes the sample committee that was built last on SQLite.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from benchmarks.measuring import HEADING, Measurement, Taken, once
from tools.postgres import private_server

FOLDER = Path(__file__).resolve().parents[1] / "var" / "bench"
DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
BUILDING = 30.0
"""Seconds for the data of ``make demo``, which is on SQLite."""


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure against the budgets.")
    parser.add_argument("--on", choices=DATABASES, help="measure on this database only")
    parser.add_argument("--pages", action="store_true", help="measure pages only")
    parser.add_argument("--kept", action="store_true", help="take the sample committee built last on SQLite")
    asked = parser.parse_args()
    sys.exit(_measure(asked) if asked.on else _measure_on_all())


def _measure_on_all() -> bool:
    """Measure on one database after the other, each in a process of its own: settings are chosen once."""
    runs = [[sys.executable, "-m", "benchmarks", *sys.argv[1:], "--on", database] for database in DATABASES]
    ended = [subprocess.run(run, check=False).returncode for run in runs]
    return any(ended)


def _measure(asked: argparse.Namespace) -> bool:
    """Print the table of one database; whether a budget is missed."""
    if not asked.kept:
        shutil.rmtree(FOLDER, ignore_errors=True)
    os.environ |= {"DJANGO_SETTINGS_MODULE": "dangvu.home.settings", "DANGVU_VAR": str(FOLDER)}
    os.environ.pop("DANGVU_DATABASE_URL", None)
    with private_server() if asked.on == "postgres" else nullcontext() as url:
        if url:
            os.environ["DANGVU_DATABASE_URL"] = url
        missed = [measurement for measurement in _printed(asked) if measurement.missed]
    told = ", ".join(measurement.what for measurement in missed) or "none"
    print(f"\nbudgets missed on {DATABASES[asked.on]}: {told}\n", flush=True)
    return bool(missed)


def _printed(asked: argparse.Namespace) -> Iterator[Measurement]:
    import django  # noqa: PLC0415 - the settings must be chosen first

    django.setup()
    print(f"{DATABASES[asked.on]}{HEADING.removeprefix(' ' * len(DATABASES[asked.on]))}")
    for measurement in _measurements(asked):
        print(measurement.line(), flush=True)
        yield measurement


def _measurements(asked: argparse.Namespace) -> Iterator[Measurement]:
    yield from _data(asked.on)
    from benchmarks.figures import figures, proofreading, report  # noqa: PLC0415 - Django must be set up first
    from benchmarks.pages import page_measurements  # noqa: PLC0415 - likewise

    if not asked.pages:
        yield from figures()
        yield from report()
        if asked.on == "sqlite":
            yield proofreading()
    yield from page_measurements()


def _data(database: str) -> Iterator[Measurement]:
    """Building the sample committee: only once, so that its budget is one for the processor."""
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first

    from dangvu.demo.building import build, is_built  # noqa: PLC0415 - likewise

    if is_built():
        call_command("migrate", verbosity=0)
        return
    taken = once(lambda: build(lambda *_told: None))
    judged = Taken(taken.processor, taken.processor)
    yield Measurement("data of the sample committee (once: time of the processor)", judged, BUILDING)
    if database == "postgres":
        yield Measurement("data of the sample committee, with the work of the server", taken)
