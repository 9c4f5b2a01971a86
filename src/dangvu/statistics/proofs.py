"""Everything that must add up at one organisation on a day: sums, ledgers of the year so far, parts within a whole."""

from __future__ import annotations

from dataclasses import dataclass

from dangvu.kernel.asking import Asked
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.catalogue.identities import Ledger, Share, Sum
from dangvu.statistics.figures import Figure, answer
from dangvu.statistics.naming import question_of
from dangvu.statistics.queries.ledgers import Book, ledger_of
from dangvu.statistics.sources import Equation, equation


@dataclass(frozen=True)
class Held:
    """A part that must not be more than its base."""

    label: str
    part: Figure
    base: Figure

    @property
    def holds(self) -> bool:
        """Whether the part is not more than its base."""
        return (self.part.value or 0) <= (self.base.value or 0)


@dataclass(frozen=True)
class Proofs:
    """The identities of one organisation by their form."""

    sums: tuple[Equation, ...] = ()
    ledgers: tuple[Book, ...] = ()
    shares: tuple[Held, ...] = ()

    @property
    def count(self) -> int:
        """How many identities there are."""
        return len(self.sums) + len(self.ledgers) + len(self.shares)

    @property
    def broken(self) -> int:
        """How many of them do not hold."""
        return sum(not one.holds for group in (self.sums, self.ledgers, self.shares) for one in group)


def proofs_of(asked: Asked) -> Proofs:
    """Every identity at the organisation and day asked about; sums that do not hold come first.

    Raises ``Refusal`` like ``answer``, and ``Http404`` for a reader who may see no figures anywhere.
    """
    book, where = catalogue(asked.known_at), asked.organization
    names = tuple(dict.fromkeys(name for one in book.identities for name in one.indicators))
    answered = answer(question_of(asked, names), book)
    sums = [equation(one, answered, where) for one in book.identities if isinstance(one, Sum)]
    return Proofs(
        tuple(sorted(sums, key=lambda one: one.holds)),
        tuple(ledger_of(one, asked, answered, book) for one in book.identities if isinstance(one, Ledger)),
        tuple(
            Held(str(one.label), answered[one.part, where], answered[one.base, where])
            for one in book.identities
            if isinstance(one, Share)
        ),
    )
