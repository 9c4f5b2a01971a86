"""What was found before is the answer only while nothing has been recorded in the tables on which it rests."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from dangvu.audit.models import Line
from dangvu.audit.remembering import (
    Memory,
    State,
    hold_states,
    recall_asked,
    recall_rows,
    records_of,
    release_states,
    state_of,
    tables_of,
)
from dangvu.audit.trail import act
from dangvu.kernel.asking import Asked
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.members.models import Personal
from dangvu.organizations.models import Organization, OrganizationRecord
from dangvu.organizations.policy import READ
from tests.factories.members import make_member
from tests.factories.organizations import make_actor, make_organization

pytestmark = pytest.mark.django_db

TREE = tables_of(Organization, OrganizationRecord)
DAY = date(2008, 1, 1)
LEARNED = datetime(2008, 1, 2, 8, tzinfo=UTC)


@pytest.fixture
def cell() -> UUID:
    return make_organization("grassroots_cell", make_organization())


def counted(memory: Memory, known_at: datetime | None = None) -> int:
    """How many organisations were ever recorded, as far as was known at a moment, by way of a memory."""
    records = OrganizationRecord.objects.believed(known_at)
    return memory.recall(("how many",), records.count, of=TREE, known_at=known_at)


def asks(memory: Memory, known_at: datetime | None = None) -> bool:
    """Whether the organisations themselves are counted for an answer."""
    with CaptureQueriesContext(connection) as captured:
        counted(memory, known_at)
    return any("COUNT(" in query["sql"] for query in captured)


def test_same_question_is_asked_once(cell: UUID) -> None:
    memory = Memory()
    assert (counted(memory), asks(memory)) == (2, False)


def test_act_on_the_tables_makes_the_answer_anew(cell: UUID) -> None:
    memory = Memory()
    before = counted(memory)
    make_organization()
    assert (before, counted(memory)) == (2, 3)


def test_act_on_other_tables_changes_nothing(cell: UUID) -> None:
    memory = Memory()
    counted(memory)
    make_member(cell)
    assert asks(memory) is False


def test_all_moments_since_the_last_act_are_one(cell: UUID) -> None:
    memory = Memory()
    counted(memory)
    assert [asks(memory, LEARNED + timedelta(days=later)) for later in (0, 1, 9)] == [False] * 3


def test_earlier_moments_are_asked_about_by_themselves(cell: UUID) -> None:
    memory = Memory()
    earlier = LEARNED - timedelta(seconds=1)
    assert [counted(memory), counted(memory, earlier), asks(memory, earlier)] == [2, 0, False]


def test_answer_taken_back_with_its_transaction_is_never_given(cell: UUID) -> None:
    memory = Memory()
    with transaction.atomic():
        make_organization()
        within = counted(memory)
        transaction.set_rollback(True)
    assert (within, counted(memory)) == (3, 2)


def test_nothing_is_remembered_of_an_act_under_way(cell: UUID) -> None:
    memory = Memory()
    with act(actor=make_actor(), verb="test.end", day=DAY) as under_way:
        counted(memory)
        under_way.supersede(OrganizationRecord.objects.filter(organization=cell))
        assert (state_of(TREE), counted(memory)) == (None, 1)


def test_what_is_found_while_somebody_records_is_not_kept(cell: UUID) -> None:
    memory = Memory()

    def find() -> int:
        found = OrganizationRecord.objects.count()
        make_organization()
        return found

    assert (memory.recall(("how many",), find, of=TREE), counted(memory)) == (2, 3)


def refused_act(cell: UUID) -> None:
    with act(actor=make_actor(), verb="test.end", day=DAY) as under_way:
        under_way.supersede(OrganizationRecord.objects.filter(organization=cell))
        raise Refusal.of("test.refused", "không được")


@pytest.fixture
def _in_a_request() -> Iterator[None]:
    hold_states()
    yield
    release_states()


@pytest.mark.usefixtures("_in_a_request")
def test_request_asks_for_a_state_once(cell: UUID) -> None:
    memory = Memory()
    counted(memory)
    with CaptureQueriesContext(connection) as captured:
        assert [counted(memory) for _ in range(3)] == [2] * 3
    assert len(captured) == 0


@pytest.mark.usefixtures("_in_a_request")
def test_act_within_a_request_makes_the_answer_anew(cell: UUID) -> None:
    memory = Memory()
    before = counted(memory)
    make_organization()
    assert (before, counted(memory)) == (2, 3)


@pytest.mark.usefixtures("_in_a_request")
def test_act_under_way_within_a_request_is_not_remembered(cell: UUID) -> None:
    memory = Memory()
    counted(memory)
    with act(actor=make_actor(), verb="test.end", day=DAY) as under_way:
        within = [counted(memory)]
        under_way.supersede(OrganizationRecord.objects.filter(organization=cell))
        within.append(counted(memory))
    assert (within, counted(memory)) == ([2, 1], 1)


@pytest.mark.usefixtures("_in_a_request")
def test_act_refused_within_a_request_leaves_the_answer(cell: UUID) -> None:
    memory = Memory()
    counted(memory)
    with pytest.raises(Refusal):
        refused_act(cell)
    assert counted(memory) == 2


@pytest.mark.usefixtures("_in_a_request")
def test_request_asks_once_where_the_trail_ends_and_once_for_a_moment(cell: UUID) -> None:
    earlier = LEARNED - timedelta(seconds=1)
    kinds = [TREE, tables_of(Personal, Organization)]

    def states() -> list[State | None]:
        return [state_of(tables, moment) for tables in kinds for moment in (None, earlier)]

    first = states()
    hold_states()
    with CaptureQueriesContext(connection) as captured:
        assert states() == first
    assert [query["sql"].count("MAX(") for query in captured.captured_queries] == [0, 0]


@pytest.mark.usefixtures("_in_a_request")
def test_nothing_is_remembered_beside_what_somebody_else_has_recorded_meanwhile(cell: UUID) -> None:
    memory = Memory()
    counted(memory)
    # In a context of its own the act is that of another request.
    copy_context().run(make_member, cell)
    both = TREE | tables_of(Personal)
    assert (counted(memory), state_of(both), state_of(both, anew=True) is None) == (2, None, False)


def test_answer_to_a_page_is_given_to_whoever_sees_as_much(cell: UUID) -> None:
    found = count()

    def given(asked: Asked) -> int:
        return recall_asked(asked, READ, ("how many",), lambda: next(found), of=TREE)

    asked = Asked(make_actor(), cell, "A1", "Chi bộ", DAY)
    stranger = replace(asked, actor=Actor("khách", asked.actor.at))
    answers = [
        given(one) for one in (asked, asked.about(cell, "A1", "Chi bộ 1"), stranger, asked.as_of(DAY.replace(day=2)))
    ]
    with override("en"):
        answers.append(given(asked))
    make_organization()
    assert [*answers, given(asked)] == [0, 0, 1, 2, 3, 4]


def test_records_of_a_room_are_its_tables_without_identities() -> None:
    assert records_of("organizations") >= tables_of(OrganizationRecord)
    assert tables_of(Organization).isdisjoint(records_of("organizations"))


def test_longest_unused_answer_is_forgotten_first(cell: UUID) -> None:
    memory = Memory(capacity=2)
    found = count()
    given = [memory.recall((name,), lambda: next(found), of=TREE) for name in "abacab"]
    assert given == [0, 1, 0, 2, 0, 3]


def test_tables_in_which_nothing_is_recorded_are_remembered_as_such() -> None:
    memory = Memory()
    assert (counted(memory), asks(memory)) == (0, False)
    make_organization()
    assert counted(memory) == 1


def test_what_was_known_at_a_moment_stays_remembered_whatever_is_recorded_later(cell: UUID) -> None:
    memory = Memory()
    make_organization(actor=make_actor(at=LEARNED + timedelta(days=2)))
    then = LEARNED + timedelta(days=1)
    known = [counted(memory, then), counted(memory)]
    make_organization(actor=make_actor(at=LEARNED + timedelta(days=3)))
    assert (known, asks(memory, then), counted(memory)) == ([2, 3], False, 4)


def test_what_is_recorded_late_counts_for_moments_after_it(cell: UUID) -> None:
    memory = Memory()
    then = LEARNED + timedelta(days=1)
    with transaction.atomic():
        make_organization(actor=make_actor(at=LEARNED + timedelta(days=2)))
        before = counted(memory, then)
        transaction.set_rollback(True)
    make_organization(actor=make_actor(at=then))
    make_organization(actor=make_actor(at=LEARNED + timedelta(days=3)))
    assert (before, counted(memory, then)) == (2, 3)


def test_tables_of_anything_but_records_have_no_state(cell: UUID) -> None:
    assert state_of(TREE | tables_of(Line)) is None


def test_rows_are_found_once_in_a_state(cell: UUID) -> None:
    member = make_member(cell)
    rows = Personal.objects.values_list("member_id", flat=True)
    with CaptureQueriesContext(connection) as captured:
        found = [recall_rows(rows.all()) for _ in range(2)]
    assert found == [(member,)] * 2
    assert sum("members_personal" in query["sql"] and "MAX(" not in query["sql"] for query in captured) == 1


def test_rows_of_a_condition_that_nothing_meets_are_none() -> None:
    assert recall_rows(Personal.objects.filter(pk__in=[])) == ()
