"""Figures computed by SQL are those of a naive loop over the raw rows, whatever happened, whenever, known whenever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dangvu.members.models import Affiliation
from dangvu.organizations.queries import tree
from dangvu.statistics.catalogue.book import catalogue, shipped
from dangvu.statistics.catalogue.identities import Ledger
from dangvu.statistics.catalogue.indicators import Measure
from dangvu.statistics.figures import Question, answer
from dangvu.statistics.identities import check_identities
from tests.statistics.checks import committees, expected, members, organizations
from tests.statistics.oracle import World
from tests.statistics.worlds import END, History, days, histories, periods

CHECKS = organizations.CHECKS | members.CHECKS | committees.CHECKS


def test_every_indicator_has_a_hand_written_check() -> None:
    """Write the missing ones in ``tests/statistics/checks/``, without looking at the indicator's condition."""
    assert sorted(shipped().indicators.keys() - CHECKS.keys()) == []


def test_every_hand_written_check_is_of_an_indicator() -> None:
    assert sorted(CHECKS.keys() - shipped().indicators.keys()) == []


@contextmanager
def played(begun: History, steps: Sequence[tuple[int, int, date]]) -> Iterator[History]:
    """How a history went on, which is forgotten again."""
    with transaction.atomic():
        history = replace(begun, done=[])
        for step in steps:
            history.play(step)
        yield history
        transaction.set_rollback(True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, days, periods, st.integers(0, 20))
def test_figures_equal_naive_loops(
    begun: History, steps: list[tuple[int, int, date]], on: date, period: tuple[date, date], back: int
) -> None:
    with played(begun, steps) as history:
        for act in history.done:
            event(act)
        known_at = history.known_at(back)
        found = answer(Question(tuple(catalogue().indicators), None, on, *period, known_at))
        naive = expected(CHECKS, World().at(known_at), on, *period)
    assert {name: {scope: found[name, scope].value for scope in found.organizations} for name in naive} == naive


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, periods, st.integers(0, 20))
def test_ledgers_close_at_every_organization(
    begun: History, steps: list[tuple[int, int, date]], period: tuple[date, date], back: int
) -> None:
    with played(begun, steps) as history:
        question = Question((), None, None, *period, history.known_at(back))
        ledgers = [identity for identity in catalogue().identities if isinstance(identity, Ledger)]
        assert check_identities(question, replace(catalogue(), identities=tuple(ledgers))) == []


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, st.tuples(days, periods, st.integers(0, 20)), st.randoms())
def test_rows_are_exactly_what_was_counted(
    begun: History, steps: list[tuple[int, int, date]], asked: tuple[date, tuple[date, date], int], random: Random
) -> None:
    on, period, back = asked
    with played(begun, steps) as history:
        found = answer(Question(tuple(catalogue().indicators), None, on, *period, history.known_at(back)))
        scope = random.choice(sorted(found.organizations))
        for name, indicator in catalogue().indicators.items():
            figure = found[name, scope]
            if indicator.measure is Measure.COUNT:
                assert len(figure.rows()) == figure.value
            if indicator.measure is Measure.SUM:
                assert sum(row.values[indicator.of] for row in figure.rows()) == figure.value


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories)
def test_members_of_an_organization_are_its_own_and_those_below_it(
    begun: History, steps: list[tuple[int, int, date]]
) -> None:
    """After the last reorganisation, when nobody counts the rows of an organisation that it took over."""
    on = END + timedelta(days=1)
    with played(begun, steps):
        found = answer(Question(("members.total",), None, on))
        nodes = list(tree(as_of=on))
        own = {node.id: Affiliation.objects.on(on).filter(organization_id=node.id).count() for node in nodes}
    below = {node.id: sum(found.count("members.total", child.id) for child in node.children) for node in nodes}
    assert {node.id: found.count("members.total", node.id) for node in nodes} == {
        node.id: own[node.id] + below[node.id] for node in nodes
    }
