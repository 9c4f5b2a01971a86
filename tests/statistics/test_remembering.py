"""What was counted before is the answer only while nothing that it rests on has been recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangvu.audit import trail
from dangvu.kernel.policy import EVERYTHING, Reach
from dangvu.members.actions import transfer_members
from dangvu.members.models import Affiliation
from dangvu.organizations.models import OrganizationRecord
from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.counting import Counts
from dangvu.statistics.figures import Answer, Question, answer
from dangvu.statistics.queries import When, series
from dangvu.statistics.remembering import Memory, state_of
from dangvu.statistics.values import Column, Percentages, Places, Values
from tests.factories.organizations import BASIS, make_actor
from tests.statistics.conftest import Office
from tests.statistics.room import tiny_catalogue
from tests.statistics.test_figures_equal_naive_loops import played
from tests.statistics.worlds import History, days, histories, periods

ON = date(2012, 1, 1)
MOMENT = datetime(2016, 1, 4, tzinfo=UTC)
EARLIER = datetime(2014, 1, 1, tzinfo=UTC)
TINY = tiny_catalogue()
PEOPLE = Question(("tiny.people",), None, ON)


def ask(memory: Memory | None, question: Question = PEOPLE) -> Answer:
    return answer(question, TINY, Counts(memory))


def counted(memory: Memory, question: Question = PEOPLE) -> int:
    """How many statements over facts an answer takes."""
    with CaptureQueriesContext(connection) as queries:
        ask(memory, question)
    return sum(query["sql"].startswith("WITH RECURSIVE") for query in queries)


def move_a_woman(office: Office) -> None:
    actor = make_actor(at=MOMENT)
    transfer_members(actor=actor, day=date(2010, 1, 1), basis=BASIS, member_ids=[office.women[0]], to=office["A2"])


def test_same_question_is_counted_once(office: Office) -> None:
    memory = Memory()
    assert (counted(memory), counted(memory)) == (1, 0)
    assert ask(memory).count("tiny.people", office["A1"]) == 2


def test_one_organization_is_answered_by_what_was_counted_for_all(office: Office) -> None:
    memory = Memory()
    ask(memory)
    scoped = Question(("tiny.people",), office["A2"], ON)
    assert counted(memory, scoped) == 0
    assert ask(memory, scoped)["tiny.people", office["A2"]].value == 1


def test_indicator_not_asked_for_before_is_counted_alone(office: Office) -> None:
    memory = Memory()
    ask(memory)
    with CaptureQueriesContext(connection) as queries:
        ask(memory, Question(("tiny.people", "tiny.women"), None, ON))
    [statement] = [query["sql"] for query in queries if query["sql"].startswith("WITH RECURSIVE")]
    assert statement.count("COUNT(") == 1


@pytest.mark.parametrize(
    "other",
    [
        Question(("tiny.people",), None, date(2012, 1, 2)),
        Question(("tiny.people",), None, ON, known_at=EARLIER),
        Question(("tiny.people",), None, ON, reach=Reach()),
    ],
)
def test_other_questions_are_counted_by_themselves(office: Office, other: Question) -> None:
    memory = Memory()
    ask(memory)
    assert (counted(memory, other), counted(memory, other)) == (1, 0)


def test_what_was_known_earlier_stays_counted_whatever_is_recorded_later(office: Office) -> None:
    memory, then = Memory(), replace(PEOPLE, known_at=EARLIER)
    before = ask(memory, then).count("tiny.people", office["A2"])
    move_a_woman(office)
    assert (counted(memory, then), ask(memory, then).count("tiny.people", office["A2"])) == (0, before)


def test_moments_since_the_last_act_are_now(office: Office) -> None:
    memory = Memory()
    ask(memory)
    assert counted(memory, replace(PEOPLE, known_at=MOMENT)) == 0


def test_act_on_the_records_of_a_fact_makes_its_answers_anew(office: Office) -> None:
    memory = Memory()
    assert ask(memory).count("tiny.people", office["A2"]) == 1
    move_a_woman(office)
    assert ask(memory).count("tiny.people", office["A2"]) == 2


def test_act_elsewhere_and_readings_change_nothing(office: Office) -> None:
    memory = Memory()
    ask(memory)
    trail.record_reading(actor=make_actor(at=MOMENT), subject=office.man, what="hồ sơ")
    assert counted(memory) == 0


def test_answer_taken_back_with_its_transaction_is_never_given(office: Office) -> None:
    memory = Memory()
    with transaction.atomic():
        move_a_woman(office)
        assert ask(memory).count("tiny.people", office["A2"]) == 2
        transaction.set_rollback(True)
    assert ask(memory).count("tiny.people", office["A2"]) == 1


def test_nothing_is_remembered_of_an_act_under_way(office: Office) -> None:
    memory = Memory()
    record = Affiliation.objects.get(member_id=office.women[0])
    with transaction.atomic():
        with trail.act(actor=make_actor(at=MOMENT), verb="test.correct_place") as act:
            act.replace([(record, record.again(organization_id=office["A2"]))])
            assert ask(memory).count("tiny.people", office["A2"]) == 2
            assert state_of(TINY.facts["people"], TINY.reach) is None
        transaction.set_rollback(True)
    assert ask(memory).count("tiny.people", office["A2"]) == 1


class Interrupted(Memory):
    """Somebody records something after the state was read and before anything is counted."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.offices = [office]

    def recall(self, key: tuple[object, ...]) -> dict[str, Values]:
        found = super().recall(key)
        if self.offices:
            move_a_woman(self.offices.pop())
        return found


