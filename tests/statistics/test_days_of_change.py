"""Every indicator on the day before, on and after a change, some of the changes being reorganisations."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dangvu.statistics.catalogue.book import catalogue
from dangvu.statistics.figures import Question, answer
from tests.statistics.checks import expected
from tests.statistics.oracle import World
from tests.statistics.parade import CHANGES, hold_parade
from tests.statistics.test_figures_equal_naive_loops import CHECKS

DAY = timedelta(days=1)


@pytest.mark.django_db
def test_every_indicator_is_right_on_the_day_before_on_and_after_each_change() -> None:
    hold_parade()
    belief = World().at(None)
    still = set(CHECKS)
    wrong: list[tuple[date, str]] = []
    for change in CHANGES:
        answers = {day: _answered(day) for day in (change - DAY, change, change + DAY)}
        for day, found in answers.items():
            naive = expected(CHECKS, belief, day, day, day)
            wrong += [(day, name) for name in CHECKS if found[name] != naive[name]]
        still -= {name for name in still if answers[change - DAY][name] != answers[change][name]}
    # A definition that no change of this history moves would be proved by nothing.
    assert (wrong, sorted(still)) == ([], [])


def _answered(day: date) -> dict[str, dict[object, object]]:
    found = answer(Question(tuple(catalogue().indicators), None, day, day, day))
    return {name: {scope: found.value(name, scope) for scope in found.organizations} for name in catalogue().indicators}
