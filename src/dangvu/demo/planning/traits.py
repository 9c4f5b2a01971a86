"""Who the people are: sex, ethnic group, religion and youth union, in exactly the numbers of figures.yaml."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from dangvu.demo.planning.boards import Board
from dangvu.demo.planning.dice import Dice, shares, spread
from dangvu.demo.planning.people import Life
from dangvu.kernel.days import Spell, years_after

ETHNIC_GROUPS = {"muong": 38, "thai": 27, "tay": 20, "tho": 15, "hmong": 12, "nung": 10, "dao": 8}
RELIGIONS = {"catholicism": 29, "buddhism": 21, "protestantism": 5}
"""How often each occurs among those who have one."""

WOMEN_ELSEWHERE, MINORITIES_ELSEWHERE, RELIGIOUS_ELSEWHERE = 0.36, 0.033, 0.013
"""Shares among those who were not on the rolls on the day that figures.yaml counts."""

WOMEN_AT_WORK = {"y-te": 1.5, "giao-duc": 1.5, "benh-vien": 1.7, "cao-dang-y": 1.6, "phu-nu": 6.0, "det-may": 1.6}
MINORITIES_AT_WORK = {"ban-dan-toc": 8.0, "kiem-lam": 2.5, "lam-nghiep": 3.0, "mat-tran": 2.0, "nong-dan": 2.0}
"""Units in which women, or members of minorities, are more frequent than elsewhere."""

JOINS_AT, LEAVES_AT, STAYS_UNTIL = 16, 30, 32
"""The ages between which people are in the Youth Union; the latest one at which some still are."""

YOUTH_DAY = (3, 26)
"""The anniversary of the Youth Union, on which people join and leave."""


def assign_traits(lives: list[Life], boards: list[Board], figures: dict[str, Any], dice: Dice) -> None:
    """Decide sex, ethnic group, religion and youth union of everybody."""
    day: date = date(2020, 12, 31)
    wanted = figures["on_31_12_2020"]
    counted = [life for life in lives if life.there(day)]
    others = [life for life in lives if not life.there(day)]
    seated = {life for board in boards for life, _post in board.seats}
    _assign_sex(counted, wanted["women"], seated, dice)
    _assign_sex(others, round(WOMEN_ELSEWHERE * len(others)), seated, dice)
    _assign_groups(counted, wanted["ethnic_minority"], wanted["religious"], dice)
    _assign_groups(others, round(MINORITIES_ELSEWHERE * len(others)), round(RELIGIOUS_ELSEWHERE * len(others)), dice)
    _assign_youth(lives, counted, wanted["youth_union"], day, dice)


def _assign_sex(lives: list[Life], women: int, seated: Collection[Life], dice: Dice) -> None:
    """``women`` of the lives are women, counting those whose retirement has decided it already."""

    def likelihood(life: Life) -> float:
        age = life.age(date(2020, 12, 31))
        base = 1.0 if age < 36 else 0.8 if age < 46 else 0.55
        return base * WOMEN_AT_WORK.get(_unit(life), 1.0) * (0.6 if life in seated else 1.0)

    undecided = [life for life in lives if not life.sex]
    decided = sum(life.sex == "female" for life in lives)
    chosen = set(dice.choose(undecided, women - decided, likelihood))
    for life in undecided:
        life.sex = "female" if life in chosen else "male"


def _assign_groups(lives: list[Life], minorities: int, religious: int, dice: Dice) -> None:
    for life in lives:
        life.ethnic_group = "kinh"
    chosen = dice.choose(lives, minorities, lambda life: MINORITIES_AT_WORK.get(_unit(life), 1.0))
    for life, group in zip(chosen, _mixed(ETHNIC_GROUPS, minorities), strict=True):
        life.ethnic_group = group
    believers = dice.choose([life for life in lives if life.ethnic_group == "kinh"], religious)
    for life, religion in zip(believers, _mixed(RELIGIONS, religious), strict=True):
        life.religion = religion


def _assign_youth(lives: list[Life], counted: list[Life], wanted: int, day: date, dice: Dice) -> None:
    """``wanted`` of those on the rolls on ``day`` are in the union then; other young people left it before."""
    leaving = _youth_day_after(day)
    young = [life for life in counted if life.age(day) < STAYS_UNTIL - 0.5 and life.until > leaving]
    inside = set(dice.choose(young, wanted, lambda life: 1.0 if life.age(day) < LEAVES_AT - 1 else 0.1))
    for life in lives:
        joined = date(life.birth.year + JOINS_AT, *YOUTH_DAY)
        left = _youth_day_after(years_after(life.birth, LEAVES_AT - dice.between(0, 2)))
        if life in inside:
            left = max(left, leaving)
        elif life.there(day):
            left = min(left, date(day.year, *YOUTH_DAY))
        if left >= life.until:
            left = date(life.until.year - (life.until <= date(life.until.year, *YOUTH_DAY)), *YOUTH_DAY)
        if left > life.since:
            life.youth = Spell(joined, left)


def _youth_day_after(day: date) -> date:
    """The first anniversary after ``day``."""
    anniversary = date(day.year, *YOUTH_DAY)
    return anniversary if anniversary > day else date(day.year + 1, *YOUTH_DAY)


def _unit(life: Life) -> str:
    """The unit whose key begins the name of the group."""
    return life.slot.key.partition("/")[0]


def _mixed(weights: dict[str, int], count: int) -> list[str]:
    return spread(dict(zip(weights, shares(count, [*weights.values()]), strict=True)))