def test_what_is_counted_while_somebody_records_is_not_kept(office: Office) -> None:
    memory = Interrupted(office)
    with transaction.atomic():
        assert ask(memory).count("tiny.people", office["A2"]) == 2
        transaction.set_rollback(True)
    assert ask(memory).count("tiny.people", office["A2"]) == 1


def test_tables_that_are_no_records_have_no_state(office: Office) -> None:
    fact = TINY.facts["people"]
    assert state_of(replace(fact, query="SELECT 1 FROM audit_line"), TINY.reach) is None


def test_longest_unused_is_forgotten_first() -> None:
    scopes = [UUID(int=number) for number in range(4)]
    column = Column(Places(scopes), range(4))
    memory = Memory(capacity=10)
    memory.keep(("a",), {"x": column})
    memory.keep(("b",), {"x": column})
    memory.recall(("a",))
    memory.keep(("c",), {"x": column})
    assert [bool(memory.recall((name,))) for name in "abc"] == [True, False, True]


def test_values_kept_later_stand_beside_those_held() -> None:
    column = Column(Places([UUID(int=1)]), [7])
    memory = Memory()
    memory.keep(("a",), {"x": column})
    memory.keep(("a",), {"y": column})
    assert list(memory.recall(("a",))) == ["x", "y"]


def test_trend_takes_one_statement_for_each_fact(office: Office) -> None:
    whens = [When(date(2015, month, 28), date(2015, month, 1)) for month in range(1, 13)]
    names = ("members.total", "members.women", "members.arrivals_internal_transfer")
    with CaptureQueriesContext(connection) as queries:
        found = series(names, office["B"], whens)
    assert sum(query["sql"].startswith("WITH RECURSIVE") for query in queries) == 2
    assert [figure.value for figure in found["members.total"]] == [0, 0] + [1] * 10
    assert [figure.value for figure in found["members.arrivals_internal_transfer"]] == [0, 0, 1] + [0] * 9


def _asked(names: Sequence[str], on: date, period: tuple[date, date], known_at: datetime | None) -> Iterator[Question]:
    seen = OrganizationRecord.objects.order_by("id").values_list("organization_id", flat=True)
    for reach in (EVERYTHING, Reach(roots=frozenset(list(seen)[3:5]))):
        yield Question(tuple(names), None, on, *period, known_at, reach)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, st.tuples(days, periods, st.integers(0, 20)), st.randoms())
def test_remembered_answers_are_those_counted_anew(
    begun: History, steps: list[tuple[int, int, date]], asked: tuple[date, tuple[date, date], int], random: Random
) -> None:
    """Asked again and again with one memory, while acts go on in between."""
    on, period, back = asked
    memory = Memory()
    names = sorted(catalogue().indicators)
    with played(begun, []) as history:
        for step in [*steps, None]:
            for question in _asked(random.sample(names, 6), on, period, random.choice([None, history.known_at(back)])):
                remembered, anew = answer(question, counts=Counts(memory)), answer(question, counts=Counts())
                for name in question.indicators:
                    values = {scope: remembered.value(name, scope) for scope in remembered.organizations}
                    assert values == {scope: anew.value(name, scope) for scope in anew.organizations}
            if step:
                history.play(step)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, st.lists(st.tuples(days, periods), min_size=2, max_size=5))
def test_counted_together_is_counted_one_by_one(
    begun: History, steps: list[tuple[int, int, date]], whens: list[tuple[date, tuple[date, date]]]
) -> None:
    book = catalogue()
    with played(begun, steps):
        for fact in book.facts.values():
            indicators = [each for each in book.indicators.values() if each.fact == fact]
            questions = [Question((), None, on, *period) for on, period in whens]
            together = Counts().ahead(questions, fact, indicators, book.reach)
            alone = [Counts().of(question, fact, indicators, book.reach) for question in questions]
            assert [_plain(each) for each in together] == [_plain(each) for each in alone]


def _plain(values: dict[str, Values]) -> dict[str, dict[UUID, object]]:
    return {name: dict(column) for name, column in values.items()}


def test_percentages_are_those_of_the_organizations_that_have_a_base() -> None:
    one, two, three = (UUID(int=number) for number in (1, 2, 3))
    part, base = ({one: 1, two: None, three: 1}, {one: 3, two: 4, three: 0})
    shares = Percentages(part, base, 1)
    assert (dict(shares), len(shares), three in shares) == ({one: Decimal("33.3"), two: Decimal("0.0")}, 2, False)
