"""What proofreading finds: a place in the text, what it states, what follows from the rest, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dangvu.kernel.findings import Level


class Kind(StrEnum):
    """The kinds of finding."""

    SUM = "sum"
    PERCENT = "percent"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    TARGET = "target"
    REPEAT = "repeat"
    DATE = "date"
    NUMBERING = "numbering"
    SYMBOL = "symbol"
    FORMAT = "format"
    TYPO = "typo"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One contradiction before it is put into words.

    ``start`` and ``end`` are character offsets into the text as read. ``message`` names a sentence of
    ``messages``, ``facts`` fill it. ``stated`` is what the text says, ``expected`` what follows (empty when nothing
    certain follows). ``related`` are the places of the other figures of the arithmetic.
    """

    kind: Kind
    level: Level
    start: int
    end: int
    message: str
    stated: str = ""
    expected: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    related: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TextFinding:
    """A flaw with its file, line, quotation and sentence: what a person reads and a program receives.

    ``arithmetic`` is the calculation that gives ``expected``, if there is one (``33 + 42``).
    """

    file: str
    line: int
    start: int
    end: int
    kind: Kind
    severity: Level
    quote: str
    stated: str
    expected: str
    message: str
    related: tuple[tuple[int, int], ...] = ()
    arithmetic: str = ""

    def as_json(self) -> dict[str, object]:
        """The finding as the interface promises it."""
        return {
            "file": self.file,
            "line": self.line,
            "start": self.start,
            "end": self.end,
            "kind": str(self.kind),
            "severity": str(self.severity),
            "quote": self.quote,
            "stated": self.stated,
            "expected": self.expected,
            "message": self.message,
        }
