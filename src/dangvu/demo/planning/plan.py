"""The whole plan of the sample committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangvu.demo.planning.ages import settle_mean_age
from dangvu.demo.planning.boards import Board, elect, merged, superior
from dangvu.demo.planning.calendar import load_figures, periods
from dangvu.demo.planning.dice import Dice
from dangvu.demo.planning.identity import assign_identities
from dangvu.demo.planning.people import Life
from dangvu.demo.planning.rolls import Rolls
from dangvu.demo.planning.schooling import Schooling
from dangvu.demo.planning.traits import assign_traits
from dangvu.demo.planning.tree import Tree, load_tree

SEED = "Lam Sơn"

LAST_DAY = date(2021, 10, 14)
"""The day on which the history ends, and for which the sample report is written."""

SETTLED_BETWEEN = (33, 50)
"""Ages of those whose birth dates settle the mean age of the rolls: far from admission, youth union and retirement."""


@dataclass(frozen=True)
class Plan:
    """The organisations and people of the sample committee, and the figures they make true.

    ``boards`` are the committees of the grassroots, ``superior_boards`` those above it.
    """

    tree: Tree
    lives: list[Life]
    boards: list[Board]
    superior_boards: list[Board]
    figures: dict[str, Any]

    def there(self, day: date) -> list[Life]:
        """Who is on the rolls on a day."""
        return [life for life in self.lives if life.there(day)]

    def seated(self, day: date) -> list[Life]:
        """Who sits in the committee of a grassroots organisation on a day."""
        standing = {board.unit: board for board in sorted(self.boards, key=lambda b: b.day) if board.day <= day}
        units = self.tree.grassroots(day)
        return [life for unit, board in standing.items() if unit in units for life, _post in board.seats]


def make_plan() -> Plan:
    """The plan, the same wherever and whenever it is made."""
    tree, figures = load_tree(), load_figures()
    rolls = Rolls(tree, figures, Dice(f"{SEED}: rolls"))
    boards = _run(rolls, figures, Dice(f"{SEED}: boards"))
    plan = Plan(tree, rolls.lives, boards, superior(figures, boards, tree), figures)
    _settle_ages(plan)
    assign_traits(plan.lives, boards, figures, Dice(f"{SEED}: traits"))
    Schooling(plan.lives, boards, figures, Dice(f"{SEED}: schooling")).assign()
    assign_identities(plan.lives, boards, Dice(f"{SEED}: identities"))
    return plan


def _run(rolls: Rolls, figures: dict[str, Any], dice: Dice) -> list[Board]:
    """Let the history pass; committees are elected in the periods that begin the years of congresses."""
    rolls.open()
    terms = {date(term["year"], 1, 1): term for term in figures["committees"]}
    boards: list[Board] = []
    for period in periods(figures):
        if term := terms.get(period.first):
            boards += elect(rolls, term, boards, dice)
        rolls.run(period)
    return boards + merged(boards, rolls.tree)


def _settle_ages(plan: Plan) -> None:
    """First each committee by those who sit in no other, then the rolls by those who sit in none."""
    day = date(2020, 12, 31)
    terms = [term for term in plan.figures["committees"] if term["term"] != "2010-2015"]
    seated = {term["counted_on"]: plan.seated(term["counted_on"]) for term in terms}
    for term in terms:
        others = {life for on, lives in seated.items() if on != term["counted_on"] for life in lives}
        group = seated[term["counted_on"]]
        movable = [life for life in group if life not in others]
        settle_mean_age(group, movable, term["mean_age"], term["counted_on"])
    youngest, oldest = SETTLED_BETWEEN
    sitting = {life for lives in seated.values() for life in lives}
    there = plan.there(day)
    free = [life for life in there if life not in sitting and not life.sex and youngest < life.age(day) < oldest]
    settle_mean_age(there, free, plan.figures["on_31_12_2020"]["mean_age"], day)
