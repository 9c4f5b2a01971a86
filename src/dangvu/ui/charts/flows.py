"""A reorganisation drawn: organisations before and after, and the members that flow between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from dangvu.ui.charts.scale import COUNTS, wrapped
from dangvu.ui.charts.trees import State


@dataclass(frozen=True, slots=True)
class Stand:
    """An organisation on one side of a reorganisation: its members, and the address that opens them."""

    code: str
    label: str
    value: int
    link: str = ""
    state: State = State.KEPT


@dataclass(frozen=True, slots=True)
class Link:
    """Members that go from a stand before to a stand after; ``exception`` for those who do not go with the rest."""

    source: str
    target: str
    value: int
    exception: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where some members of a stand come from."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A drawn stand: ``lines`` of its label decide the height of its row; ``origins`` are told where they change."""

    label: str
    text: str
    link: str
    state: str
    lines: int
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Stream:
    """A drawn link: a curve (across in per cent, down in pixels) and its width in pixels."""

    path: str
    width: float
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Before, after and the streams between; ``proved`` when the members of every stand add up from its streams."""

    template: ClassVar[str] = "ui/charts/flow.html"
    title: str
    heads: tuple[str, str]
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    streams: tuple[Stream, ...]
    height: int
    totals: tuple[str, str]
    proved: bool


ROWS = {1: 36, 2: 54, 3: 72}
"""Height in pixels of a row with a label of so many lines."""

LETTERS = 28
"""So many letters of a label stand on a line where before and after have room side by side."""

WIDEST = 24
"""Width in pixels of the stream of the largest stand."""

THINNEST = 1.5
"""Width in pixels of the stream of a single member, and of an exception."""


def flow(
    before: Sequence[Stand], after: Sequence[Stand], links: Sequence[Link], *, title: str, heads: tuple[str, str]
) -> Flow:
    """Streams as wide as the members that they carry; ``heads`` name the two sides.

    Raises KeyError when a link leads from or to a stand that is not there.
    """
    lefts, rights = _middles(before), _middles(after)
    scale = WIDEST / max([*(one.value for one in (*before, *after)), 1])
    widths = [max(link.value * scale, THINNEST) for link in links]
    starts = _meetings([lefts[link.source] for link in links], [rights[link.target] for link in links], widths)
    ends = _meetings([rights[link.target] for link in links], [lefts[link.source] for link in links], widths)
    old, new = {one.code: one for one in before}, {one.code: one for one in after}
    return Flow(
        title,
        heads,
        tuple(_place(one, [], old) for one in before),
        tuple(_place(one, [link for link in links if link.target == one.code], old) for one in after),
        tuple(
            _stream(link, old[link.source], new[link.target], start=start, end=end, width=width)
            for link, start, end, width in zip(links, starts, ends, widths, strict=True)
        ),
        max(sum(ROWS[_lines(one)] for one in side) for side in (before, after)),
        (COUNTS.write(sum(one.value for one in before)), COUNTS.write(sum(one.value for one in after))),
        _adds_up(before, after, links),
    )


def _lines(one: Stand) -> int:
    return min(len(wrapped(one.label, LETTERS)), max(ROWS))


def _middles(side: Sequence[Stand]) -> dict[str, float]:
    """The middle of the row of each stand, in pixels."""
    middles: dict[str, float] = {}
    top = 0
    for one in side:
        height = ROWS[_lines(one)]
        middles[one.code] = top + height / 2
        top += height
    return middles


def _meetings(own: Sequence[float], other: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Where each stream meets its side: those of one stand lie around its middle, in the order of where they lead."""
    tops = {middle: middle - sum(w for m, w in zip(own, widths, strict=True) if m == middle) / 2 for middle in own}
    places = [0.0] * len(own)
    for index in sorted(range(len(own)), key=lambda index: other[index]):
        places[index] = tops[own[index]] + widths[index] / 2
        tops[own[index]] += widths[index]
    return places


def _place(one: Stand, links: Sequence[Link], old: dict[str, Stand]) -> Place:
    origins = tuple(Origin(old[link.source].label, COUNTS.write(link.value)) for link in links)
    if {link.source for link in links} == {one.code}:
        origins = ()
    return Place(one.label, COUNTS.write(one.value), one.link, one.state.value, _lines(one), origins)


def _stream(link: Link, source: Stand, target: Stand, *, start: float, end: float, width: float) -> Stream:
    moved = source.state is not State.KEPT or target.state is not State.KEPT
    kind = "exception" if link.exception else "moved" if moved else "kept"
    path = f"M0 {start:.2f} C50 {start:.2f} 50 {end:.2f} 100 {end:.2f}"
    text = f"{source.label} → {target.label}: {COUNTS.write(link.value)}"
    return Stream(path, THINNEST if link.exception else width, kind, text)


def _adds_up(before: Sequence[Stand], after: Sequence[Stand], links: Sequence[Link]) -> bool:
    leaving, arriving = Counter[str](), Counter[str]()
    for link in links:
        leaving[link.source] += link.value
        arriving[link.target] += link.value
    return all(leaving[one.code] == one.value for one in before) and all(
        arriving[one.code] == one.value for one in after
    )
