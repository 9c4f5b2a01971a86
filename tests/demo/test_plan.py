from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from dangvu.demo.planning.people import Life
from dangvu.demo.planning.plan import LAST_DAY, Plan, make_plan
from dangvu.kernel.days import DAYS_IN_YEAR, completed_years, months_after
from dangvu.kernel.vietnamese import round_half_up

YEAR_2010, YEAR_2015, YEAR_2020 = date(2010, 12, 31), date(2015, 12, 31), date(2020, 12, 31)


def _levels(lives: Iterable[Life], kind: str, day: date) -> Counter[str]:
    held = ([step for step in life.steps if step.kind == kind and step.since <= day] for life in lives)
    return Counter(max(steps, key=lambda step: step.since).level if steps else "none" for steps in held)


def _mean_age(lives: list[Life], day: date) -> Decimal:
    days = Decimal(sum((day - life.birth).days for life in lives))
    return round_half_up(days / len(lives) / DAYS_IN_YEAR, 2)


def _admitted(plan: Plan, first: date, last: date) -> list[Life]:
    return [life for life in plan.lives if life.entry == "admission" and first <= life.since <= last]


def _units(plan: Plan, lives: list[Life]) -> Counter[str]:
    return Counter(plan.tree.grassroots_of(life.stays[0][1], life.since) for life in lives)


def test_plan_is_the_same_each_time(plan: Plan) -> None:
    assert _written(make_plan()) == _written(plan)


def _written(plan: Plan) -> list[str]:
    """Everything about everybody, without the groups' own identities."""
    return [
        repr([getattr(life, name) for name in vars(life) if name != "stays"] + [(d, s.key) for d, s in life.stays])
        for life in plan.lives
    ] + [repr([(life.number, post) for life, post in board.seats]) for board in plan.boards]


def test_rolls_have_the_members_of_the_counted_days(plan: Plan) -> None:
    days = (date(2008, 1, 1), YEAR_2010, YEAR_2020, LAST_DAY)
    assert [len(plan.there(day)) for day in days] == [2118, 2260, 3369, 3412]


def test_rolls_of_2020_have_the_people_that_the_report_counts(plan: Plan) -> None:
    there = plan.there(YEAR_2020)
    assert {
        "women": sum(life.sex == "female" for life in there),
        "minorities": sum(life.ethnic_group != "kinh" for life in there),
        "religious": sum(bool(life.religion) for life in there),
        "youth union": sum(bool(life.youth and YEAR_2020 in life.youth) for life in there),
        "mean age": _mean_age(there, YEAR_2020),
    } == {"women": 1260, "minorities": 130, "religious": 55, "youth union": 761, "mean age": Decimal("39.37")}


def test_rolls_have_the_professional_levels_of_2010_and_2020(plan: Plan) -> None:
    counts = [_levels(plan.there(day), "professional", day) for day in (YEAR_2010, YEAR_2020)]
    grouped = [
        (c["elementary"], c["intermediate"], c["college"] + c["university"], c["master"] + c["doctorate"], c["none"])
        for c in counts
    ]
    assert grouped == [(635, 250, 1345, 30, 0), (99, 179, 2552, 539, 0)]


def test_admissions_are_those_of_the_term_and_of_2021(plan: Plan) -> None:
    term = _admitted(plan, date(2015, 8, 1), date(2020, 7, 31))
    assert (len(term), len(_admitted(plan, date(2021, 1, 1), LAST_DAY))) == (1084, 120)


def test_admissions_of_2021_stand_out_in_four_units(plan: Plan) -> None:
    units = _units(plan, _admitted(plan, date(2021, 1, 1), LAST_DAY))
    assert units.most_common(5)[:4] == [("xi-mang", 28), ("y-te", 16), ("cap-nuoc", 10), ("ban-dan-toc", 3)]
    assert units.most_common(5)[4][1] == 2


def test_private_companies_admitted_five_in_the_term(plan: Plan) -> None:
    term = _admitted(plan, date(2015, 8, 1), date(2020, 7, 31))
    assert Counter(life.stays[0][1].sector for life in term)["private_joint_stock"] == 5


def test_nobody_owns_a_private_enterprise(plan: Plan) -> None:
    assert [life for life in plan.lives if life.occupation[0] == "private_owner"] == []


def test_committees_of_2020_have_the_levels_and_age_of_the_report(plan: Plan) -> None:
    seated = plan.seated(YEAR_2020)
    assert len(set(seated)) == len(seated) == 408
    assert _mean_age(seated, YEAR_2020) == Decimal("43.94")
    professional = {"elementary": 1, "university": 241, "master": 160, "doctorate": 6}
    assert _levels(seated, "professional", YEAR_2020) == professional
    assert _levels(seated, "political_theory", YEAR_2020) == {"elementary": 79, "intermediate": 39, "advanced": 290}


