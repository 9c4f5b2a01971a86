"""What ``dangvu doctor`` asks of the rule files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from dangvu.kernel.findings import Finding, Refusal
from dangvu.regulations.reading import read_rule, rule_files
from dangvu.regulations.rulebook import DATA


def broken_files(_on: date, _known_at: datetime | None) -> list[Finding]:
    """A finding for every rule file that cannot be read, whatever the day."""
    return broken_files_in(DATA)


def broken_files_in(folder: Path) -> list[Finding]:
    """A finding for every rule file below ``folder`` that cannot be read."""
    findings: list[Finding] = []
    for path in rule_files(folder):
        try:
            read_rule(path)
        except Refusal as refusal:
            findings.extend(refusal.findings)
    return findings
