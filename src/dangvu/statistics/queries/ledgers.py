"""Ledgers of one organisation for the year so far: opening, what came, what went, closing."""

from __future__ import annotations

from dataclasses import dataclass

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import day_before
from dangvu.organizations.queries import first_day
from dangvu.statistics.catalogue.book import Catalogue
from dangvu.statistics.catalogue.identities import Ledger
from dangvu.statistics.figures import Answer, Figure, answer
from dangvu.statistics.naming import question_of, year_so_far


@dataclass(frozen=True, slots=True)
class Flow:
    """A line of a ledger: what came (``+``) or went (``−``)."""

    sign: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Book:
    """Opening, what came, what went, closing; ``holds`` says whether that adds up."""

    label: str
    opening: Figure
    flows: tuple[Flow, ...]
    closing: Figure

    @property
    def holds(self) -> bool:
        """Whether opening plus what came minus what went is the closing."""
        moved = sum(int(flow.figure.value or 0) * (1 if flow.sign == "+" else -1) for flow in self.flows)
        return int(self.opening.value or 0) + moved == int(self.closing.value or 0)


def ledger_of(ledger: Ledger, asked: Asked, answered: Answer, book: Catalogue) -> Book:
    """A ledger from the last day of the year before to the day asked about; flows of nobody are left out.

    ``answered`` holds its stock and flows for the year so far. Records that begin within the year open it.
    """
    where = asked.organization
    first = max(day_before(year_so_far(asked.on)), first_day(known_at=asked.known_at) or asked.on)
    opening = answer(question_of(asked, (ledger.stock,), first=first), book)[ledger.stock, where]
    came = (Flow("+", answered[name, where]) for name in ledger.came)
    went = (Flow("−", answered[name, where]) for name in ledger.went)
    flows = tuple(flow for flow in (*came, *went) if flow.figure.value)
    return Book(str(ledger.label), opening, flows, answered[ledger.stock, where])