def test_committees_of_2015_have_the_levels_and_age_of_the_report(plan: Plan) -> None:
    seated = plan.seated(YEAR_2015)
    assert len(set(seated)) == len(seated) == 394
    assert _mean_age(seated, YEAR_2015) == Decimal("44.42")
    professional = {"elementary": 22, "intermediate": 25, "college": 5, "university": 312, "master": 29, "doctorate": 1}
    assert _levels(seated, "professional", YEAR_2015) == professional
    theory = {"none": 64, "elementary": 82, "intermediate": 158, "advanced": 90}
    assert _levels(seated, "political_theory", YEAR_2015) == theory


def test_committees_stand_in_every_grassroots_organisation(plan: Plan) -> None:
    units = {board.unit for board in plan.boards if board.day.year == 2020 and board.term == "2020-2025"}
    assert units == set(plan.tree.grassroots(LAST_DAY))


def test_secretaries_head_their_body_in_58_organisations(plan: Plan) -> None:
    boards = [board for board in plan.boards if board.term == "2020-2025"]
    assert sum(board.head is board.seats[0][0] for board in boards) == 58


def test_committee_members_stay_on_the_rolls_of_their_organisation(plan: Plan) -> None:
    ends = {term["term"]: term["bound_until"] for term in plan.figures["committees"]}
    strangers = [
        (board.unit, life.number)
        for board in plan.boards
        for life, _post in board.seats
        if plan.tree.grassroots_of(life.slot_on(board.day), board.day) != board.unit or life.until < ends[board.term]
    ]
    assert strangers == []


def test_expulsions_from_2008_to_2020_are_22(plan: Plan) -> None:
    expelled = [life for life in plan.lives if life.departure and life.departure[1] == "expelled"]
    assert sum(life.until.year <= 2020 for life in expelled) == 22


def test_nobody_is_admitted_before_18(plan: Plan) -> None:
    assert [life for life in plan.lives if completed_years(life.birth, life.admitted) < 18] == []


def test_probation_lasts_twelve_months(plan: Plan) -> None:
    assert [life for life in plan.lives if life.official != months_after(life.admitted, 12)] == []


def test_nobody_leaves_before_coming(plan: Plan) -> None:
    assert [life for life in plan.lives if life.until <= life.since] == []


def test_no_cell_falls_below_three_official_members(plan: Plan) -> None:
    changes: dict[tuple[str, date], int] = Counter()
    decided = [decision.day for decision in plan.tree.decisions]
    for life in plan.lives:
        days = {max(life.since, life.official), *(day for day, _slot in life.stays), *decided}
        spell = sorted(day for day in days if max(life.since, life.official) <= day < life.until)
        for day, following in zip(spell, [*spell[1:], life.until], strict=True):
            cell = life.slot_on(day).place(day)
            changes[cell, day] += 1
            changes[cell, following] -= 1
    standing: Counter[str] = Counter()
    lowest: dict[str, int] = {}
    for day in sorted({day for _cell, day in changes if day <= LAST_DAY}):
        for cell in [cell for cell, changed in changes if changed == day]:
            standing[cell] += changes[cell, day]
        cells = {slot.place(day) for slot in plan.tree.slots}
        lowest |= {cell: min(standing[cell], lowest.get(cell, standing[cell])) for cell in cells}
    assert {cell: count for cell, count in lowest.items() if count < 3} == {}


def test_committees_have_thirty_members_and_cells_fewer(plan: Plan) -> None:
    sizes = Counter(plan.tree.grassroots_of(life.slot_on(LAST_DAY), LAST_DAY) for life in plan.there(LAST_DAY))
    kinds = plan.tree.grassroots(LAST_DAY)
    assert {unit for unit, size in sizes.items() if (size >= 30) != (kinds[unit] == "grassroots_committee")} == set()


def test_members_of_the_youth_union_are_young(plan: Plan) -> None:
    spells = [(life, life.youth) for life in plan.lives if life.youth]
    ages = [completed_years(life.birth, spell.end - timedelta(days=1)) for life, spell in spells]
    assert max(ages) <= 32


def test_levels_are_reached_at_plausible_ages(plan: Plan) -> None:
    least = {"college": 20, "university": 21, "master": 24, "doctorate": 29, "advanced": 29}
    early = [
        (life.number, step)
        for life in plan.lives
        for step in life.steps
        if completed_years(life.birth, step.since) < least.get(step.level, 14)
    ]
    assert early == []


def test_people_who_share_a_name_do_not_share_their_birth_date(plan: Plan) -> None:
    assert len({(life.name, life.birth) for life in plan.lives}) == len(plan.lives)


def test_superior_committees_sit_with_an_odd_number_of_people(plan: Plan) -> None:
    sizes = {(board.unit, board.term): len({life for life, _post in board.seats}) for board in plan.superior_boards}
    assert sizes == {
        ("DUKCQ", "2010-2015"): 21,
        ("DUKDN", "2010-2015"): 15,
        ("DUKCQ", "2015-2020"): 21,
        ("DUKDN", "2015-2020"): 15,
        ("DUK", "2015-2020"): 27,
        ("DUK", "2020-2025"): 27,
    }
