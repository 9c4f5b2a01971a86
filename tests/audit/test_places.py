"""Who may know of which line of the trail."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.audit.models import Line
from dangvu.audit.places import area_of, known_to
from dangvu.audit.policy import READ
from dangvu.audit.queries import CHUNK, DEPTH, acts, latest, leaf
from dangvu.audit.trail import act, record_reading
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Actor
from tests.factories.access import make_account, make_grant, make_holder
from tests.factories.members import make_member, make_members
from tests.factories.organizations import make_actor, make_blocs

pytestmark = pytest.mark.django_db

TODAY = date(2020, 6, 1)
LATER = datetime(2008, 2, 1, tzinfo=UTC)


@pytest.fixture
def tree() -> dict[str, UUID]:
    return make_blocs()


def asking(actor: Actor, known_at: datetime | None = None) -> Asked:
    return Asked(actor, UUID(int=0), "", "", TODAY, known_at)


def seen(actor: Actor, limit: int = 10) -> list[str]:
    return [entry.line.verb for entry in latest(asking(actor), limit)]


def verbs(actor: Actor) -> list[str]:
    return [line.verb for line in leaf(acts(), actor, READ, limit=10).lines]


@pytest.mark.parametrize(
    ("verb", "area"),
    [
        ("members.admit_members", "members"),
        ("regulations.override_rule", "administration"),
        ("access.grant_post", "administration"),
    ],
)
def test_lines_belong_to_the_area_of_their_room_or_of_its_words(verb: str, area: str) -> None:
    assert area_of(verb) == area


def test_whoever_reads_a_cell_sees_what_happened_there_and_not_next_door(tree: dict[str, UUID]) -> None:
    secretary = make_holder(make_grant("cell_secretary", tree["A1"]))
    make_members(tree["A2"], 2)
    assert seen(secretary) == ["organizations.register_organizations"]
    make_members(tree["A1"], 2)
    assert seen(secretary) == ["members.enrol_members", "organizations.register_organizations"]


def test_latest_leaves_out_areas_that_the_reader_may_not_read(tree: dict[str, UUID]) -> None:
    clerk = make_holder(make_grant("office_clerk", tree["A"]))
    make_member(tree["A1"])
    assert seen(clerk) == ["organizations.register_organizations"]


def test_member_sees_what_was_done_with_the_own_file(tree: dict[str, UUID]) -> None:
    one, _other = make_members(tree["A1"], 2)
    account = make_account(member=one)
    make_grant("member", tree["A1"], account)
    assert seen(make_holder(account)) == ["members.enrol_members"]


def test_latest_knows_no_more_than_was_known(tree: dict[str, UUID]) -> None:
    make_member(tree["A1"], actor=make_actor(at=LATER))
    officer = make_holder(make_grant("organization_officer", tree["T"], actor=make_actor(at=LATER)))
    asked = asking(officer, LATER - timedelta(days=1))
    assert [entry.line.verb for entry in latest(asked, 10)] == ["organizations.register_organizations"]


def test_administration_of_a_part_reads_the_lines_of_that_part(tree: dict[str, UUID]) -> None:
    make_member(tree["A31"])
    make_member(tree["B1"])
    officers = {place: make_holder(make_grant("organization_officer", tree[place])) for place in ("T", "B")}
    ours = ["access.grant_post", "access.open_account", "access.grant_post", "access.open_account"]
    both = ["members.enrol_members", "members.enrol_members", "organizations.register_organizations"]
    assert verbs(officers["T"]) == [*ours, *both]
    assert [verb for verb in verbs(officers["B"]) if verb.startswith("members")] == ["members.enrol_members"]


def test_nobody_without_administration_knows_of_any_line(tree: dict[str, UUID]) -> None:
    clerk = make_holder(make_grant("office_clerk", tree["T"]))
    assert known_to(clerk, list(Line.objects.all()), READ) == []


def test_readings_are_no_acts(tree: dict[str, UUID]) -> None:
    record_reading(actor=make_actor(), subject=tree["A"], what="hồ sơ")
    assert [line.verb for line in acts()] == ["organizations.register_organizations"]


def write_lines(number: int) -> None:
    for _ in range(number):
        with act(actor=make_actor(), verb="tests.write"):
            pass


def test_leaf_ends_where_the_next_begins(tree: dict[str, UUID]) -> None:
    write_lines(4)
    first = leaf(acts(), make_actor(), READ, limit=2)
    second = leaf(acts(), make_actor(), READ, limit=2, before=first.before)
    third = leaf(acts(), make_actor(), READ, limit=2, before=second.before)
    found = [[line.number for line in one.lines] for one in (first, second, third)]
    assert (found, first.before, second.before, third.before) == ([[5, 4], [3, 2], [1]], 4, 2, None)


def test_leaf_goes_on_behind_lines_that_are_not_shown(tree: dict[str, UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangvu.audit.queries.CHUNK", 2)
    monkeypatch.setattr("dangvu.audit.queries.DEPTH", 4)
    secretary = make_holder(make_grant("committee_secretary", tree["A3"]))
    write_lines(5)
    first = leaf(acts(), secretary, READ, limit=2)
    assert ([line.number for line in first.lines], first.before) == ([], 5)
    second = leaf(acts(), secretary, READ, limit=2, before=first.before)
    assert ([line.number for line in second.lines], second.before) == ([3, 1], 1)
    assert leaf(acts(), secretary, READ, limit=2, before=1).before is None


def test_lines_are_judged_together_however_many_there_are(tree: dict[str, UUID]) -> None:
    def asked(actor: Actor) -> int:
        latest(asking(actor), 10)
        with CaptureQueriesContext(connection) as captured:
            latest(asking(actor), 10)
        return len(captured)

    secretary = make_holder(make_grant("cell_secretary", tree["A1"]))
    make_member(tree["A1"])
    one = asked(secretary)
    for _ in range(9):
        make_member(tree["A1"])
    assert (asked(secretary), CHUNK < DEPTH) == (one, True)
