from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from dangvu.demo.planning import events as happened
from dangvu.demo.planning.events import Event, Happening
from dangvu.demo.planning.script import Script


def _of(script: Script, kind: type[Happening]) -> list[Event]:
    return [event for event in script.events if type(event.what) is kind]


def test_moments_of_entry_never_go_backwards(script: Script) -> None:
    moments = [event.at for event in script.events]
    assert moments == sorted(set(moments))


def test_events_are_entered_after_they_happened(script: Script) -> None:
    assert [event for event in script.events if event.at.date() < event.day] == []


def test_one_ceremony_was_entered_months_late(script: Script) -> None:
    late = [event for event in script.events if event.at.date() > event.day + timedelta(days=20)]
    assert [(type(event.what), event.day, event.at.date()) for event in late] == [
        (happened.Admitting, date(2020, 12, 22), date(2021, 3, 19))
    ]


def test_three_slips_of_the_pen_are_put_right(script: Script) -> None:
    corrections = [(event.what.column, event.day) for event in _of(script, happened.Correcting)]  # type: ignore[union-attr]
    assert corrections == [
        ("birth_date", date(2020, 2, 12)),
        ("ethnic_group", date(2021, 2, 19)),
        ("birth_date", date(2021, 6, 19)),
    ]


def test_decisions_of_an_issuer_are_numbered_in_the_order_of_their_days(script: Script) -> None:
    numbers: dict[tuple[str, int], list[tuple[int, date]]] = defaultdict(list)
    for event in script.events:
        paper = event.paper
        if paper.symbol.endswith("-QĐ/ĐUK") and paper.day:
            series = sum(first <= paper.day for first in (date(2010, 8, 1), date(2015, 8, 1), date(2020, 8, 1)))
            numbers[paper.issuer, series].append((int(paper.symbol.split("-")[0]), paper.day))
    for decisions in numbers.values():
        ordered = sorted(decisions)
        assert [number for number, _day in ordered] == list(range(1, len(ordered) + 1))
        assert [day for _number, day in ordered] == sorted(day for _number, day in ordered)


def test_founding_decision_has_its_symbol(script: Script) -> None:
    papers = {event.paper.symbol for event in _of(script, happened.Reshaping) if event.day == date(2019, 3, 20)}
    assert papers == {"1202-QĐ/TU"}


def test_everybody_enters_and_leaves_the_rolls_once(script: Script) -> None:
    entered = [life for event in _of(script, happened.Enrolling) for life in event.what.lives]  # type: ignore[union-attr]
    entered += [life for event in _of(script, happened.Admitting) for life in event.what.lives]  # type: ignore[union-attr]
    gone = [life for event in _of(script, happened.Departing) for life in event.what.lives]  # type: ignore[union-attr]
    gone += [life for event in _of(script, happened.Ending) for life in event.what.lives]  # type: ignore[union-attr]
    lives = script.plan.lives
    assert sorted(life.number for life in entered) == [life.number for life in lives]
    assert sorted(life.number for life in gone) == [life.number for life in lives if life.departure]


def test_office_enters_most_ceremonies_apart(script: Script) -> None:
    ceremonies = [(event.day, event.what.cell) for event in _of(script, happened.Admitting)]  # type: ignore[union-attr]
    assert len(ceremonies) == len(set(ceremonies))
