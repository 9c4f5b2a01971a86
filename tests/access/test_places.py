"""What a place means: which organisations, over which past."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.access.covering import organizations_in, reach_to
from dangvu.access.places import reaches_of
from dangvu.access.posts import Place
from dangvu.kernel.policy import Reach
from dangvu.organizations.actions import Plan, reorganize
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor, make_newborn, make_organization

LATER = date(2020, 6, 1)


def change(plan: Plan, day: date) -> None:
    actor = make_actor(at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    reorganize(actor=actor, day=day, basis=BASIS, plan=plan)


def meant(place: Place, one: UUID, *, on: date = LATER) -> Reach:
    return reaches_of([(place, one)], as_of=on)[place, one]


def codes(units: dict[str, UUID], reach: Reach, *, on: date = LATER) -> set[str]:
    named = {one: code for code, one in units.items()}
    return {named[organization.pk] for organization in organizations_in(reach, as_of=on)}


@pytest.mark.parametrize(
    ("place", "code", "inside"),
    [
        (Place.UNIT, "A3", {"A3"}),
        (Place.UNIT_AND_BELOW, "A3", {"A3", "A31", "A32"}),
        (Place.UNIT_AND_BELOW, "A", {"A"}),
        (Place.UNIT_AND_BELOW, "A31", {"A31"}),
        (Place.LAYER, "A31", {"A3", "A31", "A32"}),
        (Place.LAYER, "A1", {"A1"}),
        (Place.LAYER_AND_BELOW, "A", {"A", "A1", "A2", "A3", "A31", "A32"}),
        (Place.LAYER_AND_BELOW, "A32", {"A3", "A31", "A32"}),
    ],
)
def test_place_means_organizations(units: dict[str, UUID], place: Place, code: str, inside: set[str]) -> None:
    assert codes(units, meant(place, units[code])) == inside


def test_uninterrupted_place_is_named_by_its_top(units: dict[str, UUID]) -> None:
    assert meant(Place.LAYER, units["A31"]) == Reach(roots=frozenset({units["A3"]}))
    assert meant(Place.UNIT_AND_BELOW, units["A"]) == Reach(units=frozenset({units["A"]}))


def test_organization_without_a_layer_above_is_its_own_layer(units: dict[str, UUID]) -> None:
    sectional = make_organization("sectional_committee", units["A3"])
    below = make_organization("subordinate_cell", sectional)
    assert meant(Place.LAYER_AND_BELOW, below) == Reach(roots=frozenset({units["A3"]}))
    assert meant(Place.LAYER, below, on=date(2007, 1, 1)) == Reach(roots=frozenset({below}))


def test_many_places_take_as_many_statements_as_one(units: dict[str, UUID]) -> None:
    counts = []
    for wanted in (["A31"], ["A31", "A32", "A3", "B21", "B2"]):
        with CaptureQueriesContext(connection) as queries:
            reaches_of([(Place.LAYER, units[code]) for code in wanted], as_of=LATER)
        counts.append(len(queries))
    assert counts == [6, 6]


def test_organization_that_has_ended_lies_where_it_stood_last(units: dict[str, UUID]) -> None:
    change(Plan("move", survivors=(units["A1"],), details={units["A1"]: {"parent": units["B"]}}), date(2012, 3, 1))
    change(Plan("dissolve", predecessors=(units["A1"],)), date(2013, 3, 1))
    a, b = (Reach(roots=frozenset({units[code]})) for code in "AB")
    assert {"A1"} & codes(units, a, on=date(2012, 2, 29)) == {"A1"}
    assert {"A1"} & codes(units, a, on=date(2012, 3, 1)) == set()
    assert [{"A1"} & codes(units, b, on=day) for day in (date(2012, 3, 1), date(2013, 3, 1), LATER)] == [{"A1"}] * 3


def test_organization_yet_to_begin_lies_where_it_will_stand(units: dict[str, UUID]) -> None:
    born = make_organization("subordinate_cell", units["A3"], day=LATER)
    covered = organizations_in(Reach(roots=frozenset({units["A"]})), as_of=FIRST_DAY)
    assert covered.filter(pk=born).exists() is True
    assert organizations_in(Reach(roots=frozenset({units["B"]})), as_of=FIRST_DAY).filter(pk=born).exists() is False


def test_heir_covers_what_it_took_over_whole_and_all_that_once_stood_below(units: dict[str, UUID]) -> None:
    change(Plan("dissolve", predecessors=(units["A1"],)), date(2012, 3, 1))
    heir = make_newborn("superior_committee", units["T"], code="K")
    change(Plan("merge", predecessors=(units["A"], units["B"]), newborns=(heir,)), date(2013, 3, 1))
    everybody = {*units, "K"} - {"T"}
    assert codes(units | {"K": heir.id}, Reach(roots=frozenset({heir.id}))) == everybody
    assert codes(units | {"K": heir.id}, Reach(units=frozenset({heir.id}))) == {"K", "A", "B"}


def test_reach_of_no_named_part_covers_nothing(units: dict[str, UUID]) -> None:
    assert codes(units, Reach()) == set()


def test_reach_to_an_organization_names_all_that_cover_it(units: dict[str, UUID]) -> None:
    over = reach_to(units["A31"], as_of=LATER)
    assert over == Reach(
        roots=frozenset(units[code] for code in ("T", "A", "A3", "A31")), units=frozenset({units["A31"]})
    )


def test_known_at_asks_for_the_tree_as_it_was_believed_then(units: dict[str, UUID]) -> None:
    change(Plan("move", survivors=(units["A1"],), details={units["A1"]: {"parent": units["B"]}}), date(2012, 3, 1))
    before = datetime(2012, 2, 1, tzinfo=UTC)
    covered = organizations_in(Reach(roots=frozenset({units["A"]})), as_of=LATER, known_at=before)
    assert covered.filter(pk=units["A1"]).exists() is True
