"""The committees of the grassroots organisations: how many seats each has, who takes them, and who heads the body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from statistics import NormalDist
from typing import Any

from dangvu.demo.planning.calendar import CONGRESSES
from dangvu.demo.planning.dice import Dice
from dangvu.demo.planning.people import Life
from dangvu.demo.planning.rolls import MEN_RETIRE, Rolls
from dangvu.demo.planning.tree import COMMITTEE, Tree

SPREAD_OF_AGES = NormalDist(0, 6.2)
YOUNGEST, OLDEST, OLDEST_VETERAN = 30, 55, 68
SECRETARY, DEPUTY, STANDING, MEMBER = "secretary", "deputy_secretary", "standing_member", "member"

FEW_OFFICIAL_MEMBERS = 11
"""With fewer in January a cell elects a secretary and a deputy only: by June it may be too small for a committee."""

SEATS = {COMMITTEE: (5, 13), "cell": (3, 5), "small_cell": (2, 2)}
"""Fewest and most seats."""

REELECTED = 3.0
"""By how many years those who sat in the last committee may be farther from the wanted age and still be preferred."""


@dataclass(frozen=True)
class Board:
    """A committee elected on ``day``, the secretary first; ``head`` heads the agency or enterprise, if there is one."""

    unit: str
    term: str
    day: date
    seats: tuple[tuple[Life, str], ...]
    head: Life | None = None


def elect(rolls: Rolls, term: dict[str, Any], before: list[Board], dice: Dice) -> list[Board]:
    """The committees of a term, chosen among those on the rolls before the year of the congresses."""
    days = [date(term["year"], month, day) for month, day in CONGRESSES]
    units = dice.shuffled(sorted(rolls.tree.grassroots(days[0])))
    candidates = _candidates(rolls, term, days[-1])
    seats = _seats(rolls.tree, {unit: len(candidates[unit]) for unit in units}, term, days[0])
    sat = {life for board in before for life, _post in board.seats}
    ages = iter(dice.shuffled(_wanted_ages(float(term["mean_age"]), term["members"])))
    error, boards = 0.0, []
    for turn, unit in enumerate(units):
        chosen: list[Life] = []
        for wanted in sorted((next(ages) for _ in range(seats[unit])), reverse=True):
            life = _nearest(candidates[unit], chosen, wanted - error, term["counted_on"], sat)
            error += life.age(term["counted_on"]) - wanted
            chosen.append(life)
        chosen.sort(key=lambda life: life.birth)
        for life in chosen:
            life.bound_until = max(life.bound_until, term["bound_until"])
        boards.append(_board(unit, term["term"], days[turn * len(days) // len(units)], chosen))
    return _with_heads(boards, term["concurrent_heads"], dice)


def merged(boards: list[Board], tree: Tree) -> list[Board]:
    """The first committees of organisations that arose between congresses: those of their predecessors joined."""
    found = []
    for decision in tree.decisions:
        successor = next((unit.key for unit in decision.newborns if unit.key in tree.grassroots(decision.day)), None)
        old = [board for board in boards if board.unit in decision.predecessors and board.day < decision.day]
        if successor and old:
            term = max(board.term for board in old)
            members = sorted((life for board in old if board.term == term for life, _ in board.seats), key=_birth)
            found.append(_board(successor, term, decision.day, members))
    return found


def superior(figures: dict[str, Any], boards: list[Board], tree: Tree) -> list[Board]:
    """The committees above the grassroots: those who work in its office, and secretaries from below."""
    found = []
    for entry in figures["superior_committees"]:
        day, unit, term = entry["day"], entry["unit"], entry["term"]
        below = {key for key in tree.grassroots(day) if tree.on(day)[key].parent == unit}
        sitting = [board for board in boards if board.term == term and board.day <= day and board.unit in below]
        office = [life for board in sitting if board.unit == entry["office"] for life, _post in board.seats]
        office += [life for board in sitting if board.unit == entry.get("second_office") for life, _post in board.seats]
        others = sorted(sitting, key=lambda board: (-len(board.seats), board.unit))
        members = list(dict.fromkeys([*office, *(board.seats[0][0] for board in others)]))[: entry["members"]]
        deputies = 2 if len(members) > 20 else 1
        posts = [
            SECRETARY,
            *[DEPUTY] * deputies,
            *[STANDING] * (len(members) // 5 - deputies),
            *[MEMBER] * len(members),
        ]
        found.append(Board(unit, term, day, tuple(zip(members, posts, strict=False))))
    return found


def _birth(life: Life) -> date:
    return life.birth


def _candidates(rolls: Rolls, term: dict[str, Any], day: date) -> dict[str, list[Life]]:
    """For each organisation those who may be elected: official, old enough, and able to serve the term."""
    found: dict[str, list[Life]] = {unit: [] for unit in rolls.tree.grassroots(day)}
    for slot, lives in rolls.present.items():
        found[rolls.tree.grassroots_of(slot, day)] += [
            life
            for life in lives
            if life.official < date(term["year"], 1, 1)
            and life.age(day) >= YOUNGEST - 2
            and life.age(term["bound_until"]) < (OLDEST_VETERAN if slot.sector == "other" else MEN_RETIRE - 0.5)
        ]
    return found


def _seats(tree: Tree, able: dict[str, int], term: dict[str, Any], day: date) -> dict[str, int]:
    """How many seats each committee has: larger organisations more, all together exactly those of the term."""
    kinds = tree.grassroots(day)
    kind = {
        unit: COMMITTEE if kinds[unit] == COMMITTEE else "cell" if able[unit] >= FEW_OFFICIAL_MEMBERS else "small_cell"
        for unit in able
    }
    seats = {unit: min(SEATS[kind[unit]][0], able[unit]) for unit in able}
    while sum(seats.values()) < term["members"]:
        growing = [unit for unit in able if seats[unit] < min(SEATS[kind[unit]][1], able[unit])]
        seats[max(growing, key=lambda unit: (able[unit] / seats[unit] ** 2, unit))] += 1
    return seats


def _wanted_ages(mean: float, count: int) -> list[float]:
    """Ages that follow a bell curve about the mean."""
    deviations = [SPREAD_OF_AGES.inv_cdf((index + 0.5) / count) for index in range(count)]
    return [min(max(mean + deviation, YOUNGEST), OLDEST) for deviation in deviations]


def _nearest(candidates: list[Life], taken: list[Life], wanted: float, on: date, sat: set[Life]) -> Life:
    free = [life for life in candidates if life not in taken]
    return min(free, key=lambda life: (abs(life.age(on) - wanted) - (REELECTED if life in sat else 0), life.number))


def _board(unit: str, term: str, day: date, members: list[Life]) -> Board:
    """Posts by age: secretary, deputy, and in large committees as many on the standing board as a third allows."""
    standing = max(len(members) // 3 - 2, 0) if len(members) >= 9 else 0
    posts = [SECRETARY, DEPUTY, *[STANDING] * standing, *[MEMBER] * len(members)]
    return Board(unit, term, day, tuple(zip(members, posts, strict=False)), members[0])


def _with_heads(boards: list[Board], concurrent: int, dice: Dice) -> list[Board]:
    """In ``concurrent`` of the organisations the secretary heads the body, in the others the deputy does."""
    apart = {board.unit for board in dice.choose([b for b in boards if len(b.seats) > 1], len(boards) - concurrent)}
    return [replace(board, head=board.seats[1][0]) if board.unit in apart else board for board in boards]
