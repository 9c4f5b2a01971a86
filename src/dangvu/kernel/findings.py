"""What is wrong, as values: a check returns all its findings, an act that cannot go on raises them together.

A message is one sentence that says what is wrong, where, and what to do. Its source text is Vietnamese and marked for
translation, so the English of the second language comes from the message catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    ``code`` is stable and names the kind of finding (``members.too-young``); ``message`` is what a person reads;
    ``place`` names the file and line, or the record, it is about (empty when the message says it all).
    """

    code: str
    message: str
    place: str = ""
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else str(self.message)


class Refusal(Exception):
    """An act or a question that cannot be carried out; nothing has been changed.

    Carries one or more findings. Commands print them and exit with code 2, pages show them beside the field.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        if not findings:
            raise ValueError("a refusal needs at least one finding")
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)

    @classmethod
    def of(cls, code: str, message: str, *, place: str = "") -> Refusal:
        """A refusal for a single reason."""
        return cls([Finding(code, message, place)])


def refuse_if_any(findings: Iterable[Finding]) -> None:
    """Raise a ``Refusal`` that carries every error among ``findings``; warnings and notes do not stop an act."""
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if errors:
        raise Refusal(errors)
