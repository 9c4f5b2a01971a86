"""From the plan to what the office entered, act by act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from dangvu.demo.planning import events as happened
from dangvu.demo.planning.events import ORDER, Event, Happening, Paper
from dangvu.demo.planning.identity import load_names
from dangvu.demo.planning.people import Life, Step
from dangvu.demo.planning.plan import LAST_DAY, Plan
from dangvu.demo.planning.tree import Decision

T = TypeVar("T")

MERGER = date(2019, 3, 20)
ISSUERS = {
    "DUKCQ": "Ban Thường vụ Đảng ủy Khối các cơ quan tỉnh Lam Sơn",
    "DUKDN": "Ban Thường vụ Đảng ủy Khối doanh nghiệp tỉnh Lam Sơn",
    "DUK": "Ban Thường vụ Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Lam Sơn",
}
TRANSFERS = "Ban Tổ chức Tỉnh ủy Lam Sơn"
CONGRESS = "Đại hội đảng bộ, chi bộ"
NEW_NUMBERS = (date(2010, 8, 1), date(2015, 8, 1), date(2020, 8, 1))
"""With each term the numbers of decisions begin again; those of the merged committee began with the merger."""

ENTRY_DAYS = (5, 12, 19, 26)
"""The days of the month on which the office enters what it has received, two days before or earlier."""

CLERKS = {
    date(2008, 1, 1): "Hoàng Thị Minh Châu",
    date(2013, 6, 1): "Đỗ Quang Vinh",
    date(2019, 4, 1): "Trịnh Thu Hiền",
}
"""Who entered it, since when."""

DAYS_TO_CEREMONY = (9, 24)
"""How many days before the ceremony an admission was decided."""

LATE_ADMISSION, LATE_ADMISSION_ENTERED = date(2020, 12, 22), date(2021, 3, 19)
"""The new members of one cell on this day were entered only in spring: what was known of that year changed."""


@dataclass(frozen=True)
class Slip:
    """A detail that was entered wrongly and put right later."""

    life: Life
    column: str
    wrong: Any
    entered_right: date


@dataclass(frozen=True)
class Script:
    """All events in the order of their entry, and the details that some of them got wrong."""

    plan: Plan
    events: tuple[Event, ...]
    slips: tuple[Slip, ...]


def write_script(plan: Plan) -> Script:
    """What the office entered, and when."""
    slips = tuple(_slips(plan))
    told = [*_beginning(plan), *_decisions(plan), *_congresses(plan), *_rolls(plan), *_files(plan)]
    told.sort(key=lambda entry: (entry[0], ORDER.index(type(entry[1]))))
    entered = [Event(day, what, paper, _entry(day), "") for day, what, paper in told]
    late = next(index for index, event in enumerate(entered) if _is_admission_on(event, LATE_ADMISSION))
    entered[late] = replace(entered[late], at=_opening(LATE_ADMISSION_ENTERED))
    entered += [_correction(slip) for slip in slips]
    entered.sort(key=lambda event: event.at)
    return Script(plan, tuple(_finished(entered)), slips)


Told = tuple[date, Happening, Paper]


def _beginning(plan: Plan) -> Iterator[Told]:
    start: date = plan.figures["register"]["day"]
    yield start, happened.Registering(plan.tree.units), Paper("Ban Thường vụ Tỉnh ủy Lam Sơn", start)
    there = tuple(life for life in plan.lives if life.entry == "register")
    yield start, happened.Enrolling(there, ""), Paper(day=start)
    for target in plan.figures["targets"]:
        promised = max(target["first"], MERGER + timedelta(days=20)) if target["unit"] == "DUK" else target["first"]
        what = happened.Promising(target["unit"], target["value"], target["first"], target["last"])
        yield promised, what, Paper("Đại hội Đảng bộ Khối", promised)


def _decisions(plan: Plan) -> Iterator[Told]:
    for decision in plan.tree.decisions:
        paper = Paper(decision.issuer, decision.day, decision.symbol)
        yield decision.day, happened.Reshaping(decision, _moved(plan, decision)), paper


def _moved(plan: Plan, decision: Decision) -> dict[Life, tuple[str, str]]:
    """The members whom a decision takes from one cell to another."""
    before = decision.day - timedelta(days=1)
    moved = {}
    for life in plan.there(decision.day):
        slot = life.slot_on(decision.day)
        if slot.key in decision.slots and slot.place(before) != slot.place(decision.day):
            moved[life] = (slot.place(before), slot.place(decision.day))
    return moved


def _congresses(plan: Plan) -> Iterator[Told]:
    titles = {sector: work["head"] for sector, work in load_names()["work"].items()}
    for day, boards in _grouped([*plan.boards, *plan.superior_boards], lambda board: board.day):
        units = plan.tree.on(day)
        heads = tuple((board.unit, board.head, titles[units[board.unit].sector]) for board in boards if board.head)
        yield day, happened.Electing(tuple(boards)), Paper(CONGRESS, day)
        if heads:
            yield day, happened.NamingHeads(heads), Paper("Ủy ban nhân dân tỉnh Lam Sơn", day)


def _rolls(plan: Plan) -> Iterator[Told]:
    places = load_names()["elsewhere"]
    arrived = [life for life in plan.lives if life.entry == "transfer_in"]
    for day, lives in _grouped(arrived, lambda life: life.since):
        origin = places[day.toordinal() % len(places)]
        yield day, happened.Enrolling(tuple(lives), origin), Paper(origin, day)
    admitted = [life for life in plan.lives if life.entry == "admission"]
    for (day, cell), lives in _grouped(admitted, lambda life: (life.since, life.stays[0][1].place(life.since))):
        decided = day - timedelta(days=DAYS_TO_CEREMONY[0] + lives[0].number % (DAYS_TO_CEREMONY[1] - 8))
        yield day, happened.Admitting(cell, tuple(lives), decided), Paper(_issuer(plan, lives[0], decided), decided)
    start: date = plan.figures["register"]["day"]
    recognised = [life for life in plan.lives if max(life.since, start) < life.official < min(life.until, LAST_DAY)]
    for (day, issuer), lives in _grouped(recognised, lambda life: (life.official, _issuer(plan, life, life.official))):
        yield day, happened.Recognising(tuple(lives)), Paper(issuer, day)
    yield from _departures(plan, places)


def _departures(plan: Plan, places: list[str]) -> Iterator[Told]:
    gone = [life for life in plan.lives if life.departure]
    out = [life for life in gone if life.departure and life.departure[1] == "transfer_out"]
    for turn, (day, lives) in enumerate(_grouped(out, lambda life: life.until)):
        yield day, happened.Departing(tuple(lives), places[turn % len(places)]), Paper(TRANSFERS, day)
    ended = [(life, *life.departure) for life in gone if life.departure and life.departure[1] != "transfer_out"]
    for (day, reason), entries in _grouped(ended, lambda entry: entry[1:]):
        lives = [life for life, *_rest in entries]
        issuer = "" if reason == "died" else _issuer(plan, lives[0], day)
        yield day, happened.Ending(tuple(lives), reason), Paper(issuer, day)
    for life in plan.lives:
        for day, slot in life.stays[1:]:
            yield day, happened.Moving(life, slot.place(day)), Paper(_issuer(plan, life, day), day)


def _files(plan: Plan) -> Iterator[Told]:
    steps = [(life, step) for life in plan.lives for step in life.steps if step.since > life.since]
    for day, reached in _grouped(steps, lambda pair: pair[1].since):
        yield day, happened.Awarding(tuple(reached)), Paper()
    leaving = [life for life in plan.lives if life.youth and life.since < life.youth.end < min(life.until, LAST_DAY)]
    for day, lives in _grouped(leaving, lambda life: life.youth.end if life.youth else LAST_DAY):
        yield day, happened.LeavingYouth(tuple(lives)), Paper("Đoàn Khối các cơ quan và doanh nghiệp tỉnh", day)


def _slips(plan: Plan) -> Iterator[Slip]:
    """Two birth dates and an ethnic group, each of somebody who is still there at the end."""
    there = plan.there(LAST_DAY)
    first = next(life for life in there if life.entry == "register")
    second = next(life for life in there if life.entry == "admission" and life.since.year == 2012)
    third = next(life for life in there if life.ethnic_group == "muong" and life.since.year > 2012)
    yield Slip(first, "birth_date", first.birth - timedelta(days=731), date(2020, 2, 12))
    yield Slip(second, "birth_date", second.birth - timedelta(days=365), date(2021, 6, 19))
    yield Slip(third, "ethnic_group", "kinh", date(2021, 2, 19))


def _correction(slip: Slip) -> Event:
    right = slip.life.birth if slip.column == "birth_date" else slip.life.ethnic_group
    reason = "Nhập nhầm so với hồ sơ gốc; sửa theo quyết định kết nạp và lý lịch."
    what = happened.Correcting(slip.life, slip.column, right, reason)
    return Event(slip.entered_right, what, Paper(), _opening(slip.entered_right), "")


def _issuer(plan: Plan, life: Life, day: date) -> str:
    """Who decided on a member on a day."""
    return ISSUERS[plan.tree.superior_of(life.slot_on(max(day, life.since)), day)]


def _is_admission_on(event: Event, day: date) -> bool:
    return event.day == day and isinstance(event.what, happened.Admitting)


def _entry(day: date) -> datetime:
    """When the office entered what happened on ``day``."""
    known = day + timedelta(days=2)
    while known.day not in ENTRY_DAYS:
        known += timedelta(days=1)
    return _opening(known)


def _opening(day: date) -> datetime:
    """The hour at which the office begins on a day: half past seven in Viet Nam."""
    return datetime.combine(day, time(0, 30), UTC)


def _finished(events: list[Event]) -> Iterator[Event]:
    """Each event with its minute of the day, the clerk, and the next number of the issuer's decisions."""
    numbers: dict[Hashable, int] = defaultdict(int)
    minutes: dict[datetime, int] = defaultdict(int)
    symbols = _symbols(events, numbers)
    for event, symbol in zip(events, symbols, strict=True):
        at = event.at + timedelta(seconds=20 * minutes[event.at])
        minutes[event.at] += 1
        clerk = next(name for since, name in reversed(CLERKS.items()) if since <= at.date())
        yield replace(event, at=at, clerk=clerk, paper=replace(event.paper, symbol=symbol))


def _symbols(events: list[Event], numbers: dict[Hashable, int]) -> list[str]:
    """The symbols of the papers: in each term the decisions of an issuer are numbered in the order of their days."""
    symbols = [event.paper.symbol for event in events]
    own = set(ISSUERS.values())
    order = sorted(range(len(events)), key=lambda index: (events[index].paper.day or date.max, index))
    for index in order:
        paper = events[index].paper
        if paper.issuer in own and paper.day and not paper.symbol:
            series = (paper.issuer, sum(first <= paper.day for first in NEW_NUMBERS))
            numbers[series] += 1
            symbols[index] = f"{numbers[series]:02d}-QĐ/ĐUK"
    return symbols


def _grouped(items: Iterable[T], key: Any) -> list[tuple[Any, list[T]]]:
    """Items by key, in the order of the keys."""
    groups: dict[Any, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return sorted(groups.items(), key=lambda group: group[0])


def steps_at_entry(life: Life) -> list[Step]:
    """The levels with which somebody came."""
    return [step for step in life.steps if step.since <= life.since]
