"""Amounts as lengths: bars by category, columns by month or year, a bullet for a target, the parts of a whole.

Every length starts at zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from dangvu.ui.charts.lines import BOTTOM, TOP
from dangvu.ui.charts.scale import COUNTS, LETTER, Axis, Numbers, Rule, Tick, Value, axis, breadth, spread

SHARES = Numbers(2, "%")
"""Shares of a whole, as reports print them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A category: its value, the same on an earlier day, and the address that opens it."""

    label: str
    value: Value | None
    earlier: Value | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn row: the bar from ``x`` on and the mark of the earlier value, in per cent of the width."""

    label: str
    text: str
    link: str
    x: float
    width: float
    earlier: float | None
    earlier_text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars; ``now`` and ``before`` say what bar and stroke stand for."""

    template: ClassVar[str] = "ui/charts/bars.html"
    title: str
    bars: tuple[Bar, ...]
    zero: float
    now: str
    before: str


def bars(rows: Sequence[Row], *, title: str, now: str = "", before: str = "", numbers: Numbers = COUNTS) -> Bars:
    """A bar for each row, in the order given, with its number; a stroke where it stood before."""
    values = [value for row in rows for value in (row.value, row.earlier) if value is not None]
    scale = _from_zero(values)
    return Bars(title, tuple(_bar(row, scale, numbers) for row in rows), scale.at(0), now, before)


def _from_zero(values: Sequence[Value]) -> Axis:
    """The exact range of values and zero: bars carry their numbers, so the range need not end on a round one."""
    low, high = min([0, *values]), max([0, *values])
    return Axis(Decimal(low), Decimal(high if high > low else 1))


def _bar(row: Row, scale: Axis, numbers: Numbers) -> Bar:
    start, end = sorted((scale.at(0), scale.at(row.value or 0)))
    earlier = None if row.earlier is None else scale.at(row.earlier)
    return Bar(row.label, numbers.write(row.value), row.link, start, end - start, earlier, numbers.write(row.earlier))


@dataclass(frozen=True, slots=True)
class Track:
    """What is drawn up or down from zero in each column, with the addresses that open the values (or none)."""

    name: str
    values: Sequence[Value | None]
    links: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One value of a column: its rectangle (across in per cent, down in pixels) and the number at its end.

    ``reach`` and ``reach_height`` bound what can be pressed, at least 24 pixels high; ``level`` as for ticks.
    """

    kind: str
    x: float
    width: float
    y: float
    height: float
    slot: float
    slot_width: float
    reach: float
    reach_height: float
    middle: float
    number_y: float
    number: str
    level: int | None
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns over periods, with a hairline at zero."""

    template: ClassVar[str] = "ui/charts/columns.html"
    height: ClassVar[int] = BOTTOM + 30
    title: str
    rules: tuple[Rule, ...]
    zero: float
    periods: tuple[Tick, ...]
    blocks: tuple[Block, ...]
    up: str
    down: str

    @property
    def linked(self) -> bool:
        """Whether some value opens its figure, so that the drawing is more than a picture."""
        return any(block.link for block in self.blocks)

    @property
    def margin(self) -> int:
        """The width in pixels of the column of values at the left."""
        return breadth(self.rules)


WIDTHS = (270, 420, 660)
"""Least widths in pixels of the plot of columns: on a phone, on a tablet, on a desk."""

FLOOR, CEILING = BOTTOM - LETTER * 2, TOP + LETTER * 2
"""Between these pixels columns are drawn: numbers stand above the highest and below the lowest."""


def columns(
    periods: Sequence[str], up: Track, below: Track | None = None, *, title: str, numbers: Numbers = COUNTS
) -> Columns:
    """A column for each period: ``up`` from zero upwards (its negative values downwards), ``below`` always downwards.

    So arrivals stand on the line and departures hang from it; values of ``below`` are amounts, none negative, and are
    written with a minus. Raises ValueError when there are no periods, or when a track has another number of values.
    """
    tracks = {"up": up} | ({"down": _downwards(below)} if below else {})
    if not periods or any(len(track.values) != len(periods) for track in tracks.values()):
        raise ValueError("columns need periods, and in each track a value (or None) for each of them")
    values = [value for track in tracks.values() for value in track.values]
    scale = axis(values, numbers, from_zero=True)
    level = _room(max(len(numbers.write(value)) for value in values), len(periods))
    slot = 100 / len(periods)
    blocks = tuple(
        _block(
            track, index, value, period=periods[index], slot=slot, scale=scale, numbers=numbers, kind=kind, level=level
        )
        for kind, track in tracks.items()
        for index, value in enumerate(track.values)
        if value is not None
    )
    middles = [(index + 0.5) * slot for index in range(len(periods))]
    return Columns(
        title=title,
        rules=scale.rules(CEILING, FLOOR),
        zero=scale.down(0, CEILING, FLOOR),
        periods=spread(middles, periods, WIDTHS, "middle"),
        blocks=blocks,
        up=up.name,
        down=below.name if below else "",
    )


def _downwards(track: Track) -> Track:
    return Track(track.name, [None if value is None else -value for value in track.values], track.links)


def _room(letters: int, count: int) -> int | None:
    """From which width on numbers of so many letters fit above ``count`` columns."""
    needed = (letters * LETTER + 3) * count
    return next((level for level, width in enumerate(WIDTHS) if needed <= width), None)


def _block(
    track: Track,
    index: int,
    value: Value,
    *,
    period: str,
    slot: float,
    scale: Axis,
    numbers: Numbers,
    kind: str,
    level: int | None,
) -> Block:
    zero, end = scale.down(0, CEILING, FLOOR), scale.down(value, CEILING, FLOOR)
    top, height = min(zero, end), abs(zero - end)
    hanging = value < 0 or (kind == "down" and value == 0)
    reach = max(height + 2 * LETTER, 24.0)
    return Block(
        kind=kind,
        x=(index + 0.18) * slot,
        width=slot * 0.64,
        y=top,
        height=height,
        slot=index * slot,
        slot_width=slot,
        reach=zero if hanging else zero - reach,
        reach_height=reach,
        middle=(index + 0.5) * slot,
        number_y=end + 15 if hanging else end - 7,
        number=numbers.write(value),
        level=level,
        text=f"{track.name}, {period}: {numbers.write(value)}".removeprefix(", "),
        link=track.links[index] if track.links else "",
    )


@dataclass(frozen=True, slots=True)
class Bullet:
    """A value against its target, in per cent of the width."""

    template: ClassVar[str] = "ui/charts/bullet.html"
    text: str
    target_text: str
    width: float
    target: float | None
    missed: bool


def bullet(
    value: Value | None,
    target: Value | None,
    highest: Value,
    *,
    at_most: bool = False,
    over: bool = False,
    numbers: Numbers = COUNTS,
) -> Bullet:
    """A bar of ``value`` on a track up to ``highest``, the target a stroke; what exceeds the track widens it.

    ``at_most`` says that the target is a limit; ``over`` that it has to be exceeded and not only reached (or, for a
    limit, stayed below).
    """
    scale = _from_zero([max(highest, value or 0, target or 0)])
    missed = value is not None and target is not None and _misses(value, target, at_most=at_most, over=over)
    place = None if target is None else scale.at(target)
    target_text = "" if target is None else numbers.write(target)
    return Bullet(numbers.write(value), target_text, scale.at(max(value or 0, 0)), place, missed)


def _misses(value: Value, target: Value, *, at_most: bool, over: bool) -> bool:
    lacking = value - target if at_most else target - value
    return lacking > 0 or (over and lacking == 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole, with the address that opens it."""

    label: str
    value: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A drawn part: from ``x`` on, in per cent of the width, in one of six inks."""

    label: str
    text: str
    share: str
    link: str
    x: float
    width: float
    ink: int


@dataclass(frozen=True, slots=True)
class Stacked:
    """One bar of the parts of a whole; labels stand below in the same order."""

    template: ClassVar[str] = "ui/charts/stacked.html"
    title: str
    shares: tuple[Share, ...]
    total: str


def stacked(parts: Sequence[Part], *, title: str) -> Stacked:
    """The parts, none negative, as one bar of 100 %; of nothing at all, an empty track."""
    total = sum(part.value for part in parts)
    shares: list[Share] = []
    before = 0
    for index, part in enumerate(parts):
        x, width = (100 * before / total, 100 * part.value / total) if total else (0.0, 0.0)
        share = SHARES.write(Decimal(100 * part.value) / total if total else None)
        shares.append(Share(part.label, COUNTS.write(part.value), share, part.link, x, width, index % 6 + 1))
        before += part.value
    return Stacked(title, tuple(shares), COUNTS.write(total))
