"""Figures computed by SQL are those of a naive loop over the raw rows, whatever happened, whenever, known whenever."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import event, given, settings
from hypothesis import strategies as st

from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.figures import Question, answer
from tests.statistics.checks import committees, expected, members, organizations
from tests.statistics.oracle import World
from tests.statistics.worlds import History, days, histories, periods

CHECKS = organizations.CHECKS | members.CHECKS | committees.CHECKS


def test_every_indicator_has_a_hand_written_check() -> None:
    """Write the missing ones in ``tests/statistics/checks/``, without looking at the indicator's condition."""
    assert sorted(catalogue().indicators) == sorted(CHECKS)


@pytest.mark.django_db
@settings(max_examples=25)
@given(histories, days, periods, st.integers(0, 100))
def test_figures_equal_naive_loops(steps: list, on, period, back: int) -> None:
    first, last = period
    with transaction.atomic():
        history = History()
        history.begin()
        for step in steps:
            history.play(step)
        for act in history.done:
            event(act)
        moments = history.moments()
        known_at = [None, *moments][back % (len(moments) + 1)]
        question = Question(tuple(catalogue().indicators), None, on, first, last, known_at)
        found = answer(question)
        naive = expected(CHECKS, World().at(known_at), on, first, last)
        assert found.organizations == frozenset(next(iter(naive.values())))
        for name, values in naive.items():
            assert {scope: found[name, scope].value for scope in values} == values, name
        transaction.set_rollback(True)
