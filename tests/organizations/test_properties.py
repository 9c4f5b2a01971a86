"""What holds after any history of registrations and reorganisations, in any order of days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.kernel.contracts import Holding, registered
from dangvu.kernel.days import day_before
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.members.models import Affiliation
from dangvu.organizations.actions import Plan, preview_reorganization, reorganize, undo_reorganization
from dangvu.organizations.history import History
from dangvu.organizations.models import OrganizationRecord, Succession
from dangvu.organizations.queries import tree
from dangvu.organizations.rooms import record_models
from dangvu.organizations.rules import is_cell
from dangvu.organizations.structure import find_faults
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.figures import Question
from dangvu.statistics.identities import check_identities
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor, make_blocs
from tests.organizations.histories import days, draw_plan
from tests.organizations.reached import read_reach

pytestmark = pytest.mark.django_db

moderately = settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
BOOKKEEPING = {"id", "recorded_at", "superseded_at", "recorded_in", "superseded_in"}


@contextmanager
def rolled_back() -> Iterator[None]:
    """Every example starts from the same small tree."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def believed() -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is believed now, in every room, without when it was recorded."""
    found = {}
    for model in record_models():
        columns = [field.attname for field in model._meta.concrete_fields if field.name not in BOOKKEEPING]
        found[model._meta.label] = sorted(model.objects.believed().values_list(*columns), key=str)
    return found


def counted(day: date) -> dict[str, dict[UUID, int]]:
    return {holding.code: holding.count(day, None) for holding in registered(Holding)}


def clock(step: int) -> Actor:
    return make_actor(at=datetime(2022, 1, 1, tzinfo=UTC) + timedelta(days=step))


@pytest.fixture(autouse=True)
def members() -> int:
    """How many members there are in the cells of the tree."""
    ids = make_blocs()
    cells = ("A1", "A2", "A31", "B1", "B21")
    return sum(len(make_members(ids[code], 2)) for code in cells)


def play(data: st.DataObject, steps: int, *, since: int = 0) -> list[Plan]:
    """Carry out what can be carried out of some plans, and return those."""
    done = []
    for step in range(since, since + steps):
        day = data.draw(days, label="day")
        if plan := draw_plan(data, day):
            try:
                reorganize(actor=clock(step), day=day, basis=BASIS, plan=plan)
            except Refusal as refused:
                event(f"{plan.kind} refused: {refused.findings[0].code}")
            else:
                event(f"{plan.kind} done")
                done.append(plan)
    return done


def change_days() -> list[date]:
    starts = OrganizationRecord.objects.believed().values_list("valid_from", flat=True)
    return sorted({neighbour for day in starts for neighbour in (day, day_before(day))})


@moderately
@given(data=st.data())
def test_the_tree_holds_together_on_every_day_of_any_history(data: st.DataObject) -> None:
    with rolled_back():
        play(data, 8)
        assert find_faults(History.load()) == []
        for day in change_days():
            standing = tree(as_of=day)
            assert len(list(standing)) == len(standing)
            assert all((node.parent is None) == (node.record.parent_id is None) for node in standing)


@moderately
@given(data=st.data())
def test_every_member_is_in_one_existing_cell_on_every_day_of_any_history(members: int, data: st.DataObject) -> None:
    with rolled_back():
        play(data, 8)
        for day in [day for day in change_days() if day >= FIRST_DAY]:
            standing = tree(as_of=day)
            places = list(Affiliation.objects.on(day))
            assert len({place.member_id for place in places}) == len(places) == members
            assert all(is_cell(standing[place.organization_id].record.kind, day) for place in places)


@moderately
@given(data=st.data())
def test_undoing_from_the_last_to_the_first_restores_exactly_what_was_believed(data: st.DataObject) -> None:
    with rolled_back():
        play(data, 3)
        before = believed()
        done = play(data, 4, since=3)
        for step, plan in enumerate(reversed(done)):
            undo_reorganization(actor=clock(100 + step), reorganization=plan.id, reason="thử")
        assert believed() == before
        assert verify_trail() == []


@moderately
@given(data=st.data())
def test_a_preview_changes_nothing_and_shows_what_the_act_then_does(data: st.DataObject) -> None:
    with rolled_back():
        play(data, 3)
        day = data.draw(days, label="day")
        plan = draw_plan(data, day)
        if plan is None:
            return
        before, lines = believed(), Line.objects.count()
        seen = preview_reorganization(actor=clock(50), day=day, basis=BASIS, plan=plan)
        assert (believed(), Line.objects.count()) == (before, lines)
        assert seen.before == counted(day)
        if seen.findings:
            with pytest.raises(Refusal) as refused:
                reorganize(actor=clock(50), day=day, basis=BASIS, plan=plan)
            assert refused.value.findings == seen.findings
            assert (believed(), Line.objects.count()) == (before, lines)
            return
        done = reorganize(actor=clock(50), day=day, basis=BASIS, plan=plan)
        assert seen.after == counted(day)
        moved = Affiliation.objects.filter(superseded_in=done.recorded_in).values_list("id", flat=True)
        assert {moved.id for moved in seen.moved if moved.model == "members.Affiliation"} == set(moved)


@moderately
@given(data=st.data())
def test_the_reach_of_every_organization_on_every_day_equals_a_walk_up_the_tree(data: st.DataObject) -> None:
    with rolled_back():
        play(data, 8)
        spells = read_reach()
        for day in change_days():
            reached = {(above, below) for above, below, start, end in spells if start <= day < end}
            assert reached == walked(day)


def walked(day: date) -> set[tuple[UUID, UUID]]:
    """Every organisation of a day with whoever answers for it: those above it, and whoever is heir to one of them."""
    heirs: dict[UUID, set[UUID]] = {}
    for before, after in Succession.objects.believed().filter(whole=True).values_list("predecessor", "successor"):
        heirs.setdefault(before, set()).add(after)
    found = set()
    for node in tree(as_of=day):
        waiting = [above.id for above in node.path]
        while waiting:
            above = waiting.pop()
            found.add((above, node.id))
            waiting.extend(heirs.get(above, ()))
    return found


@moderately
@given(data=st.data())
def test_spells_of_reach_neither_meet_nor_overlap(data: st.DataObject) -> None:
    with rolled_back():
        play(data, 8)
        spells = sorted(read_reach())
        for (*pair, _start, end), (*next_pair, next_start, _end) in pairwise(spells):
            assert pair != next_pair or end < next_start


@moderately
@given(data=st.data(), period=st.tuples(days, days))
def test_the_identities_of_the_tree_hold_over_any_period(data: st.DataObject, period: tuple[date, date]) -> None:
    first, last = sorted(period)
    names = tuple(name for name in catalogue().indicators if name.startswith("organizations."))
    with rolled_back():
        play(data, 8)
        assert check_identities(Question(names, first=first, last=last)) == []
