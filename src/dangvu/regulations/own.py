"""The office's own values, at hand for every question, and the moment as of which they are believed.

All of them are read when a rule is first asked for in a request, a job or a command, and kept until the next one: rules
are asked for once a row.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dangvu.kernel.days import LATEST
from dangvu.regulations.reading import Certainty, Rule, RuleValue, read_only

if TYPE_CHECKING:
    from dangvu.regulations.models import Override

_at_hand: ContextVar[tuple[Override, ...] | None] = ContextVar("the office's own values", default=None)
_moment: ContextVar[datetime] = ContextVar("the moment as of which own values are believed", default=LATEST)


@contextmanager
def believing(known_at: datetime | None) -> Iterator[None]:
    """Within it, rules say what was believed at ``known_at``; without a moment, what is believed now."""
    token = _moment.set(known_at or LATEST)
    try:
        yield
    finally:
        _moment.reset(token)


@contextmanager
def as_shipped() -> Iterator[None]:
    """Within it, rules say what the files say, and no database is asked."""
    token = _at_hand.set(())
    try:
        yield
    finally:
        _at_hand.reset(token)


def forget(**_told: Any) -> None:
    """Read the own values again when next asked: what came since counts from now on."""
    _at_hand.set(None)


def own_values() -> Hashable:
    """What names the own values at hand as believed now, for whoever remembers an answer that rests on rules."""
    return _moment.get(), tuple((one.pk, one.superseded_in) for one in _all())


def with_own(rule: Rule) -> Rule:
    """The history of a rule as shipped, with the office's own values in it."""
    moment = _moment.get()
    own = [_value(one) for one in _all() if one.rule == rule.name and one.recorded_at <= moment < one.superseded_at]
    if not own:
        return rule
    values = {value.effective_from: value for value in (*rule.values, *own)}
    return replace(rule, values=tuple(values[day] for day in sorted(values)))


def _all() -> tuple[Override, ...]:
    from dangvu.regulations.models import Override  # noqa: PLC0415 - rules are asked before models are ready

    found = _at_hand.get()
    if found is None:
        found = tuple(Override.objects.order_by("pk"))
        _at_hand.set(found)
    return found


def _value(override: Override) -> RuleValue:
    return RuleValue(
        effective_from=override.effective_from,
        value=read_only(override.value),
        source=str(override.basis),
        certainty=Certainty.VERIFIED,
        note=override.note,
        own=override.pk,
    )
