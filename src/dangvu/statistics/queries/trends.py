"""Figures of one organisation over time: a row of days or periods, and two of them against each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from dangvu.kernel.days import day_after, day_before, months_after
from dangvu.kernel.policy import EVERYTHING, Reach
from dangvu.kernel.vietnamese import round_half_up
from dangvu.statistics.catalogue.book import Catalogue, catalogue
from dangvu.statistics.catalogue.identities import Ledger
from dangvu.statistics.counting import remembered
from dangvu.statistics.figures import Answer, Counts, Figure, Number, Question, answer, count_ahead
from dangvu.statistics.questions import check_question

PERCENT_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class When:
    """Stocks are asked for the day ``last``, flows from ``first`` to ``last``, both included."""

    last: date
    first: date | None = None


def answer_when(question: Question, when: When, counts: Counts | None, of: Catalogue | None = None) -> Answer:
    """The figures of a question at another time."""
    return answer(_at(question, when), of, counts)


def _at(question: Question, when: When) -> Question:
    return replace(question, on=when.last, first=when.first, last=when.first and when.last)


def month_ends(on: date, number: int = 13) -> list[When]:
    """``on`` and the last days of the months before it, oldest first, each with its month up to that day."""
    found = [When(on, on.replace(day=1))]
    while len(found) < number:
        last = day_before(found[-1].last.replace(day=1))
        found.append(When(last, last.replace(day=1)))
    return found[::-1]


def months(first: date, last: date) -> list[When]:
    """The calendar months from ``first`` to ``last``, the first and the last of them perhaps in part."""
    found, start = [], first
    while start <= last:
        end = min(last, day_before(months_after(start.replace(day=1), 1)))
        found.append(When(end, start))
        start = day_after(end)
    return found


def series(
    indicators: Iterable[str],
    scope: UUID,
    whens: Sequence[When],
    *,
    known_at: datetime | None = None,
    reach: Reach = EVERYTHING,
    counts: Counts | None = None,
) -> dict[str, list[Figure]]:
    """Each indicator at each of ``whens``, in their order. Raises ``Refusal`` like ``answer``."""
    names, book = tuple(dict.fromkeys(indicators)), catalogue(known_at)
    asked = Question(names, scope, known_at=known_at, reach=reach)
    held = counts or remembered()
    questions = [_at(asked, when) for when in whens]
    if questions:
        check_question(questions[0], book, held.known)
        count_ahead(questions, book, held)
    answers = [answer(question, book, held) for question in questions]
    return {name: [answered[name, scope] for answered in answers] for name in names}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure before and after. ``change`` is after minus before, ``percent`` the change in percent of before.

    Either is ``None`` where a figure has no value, and ``percent`` of nothing as well. ``moved`` are the flows that led
    from one stock to the other: what came, then what went, without those of nobody.
    """

    before: Figure
    after: Figure
    change: Number | None
    percent: Decimal | None
    came: tuple[Figure, ...]
    went: tuple[Figure, ...]


def compare(
    indicators: Iterable[str],
    scope: UUID,
    before: When,
    after: When,
    *,
    known_at: datetime | None = None,
    reach: Reach = EVERYTHING,
    counts: Counts | None = None,
) -> list[Comparison]:
    """Each indicator on two days or in two periods, with what moved in between. Raises ``Refusal`` like ``answer``."""
    names, book, counts = tuple(dict.fromkeys(indicators)), catalogue(known_at), counts or remembered()
    ledgers = {each.stock: each for each in book.identities if isinstance(each, Ledger) and each.stock in names}
    asked = Question(names, scope, known_at=known_at, reach=reach)
    old, new = (answer_when(asked, when, counts, book) for when in (before, after))
    flows = None
    if ledgers and before.last < after.last:
        moved = tuple(dict.fromkeys(name for each in ledgers.values() for name in (*each.came, *each.went)))
        between = When(after.last, day_after(before.last))
        flows = answer_when(replace(asked, indicators=moved), between, counts, book)
    return [_compared(old[name, scope], new[name, scope], ledgers.get(name), flows) for name in names]


def _compared(before: Figure, after: Figure, ledger: Ledger | None, flows: Answer | None) -> Comparison:
    change = None if before.value is None or after.value is None else after.value - before.value
    percent = None
    if change is not None and before.value:
        percent = round_half_up(Decimal(100) * change / before.value, PERCENT_DECIMALS)
    came, went = (
        tuple(figure for figure in (flows[name, after.scope] for name in names) if figure.value) if flows else ()
        for names in ((ledger.came, ledger.went) if ledger else ((), ()))
    )
    return Comparison(before, after, change, percent, came, went)
