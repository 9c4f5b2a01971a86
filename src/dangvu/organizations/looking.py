"""What of the tree somebody looks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dangvu.kernel.asking import Asked
from dangvu.kernel.vietnamese import fold
from dangvu.organizations.outline import Branch, says
from dangvu.organizations.rules import kind_names, sector_names
from dangvu.ui.reading import chosen, words


@dataclass(frozen=True)
class Wanted:
    """What of the tree is looked for: words, a kind, a sector; the names of both as that day knew them."""

    text: str
    kind: str
    sector: str
    kinds: dict[str, str]
    sectors: dict[str, str]

    @classmethod
    def of(cls, query: Mapping[str, str], asked: Asked) -> Wanted:
        """What the address looks for."""
        kinds, sectors = kind_names(asked.on), sector_names(asked.on)
        text, kind, sector = (query.get(name) for name in ("q", "kind", "sector"))
        return cls(words(text), chosen(kind, kinds), chosen(sector, sectors), kinds, sectors)

    @property
    def anything(self) -> bool:
        """Whether less than the whole tree is looked for."""
        return bool(self.text or self.kind or self.sector)

    def found(self, branches: Iterable[Branch]) -> list[Branch]:
        """The branches that fit."""
        text = fold(self.text)
        return [
            branch
            for branch in branches
            if says(branch.record, text)
            and self.kind in ("", branch.record.kind)
            and self.sector in ("", branch.record.sector)
        ]
