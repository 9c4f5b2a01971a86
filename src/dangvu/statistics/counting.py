"""Counting: one statement for all indicators of a fact, and what has been counted already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from dangvu.kernel.days import DAYS_IN_YEAR
from dangvu.kernel.vietnamese import round_half_up
from dangvu.organizations.models import OrganizationRecord
from dangvu.statistics.catalogue.facts import Fact, Time
from dangvu.statistics.catalogue.indicators import Indicator, Measure
from dangvu.statistics.compile.engine import run, to_uuid
from dangvu.statistics.compile.plan import aggregates_of, plan
from dangvu.statistics.questions import Question
from dangvu.statistics.remembering import MEMORY, Memory, state_of
from dangvu.statistics.values import Column, Number, Places, Values


@dataclass
class Counts:
    """What has been counted for several questions in a row, so that none of them counts the same again.

    To be dropped with the report or page that it was made for: it does not notice what is recorded meanwhile. With a
    ``memory`` it counts for every organisation at once, and leaves what it counts for those who ask later.
    """

    memory: Memory | None = None
    _held: dict[tuple[object, ...], dict[str, Values]] = field(default_factory=dict)
    _organizations: dict[datetime | None, frozenset[UUID]] = field(default_factory=dict)
    _states: dict[str, str | None] = field(default_factory=dict)

    def of(self, question: Question, fact: Fact, indicators: list[Indicator], reach: str) -> dict[str, Values]:
        """The values of ``indicators`` over ``fact``, by id; those not held yet are counted in one statement."""
        asked = replace(question, scope=None) if self.memory else question
        when = asked.day if fact.time is Time.STOCK else (asked.first, asked.last)
        held = self._held.setdefault((fact.name, asked.scope, when, asked.known_at, asked.reach), {})
        if missing := [indicator for indicator in indicators if indicator.id not in held]:
            held |= self._recall(asked, when, fact, missing, reach)
        return {indicator.id: held[indicator.id] for indicator in indicators}

    def organizations(self, question: Question) -> frozenset[UUID]:
        """The organisations answered for: the one asked for, or every one ever believed to have existed."""
        if question.scope:
            return frozenset({question.scope})
        moment = question.known_at
        if moment not in self._organizations:
            records = OrganizationRecord.objects.believed(moment)
            self._organizations[moment] = frozenset(records.values_list("organization_id", flat=True).distinct())
        return self._organizations[moment]

    def _recall(
        self, question: Question, when: object, fact: Fact, indicators: list[Indicator], reach: str
    ) -> dict[str, Values]:
        """What the memory holds for the present state of the records, and the rest counted now."""
        state = self._state(fact, reach)
        if self.memory is None or state is None:
            return _count(question, fact, indicators, reach)
        key = (fact.name, fact.query, reach, when, question.known_at, question.reach, state)
        known = self.memory.recall(key)
        if missing := [indicator for indicator in indicators if indicator.describes not in known]:
            counted = _count(question, fact, missing, reach)
            known = known | {indicator.describes: counted[indicator.id] for indicator in missing}
            # What was counted while somebody recorded may be of the state before or after.
            if state_of(fact, reach) == state:
                self.memory.keep(key, known)
        return {indicator.id: known[indicator.describes] for indicator in indicators}

    def _state(self, fact: Fact, reach: str) -> str | None:
        if self.memory is None:
            return None
        if fact.name not in self._states:
            self._states[fact.name] = state_of(fact, reach)
        return self._states[fact.name]


def remembered() -> Counts:
    """Counts that know whatever this process has counted before, for one page."""
    return Counts(MEMORY)


def _count(question: Question, fact: Fact, indicators: list[Indicator], reach: str) -> dict[str, Values]:
    """The values of every indicator of one fact, in one statement."""
    planned = plan(fact, indicators, scoped=question.scope is not None, seen=question.seen)
    names, rows = run(reach, planned, question.values(fact, indicators))
    columns = dict(zip(names, zip(*rows, strict=True) if rows else ([] for _name in names), strict=True))
    places = Places(to_uuid(scope) for scope in columns["ancestor_id"])
    aliases = {aggregate: alias for alias, aggregate in planned.named}
    on = question.day_of(fact)
    return {
        indicator.id: Column(
            places, _measured(indicator, [columns[aliases[each]] for each in aggregates_of(indicator)], on)
        )
        for indicator in indicators
    }


def _measured(
    indicator: Indicator, found: Sequence[Sequence[int | Decimal | None]], on: date
) -> Sequence[Number | None]:
    """The values of an indicator from its aggregates: sums over nothing are missing, sums of PostgreSQL are decimals."""
    if indicator.measure is Measure.MEAN_AGE:
        return [_mean_age(people, born, on, indicator.decimals) for people, born in zip(*map(_whole, found), strict=True)]
    return _whole(found[0])


def _whole(numbers: Iterable[int | Decimal | None]) -> list[int]:
    return [int(number or 0) for number in numbers]


def _mean_age(people: int, born: int, on: date, decimals: int) -> Decimal | None:
    """The mean of ages in years on a day, of people whose day numbers of birth add up to ``born``."""
    if not people:
        return None
    days = Decimal(people * on.toordinal() - born)
    return round_half_up(days / people / DAYS_IN_YEAR, decimals)
