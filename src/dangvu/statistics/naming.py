"""How an address names a figure: ``members.total``, ``members.total@VPU``, ``members.total:2020-12-31..2021-01-31``.

What the address asks anyway (organisation, day, known-at) is left out; a flow without days is that of the year so far.
"""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import allowed, reach
from dangvu.organizations.queries import recall_organization
from dangvu.statistics.figures import Figure, Question, answer
from dangvu.statistics.policy import READ

_DAY = r"\d{4}-\d\d-\d\d"
_NAME = re.compile(rf"([a-z0-9_.]{{1,200}})(?:@([^@:]{{1,40}}))?(?::({_DAY})(?:\.\.({_DAY}))?)?", re.ASCII)


def name_of(figure: Figure, asked: Asked, code: str = "") -> str:
    """The name of a figure within ``asked``; ``code`` is that of its organisation where it is another one."""
    name = figure.indicator.id if figure.scope == asked.organization else f"{figure.indicator.id}@{code}"
    if figure.first and figure.last:
        usual = (year_so_far(asked.on), asked.on)
        return name if usual == (figure.first, figure.last) else f"{name}:{figure.first}..{figure.last}"
    return f"{name}:{figure.on}" if figure.on and figure.on != asked.on else name


def figure_named(asked: Asked, name: str) -> Figure:
    """The figure of this name, computed under what the reader may see.

    Raises ``Refusal`` for a name that names none and like ``answer``, and ``Http404`` for an organisation out of reach.
    """
    found = _NAME.fullmatch(name)
    if found is None:
        message = _("“%(name)s” không phải là tên của một con số; hãy mở con số từ trang có nó.")
        raise Refusal.of("statistics.unknown-figure", message % {"name": name[:80]})
    indicator, code, first, last = found.groups()
    scope = _scope(asked, code) if code else asked.organization
    return figure_of(asked, indicator, scope, *_days(first, last))


def figure_of(
    asked: Asked, indicator: str, scope: UUID | None = None, first: date | None = None, last: date | None = None
) -> Figure:
    """One figure as ``asked``, or of another ``scope``, another day (``first``) or period (``first`` to ``last``)."""
    where = scope or asked.organization
    question = question_of(asked, (indicator,), where, first, last)
    return answer(question)[indicator, where]


def question_of(
    asked: Asked,
    indicators: tuple[str, ...],
    scope: UUID | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Question:
    """A question about the day, or the days from ``first`` to ``last``, under what the reader may see.

    With ``first`` alone stocks are those of that day. Without either, flows are those of the year so far. Raises
    ``Http404`` for a reader who may see no figures anywhere: a count of nothing would read like a figure.
    """
    granted = reach(asked.actor, READ)
    if not granted.anywhere:
        raise Http404
    on = last or first or asked.on
    return Question(
        indicators=indicators,
        scope=scope or asked.organization,
        on=on,
        first=first if last else year_so_far(on),
        last=on,
        known_at=asked.known_at,
        reach=granted,
    )


def year_so_far(on: date) -> date:
    """The first day of the year of ``on``."""
    return on.replace(month=1, day=1)


def _scope(asked: Asked, code: str) -> UUID:
    record = recall_organization(code, as_of=asked.on, known_at=asked.known_at)
    if not allowed(asked.actor, READ, record.organization_id):
        raise Http404
    return record.organization_id


def _days(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    try:
        return _day(first), _day(last)
    except ValueError:
        message = _("không có ngày như vậy trong lịch; hãy mở con số từ trang có nó.")
        raise Refusal.of("statistics.bad-day", message) from None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
