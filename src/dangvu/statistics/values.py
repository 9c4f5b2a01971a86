"""What indicators come to at organisations, held side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dangvu.kernel.vietnamese import round_half_up

Number = int | Decimal
Values = Mapping[UUID, Number | None]
"""What an indicator comes to at each organisation; where it is missing, nothing was counted."""


class Places(dict[UUID, int]):
    """Where the values of organisations stand in every column of one statement."""

    def __init__(self, scopes: Iterable[UUID]) -> None:
        super().__init__((scope, place) for place, scope in enumerate(scopes))
        self._last: tuple[Sequence[UUID], list[int | None]] = ((), [])

    def of(self, scopes: Sequence[UUID]) -> list[int | None]:
        """The place of each organisation; worked out once for columns that are asked for the same ones in a row."""
        asked, places = self._last
        if asked is not scopes:
            places = [self.get(scope) for scope in scopes]
            self._last = (scopes, places)
        return places


class Column(Values):
    """The values of one indicator."""

    __slots__ = ("_numbers", "_places")

    def __init__(self, places: Places, numbers: Sequence[Number | None]) -> None:
        self._places = places
        self._numbers = numbers

    def __getitem__(self, scope: UUID) -> Number | None:
        return self._numbers[self._places[scope]]

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def counts(self, scopes: Sequence[UUID]) -> list[int]:
        """The values of something counted at organisations in a row: nothing is 0."""
        return [0 if place is None else int(self._numbers[place] or 0) for place in self._places.of(scopes)]


@dataclass(frozen=True, slots=True)
class Percentages(Values):
    """100 × part ÷ base at each organisation that has a base, worked out when it is asked for."""

    part: Values
    base: Values
    decimals: int

    def __getitem__(self, scope: UUID) -> Decimal:
        base = self.base.get(scope)
        if not base:
            raise KeyError(scope)
        return round_half_up(Decimal(100) * (self.part.get(scope) or 0) / base, self.decimals)

    def __iter__(self) -> Iterator[UUID]:
        return (scope for scope, base in self.base.items() if base)

    def __len__(self) -> int:
        return sum(1 for _scope in self)
