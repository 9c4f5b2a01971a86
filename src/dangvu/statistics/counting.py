"""Counting: one statement for all indicators of a fact, and what has been counted already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from dangvu.audit.remembering import State
from dangvu.kernel.days import DAYS_IN_YEAR
from dangvu.kernel.vietnamese import round_half_up
from dangvu.organizations.models import OrganizationRecord
from dangvu.statistics.catalogue.facts import Fact, Time
from dangvu.statistics.catalogue.indicators import Indicator, Measure
from dangvu.statistics.compile.engine import run_together, to_uuid
from dangvu.statistics.compile.plan import aggregates_of, plan
from dangvu.statistics.questions import Known, Question
from dangvu.statistics.remembering import MEMORY, Memory, state_of
from dangvu.statistics.values import Column, Number, Places, Values

TOGETHER = 30
"""Days or periods counted in one statement."""


@dataclass
class Counts:
    """What has been counted for several questions in a row, so that none of them counts the same again.

    To be dropped with the report or page that it was made for: it does not notice what is recorded meanwhile. With a
    ``memory`` it counts for every organisation at once, and leaves what it counts for those who ask later.
    """

    memory: Memory | None = None
    known: Known = field(default_factory=Known)
    _held: dict[tuple[object, ...], dict[str, Values]] = field(default_factory=dict)
    _organizations: dict[datetime | None, frozenset[UUID]] = field(default_factory=dict)
    _states: dict[tuple[str, datetime | None], State | None] = field(default_factory=dict)

    def of(self, question: Question, fact: Fact, indicators: Sequence[Indicator], reach: str) -> dict[str, Values]:
        """The values of ``indicators`` over ``fact``, by id; those not held yet are counted in one statement."""
        held = self.ahead([question], fact, indicators, reach)[0]
        return {indicator.id: held[indicator.id] for indicator in indicators}

    def ahead(
        self, questions: Sequence[Question], fact: Fact, indicators: Sequence[Indicator], reach: str
    ) -> list[dict[str, Values]]:
        """Hold the values for several questions that differ only in when they ask, counted in one statement."""
        asked = [replace(question, scope=None) if self.memory else question for question in questions]
        held = [self._held.setdefault((question.known_at, *_key(question, fact)), {}) for question in asked]
        known_at = questions[0].known_at
        state = self._state(fact, reach, known_at)
        for question, values in zip(asked, held, strict=True):
            if self.memory and state and any(indicator.id not in values for indicator in indicators):
                known = self.memory.recall((state, fact.query, reach, _key(question, fact)))
                values |= {each.id: known[each.describes] for each in indicators if each.describes in known}
        waiting = [at for at, values in enumerate(held) if any(each.id not in values for each in indicators)]
        for some in (waiting[start : start + TOGETHER] for start in range(0, len(waiting), TOGETHER)):
            missing = [each for each in indicators if any(each.id not in held[at] for at in some)]
            for at, values in zip(some, _count([asked[at] for at in some], fact, missing, reach), strict=True):
                held[at] |= values
        if waiting and self.memory and state == state_of(fact, reach, known_at, anew=True):
            # What is counted while somebody records may be of the state before or after.
            for at in waiting:
                described = {each.describes: held[at][each.id] for each in indicators}
                self.memory.keep((state, fact.query, reach, _key(asked[at], fact)), described)
        return held

    def organizations(self, question: Question) -> frozenset[UUID]:
        """The organisations answered for: the one asked for, or every one ever believed to have existed."""
        if question.scope:
            return frozenset({question.scope})
        moment = question.known_at
        if moment not in self._organizations:
            records = OrganizationRecord.objects.believed(moment)
            self._organizations[moment] = frozenset(records.values_list("organization_id", flat=True).distinct())
        return self._organizations[moment]

    def _state(self, fact: Fact, reach: str, known_at: datetime | None) -> State | None:
        if self.memory is None:
            return None
        if (fact.name, known_at) not in self._states:
            self._states[fact.name, known_at] = state_of(fact, reach, known_at)
        return self._states[fact.name, known_at]


def remembered() -> Counts:
    """Counts that know whatever this process has counted before, for one page."""
    return Counts(MEMORY)


def _key(question: Question, fact: Fact) -> tuple[object, ...]:
    """On what, besides what is known of the records and the definitions, the values of a question depend."""
    when = question.day if fact.time is Time.STOCK else (question.first, question.last)
    return fact.name, question.scope, when, question.reach


def _count(
    questions: Sequence[Question], fact: Fact, indicators: Sequence[Indicator], reach: str
) -> list[dict[str, Values]]:
    """The values of every indicator of one fact, for each question, in one statement."""
    planned = plan(fact, indicators, scoped=questions[0].scope is not None, seen=questions[0].seen)
    names, answered = run_together(reach, planned, [each.values(fact, indicators) for each in questions])
    aliases = {aggregate: alias for alias, aggregate in planned.named}
    found: list[dict[str, Values]] = []
    for question, rows in zip(questions, answered, strict=True):
        columns = dict(zip(names, zip(*rows, strict=True) if rows else ([] for _name in names), strict=True))
        places = Places(to_uuid(scope) for scope in columns["ancestor_id"])
        on = question.day_of(fact)
        found.append(
            {
                each.id: Column(places, _measured(each, [columns[aliases[part]] for part in aggregates_of(each)], on))
                for each in indicators
            }
        )
    return found


def _measured(
    indicator: Indicator, found: Sequence[Sequence[int | Decimal | None]], on: date
) -> Sequence[Number | None]:
    """The values of an indicator from its aggregates: sums over nothing are missing, PostgreSQL's are decimals."""
    if indicator.measure is Measure.MEAN_AGE:
        pairs = zip(*map(_whole, found), strict=True)
        return [_mean_age(people, born, on, indicator.decimals) for people, born in pairs]
    return _whole(found[0])


def _whole(numbers: Iterable[int | Decimal | None]) -> list[int]:
    return [int(number or 0) for number in numbers]


def _mean_age(people: int, born: int, on: date, decimals: int) -> Decimal | None:
    """The mean of ages in years on a day, of people whose day numbers of birth add up to ``born``."""
    if not people:
        return None
    days = Decimal(people * on.toordinal() - born)
    return round_half_up(days / people / DAYS_IN_YEAR, decimals)
