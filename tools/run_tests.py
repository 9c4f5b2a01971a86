"""All tests: everything on SQLite, then on PostgreSQL what can differ there, and the coverage of both together.

On PostgreSQL run the tests that touch the database, but for those that ask for pages: what pages read and write goes
through queries and acts that have tests of their own. Tests of pages that put statements together themselves, or that
walk over all addresses, are marked ``both`` and run there too. Coverage is traced there only in the rooms that have
lines for PostgreSQL alone.

Without a PostgreSQL the second run is left out and said to be, without a Chromium the tests in a browser; in CI either
is a failure, and so is a skipped test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import browser
from tools.postgres import UnavailableError, private_server

BIN = Path(sys.executable).parent
CI = os.environ.get("CI") == "true"
PROVED_ROOMS = ["kernel", "regulations", "access", "statistics"]
"""The rooms in which every branch is tested: what they answer, everything else repeats."""

ON_POSTGRESQL = "database and (both or not pages)"
TRACED_ON_POSTGRESQL = ["tests/audit", "tests/kernel"]
TRACING = ["--cov", "--cov-report=", "--cov-fail-under=0"]


@dataclass(frozen=True)
class Outcome:
    """How many tests of a run passed, failed or were skipped, and whether pytest was content."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    content: bool = True

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.content and other.content,
        )


def main() -> int:
    """Run, report, and close with the number of tests; 0 when all is well."""
    for old in Path().glob(".coverage.*"):
        old.unlink()
    without_browser = _without_browser()
    outcome = _run("sqlite", [*TRACING, *without_browser], {"DANGVU_DATABASE_URL": ""})
    try:
        with private_server() as url:
            there = {"DANGVU_DATABASE_URL": url}
            # The second run finds the tables of the first.
            options = ["-m", ON_POSTGRESQL, "--reuse-db"]
            outcome += _run("postgresql", [*options, *TRACING, *TRACED_ON_POSTGRESQL], there)
            elsewhere = [f"--ignore={room}" for room in TRACED_ON_POSTGRESQL]
            outcome += _run("postgresql", [*options, *elsewhere], there)
        good = outcome.content and _covered()
    except UnavailableError as error:
        print(f"PostgreSQL tests were left out, and with them the measure of what all tests cover. {error}")
        good = outcome.content and not CI
    skipped = f", {outcome.skipped} skipped" if outcome.skipped else ""
    print(f"{outcome.passed} passed, {outcome.failed} failed{skipped}")
    return 0 if good and not (CI and (outcome.skipped or without_browser)) else 1


def _without_browser() -> list[str]:
    """What leaves out the tests in a browser, on a machine that has none and cannot get one."""
    try:
        browser.program()
    except browser.UnavailableError as error:
        print(f"Tests in a browser were left out. {error}")
        return ["--ignore=tests/browser"]
    return []


def _run(database: str, options: Sequence[str], environment: dict[str, str]) -> Outcome:
    print(f"· tests on {database}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        # A file stays with one worker, so that what its tests share is built once; tests/conftest.py orders the files.
        workers = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
        command = [str(BIN / "pytest"), "-q", *workers, f"--junitxml={report}", *options]
        environment = os.environ | environment | {"DANGVU_VAR": folder}
        environment["COVERAGE_FILE"] = str(Path(f".coverage.{database}").resolve())
        # Some hundred processes start in a run; what is not kept compiled, each of them would compile anew.
        environment["PYTHONDONTWRITEBYTECODE"] = ""
        done = subprocess.run(command, env=environment, check=False)
        counts = _counts(report) if report.exists() else Outcome()
    return counts + Outcome(content=done.returncode == 0)


def _counts(report: Path) -> Outcome:
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest wrote it a moment ago
    total = Outcome()
    for suite in suites:
        tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        total += Outcome(tests - failed - skipped, failed, skipped)
    return total


def _covered() -> bool:
    """Whether both runs together reach the bar over everything, and every branch of the proved rooms."""
    print("· coverage of both runs", flush=True)
    coverage = BIN / "coverage"
    subprocess.run([coverage, "combine", "--quiet", *Path().glob(".coverage.*")], check=True)
    proved = ",".join(f"src/dangvu/{room}/*" for room in PROVED_ROOMS)
    over_all = subprocess.run([coverage, "report"], check=False)
    print(f"· branches of {', '.join(PROVED_ROOMS)}", flush=True)
    of_proved = subprocess.run([coverage, "report", f"--include={proved}", "--fail-under=100"], check=False)
    return not (over_all.returncode or of_proved.returncode)


if __name__ == "__main__":
    sys.exit(main())
