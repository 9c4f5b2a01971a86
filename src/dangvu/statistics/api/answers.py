"""Figures as programs are told them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from dangvu.kernel.asking import Asked
from dangvu.statistics.figures import Figure
from dangvu.statistics.sources import is_limited

Teller = Callable[[Figure], Mapping[str, Any]]
"""Tells a figure."""


class FigureOut(Schema):
    """A figure and what it rests on; ``value`` is a whole number, or a decimal written as text.

    ``name`` is what its rows are asked for by; ``limited`` says that it may leave out what the program may not see.
    """

    name: str
    indicator: str
    label: str
    version: str
    scope: UUID
    on: date | None
    first: date | None
    last: date | None
    value: int | str | None
    rules_used: list[str]
    limited: bool


def teller(asked: Asked) -> Teller:
    """Tells figures of what is asked; whether they may be limited is worked out once for each organisation and day."""
    known: dict[tuple[UUID, date], bool] = {}

    def tell(figure: Figure) -> Mapping[str, Any]:
        on = figure.on or figure.last or asked.on
        if (figure.scope, on) not in known:
            known[figure.scope, on] = is_limited(figure, on)
        taken = ("indicator", "label", "version", "scope", "on", "first", "last", "value", "rules_used")
        details = figure.details()
        return {
            **{key: details[key] for key in taken},
            "name": name_in_full(figure),
            "limited": known[figure.scope, on],
        }

    return tell


def name_in_full(figure: Figure, code: str = "") -> str:
    """The name of a figure with its days; ``code`` is that of its organisation where another one is asked about."""
    days = f"{figure.first}..{figure.last}" if figure.first else f"{figure.on}"
    return f"{figure.indicator.id}{'@' if code else ''}{code}:{days}"
