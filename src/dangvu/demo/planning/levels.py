"""What people have learned: levels on the days that figures.yaml counts, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dangvu.demo.planning.dice import Dice
from dangvu.demo.planning.people import Life, Step
from dangvu.kernel.days import years_after

AWARD_DAYS = ((6, 28), (11, 28))
"""The days of the year on which the office enters new diplomas."""


@dataclass(frozen=True)
class Ladder:
    """The levels of one kind, lowest first; ``ages`` at which they are usually and at the earliest reached."""

    kind: str
    levels: tuple[str, ...]
    usual: tuple[int, ...]
    earliest: tuple[int, ...]

    def rank(self, level: str) -> int:
        """The place of a level, from 0."""
        return self.levels.index(level)


PROFESSIONAL = Ladder(
    "professional",
    ("elementary", "intermediate", "college", "university", "master", "doctorate"),
    (20, 21, 22, 23, 27, 34),
    (19, 20, 21, 22, 25, 30),
)
THEORY = Ladder(
    "political_theory", ("none", "elementary", "intermediate", "advanced"), (0, 26, 31, 37), (0, 20, 25, 30)
)


@dataclass
class Marks:
    """Which rank everybody has on the days that count."""

    ladder: Ladder
    ranks: dict[Life, dict[date, int]] = field(default_factory=dict)

    def on(self, life: Life, day: date) -> int | None:
        """The rank fixed for ``day``."""
        return self.ranks.get(life, {}).get(day)

    def next_after(self, life: Life, day: date) -> int | None:
        """The rank fixed for the first later day: nobody may have more before."""
        later = [(other, rank) for other, rank in self.ranks.get(life, {}).items() if other > day]
        return min(later)[1] if later else None

    def last_before(self, life: Life, day: date) -> int:
        """The rank fixed for the last earlier day: nobody has less afterwards."""
        earlier = [(other, rank) for other, rank in self.ranks.get(life, {}).items() if other < day]
        return max(earlier)[1] if earlier else 0

    def allot(self, lives: Sequence[Life], quota: dict[str, int], day: date, score: Callable[[Life], float]) -> None:
        """Give each level of ``quota`` to exactly so many: the lowest levels to the lowest scores."""
        levels = [level for level, count in quota.items() for _ in range(count)]
        for life, level in zip(sorted(lives, key=lambda life: (score(life), life.number)), levels, strict=True):
            self.set(life, day, self.ladder.rank(level))

    def set(self, life: Life, day: date, rank: int) -> None:
        """Fix a rank; raises ``ValueError`` when it would have to fall, or comes too early in life."""
        after = self.next_after(life, day)
        too_early = life.age(day) < self.ladder.earliest[rank]
        if rank < self.last_before(life, day) or (after is not None and rank > after) or too_early:
            raise ValueError(f"{life.number}: {self.ladder.levels[rank]} on {day} does not fit {self.ranks.get(life)}")
        self.ranks.setdefault(life, {})[day] = rank

    def write_steps(self, life: Life, entry: int, dice: Dice) -> None:
        """Turn the ranks of a life, beginning with ``entry``, into dated steps."""
        if self.ladder.levels[entry] != "none":
            life.steps.append(Step(self.ladder.kind, self.ladder.levels[entry], self._reached(life, entry)))
        since, rank = life.since, entry
        for day, wanted in sorted(self.ranks.get(life, {}).items()):
            if wanted > rank:
                reached = dice.pick(self.award_days(life, wanted, since, day))
                life.steps.append(Step(self.ladder.kind, self.ladder.levels[wanted], reached))
                rank = wanted
            since = day

    def award_days(self, life: Life, rank: int, after: date, until: date) -> list[date]:
        """The days on which a life may have reached a rank after one day and by another."""
        start = max(after, life.since + timedelta(days=30), years_after(life.birth, self.ladder.earliest[rank]))
        days = [date(year, *award) for year in range(start.year, until.year + 1) for award in AWARD_DAYS]
        return [day for day in days if start < day <= until and day < life.until]

    def _reached(self, life: Life, rank: int) -> date:
        """When a level held on entering the rolls was reached: in a summer before."""
        usual = date(life.birth.year + self.ladder.usual[rank], 7, 15)
        if usual < life.since:
            return usual
        earliest = years_after(life.birth, self.ladder.earliest[rank])
        return max(min(earliest, life.since - timedelta(days=40)), life.since - timedelta(days=400))
