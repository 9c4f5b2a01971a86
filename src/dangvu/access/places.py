"""From a place, such as "the layer of this organisation", to the organisations that it means on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from dangvu.access.posts import Place
from dangvu.audit.remembering import recall
from dangvu.kernel.policy import Reach
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.queries import TREE
from dangvu.regulations import regulation

Placed = tuple[Place, UUID]
"""A place, and the organisation from which it is seen."""

_OF_LAYERS = (Place.LAYER, Place.LAYER_AND_BELOW)
_WITHIN_LAYERS = (Place.LAYER, Place.UNIT_AND_BELOW)

_BATCH = 400
"""Keys in one statement: SQLite allows a limited number of parameters."""


def reaches_of(placed: Iterable[Placed], *, as_of: date, known_at: datetime | None = None) -> dict[Placed, Reach]:
    """What each of the places means on a day: one statement for each level of the tree, however many places.

    A place that no other layer interrupts is the whole subtree of its top and is named by that, so that what once
    stood there belongs to it as well; one that is interrupted is named by its organisations.
    """
    places = frozenset(placed)
    layers = tuple(regulation("access/layers", on=as_of))
    standing = _Standing(as_of, known_at, layers)
    return recall(("places", places, as_of, layers), lambda: _meant(places, standing), of=TREE, known_at=known_at)


def _meant(places: frozenset[Placed], standing: _Standing) -> dict[Placed, Reach]:
    heads = standing.heads({one for place, one in places if place in _OF_LAYERS})
    tops = {(place, one): heads[one] if place in _OF_LAYERS else one for place, one in places}
    insides = standing.insides({top for (place, _one), top in tops.items() if place in _WITHIN_LAYERS})
    return {(place, one): _reach(place, top, insides) for (place, one), top in tops.items()}


def _reach(place: Place, top: UUID, insides: dict[UUID, Reach]) -> Reach:
    if place is Place.UNIT:
        return Reach(units=frozenset({top}))
    return Reach(roots=frozenset({top})) if place is Place.LAYER_AND_BELOW else insides[top]


@dataclass(frozen=True, slots=True)
class _Standing:
    """The tree of a day, read level by level and only where it is asked about."""

    as_of: date
    known_at: datetime | None
    layers: Collection[str]

    def heads(self, organization_ids: Collection[UUID]) -> dict[UUID, UUID]:
        """The organisation at the head of the layer to which each one belongs; at the top of the tree itself."""
        heads = {one: one for one in organization_ids}
        waiting = set(heads)
        while waiting:
            records = self._records("organization", waiting)
            up = {one: parent for one, parent, layer in records if parent is not None and not layer}
            heads = {one: up.get(head, head) for one, head in heads.items()}
            waiting = set(up.values())
        return heads

    def insides(self, organization_ids: Collection[UUID]) -> dict[UUID, Reach]:
        """Each organisation with what stands below it, down to where another layer begins."""
        inside = {top: {top} for top in organization_ids}
        interrupted = set()
        frontier = {top: {top} for top in organization_ids}
        while frontier:
            below: dict[UUID, set[UUID]] = {}
            for child, parent, layer in self._records("parent", frontier):
                assert parent is not None
                for top in frontier[parent]:
                    if layer:
                        interrupted.add(top)
                    else:
                        inside[top].add(child)
                        below.setdefault(child, set()).add(top)
            frontier = below
        return {
            top: Reach(units=frozenset(units)) if top in interrupted else Reach(roots=frozenset({top}))
            for top, units in inside.items()
        }

    def _records(self, field: str, keys: Iterable[UUID]) -> Iterator[tuple[UUID, UUID | None, bool]]:
        """Organisation, parent and whether it begins a layer, of the records whose ``field`` is one of ``keys``."""
        waiting = iter(list(keys))
        while batch := list(islice(waiting, _BATCH)):
            records = OrganizationRecord.objects.on(self.as_of, self.known_at).filter(**{f"{field}__in": batch})
            for one, parent, kind in records.values_list("organization_id", "parent_id", "kind"):
                yield one, parent, kind in self.layers
