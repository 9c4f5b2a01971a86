"""What the list holds under conditions is what a naive loop over the raw records finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangvu.kernel.asking import Asked
from dangvu.kernel.days import completed_years
from dangvu.kernel.vietnamese import fold
from dangvu.members.actions import (
    Attainment,
    enrol_members,
    exempt_members,
    recognize_members,
    transfer_members,
)
from dangvu.members.models import (
    Admission,
    Affiliation,
    Exemption,
    MembershipStatus,
    Occupation,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from dangvu.members.narrowing import Narrowed
from tests.factories.acts import do
from tests.factories.members import make_admission, make_enrolment
from tests.factories.organizations import make_actor

PEOPLE = 40
DAYS = (date(2012, 3, 5), date(2015, 6, 30), date(2016, 6, 15), date(2017, 2, 1))
LEVELS = ("", "university", "master")
NAMES = ("Lò Văn Đức", "Đặng Thị Hà", "Nguyễn Đức Anh", "Hà Thị Ánh", "Trần Văn An")


@pytest.fixture
def world(units: dict[str, UUID]) -> dict[str, UUID]:
    """Forty people of all sorts in three cells, of whom some are admitted, recognised, moved and exempt later on."""
    random = Random(7)
    cells = [units[code] for code in "ABC"]
    enrolments = [
        make_enrolment(random.choice(cells), **_person(random), **_file(random), occupation=_work(random))
        for _ in range(PEOPLE)
    ]
    members = [one.pk for one in do(enrol_members, day=date(2008, 1, 1), enrolments=enrolments)]
    admitted = [make_admission(random.choice(cells), **_person(random, young=True)) for _ in range(6)]
    do(recognize_members, day=date(2016, 6, 15), member_ids=admitted[:3])
    moving = [key for key in members[:12] if Affiliation.objects.get(member=key).organization_id != units["A"]]
    do(transfer_members, day=date(2014, 1, 1), member_ids=moving, to=units["A"])
    do(transfer_members, day=date(2015, 1, 1), member_ids=members[12:15], to=None)
    do(exempt_members, day=date(2013, 1, 1), member_ids=members[15:20], reason="old_age")
    return units


def _person(random: Random, *, young: bool = False) -> dict[str, Any]:
    years = (1985, 1995) if young else (1940, 1975)
    return {
        "full_name": random.choice(NAMES),
        "sex": random.choice(("male", "female")),
        "birth_date": date(random.randint(*years), random.randint(1, 12), random.randint(1, 28)),
        "ethnic_group": random.choice(("kinh", "thai", "foreign_origin")),
        "religion": random.choice(("", "buddhism")),
        "hometown": random.choice(("", "xã Xuân Lộc")),
    }


def _file(random: Random) -> dict[str, Any]:
    held = [Attainment("professional", level, date(1990, 1, 1)) for level in LEVELS[1:] if random.random() < 0.3][:1]
    if random.random() < 0.8:
        held.append(Attainment("general_education", "upper_secondary", date(1988, 1, 1)))
    youth = date(2008, 1, 1) if random.random() < 0.2 else None
    return {"qualifications": tuple(held), "youth_since": youth}


def _work(random: Random) -> tuple[str, str] | None:
    return random.choice((("state_agency", "Chuyên viên"), ("retired", ""), None))


class Row:
    """A member on a day, by looking through the raw records."""

    def __init__(self, place: Affiliation, on: date) -> None:
        def one(model: Any, **more: Any) -> Any:
            held = model.objects.on(on).filter(member=place.member_id, **more)
            return held.first()

        self.place, self.on = place, on
        self.person = one(Personal)
        self.status = one(MembershipStatus)
        self.work = one(Occupation)
        self.general = one(Qualification, kind="general_education")
        self.professional = one(Qualification, kind="professional")
        self.youth, self.exempt = one(YouthUnionMembership), one(Exemption)
        self.admission: Any = Admission.objects.believed().filter(member=place.member_id, day__lte=on).first()

    @property
    def missing(self) -> bool:
        return not (self.person.hometown and self.general and self.work)

    def probation_left(self) -> int | None:
        if self.status.status != "probationary":
            return None
        since = self.status.valid_from
        return (date(since.year + 1, since.month, since.day) - self.on).days


RULES: dict[str, Callable[[Row, str], bool]] = {
    "q": lambda row, text: all(word in fold(row.person.full_name) for word in fold(text).split()),
    "sex": lambda row, code: row.person.sex == code,
    "status": lambda row, code: row.status.status == code,
    "due": lambda row, which: (left := row.probation_left()) is not None and left < (0 if which == "late" else 31),
    "ethnic": lambda row, code: (row.person.ethnic_group == "thai") if code == "minority" else _same(row, code),
    "religion": lambda row, code: bool(row.person.religion) if code == "any" else not row.person.religion,
    "age_from": lambda row, years: completed_years(row.person.birth_date, row.on) >= int(years),
    "age_to": lambda row, years: completed_years(row.person.birth_date, row.on) <= int(years),
    "party_age_from": lambda row, years: completed_years(row.admission.decided_on, row.on) >= int(years),
    "party_age_to": lambda row, years: completed_years(row.admission.decided_on, row.on) <= int(years),
    "admitted_from": lambda row, day: row.admission.day >= date.fromisoformat(day),
    "admitted_to": lambda row, day: row.admission.day <= date.fromisoformat(day),
    "professional": lambda row, code: (row.professional.level if row.professional else "none") == code,
    "occupation": lambda row, code: (row.work.code if row.work else "none") == code,
    "youth": lambda row, answer: bool(row.youth) == (answer == "yes"),
    "exempt": lambda row, answer: bool(row.exempt) == (answer == "yes"),
    "file": lambda row, state: row.missing == (state == "missing"),
}


def _same(row: Row, code: str) -> bool:
    return bool(row.person.ethnic_group == code)


YES_NO = st.sampled_from(("yes", "no"))
YEARS = st.integers(0, 80).map(str)
DATES = st.sampled_from(("1994-05-19", "1994-05-20", "2015-06-15", "2015-06-16"))
VALUES: dict[str, st.SearchStrategy[str]] = {
    "q": st.sampled_from(("duc", "Hà", "anh thi", "văn")),
    "sex": st.sampled_from(("male", "female")),
    "status": st.sampled_from(("official", "probationary")),
    "due": st.sampled_from(("late", "soon")),
    "ethnic": st.sampled_from(("minority", "kinh", "thai")),
    "religion": st.sampled_from(("any", "none")),
    "professional": st.sampled_from(("none", "university", "master")),
    "occupation": st.sampled_from(("none", "state_agency", "retired")),
    "file": st.sampled_from(("missing", "complete")),
    **dict.fromkeys(("age_from", "age_to", "party_age_from", "party_age_to"), YEARS),
    **dict.fromkeys(("admitted_from", "admitted_to"), DATES),
    **dict.fromkeys(("youth", "exempt"), YES_NO),
}
QUERIES = st.fixed_dictionaries({}, optional=VALUES).map(lambda query: dict(list(query.items())[:4]))


@pytest.fixture
def rows(world: dict[str, UUID]) -> dict[date, list[Row]]:
    """The members of each day."""
    return {day: [Row(place, day) for place in Affiliation.objects.on(day)] for day in DAYS}


def naive(rows: list[Row], cells: set[UUID], query: dict[str, str]) -> Iterator[UUID]:
    for row in rows:
        if row.place.organization_id in cells and all(RULES[name](row, value) for name, value in query.items()):
            yield row.place.member_id


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(on=st.sampled_from(DAYS), scope=st.sampled_from("SGAC"), query=QUERIES)
def test_list_is_what_a_naive_loop_finds(
    world: dict[str, UUID], rows: dict[date, list[Row]], on: date, scope: str, query: dict[str, str]
) -> None:
    asked = Asked(make_actor(at=datetime(2018, 1, 1, tzinfo=UTC)), world[scope], scope, scope, on)
    parameters = QueryDict(mutable=True)
    parameters.update(query)
    narrowed = Narrowed(asked, parameters)
    cells = {"S": "ABC", "G": "AB", "A": "A", "C": "C"}[scope]
    expected = sorted(naive(rows[on], {world[code] for code in cells}, query))
    assert sorted(narrowed.rows.values_list("member_id", flat=True)) == expected
    assert (narrowed.count, dict(narrowed.conditions.errors)) == (len(expected), {})
