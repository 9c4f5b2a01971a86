"""What every drawing measures with: nice ticks, a scale, labels that do not collide, wrapped text.

Across, places are percentages of the width and down they are pixels: so a drawing fills whatever width it is given
while its text keeps its size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from dangvu.kernel.vietnamese import write_number

Value = int | Decimal
"""What is drawn: a count, or an exact ratio."""

LETTER = 7.2
"""Mean width in pixels of a letter or a digit at 13 px, on the safe side."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the values of a drawing are written: ``Numbers(2, "%")`` writes ``94,02 %``."""

    decimals: int = 0
    unit: str = ""

    def write(self, value: Value | None) -> str:
        """The value with its unit; a dash when there is no number."""
        if value is None:
            return "–"
        text = write_number(value, self.decimals)
        return f"{text}\N{NO-BREAK SPACE}{self.unit}" if self.unit else text


COUNTS = Numbers()
"""Whole numbers, as things that are counted are written."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis (per cent of its length) and what is written there.

    ``level`` says from which width on there is room for the text: 0 always, 1 on a tablet, 2 on a desk; ``None`` never.
    ``anchor`` is the side of the text that stands on the place: start, middle or end.
    """

    at: float
    text: str
    level: int | None = 0
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline ``y`` pixels from the upper edge, and the value that it stands for."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The range from ``low`` to ``high``, with the values of its ticks and how they are written."""

    low: Decimal
    high: Decimal
    marks: tuple[Decimal, ...] = ()
    numbers: Numbers = COUNTS

    @property
    def broken(self) -> bool:
        """Whether zero lies outside the range, which a drawing has to say."""
        return self.low > 0 or self.high < 0

    def at(self, value: Value) -> float:
        """The place of ``value`` on the axis, in per cent from ``low``."""
        return float((Decimal(value) - self.low) / (self.high - self.low) * 100)

    def down(self, value: Value, top: float, bottom: float) -> float:
        """The place of ``value`` in pixels from the upper edge, where the axis goes up from ``bottom`` to ``top``."""
        return bottom - (bottom - top) * self.at(value) / 100

    def rules(self, top: float, bottom: float) -> tuple[Rule, ...]:
        """The hairlines of the ticks."""
        return tuple(Rule(self.down(mark, top, bottom), self.numbers.write(mark)) for mark in self.marks)


def steps(low: Value, high: Value, *, goal: int = 5, whole: bool = False) -> list[Decimal]:
    """Round numbers (1, 2 or 5 times a power of ten apart) that cover ``low`` to ``high``.

    There are between two and ``goal`` + 2 of them; ``whole`` keeps them whole numbers, as counts need.
    """
    first, last = Decimal(low), Decimal(high)
    if first == last:
        first, last = min(first, Decimal(0)), max(last, Decimal(int(first == 0)))
    least = (last - first) / goal
    power = Decimal(1).scaleb(least.adjusted())
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= least)
    if whole:
        step = max(step, Decimal(1))
    start, end = (first / step).to_integral_value("ROUND_FLOOR"), (last / step).to_integral_value("ROUND_CEILING")
    return [(start + index) * step for index in range(int(end - start) + 1)]


def axis(values: Sequence[Value | None], numbers: Numbers, *, from_zero: bool) -> Axis:
    """An axis for ``values``; zero belongs to it when ``from_zero``, or when it lies near enough to cost little."""
    known = [value for value in values if value is not None] or [0]
    low, high = min(known), max(known)
    if from_zero or low * 2 < high or low == high:
        low = min(low, 0)
    if from_zero or high * 2 > low or low == high:
        high = max(high, 0)
    marks = steps(low, high, whole=numbers.decimals == 0)
    decimals = max(0, -(marks[1] - marks[0]).adjusted())
    return Axis(marks[0], marks[-1], tuple(marks), Numbers(decimals, numbers.unit))


def breadth(rules: Sequence[Rule]) -> int:
    """The width in pixels of the column in which the values of ``rules`` are written."""
    return round(max(len(rule.text) for rule in rules) * LETTER + LETTER)


def spread(places: Sequence[float], texts: Sequence[str], widths: Sequence[int], anchor: str) -> tuple[Tick, ...]:
    """Ticks at ``places`` (per cent, ascending), each with the level from which on its text collides with no other.

    ``widths`` are the least widths in pixels of the drawing at levels 0, 1, 2. Texts stand at the first place and then
    at equal steps up to the last; the first step too is equal where that costs little. ``anchor`` is that of all texts:
    with ``start`` they must also end inside the drawing, with ``edges`` they stand in the middle but for the first and
    the last, which stay inside.
    """
    if not places:
        return ()
    last = len(places) - 1
    anchors = ["middle" if anchor == "edges" else anchor] * len(places)
    if anchor == "edges":
        anchors[0], anchors[-1] = "start", "end"
    levels: dict[int, int] = {}
    step = 1
    for level, width in reversed(list(enumerate(widths))):
        extents = [_extent(*text, width) for text in zip(places, texts, anchors, strict=True)]
        fitting = [index for index, extent in enumerate(extents) if anchor != "start" or extent[1] <= width]
        # A wider level shows all that a narrower one shows, so its steps divide those of the narrower.
        clear = [
            times
            for times in range(step, last + 2 * step, step)
            if _clear(_every(times, last, fitting, extents), extents)
        ]
        step = next((times for times in clear if last % times == 0 and times <= 2 * clear[0]), clear[0])
        levels |= dict.fromkeys(_every(step, last, fitting, extents), level)
    return tuple(
        Tick(place, text, levels.get(index), anchors[index])
        for index, (place, text) in enumerate(zip(places, texts, strict=True))
    )


def _every(step: int, last: int, fitting: Sequence[int], extents: Sequence[tuple[float, float]]) -> list[int]:
    """The first text and those at equal steps before the last which do not run into it."""
    return [
        index for index in fitting if index == 0 or ((last - index) % step == 0 and extents[0][1] <= extents[index][0])
    ]


def _clear(chosen: Sequence[int], extents: Sequence[tuple[float, float]]) -> bool:
    return all(extents[one][1] <= extents[next_one][0] for one, next_one in pairwise(chosen))


def _extent(place: float, text: str, anchor: str, width: int) -> tuple[float, float]:
    """Where a text begins and ends, in pixels, with some air."""
    length = len(text) * LETTER + LETTER
    start = place / 100 * width - {"start": 0.0, "middle": length / 2, "end": length}[anchor]
    return start, start + length


def wrapped(text: str, letters: int) -> tuple[str, ...]:
    """The lines of a text of at most ``letters`` letters each; at least one."""
    return tuple(textwrap.wrap(text, letters)) or ("",)


def apart(desired: Sequence[float], heights: Sequence[float], bottom: float) -> list[float]:
    """Tops for labels as near to ``desired`` as can be, none covering another, and above ``bottom`` if all fit."""
    tops = [0.0] * len(desired)
    order = sorted(range(len(desired)), key=lambda index: desired[index])
    free = 0.0
    for index in order:
        tops[index] = max(desired[index], free)
        free = tops[index] + heights[index]
    limit = max(bottom, sum(heights))
    for index in reversed(order):
        tops[index] = min(tops[index], limit - heights[index])
        limit = tops[index]
    return tops
