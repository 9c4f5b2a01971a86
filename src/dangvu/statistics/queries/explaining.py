"""What an indicator means, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.identities import Identity
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.catalogue.wording import worded


@dataclass(frozen=True, slots=True)
class Explanation:
    """An indicator with what it counts and under which condition, in words, and what must hold of it.

    ``parts`` are the two sides of a ratio, explained likewise; ``counts`` and ``condition`` are then empty.
    """

    indicator: Indicator
    version: str
    counts: str
    condition: str
    identities: tuple[Identity, ...]
    parts: tuple[Explanation, ...]


def explain(indicator: str, *, known_at: datetime | None = None) -> Explanation:
    """Explain an indicator as defined at a moment of knowledge; raises ``Refusal`` for an unknown one."""
    book = catalogue(known_at)
    found = book.indicator(indicator)
    return Explanation(
        indicator=found,
        version=book.version(found),
        counts=str(found.fact.label) if found.fact else "",
        condition=str(worded(found.condition, found.fact)) if found.fact else "",
        identities=tuple(each for each in book.identities if indicator in each.indicators),
        parts=tuple(explain(name, known_at=known_at) for name in (found.part, found.base) if name),
    )
