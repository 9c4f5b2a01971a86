"""Levels in exactly the numbers of figures.yaml, for the committees of two terms and for the rolls of two days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dangvu.demo.planning.boards import Board
from dangvu.demo.planning.dice import Dice
from dangvu.demo.planning.levels import PROFESSIONAL, THEORY, Marks
from dangvu.demo.planning.people import Life, Step

EARLY, MIDDLE, LATE = date(2010, 12, 31), date(2015, 12, 31), date(2020, 12, 31)
"""The days that figures.yaml counts."""

ELEMENTARY, INTERMEDIATE, COLLEGE, UNIVERSITY, MASTER, DOCTORATE = range(6)
COLLEGES_AMONG, DOCTORS_AMONG = 11, 20
"""One in so many with a diploma has it from a college; one in so many older postgraduates holds a doctorate."""

ENTRY_RANKS = {
    date(2010, 12, 31): (0.30, 0.42, 0.48, 0.98),
    date(2020, 12, 31): (0.08, 0.16, 0.25, 0.92),
    date(2021, 12, 31): (0.01, 0.04, 0.09, 0.93),
}
"""Of those who fall between the days counted: up to which share of chance they are of each rank, by when they came."""

EARLIER_SCORES = ((-8.0, 0.0), (-0.4, 0.33), (-0.1, 0.8), (0.0, 0.9), (0.6, 0.5), (0.9, 0.25))
"""By the rank of a later day: from where, and how far, the score of an earlier day may be."""

FIELDS = {
    "administrative_agency": ("Luật", "Quản lý nhà nước", "Kinh tế", "Hành chính công", "Kế toán", "Xã hội học"),
    "public_service_unit": ("Y đa khoa", "Điều dưỡng", "Sư phạm", "Dược", "Báo chí", "Y tế công cộng"),
    "state_enterprise": ("Kỹ thuật điện", "Cơ khí", "Xây dựng", "Kế toán", "Quản trị kinh doanh", "Lâm nghiệp"),
    "private_joint_stock": ("Công nghệ may", "Công nghệ thực phẩm", "Kế toán", "Quản trị kinh doanh"),
    "other": ("Luật", "Ngữ văn", "Sư phạm", "Quản lý văn hóa"),
}


class Schooling:
    """The levels of everybody, decided from the committees outwards.

    Who gets which of the levels to be given is a matter of scores, which are only compared with each other: chance,
    moved by sector and age. ``Marks`` refuses whatever would not be a possible life.
    """

    def __init__(self, lives: list[Life], boards: list[Board], figures: dict[str, Any], dice: Dice) -> None:
        self.lives = lives
        self.figures = figures
        self.dice = dice
        self.noise = {life: dice.unit() for life in lives}
        self.terms = {term["year"]: term for term in figures["committees"]}
        self.seated = {
            year: [
                life
                for board in boards
                if board.day.year == year and board.term == term["term"]
                for life, _ in board.seats
            ]
            for year, term in self.terms.items()
        }

    def assign(self) -> None:
        """Write the steps of all three kinds into the lives."""
        professional, theory = Marks(PROFESSIONAL), Marks(THEORY)
        self._committees(professional, "professional", self._promise)
        self._committees(theory, "political_theory", self._seniority)
        self._rolls_late(professional)
        self._rolls_early(professional)
        for life in self.lives:
            professional.write_steps(life, self._entry_rank(life, professional), self.dice)
            self._theory(life, theory)
            self._general(life)
            life.steps = [self._with_field(step, life) for step in life.steps]

    def _committees(self, marks: Marks, kind: str, score: Callable[[Life], float]) -> None:
        """The levels of two committees; those who sat in both did not lose any."""
        before, now = self.seated[2015], self.seated[2020]
        again = set(before) & set(now)
        marks.allot(now, self.terms[2020][kind], LATE, lambda life: score(life) + (0.2 if life in again else 0))
        marks.allot(before, self.terms[2015][kind], MIDDLE, self._below(marks, again, score))

    def _promise(self, life: Life) -> float:
        """How far somebody probably got: chance, and less in enterprises, and nothing beyond what age allows."""
        age = life.age(LATE)
        enterprise = life.slot.sector in ("state_enterprise", "private_joint_stock")
        score = self.noise[life] - (0.3 if enterprise else 0) - (0.1 if age > 50 else 0)
        return score if age >= 38 else min(score, 0.97)

    def _seniority(self, life: Life) -> float:
        return life.age(LATE) / 40 + self.noise[life] / 4

    def _below(self, marks: Marks, again: set[Life], score: Callable[[Life], float]) -> Callable[[Life], float]:
        """Scores for an earlier day that keep everybody at or below the level of the later one."""
        top = len(marks.ladder.levels) - 1

        def earlier(life: Life) -> float:
            later = marks.on(life, LATE)
            if life not in again or later is None:
                return min(score(life), 0.9) if marks.ladder is PROFESSIONAL else score(life)
            if marks.ladder is THEORY:
                return score(life) - 3 * (top - later)
            return -9.0 if later < UNIVERSITY else later + self.noise[life] / 2 - (2.3 if later == UNIVERSITY else 0)

        return earlier

    def _rolls_late(self, marks: Marks) -> None:
        """The rolls of 31/12/2020, beside those whose level a committee has fixed."""
        counted = [life for life in self.lives if life.there(LATE) and marks.on(life, LATE) is None]

        def score(life: Life) -> float:
            floor = marks.last_before(life, LATE)
            if life.age(LATE) <= PROFESSIONAL.earliest[COLLEGE] + 0.15:
                return -5.0
            value = self._promise(life) + (0.25 if life.age(LATE) < 32 else 0)
            value = min(value, 0.8) if life.age(LATE) < 27 else value
            return max(value, 0.5) if floor else value

        self._allot_rolls(marks, counted, self.figures["on_31_12_2020"]["professional"], LATE, score)

    def _rolls_early(self, marks: Marks) -> None:
        """The rolls of 31/12/2010: nobody beyond what is fixed for a later day."""
        counted = [life for life in self.lives if life.there(EARLY)]

        def score(life: Life) -> float:
            later, noise = marks.next_after(life, EARLY), self.noise[life]
            chance = (noise * 7.3) % 1
            if later is None:
                value = chance * 0.99 - (0.15 if life.age(EARLY) > 48 else 0)
            else:
                lowest, width = EARLIER_SCORES[later]
                value = lowest + chance * width
            return value if life.age(EARLY) >= 27 else min(value, 0.8)

        self._allot_rolls(marks, counted, self.figures["on_31_12_2010"]["professional"], EARLY, score)

    def _allot_rolls(
        self, marks: Marks, lives: list[Life], quota: dict[str, int], day: date, score: Callable[[Life], float]
    ) -> None:
        """Four groups by score; within the two wide ones, colleges and doctorates by the same order."""
        fixed = [rank for ranks in marks.ranks.values() if (rank := ranks.get(day)) is not None]
        groups = {
            "elementary": (ELEMENTARY, ELEMENTARY),
            "intermediate": (INTERMEDIATE, INTERMEDIATE),
            "college_or_university": (COLLEGE, UNIVERSITY),
            "postgraduate": (MASTER, DOCTORATE),
        }
        queue = iter(sorted(lives, key=lambda life: (score(life), life.number)))
        for name, (low, high) in groups.items():
            count = quota[name] - sum(low <= rank <= high for rank in fixed)
            group = [next(queue) for _ in range(count)]
            for index, life in enumerate(group):
                few = low == COLLEGE and index * COLLEGES_AMONG < count
                ranks = range(low, low + 1 if few else high + 1)
                marks.set(life, day, self._within(marks, life, day, ranks))
        assert next(queue, None) is None

    def _within(self, marks: Marks, life: Life, day: date, ranks: range) -> int:
        """The rank of a group that age and other days allow: the highest, but few postgraduates are doctors."""
        after = marks.next_after(life, day)
        able = max(rank for rank, age in enumerate(PROFESSIONAL.earliest) if life.age(day) > age + 0.15)
        highest = min(ranks[-1], able, ranks[-1] if after is None else after)
        doctor = life.age(day) > 36 and (self.noise[life] * 31) % 1 < 1 / DOCTORS_AMONG
        wanted = MASTER if highest == DOCTORATE and not doctor else highest
        return max(wanted, ranks[0], marks.last_before(life, day))

    def _entry_rank(self, life: Life, marks: Marks) -> int:
        """The level with which somebody came: often the first one fixed, sometimes a step lower, by age at most."""
        able = max(rank for rank, age in enumerate(PROFESSIONAL.earliest) if life.age(life.since) > age + 0.2)
        fixed = [rank for _day, rank in sorted(marks.ranks.get(life, {}).items())]
        chance = self.dice.unit()
        if not fixed:
            bounds = next(bounds for last, bounds in ENTRY_RANKS.items() if life.since <= last)
            return min(sum(chance > bound for bound in bounds), able)
        first_day = min(marks.ranks[life])
        studied = (fixed[0] >= MASTER and chance < 0.7) or (fixed[0] in (COLLEGE, UNIVERSITY) and chance < 0.12)
        lower = UNIVERSITY if fixed[0] >= MASTER else INTERMEDIATE
        entry = min(lower if studied else fixed[0], able)
        days = marks.award_days(life, fixed[0], life.since, first_day)
        return entry if entry == fixed[0] or days else fixed[0]

    def _theory(self, life: Life, marks: Marks) -> None:
        """Committees fix the levels of their members; others go to the courses of their age."""
        fixed = [rank for _day, rank in sorted(marks.ranks.get(life, {}).items())]
        final = fixed[0] if fixed else self._usual_theory(life)
        able = max(rank for rank, usual in enumerate(THEORY.usual) if life.age(life.since) > usual)
        at_entry = min(final, able, 1 if life.entry == "admission" else able)
        if at_entry and self.dice.unit() < 0.6:
            at_entry -= 1
        if not fixed and final > at_entry:
            last = min(life.until, date(2021, 10, 1))
            if days := marks.award_days(life, final, life.since, last):
                marks.set(life, self.dice.pick(days), final)
        marks.write_steps(life, at_entry, self.dice)

    def _usual_theory(self, life: Life) -> int:
        score = life.age(min(life.until, LATE)) / 60 + self.dice.unit() / 2
        return sum(score > bound for bound in (0.86, 1.0, 1.2))

    def _general(self, life: Life) -> None:
        """Upper secondary school; some older workers left after lower secondary."""
        highest = max(PROFESSIONAL.rank(step.level) for step in life.steps if step.kind == "professional")
        early = highest == ELEMENTARY and life.birth.year < 1970 and self.noise[life] < 0.5
        level, age = ("lower_secondary", 15) if early else ("upper_secondary", 18)
        life.steps.append(Step("general_education", level, date(life.birth.year + age, 6, 15)))

    def _with_field(self, step: Step, life: Life) -> Step:
        if step.kind != "professional":
            return step
        subjects = FIELDS[life.slot.sector]
        return Step(step.kind, step.level, step.since, subjects[int(self.noise[life] * 97) % len(subjects)])
