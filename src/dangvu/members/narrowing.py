"""The list of members as an address asks for it: narrowed, sorted, counted, and the tabs of filters above it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from dangvu.kernel.asking import Asked
from dangvu.members.forms.choices import choices
from dangvu.members.forms.conditions import Conditions
from dangvu.members.listing import counted, has_status, listed, missing_any, probation_due
from dangvu.members.models import SavedFilter
from dangvu.members.sheets import STANDINGS, Column, chosen_columns, order_of
from dangvu.organizations.queries import tree
from dangvu.ui.reading import words


@dataclass(frozen=True)
class Named:
    """Conditions under a name, as parameters of an address and over the database."""

    name: str
    query: Mapping[str, str]
    condition: Q
    saved: UUID | None = None


@dataclass(frozen=True)
class Tab:
    """A filter under a name: its conditions, whether they are the ones asked for, and how many members meet them."""

    name: str
    query: Mapping[str, str]
    current: bool
    count: int
    saved: UUID | None = None


@dataclass(frozen=True)
class Part:
    """A part of those listed: how many, what they are, and the condition that lists only them."""

    count: int
    label: str
    field: str
    value: str


@dataclass
class Narrowed:
    """The members that an address asks for, or ``only`` some of them.

    ``parameters`` are those of the address, whatever somebody typed there.
    """

    asked: Asked
    parameters: QueryDict
    saved: list[SavedFilter] = field(default_factory=list)
    only: Collection[UUID] | None = None

    def __post_init__(self) -> None:
        self.stood = tree(as_of=self.asked.on, known_at=self.asked.known_at)
        self.places = listed(self.asked, self.stood)
        if self.only is not None:
            self.places = self.places.filter(member__in=self.only)
        self.due = probation_due(self.asked)
        self.conditions = self._conditions(self.parameters)

    def _conditions(self, given: Mapping[str, Any]) -> Conditions:
        return Conditions(given, self.asked, self.stood, self.due)

    @property
    def sort(self) -> str:
        """The column by which the list is sorted."""
        return words(self.parameters.get("sort"))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns to show."""
        return chosen_columns(self.parameters.getlist("columns"))

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """The places on the rolls that meet the conditions, in the order asked for."""
        return self.places.filter(self.conditions.condition).order_by(*order_of(self.sort))

    @cached_property
    def _filters(self) -> list[Named]:
        """The filters under a name: those that everybody has, then those that the account saved."""
        usual = [
            Named(_("Tất cả"), {}, Q()),
            Named(_("Dự bị"), {"status": "probationary"}, has_status("probationary", self.asked)),
            Named(_("Sắp hết dự bị"), {"due": "soon"}, self.due["soon"]),
            Named(_("Hồ sơ thiếu"), {"file": "missing"}, missing_any(self.asked)),
        ]
        own = ((one, self._conditions(QueryDict(one.conditions))) for one in self.saved)
        return usual + [Named(one.name, given.query, given.condition, one.pk) for one, given in own]

    @cached_property
    def _counts(self) -> dict[str, int]:
        """How many members meet each of the named filters, and of those listed how many are what; one statement."""
        now = self.conditions.condition
        wanted = {"all": now, "late": now & self.due["late"]}
        wanted |= {f"tab_{place}": named.condition for place, named in enumerate(self._filters)}
        for code, _label in choices("members/statuses", self.asked.on):
            wanted[f"status_{code}"] = now & has_status(code, self.asked)
        for code, _label in choices("members/sexes", self.asked.on):
            wanted[f"sex_{code}"] = now & Q(person__sex=code)
        return counted(self.places, wanted)

    @property
    def count(self) -> int:
        """How many members meet the conditions."""
        return self._counts["all"]

    @property
    def parts(self) -> list[list[Part]]:
        """Of those listed, how many are of each status and of each sex."""
        return [
            [
                Part(self._counts[f"{name}_{code}"], str(STANDINGS.get(code, label)).lower(), name, code)
                for code, label in reversed(choices(rule, self.asked.on))
            ]
            for rule, name in (("members/statuses", "status"), ("members/sexes", "sex"))
        ]

    @property
    def late(self) -> int:
        """How many of those listed have completed their probation without being recognised."""
        return self._counts["late"]

    @cached_property
    def tabs(self) -> list[Tab]:
        """The filters under a name, with their counts."""
        return list(self._tabs())

    def _tabs(self) -> Iterator[Tab]:
        for place, named in enumerate(self._filters):
            current = named.query == self.conditions.query
            yield Tab(named.name, named.query, current, self._counts[f"tab_{place}"], named.saved)

    @property
    def current(self) -> Tab | None:
        """The filter under a name that is the one asked for, if one is."""
        return next((tab for tab in self.tabs if tab.current), None)


def saved_filters(account: UUID | None) -> list[SavedFilter]:
    """The filters that an account keeps."""
    return list(SavedFilter.objects.filter(account=account)) if account else []
