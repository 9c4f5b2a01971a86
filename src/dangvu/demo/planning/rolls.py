"""Who was on the rolls when: arrivals and departures, period by period, in exactly the numbers of figures.yaml."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from dangvu.demo.planning.calendar import ARRIVALS, DEPARTURES, HALVES, MOVES, QUARTERS, SESSION, Period, next_ceremony
from dangvu.demo.planning.dice import Dice, shares, spread
from dangvu.demo.planning.people import Life
from dangvu.demo.planning.tree import Slot, Tree
from dangvu.kernel.days import months_after

REGISTER_AGES = {(23, 26): 7, (27, 30): 13, (31, 36): 22, (37, 42): 22, (43, 48): 19, (49, 53): 12, (54, 58): 5}
ADMISSION_AGES = {(21, 23): 26, (24, 26): 35, (27, 29): 17, (30, 33): 9, (34, 38): 8, (39, 46): 5}
ARRIVAL_AGES = {(26, 29): 10, (30, 35): 25, (36, 42): 34, (43, 49): 27, (50, 53): 4}
VETERAN_AGES = {(38, 47): 30, (48, 55): 40, (56, 62): 30}
"""Age bands and how often each occurs: at the start, at admission, on arrival, and in associations of the retired."""

WOMEN_RETIRE, MEN_RETIRE = 55, 60
"""The ages at which people left their agency in those years, and with it the committee of its block."""

WOMEN_AMONG_RETIRING = 31
"""Of a hundred who turn 55 in office, how many are women and leave."""

PROBATION_MONTHS = 12
FEWEST = 6
"""A cell is never brought below this number by a transfer."""

DEPARTED = "transfer_out"


class Rolls:
    """The rolls while the history runs."""

    def __init__(self, tree: Tree, figures: dict[str, Any], dice: Dice) -> None:
        self.tree = tree
        self.figures = figures
        self.dice = dice
        self.lives: list[Life] = []
        self.present: dict[Slot, list[Life]] = {slot: [] for slot in tree.slots}
        self.credit: dict[Slot, float] = dict.fromkeys(tree.slots, 0.0)
        self._turning_55 = 0

    def open(self) -> None:
        """Those who are on the rolls when the register begins."""
        start: date = self.figures["register"]["day"]
        counts = shares(self.figures["register"]["members"], [slot.weight for slot in self.tree.slots])
        places = [slot for slot, count in zip(self.tree.slots, counts, strict=True) for _ in range(count)]
        bands = self._bands(REGISTER_AGES, len(places))
        for slot, band in zip(self.dice.shuffled(places), bands, strict=True):
            birth = self._birth(band if slot.sector != "other" else self.dice.pick([*VETERAN_AGES]), start)
            admitted = self._admitted_before(birth, start)
            self._enter(Life(len(self.lives), birth, "register", admitted, _recognised(admitted), [(start, slot)]))

    def run(self, period: Period) -> None:
        """Let a period pass: who retires, leaves, is admitted, arrives, moves."""
        before = sum(map(len, self.present.values()))
        admissions = self._admissions(period)
        leaving = self._retire(period)
        for reason, count in period.left.items():
            leaving += self._lose(period, reason, count)
        others = before + period.admitted + period.received - period.members - leaving
        arrivals = self._balance(period, admissions, others)
        self._admit(period, admissions)
        self._receive(period, arrivals)
        self._move(period)
        assert sum(map(len, self.present.values())) == period.members

    def _retire(self, period: Period) -> int:
        """Those past the age of their sex go to the cell where they live; whoever stays on at 55 is a man."""
        gone = 0
        for life in [life for lives in self.present.values() for life in lives if life.slot.sector != "other"]:
            if not life.sex and _departure_at(life, WOMEN_RETIRE) <= period.last:
                bound = life.bound_until > _departure_at(life, WOMEN_RETIRE)
                self._turning_55 += 0 if bound else WOMEN_AMONG_RETIRING
                life.sex = "female" if self._turning_55 >= 100 else "male"
                self._turning_55 %= 100
            age = MEN_RETIRE if life.sex == "male" else WOMEN_RETIRE
            if life.sex and (day := _departure_at(life, age)) <= period.last:
                self._leave(life, max(day, _first_departure(period)), DEPARTED)
                gone += 1
        return gone

    def _lose(self, period: Period, reason: str, count: int) -> int:
        """Those who died, older ones more often, or were made to leave."""
        free = self._free(period, at_least=8)
        chosen = self.dice.choose(free, count, lambda life: life.age(period.last) ** 4 if reason == "died" else 1.0)
        sessions = period.monthly(SESSION, HALVES)
        for turn, life in enumerate(chosen):
            day = sessions[turn % len(sessions)] if reason == "struck_off" else period.any_day(self.dice)
            self._leave(life, max(day, life.official + timedelta(days=1)), reason)
        return count

    def _balance(self, period: Period, admissions: Counter[Slot], others: int) -> Counter[Slot]:
        """Transfers out of the cells that have grown beyond their size, and how many come into which cell instead."""
        total = sum(slot.weight for slot in self.tree.slots)
        surplus = {
            slot: len(lives) + admissions[slot] - period.members * slot.weight / total
            for slot, lives in self.present.items()
        }
        free = self._by_restlessness(period)
        days = period.monthly(DEPARTURES)
        for turn in range(others):
            able = [slot for slot in free if free[slot] and len(self.present[slot]) > FEWEST]
            slot = max(able, key=lambda slot: surplus[slot])
            self._leave(free[slot].pop(), days[turn % len(days)], DEPARTED)
            surplus[slot] -= 1
        arrivals: Counter[Slot] = Counter()
        for _ in range(period.received):
            slot = min(surplus, key=lambda slot: surplus[slot])
            arrivals[slot] += 1
            surplus[slot] += 1
        return arrivals

    def _by_restlessness(self, period: Period) -> dict[Slot, list[Life]]:
        """Who may leave each group, the likeliest last."""
        free: dict[Slot, list[Life]] = {slot: [] for slot in self.tree.slots}
        movable = self._free(period, at_least=FEWEST)
        for life in self.dice.choose(movable, len(movable), lambda life: _restlessness(life.age(period.last))):
            free[life.slot].insert(0, life)
        return free

    def _admissions(self, period: Period) -> Counter[Slot]:
        """How many each group admits: what figures.yaml says of some units, otherwise each in turn, a few at a time."""
        named: dict[str, int] = self.figures["admitted_in"].get(period.last, {})
        most: int = self.figures["admitted_elsewhere_at_most"].get(period.last, period.admitted)
        total = sum(slot.weight for slot in self.tree.slots)
        for slot in self.tree.slots:
            self.credit[slot] += period.admitted * slot.weight / total
        unit = {slot: self._unit(slot, period.last) for slot in self.tree.slots}
        admitted: Counter[str] = Counter()
        admissions: Counter[Slot] = Counter()
        for key, count in named.items():
            for _ in range(count):
                admissions[self._next_to_admit([slot for slot in unit if unit[slot] == key], admissions)] += 1
        others = [slot for slot in unit if unit[slot] not in named and slot.sector != "private_joint_stock"]
        left = period.admitted - admissions.total()
        while left:
            slot = self._next_to_admit([slot for slot in others if admitted[unit[slot]] < most], admissions)
            group = min(left, _ceremony_size(slot), most - admitted[unit[slot]])
            admissions[slot] += group
            admitted[unit[slot]] += group
            left -= group
        for slot, count in admissions.items():
            self.credit[slot] -= count
        return admissions

    def _next_to_admit(self, slots: list[Slot], admissions: Counter[Slot]) -> Slot:
        return max(slots, key=lambda slot: self.credit[slot] - admissions[slot])

    def _admit(self, period: Period, admissions: Counter[Slot]) -> None:
        """New members, those of a cell together at one ceremony, the ceremonies spread over the period."""
        groups = self.dice.shuffled(admissions.items())
        days = period.ceremonies()
        bands = iter(self._bands(ADMISSION_AGES, period.admitted))
        for turn, (slot, count) in enumerate(groups):
            day = days[turn * len(days) // len(groups)]
            for _ in range(count):
                birth = self._birth(next(bands), day)
                self._enter(Life(len(self.lives), birth, "admission", day, _recognised(day), [(day, slot)]))

    def _receive(self, period: Period, arrivals: Counter[Slot]) -> None:
        """Members who come from elsewhere, official for at least a year."""
        days = period.monthly(ARRIVALS)
        bands = iter(self._bands(ARRIVAL_AGES, period.received))
        for turn, slot in enumerate(self.dice.shuffled(arrivals.elements())):
            day = days[turn % len(days)]
            band = next(bands) if slot.sector != "other" else self.dice.pick([*VETERAN_AGES])
            birth = self._birth(band, day)
            admitted = min(self._admitted_before(birth, day), next_ceremony(months_after(day, -3 * PROBATION_MONTHS)))
            self._enter(Life(len(self.lives), birth, "transfer_in", admitted, _recognised(admitted), [(day, slot)]))

    def _move(self, period: Period) -> None:
        """A few who change their cell within the same committee."""
        days = period.monthly(MOVES, QUARTERS)
        for day, life in zip(days, self.dice.choose(self._free(period, at_least=FEWEST + 2), len(days)), strict=True):
            unit, place = self._unit(life.slot, day), life.slot.place(day)
            near = [slot for slot in self.tree.slots if self._unit(slot, day) == unit and slot.place(day) != place]
            if near:
                self.present[life.slot].remove(life)
                life.stays.append((day, self.dice.pick(near)))
                self.present[life.slot].append(life)

    def _free(self, period: Period, *, at_least: int) -> list[Life]:
        """Official members, on the rolls before the period, whom nothing keeps, in cells that can spare one."""
        return [
            life
            for lives in self.present.values()
            if len(lives) >= at_least
            for life in lives
            if life.stays[-1][0] < period.first
            and life.official < period.first
            and life.bound_until <= period.first
            and (not life.sex or life.slot.sector == "other")
        ]

    def _unit(self, slot: Slot, day: date) -> str:
        return self.tree.grassroots_of(slot, day)

    def _bands(self, ages: dict[tuple[int, int], int], count: int) -> list[tuple[int, int]]:
        """Age bands for ``count`` people in the right proportions."""
        quota = dict(zip(ages, shares(count, [*ages.values()]), strict=True))
        return self.dice.shuffled(spread(quota))

    def _birth(self, band: tuple[int, int], day: date) -> date:
        """A birth date that gives an age in the band on ``day``."""
        first, last = band
        return day - timedelta(days=self.dice.between(int(first * 365.25) + 1, int((last + 1) * 365.25) - 1))

    def _admitted_before(self, birth: date, day: date) -> date:
        """When somebody born then, a member by ``day``, was probably admitted."""
        (first, last) = self.dice.pick(self._admission_bands)
        admitted = next_ceremony(birth + timedelta(days=self.dice.between(int(first * 365.25), int(last * 365.25))))
        latest = next_ceremony(months_after(day, -self.dice.between(2, 30)))
        return min(admitted, latest)

    _admission_bands: list[tuple[int, int]] = [band for band, weight in ADMISSION_AGES.items() for _ in range(weight)]

    def _enter(self, life: Life) -> None:
        self.lives.append(life)
        self.present[life.slot].append(life)

    def _leave(self, life: Life, day: date, manner: str) -> None:
        life.departure = (day, manner)
        self.present[life.slot].remove(life)


def _ceremony_size(slot: Slot) -> int:
    """How many a cell usually admits at one ceremony: about one for every three of its members, from 3 to 6."""
    return min(max(slot.weight // 3, 3), 6)


def _restlessness(age: float) -> float:
    """How likely somebody of an age changes to another province, district or body, beside others."""
    return 0.2 if age < 29 else 1.0 if age < 43 else 0.11


def _recognised(admitted: date) -> date:
    return months_after(admitted, PROBATION_MONTHS)


def _departure_at(life: Life, age: int) -> date:
    """The day of departures in the month after the one in which somebody completes ``age`` years."""
    return months_after(date(life.birth.year + age, life.birth.month, DEPARTURES), 1)


def _first_departure(period: Period) -> date:
    return period.monthly(DEPARTURES)[0]
