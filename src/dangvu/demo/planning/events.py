"""What the office entered: everything that happened, in the order in which it was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dangvu.demo.planning.boards import Board
from dangvu.demo.planning.people import Life, Step
from dangvu.demo.planning.tree import Decision, Unit


@dataclass(frozen=True)
class Registering:
    """The organisations that exist when the register begins."""

    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Promising:
    """A target of admissions."""

    unit: str
    value: int
    first: date
    last: date


@dataclass(frozen=True)
class Reshaping:
    """A decision on the tree, and the cell into which each member concerned goes."""

    decision: Decision
    cells: dict[Life, tuple[str, str]]


@dataclass(frozen=True)
class Electing:
    """Committees elected on one day, or the first ones of new organisations."""

    boards: tuple[Board, ...]


@dataclass(frozen=True)
class NamingHeads:
    """Who heads the bodies of organisations: unit, member and title."""

    heads: tuple[tuple[str, Life, str], ...]


@dataclass(frozen=True)
class Enrolling:
    """Members who arrive, or are there when the register begins; ``origin`` is empty then."""

    lives: tuple[Life, ...]
    origin: str


@dataclass(frozen=True)
class Admitting:
    """A ceremony in a cell."""

    cell: str
    lives: tuple[Life, ...]
    decided: date


@dataclass(frozen=True)
class Recognising:
    """Members whose probation has ended."""

    lives: tuple[Life, ...]


@dataclass(frozen=True)
class Moving:
    """A member who changes to another cell."""

    life: Life
    cell: str


@dataclass(frozen=True)
class Departing:
    """Members who move out of the records."""

    lives: tuple[Life, ...]
    destination: str


@dataclass(frozen=True)
class Ending:
    """Members who died, or left the Party."""

    lives: tuple[Life, ...]
    reason: str


@dataclass(frozen=True)
class Awarding:
    """Levels reached."""

    steps: tuple[tuple[Life, Step], ...]


@dataclass(frozen=True)
class LeavingYouth:
    """Members who leave the Youth Union."""

    lives: tuple[Life, ...]


@dataclass(frozen=True)
class Correcting:
    """A slip of the pen in the personal details, put right."""

    life: Life
    column: str
    value: Any
    reason: str


Happening = (
    Registering
    | Promising
    | Reshaping
    | Electing
    | NamingHeads
    | Enrolling
    | Recognising
    | Admitting
    | Moving
    | Departing
    | Ending
    | Awarding
    | LeavingYouth
    | Correcting
)
ORDER = Happening.__args__
"""Of what happened on one day, this is recorded first to last."""


@dataclass(frozen=True)
class Paper:
    """What an event rests on: who issued it, on which day; ``symbol`` as printed on it."""

    issuer: str = ""
    day: date | None = None
    symbol: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happened on ``day`` and was entered at ``at`` by ``clerk``."""

    day: date
    what: Happening
    paper: Paper
    at: datetime
    clerk: str
