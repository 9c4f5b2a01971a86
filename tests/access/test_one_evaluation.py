"""Row check, list, count, figure, drill-down and "who may" give one answer, in any tree, for any posts, on any day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Max, Min
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dangvu.access.covering import organizations_in
from dangvu.access.models import Account, Grant
from dangvu.access.places import reaches_of
from dangvu.access.posts import Place, post_types
from dangvu.access.queries import who_may
from dangvu.audit import trail
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Permission, Reach, Verb, allowed, permitted, require
from dangvu.members.models import Affiliation
from dangvu.organizations.actions import reorganize
from dangvu.organizations.models import Organization, OrganizationRecord, Succession
from dangvu.organizations.queries import Node, Tree, tree
from dangvu.regulations import regulation
from dangvu.statistics.figures import Question, answer
from tests.factories.access import make_account, make_holder
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, make_actor, make_blocs
from tests.organizations.histories import days, draw_plan

pytestmark = pytest.mark.django_db

BEGINNING = datetime(2008, 1, 3, tzinfo=UTC)
"""Everything is recorded about then, also what holds only later; so it is known on every day that is asked about."""

PLACES = (Place.UNIT, Place.UNIT_AND_BELOW, Place.LAYER, Place.LAYER_AND_BELOW)

PERMISSIONS = (
    Permission("members", Verb.READ),
    Permission("members", Verb.CHANGE),
    Permission("reports", Verb.READ),
    Permission("reports", Verb.CHANGE),
    Permission("administration", Verb.READ),
)

moderately = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Every example starts from the same small tree."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _members() -> None:
    units = make_blocs()
    for code in ("A1", "A2", "A31", "A32", "B1", "B21"):
        make_members(units[code], 2)


def play(data: st.DataObject, steps: int) -> None:
    """Carry out what can be carried out of some reorganisations of the tree."""
    for step in range(steps):
        day = data.draw(days, label="day of change")
        if plan := draw_plan(data, day):
            try:
                reorganize(actor=make_actor(at=BEGINNING + timedelta(hours=step)), day=day, basis=BASIS, plan=plan)
            except Refusal:
                event(f"{plan.kind} refused")


def hold(data: st.DataObject) -> Account:
    """An account with some posts, each for as long as its organisation stands, whichever kind that is of."""
    spells = OrganizationRecord.objects.believed().values_list("organization_id")
    units = list(spells.annotate(first=Min("valid_from"), end=Max("valid_to"), entered=Min("id")).order_by("entered"))
    posts = st.tuples(st.sampled_from(sorted(post_types(BEGINNING.date()))), st.integers(0, len(units) - 1))
    actor = make_actor(at=BEGINNING + timedelta(days=1))
    account = make_account(actor=actor)
    with trail.act(actor=actor, verb="access.grant_post") as act:
        for post, index in data.draw(st.lists(posts, min_size=1, max_size=4, unique=True), label="posts"):
            unit, first, end, _entered = units[index]
            act.add([Grant(account=account, post=post, organization_id=unit, valid_from=first, valid_to=end)])
    return account


def draw_day(data: st.DataObject) -> date:
    return data.draw(st.dates(date(2008, 2, 1), date(2021, 12, 31)), label="day that is asked about")


class Heirs(dict[UUID, set[UUID]]):
    """For each organisation itself and whatever took it over whole, and so on."""

    def __init__(self) -> None:
        self.pairs = list(
            Succession.objects.believed().filter(whole=True).values_list("predecessor_id", "successor_id")
        )

    def __missing__(self, one: UUID) -> set[UUID]:
        self[one] = {one}.union(*(self[heir] for ended, heir in self.pairs if ended == one))
        return self[one]


def inside(standing: Tree, node: Node, place: Place, heirs: Heirs, layers: Collection[str]) -> set[UUID]:
    """What a place means among the organisations that stand, by walking the tree."""
    if place in (Place.LAYER, Place.LAYER_AND_BELOW):
        node = next((one for one in reversed(node.path) if one.record.kind in layers), node.path[0])
    if place in (Place.LAYER, Place.UNIT_AND_BELOW):
        below = list(standing.below(node.id))
        others = {inner.id for one in below[1:] if one.record.kind in layers for inner in standing.below(one.id)}
        if others:
            units = {one.id for one in below} - others
            return {one.id for one in standing if heirs[one.id] & units}
    if place is Place.UNIT:
        return {one.id for one in standing if node.id in heirs[one.id]}
    return {one.id for one in standing if any(node.id in heirs[above.id] for above in one.path)}


@moderately
@given(data=st.data())
def test_every_place_means_what_a_walk_of_the_tree_finds(data: st.DataObject) -> None:
    with rolled_back():
        play(data, 8)
        day = draw_day(data)
        standing = tree(as_of=day)
        heirs, layers = Heirs(), regulation("access/layers", on=day)
        placed = [(place, node.id) for place in PLACES for node in standing]
        for (place, one), meant in reaches_of(placed, as_of=day).items():
            covered = set(organizations_in(meant, as_of=day).values_list("pk", flat=True))
            assert covered & standing.nodes.keys() == inside(standing, standing[one], place, heirs, layers)


@moderately
@given(data=st.data())
def test_what_is_allowed_is_what_is_listed_and_what_may_be_told(data: st.DataObject) -> None:
    with rolled_back():
        play(data, 6)
        actor = make_holder(hold(data), at=datetime.combine(draw_day(data), time(5), UTC))
        permission = data.draw(st.sampled_from(PERMISSIONS))
        everybody = set(Organization.objects.values_list("pk", flat=True))
        rows = Organization.objects.filter(permitted(actor, permission, organization="pk"))
        listed = set(rows.values_list("pk", flat=True))
        assert {one for one in everybody if allowed(actor, permission, one)} == listed
        assert {one for one in everybody if who_may(permission, one, as_of=actor.day)} == listed
        for outside in everybody - listed:
            with pytest.raises(Refusal):
                require(actor, permission, {outside, *listed})


@moderately
@given(data=st.data())
def test_figures_count_exactly_the_rows_of_the_organizations_in_reach(data: st.DataObject) -> None:
    with rolled_back():
        play(data, 6)
        day = draw_day(data)
        nodes = [node.id for node in tree(as_of=day)]
        places = st.tuples(st.sampled_from(PLACES), st.integers(0, max(len(nodes) - 1, 0)))
        drawn = data.draw(st.lists(places, max_size=3), label="places") if nodes else []
        meant = reaches_of([(place, nodes[index]) for place, index in drawn], as_of=day)
        granted = reduce(or_, meant.values(), Reach())
        inside = Affiliation.objects.on(day).filter(organization__in=organizations_in(granted, as_of=day))
        assert counted(granted, day) == set(inside.values_list("organization_id", "member_id"))


def counted(granted: Reach, day: date) -> set[tuple[UUID, UUID]]:
    """The places on the rolls that a figure counts over the whole tree; its value is their number."""
    rows = set()
    for root in tree(as_of=day).roots:
        figure = answer(Question(("members.total",), root.id, day, reach=granted))["members.total", root.id]
        found = {(row.organization_id, row.member_id) for row in figure.rows()}
        assert figure.value == len(found)
        rows |= found
    return rows
