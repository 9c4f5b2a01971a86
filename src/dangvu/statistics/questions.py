"""Questions for figures, and why some cannot be answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.kernel.days import LATEST, write_day, years_before
from dangvu.kernel.findings import Finding, refuse_if_any
from dangvu.kernel.policy import EVERYTHING, Reach
from dangvu.organizations.queries import first_day, is_organization
from dangvu.statistics.catalogue.book import Catalogue
from dangvu.statistics.catalogue.conditions import AGE
from dangvu.statistics.catalogue.facts import Fact, Time
from dangvu.statistics.catalogue.indicators import Indicator
from dangvu.statistics.compile.engine import Value
from dangvu.statistics.compile.steps import Seen


@dataclass(frozen=True, slots=True)
class Question:
    """Which indicators, of which organisation (``None``: every one), on which day and for which period.

    A stock is asked for ``on``, or for ``last`` when there is no ``on``; a flow from ``first`` to ``last``, both
    included. ``known_at`` is the moment of knowledge (``None``: all that is known now). Only rows of organisations in
    ``reach`` are counted.
    """

    indicators: tuple[str, ...]
    scope: UUID | None = None
    on: date | None = None
    first: date | None = None
    last: date | None = None
    known_at: datetime | None = None
    reach: Reach = EVERYTHING

    @property
    def day(self) -> date | None:
        """The day that stocks are asked for."""
        return self.on or self.last

    def day_of(self, fact: Fact) -> date:
        """The day up to which ages are counted: of a period, its last."""
        day = self.day if fact.time is Time.STOCK else self.last
        assert day is not None
        return day

    def fits(self, fact: Fact) -> bool:
        """Whether the question says for when the fact is asked."""
        if fact.time is Time.STOCK:
            return self.day is not None
        return self.first is not None and self.last is not None

    @property
    def seen(self) -> Seen | None:
        """How many organisations ``reach`` names, on which the text of a statement depends; ``None``: all are seen."""
        return None if self.reach.everything else Seen(len(self.reach.roots), len(self.reach.units))

    def values(self, fact: Fact, indicators: Iterable[Indicator]) -> Mapping[str, Value]:
        """What the placeholders of a statement over ``fact`` stand for."""
        values: dict[str, Value] = {"known_at": self.known_at or LATEST}
        days = {"on": self.day, "first": self.first, "last": self.last}
        values.update({name: day for name, day in days.items() if day})
        if self.scope:
            values["scope"] = self.scope
        values.update({f"root_{index}": root for index, root in enumerate(sorted(self.reach.roots))})
        values.update({f"unit_{index}": unit for index, unit in enumerate(sorted(self.reach.units))})
        for indicator in indicators:
            for years in indicator.condition.years:
                values[f"{AGE}{years}"] = years_before(self.day_of(fact), years)
        return values


@dataclass(frozen=True, slots=True)
class Known:
    """What checking has found out already: when the records begin, and which organisations there are."""

    _starts: dict[datetime | None, date | None] = field(default_factory=dict)
    _scopes: set[UUID] = field(default_factory=set)

    def start(self, known_at: datetime | None) -> date | None:
        """The first day of the records, as known at a moment."""
        if known_at not in self._starts:
            self._starts[known_at] = first_day(known_at=known_at)
        return self._starts[known_at]

    def has(self, scope: UUID) -> bool:
        """Whether there is an organisation of this identity."""
        if scope not in self._scopes and is_organization(scope):
            self._scopes.add(scope)
        return scope in self._scopes


def check_question(question: Question, catalogue: Catalogue, known: Known | None = None) -> None:
    """Raise ``Refusal`` when the question cannot be answered, with a sentence for each reason."""
    known = known or Known()
    refuse_if_any([*_period_findings(question, known), *_scope_findings(question, known)])
    refuse_if_any(_time_findings(question, catalogue))


def _period_findings(question: Question, known: Known) -> Iterable[Finding]:
    if question.first and question.last and question.last < question.first:
        message = _("kỳ số liệu kết thúc ngày %(last)s, trước khi bắt đầu ngày %(first)s; hãy đổi lại hai ngày.")
        values = {"last": write_day(question.last), "first": write_day(question.first)}
        yield Finding("statistics.period-reversed", message % values)
    start = known.start(question.known_at)
    if start is None:
        yield _nothing_known(question.known_at)
        return
    for day in (question.on, question.first, question.last):
        if day and day < start:
            message = _(
                "không có số liệu cho ngày %(day)s; bản ghi đầu tiên có từ ngày %(start)s, hãy chọn từ ngày đó."
            )
            yield Finding("statistics.before-records", message % {"day": write_day(day), "start": write_day(start)})
            return


def _nothing_known(known_at: datetime | None) -> Finding:
    if known_at is None:
        message = _("chưa có tổ chức đảng nào được ghi nhận; hãy nhập tổ chức trước.")
    else:
        message = _("đến %(moment)s chưa có tổ chức đảng nào được ghi nhận; hãy chọn thời điểm muộn hơn.")
        message %= {"moment": known_at.isoformat(timespec="minutes")}
    return Finding("statistics.no-records", message)


def _scope_findings(question: Question, known: Known) -> Iterable[Finding]:
    if question.scope and not known.has(question.scope):
        message = _("không có tổ chức đảng nào mang định danh %(scope)s; hãy kiểm tra lại.")
        yield Finding("statistics.unknown-scope", message % {"scope": question.scope})


def _time_findings(question: Question, catalogue: Catalogue) -> Iterable[Finding]:
    for name in question.indicators:
        for counted in catalogue.counted(catalogue.indicator(name)):
            if counted.fact and not question.fits(counted.fact):
                yield _unfit(counted.fact, name)
                break


def _unfit(fact: Fact, name: str) -> Finding:
    if fact.time is Time.STOCK:
        message = _("chỉ tiêu “%(name)s” tính tại một ngày; hãy cho biết ngày.")
        return Finding("statistics.no-day", message % {"name": name})
    message = _("chỉ tiêu “%(name)s” tính trong một kỳ; hãy cho biết từ ngày nào đến ngày nào.")
    return Finding("statistics.no-period", message % {"name": name})
