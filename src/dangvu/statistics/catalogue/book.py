"""The whole catalogue: every registered fact, indicator and identity, checked against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache

from django.utils.translation import gettext as _

from dangvu.kernel.contracts import Facts, Indicators, registered
from dangvu.kernel.findings import Refusal
from dangvu.kernel.sources import Entry, read_source, refusal
from dangvu.regulations.own import as_shipped
from dangvu.statistics.catalogue.codes import known_codes
from dangvu.statistics.catalogue.facts import Fact, read_fact
from dangvu.statistics.catalogue.identities import Identity, read_identity
from dangvu.statistics.catalogue.indicators import Indicator, Kind, check_ratio, read_indicator
from dangvu.statistics.catalogue.narrowing import BETWEEN, narrowed
from dangvu.statistics.catalogue.own import Draft, drafts, read_own
from dangvu.statistics.catalogue.words import near

REACH = "reach.sql"
"""The file, beside the facts of the room that keeps the tree, with the table expressions that every figure uses."""


@dataclass(frozen=True)
class Catalogue:
    """What can be asked. ``reach`` is the statement whose table expressions place rows in the tree."""

    facts: Mapping[str, Fact]
    indicators: Mapping[str, Indicator]
    identities: tuple[Identity, ...]
    reach: str

    def indicator(self, id: str) -> Indicator:  # noqa: A002 - what it is called in the files
        """The indicator with this id, which may be one of ``indicators`` narrowed down (``narrowing``).

        Raises ``Refusal`` with the nearest ids when there is none.
        """
        whole, *parts = id.split(BETWEEN)
        if whole not in self.indicators:
            message = _("không có chỉ tiêu “%(id)s”.") % {"id": id} + near(id, self.indicators)
            raise Refusal.of("statistics.unknown-indicator", message)
        return narrowed(self.indicators[whole], tuple(parts)) if parts else self.indicators[whole]

    def counted(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The indicators that must be counted to know this one: itself, or the two sides of a ratio."""
        if indicator.kind is Kind.RATIO:
            return self.indicators[indicator.part], self.indicators[indicator.base]
        return (indicator,)

    def version(self, indicator: Indicator) -> str:
        """A short hash that changes whenever the definition of the figure does, however deep below."""
        said = [indicator.describes, self.reach]
        for counted in self.counted(indicator):
            said += [counted.describes, counted.fact.query if counted.fact else ""]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def catalogue(known_at: datetime | None = None) -> Catalogue:
    """Everything that can be asked at a moment of knowledge: what the rooms define, and the office for itself.

    One query. Raises ``Refusal`` like ``shipped``.
    """
    return _with_own(drafts(known_at))


@cache
def shipped() -> Catalogue:
    """The catalogue of all registered rooms, read once; raise ``Refusal`` when a file of it is malformed."""
    return read_catalogue(registered(Facts), registered(Indicators))


def extended(book: Catalogue, draft: Draft, codes: Callable[[str], frozenset[str]] = known_codes) -> Catalogue:
    """The catalogue with one indicator more; raise ``Refusal`` naming the field when the draft cannot be read."""
    indicator = read_own(draft, book.facts, book.indicators, codes)
    return replace(book, indicators={**book.indicators, indicator.id: indicator})


@lru_cache(maxsize=16)
def _with_own(own: tuple[Draft, ...]) -> Catalogue:
    book = shipped()
    for draft in own:
        # What a later version of the rooms no longer offers cannot be counted any more; ``checks`` says so.
        with suppress(Refusal):
            book = extended(book, draft, lambda _rule: _EveryCode())
    return book


class _EveryCode(frozenset[str]):
    """Stands for the codes of a list when a condition is read that has been checked before."""

    def __contains__(self, _code: object) -> bool:
        return True


def read_catalogue(
    facts: Iterable[Facts],
    indicators: Iterable[Indicators],
    codes: Callable[[str], frozenset[str]] = known_codes,
) -> Catalogue:
    """Read and check the files of these rooms; raise ``Refusal`` naming file, line and key at the first mistake.

    Codes are those of the code lists as shipped, so that no database is asked.
    """
    with as_shipped():
        return _read(facts, indicators, codes)


def _read(
    facts: Iterable[Facts], indicators: Iterable[Indicators], codes: Callable[[str], frozenset[str]]
) -> Catalogue:
    found = _Found({}, {}, [], "")
    for offer in facts:
        for path in sorted(offer.folder.glob("*.sql")):
            if path.name == REACH:
                found.reach = path.read_text(encoding="utf-8")
            else:
                found.add_fact(read_fact(path, offer.room), codes)
    sources = [(offer.room, read_source(offer.file)) for offer in indicators]
    for room, source in sources:
        source.allow("indicators", "identities")
        for entry in source.entries("indicators"):
            found.add_indicator(entry, read_indicator(entry, room, found.facts, codes))
    for _room, source in sources:
        for entry in source.entries("indicators"):
            check_ratio(entry, found.indicators)
        found.identities += [read_identity(entry, found.indicators) for entry in source.entries("identities")]
    return Catalogue(found.facts, found.indicators, tuple(found.identities), found.reach)


@dataclass
class _Found:
    facts: dict[str, Fact]
    indicators: dict[str, Indicator]
    identities: list[Identity]
    reach: str

    def add_fact(self, fact: Fact, codes: Callable[[str], frozenset[str]]) -> None:
        if fact.name in self.facts:
            message = _("dữ kiện “%(name)s” đã có ở phần %(room)s; hãy đặt tên khác.")
            message %= {"name": fact.name, "room": self.facts[fact.name].room}
            raise refusal(fact.path, 1, "", message)
        for column in fact.columns.values():
            if column.codes and not codes(column.codes):
                message = _("không có danh mục “%(rule)s” cho cột “%(name)s”; hãy sửa tên danh mục.")
                message %= {"rule": column.codes, "name": column.name}
                raise refusal(fact.path, 1, column.name, message)
        self.facts[fact.name] = fact

    def add_indicator(self, entry: Entry, indicator: Indicator) -> None:
        if indicator.id in self.indicators:
            raise entry.refuse("id", _("chỉ tiêu “%(id)s” đã có; hãy đặt mã khác.") % {"id": indicator.id})
        self.indicators[indicator.id] = indicator
