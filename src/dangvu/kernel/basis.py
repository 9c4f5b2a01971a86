"""What an act rests on: a document, its day and issuer; a value, since a founding decision may predate the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.kernel.days import write_day


@dataclass(frozen=True, slots=True)
class Basis:
    """Symbol (``1202-QĐ/TU``), day and issuer of the document that an act rests on; any of them may be unknown."""

    symbol: str = ""
    day: date | None = None
    issuer: str = ""

    def __str__(self) -> str:
        # Not translated: the audit trail keeps this text under seal.
        parts = [self.symbol, f"ngày {write_day(self.day)}" if self.day else ""]
        text = ", ".join(part for part in parts if part)
        return f"{text} của {self.issuer}" if text and self.issuer else text or self.issuer


NO_BASIS = Basis()
