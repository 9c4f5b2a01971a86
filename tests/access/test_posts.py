"""Kinds of post, and what holding them answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangvu.access import answers
from dangvu.access.actions import end_post, leave_administration
from dangvu.access.models import AdministratorMode, Grant
from dangvu.access.posts import Place, post_types
from dangvu.audit import trail
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.policy import NOTHING, Actor, Permission, Reach, Verb, allowed, covered, permitted, reach
from dangvu.members.models import Affiliation
from dangvu.organizations.models import Organization
from dangvu.organizations.rules import is_known
from dangvu.regulations import codes, regulation
from tests.factories.access import SPEAKING, make_account, make_administrator, make_grant, make_holder
from tests.factories.members import make_member
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor

READ_ROLLS, CHANGE_ROLLS = (Permission("members", verb) for verb in Verb)
READ_UNITS = Permission("organizations", Verb.READ)
READ_ACCOUNTS, CHANGE_ACCOUNTS = (Permission("administration", verb) for verb in Verb)
TODAY = date(2026, 11, 23)


def where(actor: Actor, permission: Permission, units: dict[str, UUID]) -> set[str]:
    named = {one: code for code, one in units.items()}
    found = Organization.objects.filter(permitted(actor, permission, organization="pk"))
    return {named[organization.pk] for organization in found}


def test_posts_speak_of_areas_and_kinds_that_exist() -> None:
    areas = {area.code for area in registered(Area)}
    kinds = post_types(TODAY).values()
    assert {permission.area for kind in kinds for permission, _place in kind.rights} <= areas
    assert all(is_known("organizations/kinds", one, TODAY) for kind in kinds for one in kind.held_at)


def test_places_of_the_code_are_those_of_the_rules() -> None:
    assert codes("access/places", on=TODAY) == tuple(Place)


def test_layers_are_kinds_of_organization() -> None:
    assert all(is_known("organizations/kinds", kind, TODAY) for kind in regulation("access/layers", on=TODAY))


def test_own_file_is_read_in_areas_of_people_only() -> None:
    rights = [right for kind in post_types(TODAY).values() for right in kind.rights]
    own = [permission for permission, place in rights if place is Place.OWN_FILE]
    assert own == [READ_ROLLS]


@pytest.mark.parametrize(
    ("post", "code", "read", "changed"),
    [
        ("organization_officer", "A", {"A", "A1", "A2", "A3", "A31", "A32"}, {"A", "A1", "A2", "A3", "A31", "A32"}),
        ("office_clerk", "A", set(), set()),
        ("inspection_officer", "A", {"A", "A1", "A2", "A3", "A31", "A32"}, set()),
        ("standing_board_member", "B", {"B", "B1", "B2", "B21"}, set()),
        ("committee_secretary", "A3", {"A3", "A31", "A32"}, {"A3", "A31", "A32"}),
        ("cell_secretary", "A31", {"A31"}, {"A31"}),
        ("cell_clerk", "A1", {"A1"}, {"A1"}),
        ("administrator", "A", set(), set()),
    ],
)
def test_post_opens_the_rolls_of_its_place(
    units: dict[str, UUID], post: str, code: str, read: set[str], changed: set[str]
) -> None:
    holder = make_holder(make_grant(post, units[code]))
    assert (where(holder, READ_ROLLS, units), where(holder, CHANGE_ROLLS, units)) == (read, changed)


def test_posts_add_up(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    account = make_account("Lò Văn Thắng")
    make_grant("cell_clerk", units["B1"], account)
    make_grant("committee_secretary", units["A3"], account)
    assert where(make_holder(account), CHANGE_ROLLS, units) == {"B1", "A3", "A31", "A32"}
    assert where(make_holder(grant), CHANGE_ROLLS, units) == {"A1"}


def test_post_counts_from_its_first_day_up_to_its_last(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"], day=date(2020, 3, 1), until=date(2020, 4, 1))

    def reads(year: int, month: int, day: int) -> bool:
        return allowed(make_holder(grant, at=datetime(year, month, day, 5, tzinfo=UTC)), READ_ROLLS, units["A1"])

    assert [reads(2020, 2, 29), reads(2020, 3, 1), reads(2020, 3, 31), reads(2020, 4, 1)] == [False, True, True, False]


def test_day_of_a_post_is_that_of_the_office(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"], day=date(2020, 3, 1))
    midnight = datetime(2020, 2, 29, 17, tzinfo=UTC)
    spoken = [make_holder(grant, at=moment) for moment in (midnight - timedelta(seconds=1), midnight)]
    assert [allowed(actor, READ_ROLLS, units["A1"]) for actor in spoken] == [False, True]


def test_post_ended_later_was_held_as_far_as_was_known(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    end_post(actor=make_actor(at=SPEAKING), day=date(2020, 5, 1), basis=BASIS, grant=grant)
    moments = [SPEAKING - timedelta(seconds=1), SPEAKING]
    assert [allowed(make_holder(grant, at=at), READ_ROLLS, units["A1"]) for at in moments] == [True, False]


def test_nobody_without_an_account_or_a_post_may_anything(units: dict[str, UUID]) -> None:
    actors = [Actor("Người lạ", SPEAKING), make_holder(make_account()), Actor("Người lạ", SPEAKING, account=uuid4())]
    assert [reach(actor, READ_ROLLS) for actor in actors] == [NOTHING] * 3


def test_stranger_is_answered_without_asking_the_database(units: dict[str, UUID]) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert reach(Actor("Người lạ", SPEAKING), READ_ROLLS) == NOTHING
    assert len(queries) == 0


def test_post_that_the_rules_do_not_know_gives_nothing(units: dict[str, UUID]) -> None:
    account = make_account()
    with trail.act(actor=make_actor(), verb="access.grant_post") as act:
        act.add([Grant(account=account, post="unheard_of", organization_id=units["A1"], valid_from=FIRST_DAY)])
    assert reach(make_holder(account), READ_ROLLS) == NOTHING


def test_member_reads_the_own_file_wherever_it_is_kept(units: dict[str, UUID]) -> None:
    member, other = make_member(units["A1"]), make_member(units["A1"])
    herself = make_holder(make_grant("member", units["A1"], make_account(member=member)))
    assert reach(herself, READ_ROLLS) == Reach(persons=frozenset({member}))
    assert allowed(herself, READ_ROLLS, units["B1"], person=member) is True
    assert allowed(herself, CHANGE_ROLLS, units["A1"], person=member) is False
    assert allowed(herself, READ_ROLLS, units["A1"], person=other) is False
    listed = Affiliation.objects.filter(permitted(herself, READ_ROLLS, person="member"))
    assert [place.member_id for place in listed] == [member]


def test_own_file_of_an_account_that_is_no_longer_a_members_is_nobodys(units: dict[str, UUID]) -> None:
    account = make_account()
    with trail.act(actor=make_actor(), verb="access.grant_post") as act:
        act.add([Grant(account=account, post="member", organization_id=units["A1"], valid_from=FIRST_DAY)])
    assert reach(make_holder(account), READ_ROLLS) == NOTHING


def test_administrator_only_reads_until_entering_administrator_mode(units: dict[str, UUID]) -> None:
    grant = make_grant("administrator", units["A3"])
    outside, inside = make_holder(grant), make_administrator(units["A3"])
    below = {"A3", "A31", "A32"}
    assert [where(outside, one, units) for one in (READ_UNITS, READ_ACCOUNTS, CHANGE_ACCOUNTS)] == [below, below, set()]
    assert [where(inside, one, units) for one in (READ_UNITS, READ_ACCOUNTS, CHANGE_ACCOUNTS)] == [below, below, below]
    assert where(inside, READ_ROLLS, units) == set()


def test_administrator_mode_ends_by_itself(units: dict[str, UUID]) -> None:
    administrator = make_administrator(units["A"])
    end = AdministratorMode.objects.believed().get().until
    assert end - SPEAKING == timedelta(minutes=regulation("access/administration_minutes", on=TODAY))
    moments = [SPEAKING - timedelta(seconds=1), SPEAKING, end - timedelta(seconds=1), end]
    speakers = [Actor(administrator.name, at, account=administrator.account) for at in moments]
    assert [allowed(one, CHANGE_ACCOUNTS, units["A"]) for one in speakers] == [False, True, True, False]


def test_administrator_mode_ends_by_leaving_it(units: dict[str, UUID]) -> None:
    administrator = make_administrator(units["A"])
    later = Actor(administrator.name, SPEAKING + timedelta(minutes=5), account=administrator.account)
    leave_administration(actor=later)
    assert allowed(later, CHANGE_ACCOUNTS, units["A"]) is False


def test_reach_of_more_organizations_than_are_named_is_found_by_the_statement(
    units: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "FEW", 1)
    secretary = make_holder(make_grant("committee_secretary", units["A3"]))
    assert where(secretary, READ_UNITS, units) == {"A3", "A31", "A32"}
    assert covered(secretary, READ_UNITS, units.values()) == {units[code] for code in ("A3", "A31", "A32")}


def test_answer_takes_as_many_statements_for_many_posts_as_for_one(units: dict[str, UUID]) -> None:
    account, counts = make_account(), []
    for code in ("A1", "A2", "A31", "B1"):
        make_grant("cell_clerk", units[code], account)
        with CaptureQueriesContext(connection) as queries:
            allowed(make_holder(account), READ_ROLLS, units["A1"])
        counts.append(len(queries))
    assert counts == [8, 8, 8, 8]


def test_change_implies_read_in_every_post() -> None:
    for kind, area, in_mode in product(post_types(TODAY).values(), registered(Area), (True, False)):
        places = [set(kind.places(Permission(area.code, verb), in_mode=in_mode)) for verb in (Verb.CHANGE, Verb.READ)]
        assert places[0] <= places[1]
