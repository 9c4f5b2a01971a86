"""Every list asks the database as often for thirty rows as for one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from dangvu.access.models import Account
from dangvu.audit.trail import record_reading
from dangvu.kernel.policy import Actor
from dangvu.members.models import SavedFilter
from dangvu.statistics.actions import promise_target
from tests.factories.access import make_grant
from tests.factories.committees import make_committee
from tests.factories.jobs import make_job
from tests.factories.members import make_members
from tests.factories.organizations import BASIS, make_actor, make_blocs, make_organization
from tests.factories.web import reader, statements
from tests.home.programs import token_of_everything

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LISTS = (
    "/?",
    "/committees/?",
    "/jobs/?",
    "/members/?",
    "/members/duplicates/?",
    "/organizations/?",
    "/organizations/reorganizations/?",
    "/reports/?",
    "/search/?q=nguyen&",
    "/settings/accounts/?",
    "/settings/indicators/?",
    "/settings/permissions/?",
    "/settings/regulations/?",
    "/settings/trail/?",
    "/settings/trail/readings/?",
    "/statistics/?",
    "/statistics/ages/?",
    "/statistics/identities/?",
    "/statistics/indicators/members.total/?by=children&",
    "/statistics/rows/?name=members.total&",
    "/statistics/targets/?",
)

API_LISTS = (
    "/api/access/accounts?",
    "/api/access/clients?",
    "/api/access/permissions?",
    "/api/audit/lines?",
    "/api/audit/readings?",
    "/api/committees/?",
    "/api/members/?",
    "/api/members/duplicates?",
    "/api/organizations/?",
    "/api/organizations/reorganizations?",
    "/api/overview/changes?",
    "/api/overview/duties?",
    "/api/overview/key-figures?",
    "/api/overview/search?q=nguyen&",
    "/api/regulations/?",
    "/api/reports/issued?",
    "/api/statistics/ages?",
    "/api/statistics/course?indicator=members.total&",
    "/api/statistics/figures?indicators=members.total&",
    "/api/statistics/identities?",
    "/api/statistics/parts?indicator=members.total&",
    "/api/statistics/rows?name=members.total&",
    "/api/statistics/targets?",
)


@pytest.fixture
def tree() -> dict[str, UUID]:
    return make_blocs()


@pytest.fixture
def officer(client: Client, tree: dict[str, UUID]) -> Account:
    return reader(client)


def add(number: int, tree: dict[str, UUID], officer: Account) -> None:
    """Cells, each with two of one name, a committee, an account, a target and a reading; as many jobs and filters."""
    for _cell in range(number):
        operator = make_actor(at=timezone.now())
        cell = make_organization("grassroots_cell", tree["A"], actor=operator)
        members = make_members(cell, 2, actor=operator, full_name="Nguyễn Thị Duyên")
        make_committee(cell, members, actor=operator)
        make_grant("cell_clerk", cell, actor=operator)
        record_reading(actor=operator, subject=members[0], what="hồ sơ")
        _promise(cell, operator)
        make_job(actor=Actor("Hoàng Thị Duyên", operator.at, account=officer.pk))
        name = f"Bộ lọc {SavedFilter.objects.count()}"
        SavedFilter.objects.create(account=officer.pk, name=name, conditions="sex=female")


def _promise(cell: UUID, operator: Actor) -> None:
    promise_target(
        actor=operator,
        day=date(2015, 1, 2),
        basis=BASIS,
        organization_id=cell,
        indicator="members.total",
        operator="at_least",
        value=3,
        first=date(2015, 1, 1),
        last=date(2015, 12, 31),
    )


def test_lists_ask_the_database_as_often_for_thirty_rows_as_for_one(
    client: Client, tree: dict[str, UUID], officer: Account
) -> None:
    add(1, tree, officer)
    one = {address: statements(client, f"{address}on=2016-01-01") for address in LISTS}
    add(29, tree, officer)
    assert {address: statements(client, f"{address}on=2016-01-01") for address in LISTS} == one


def test_api_asks_the_database_as_often_for_thirty_rows_as_for_one(
    client: Client, tree: dict[str, UUID], officer: Account
) -> None:
    program = Client(headers={"authorization": f"Bearer {token_of_everything(tree['T'])}"})
    add(1, tree, officer)
    one = {address: statements(program, f"{address}on=2016-01-01") for address in API_LISTS}
    add(29, tree, officer)
    assert {address: statements(program, f"{address}on=2016-01-01") for address in API_LISTS} == one
