"""An indicator in parts and over time, as lines of a table and as drawings that open to figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import day_before, write_day
from dangvu.kernel.policy import Reach, reach
from dangvu.organizations.queries import first_day
from dangvu.statistics.catalogue.facts import Type
from dangvu.statistics.catalogue.identities import Sum
from dangvu.statistics.catalogue.indicators import Indicator, Kind
from dangvu.statistics.figures import Figure, Number
from dangvu.statistics.naming import year_so_far
from dangvu.statistics.policy import READ
from dangvu.statistics.queries.breakdowns import Breakdown, by_category, by_child, by_code
from dangvu.statistics.queries.explaining import Explanation
from dangvu.statistics.queries.trends import Comparison, When, compare, month_ends, series
from dangvu.statistics.templatetags.figures import address_of
from dangvu.ui import charts

MONTHS, YEARS = 13, 6
"""Points of a course by months and by years."""

CHILDREN, CODE = "children", "code."


@dataclass(frozen=True)
class Line:
    """A part of a figure: its name, its figure, its share in percent, and the code of its organisation."""

    label: str
    figure: Figure | None
    value: Number | None
    percent: Decimal | None = None
    code: str = ""


@dataclass(frozen=True)
class Parts:
    """A way of dividing a figure; ``proved`` says whether the lines make up the whole, ``None`` where nothing does."""

    label: str
    lines: Sequence[Line]
    whole: Figure
    proved: bool | None = None


def ways_of(explained: Explanation) -> dict[str, str]:
    """The ways of dividing an indicator, by the value of the parameter that chooses one."""
    found = {CHILDREN: _("theo tổ chức trực thuộc")}
    sums = [one for one in explained.identities if isinstance(one, Sum) and one.whole == explained.indicator.id]
    found |= {one.id: str(one.label) for one in sums}
    fact = explained.indicator.fact
    if fact and explained.indicator.kind in (Kind.STOCK, Kind.FLOW):
        coded = [column for column in fact.columns.values() if column.type is Type.CODE and column.codes]
        found |= {f"{CODE}{column.name}": str(column.label) for column in coded}
    return found


@dataclass(frozen=True)
class Drawn:
    """One indicator as a page asks for it; flows are those from ``since``, or of the year so far."""

    request: HttpRequest
    asked: Asked
    indicator: Indicator
    since: date | None = None

    def parts(self, way: str, label: str) -> Parts:
        """The indicator divided in one of the ``ways_of`` it."""
        if way == CHILDREN:
            return self._children(label)
        broken = self._by_code(way.removeprefix(CODE)) if way.startswith(CODE) else self._by_sum(label)
        lines = [Line(part.name, part.figure, part.figure.value, part.percent) for part in broken.parts]
        return Parts(label, lines, broken.whole, broken.holds)

    def bars(self, parts: Parts) -> charts.Bars | None:
        """A bar for each part, open to its figure; a drawing of nothing is none."""
        rows = [charts.Row(line.label, line.value, link=self._link(line.figure, line.code)) for line in parts.lines]
        return charts.bars(rows, title=parts.label, numbers=self._numbers) if rows else None

    def course(self, every: str) -> Sequence[Figure]:
        """The figure at the ends of months or years up to the day, as far back as there are records."""
        whens = month_ends(self.asked.on, MONTHS) if every == "month" else list(self._years())
        start = first_day(known_at=self.asked.known_at)
        known = [when for when in whens if start and start <= (when.first or when.last)]
        name = self.indicator.id
        found = series((name,), self.asked.organization, known, known_at=self.asked.known_at, reach=self._reach)
        return found[name]

    def curve(self, course: Sequence[Figure]) -> charts.Drawing | None:
        """Flows as columns, everything else as a line; one point is no course."""
        days = [day for figure in course if (day := figure.last or figure.on)]
        if len(days) == 1 or not days:
            return None
        values, links = [figure.value for figure in course], [self._link(figure) for figure in course]
        title = str(self.indicator.label)
        if self.indicator.kind is Kind.FLOW:
            return charts.columns([write_day(day) for day in days], charts.Track("", values, links), title=title)
        return charts.line([charts.Series("", values, links)], days, title=title, numbers=self._numbers)

    def compared(self, against: date) -> Comparison | None:
        """The figure on another day and now, or in both years so far; ``None`` for a day before all records."""
        start = first_day(known_at=self.asked.known_at)
        if start is None or against < start:
            return None
        whens = self._when(against), self._when(self.asked.on)
        name, where = self.indicator.id, self.asked.organization
        [found] = compare((name,), where, *whens, known_at=self.asked.known_at, reach=self._reach)
        return found

    @property
    def _reach(self) -> Reach:
        return reach(self.asked.actor, READ)

    @property
    def _numbers(self) -> charts.Numbers:
        return charts.Numbers(self.indicator.decimals, "%" if self.indicator.kind is Kind.RATIO else "")

    def _when(self, day: date) -> When:
        return When(day, max(year_so_far(day), first_day(known_at=self.asked.known_at) or day))

    @property
    def _now(self) -> When:
        return When(self.asked.on, self.since) if self.since else self._when(self.asked.on)

    def _years(self) -> Iterator[When]:
        """The year so far of the day asked about, after the whole years before it."""
        year = self.asked.on.year
        for begun in range(max(year - YEARS + 2, date.min.year + 1), year + 1):
            yield self._when(day_before(date(begun, 1, 1)))
        yield self._when(self.asked.on)

    def _link(self, figure: Figure | None, code: str = "") -> str:
        return address_of(self.request, self.asked, figure, code) if figure else ""

    def _by_code(self, column: str) -> Breakdown:
        where, when = self.asked.organization, self._now
        return by_code(self.indicator.id, column, where, when, known_at=self.asked.known_at, reach=self._reach)

    def _by_sum(self, label: str) -> Breakdown:
        where, when = self.asked.organization, self._now
        sums = by_category(self.indicator.id, where, when, known_at=self.asked.known_at, reach=self._reach)
        return next(one for one in sums if one.label == label)

    def _children(self, label: str) -> Parts:
        """By the organisations directly below; what the organisation counts itself fills them up to the whole."""
        name, when = self.indicator.id, self._now
        below = by_child((name,), self.asked.organization, when, known_at=self.asked.known_at, reach=self._reach)
        lines = [
            Line(one.record.name, one.figures[name], one.figures[name].value, code=one.record.code)
            for one in below.children
        ]
        rest = below.rest.get(name)
        if rest and lines:
            lines.append(Line(_("của chính tổ chức này, hoặc tổ chức nay không còn trực thuộc"), None, rest))
        return Parts(label, lines, below.whole[name])
