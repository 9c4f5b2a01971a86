"""Whatever the acts carry out, in whatever order it is recorded, doctor finds nothing wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dangvu.audit.verify import verify_trail
from dangvu.committees import checks as committee_checks
from dangvu.committees.actions import appoint_members, elect_committees, name_heads, release_members
from dangvu.committees.models import CommitteeTerm
from dangvu.kernel.findings import Refusal
from dangvu.members import actions as members
from dangvu.members import checks as member_checks
from dangvu.members.models import Affiliation, Member
from dangvu.organizations.actions import Plan, reorganize
from dangvu.organizations.models import OrganizationRecord
from tests.factories.acts import do
from tests.factories.committees import make_election
from tests.factories.members import make_members, make_new_member
from tests.factories.organizations import make_tree

START, END = date(2009, 1, 1), date(2019, 12, 31)
CHECKS = (*member_checks.CHECKS, *committee_checks.CHECKS)

LEFT_TO_PEOPLE = {
    "committees.no-secretary",
    "committees.too-few-members",
    "members.implausible-age",
    "members.small-cell",
}
"""What a loss, or a move recorded late, may leave behind for somebody to put right."""


def people(random: Random, number: int = 1) -> list[UUID]:
    return random.sample(list(Member.objects.order_by("id").values_list("pk", flat=True)), number)


def staff(random: Random, organization: UUID, number: int) -> list[UUID]:
    """Some of those who were ever on the rolls of the organisation or of one directly below it."""
    cells = OrganizationRecord.objects.filter(parent=organization).values("organization")
    own = Affiliation.objects.filter(organization=organization) | Affiliation.objects.filter(organization__in=cells)
    found = sorted(set(own.values_list("member_id", flat=True)))
    return random.sample(found, min(number, len(found)))


def cell(random: Random) -> UUID:
    rows = OrganizationRecord.objects.believed().filter(kind__endswith="_cell").order_by("id")
    return random.choice(list(rows.values_list("organization_id", flat=True)))


def unit(random: Random) -> UUID:
    rows = OrganizationRecord.objects.believed().filter(kind__startswith="grassroots").order_by("id")
    return random.choice(list(rows.values_list("organization_id", flat=True)))


def admit(random: Random, day: date) -> None:
    newcomer = make_new_member(birth_date=date(1985, 1, 1), decided_on=day)
    do(members.admit_members, day=day, organization_id=cell(random), admissions=[newcomer])


def recognize(random: Random, day: date) -> None:
    do(members.recognize_members, day=day, member_ids=people(random))


def transfer(random: Random, day: date) -> None:
    do(members.transfer_members, day=day, member_ids=people(random), to=cell(random))


def transfer_out(random: Random, day: date) -> None:
    do(members.transfer_members, day=day, member_ids=people(random), to=None)


def receive(random: Random, day: date) -> None:
    do(members.receive_members, day=day, member_ids=people(random), organization_id=cell(random))


def leave(random: Random, day: date) -> None:
    do(members.end_memberships, day=day, member_ids=people(random), reason="struck_off")


def readmit(random: Random, day: date) -> None:
    readmissions = [members.Readmission(people(random)[0], day, "other")]
    do(members.readmit_members, day=day, organization_id=cell(random), readmissions=readmissions)


def elect(random: Random, day: date) -> None:
    organization = unit(random)
    do(elect_committees, day=day, elections=[make_election(organization, staff(random, organization, 3))])


def appoint(random: Random, day: date) -> None:
    organization = unit(random)
    appointed = [(member, random.choice(("member", "secretary"))) for member in staff(random, organization, 1)]
    do(appoint_members, day=day, organization_id=organization, members=appointed)


def release(random: Random, day: date) -> None:
    organization = unit(random)
    do(release_members, day=day, organization_id=organization, member_ids=staff(random, organization, 1))


def name_head(random: Random, day: date) -> None:
    organization = unit(random)
    heads = [(organization, member, "Giám đốc") for member in staff(random, organization, 1)]
    do(name_heads, day=day, heads=heads)


def absorb(random: Random, day: date) -> None:
    do(reorganize, day=day, plan=Plan("absorb", predecessors=(cell(random),), survivors=(cell(random),)))


def move(random: Random, day: date) -> None:
    moved = cell(random)
    do(reorganize, day=day, plan=Plan("move", survivors=(moved,), details={moved: {"parent": unit(random)}}))


ACTS: list[Callable[[Random, date], Any]] = [
    admit, recognize, transfer, transfer_out, receive, leave, readmit, elect, appoint, release, name_head, absorb, move,
    transfer, elect, elect, appoint,
]  # fmt: skip

steps = st.tuples(st.sampled_from(ACTS), st.integers(0, 10**6), st.dates(START, END))


@pytest.fixture
def _members(db: None) -> None:
    """Two committees and a cell below a superior one, with four members in each cell."""
    units = make_tree(
        {
            "P": ("provincial_committee", None),
            "S": ("superior_committee", "P"),
            "G": ("grassroots_committee", "S"),
            "A": ("subordinate_cell", "G"),
            "B": ("subordinate_cell", "G"),
            "H": ("grassroots_committee", "S"),
            "D": ("subordinate_cell", "H"),
            "C": ("grassroots_cell", "S"),
        }
    )
    for code in ("A", "B", "C", "D"):
        make_members(units[code], 4)


@pytest.mark.usefixtures("_members")
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=4, max_size=14))
def test_acts_leave_nothing_for_doctor_to_find(history: list[tuple[Callable[[Random, date], Any], int, date]]) -> None:
    with transaction.atomic():
        for act, seed, day in history:
            try:
                act(Random(seed), day)
            except Refusal:
                continue
            event(act.__name__)
        found = [finding for check in CHECKS for finding in check.run(END, None)]
        broken = verify_trail()
        terms = CommitteeTerm.objects.count()
        transaction.set_rollback(True)
    event(f"{terms} terms of committees")
    assert ([finding for finding in found if finding.code not in LEFT_TO_PEOPLE], broken) == ([], [])
