"""What becomes of posts when organisations are reorganised."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from dangvu.access.models import Account, Grant
from dangvu.audit.verify import verify_trail
from dangvu.kernel.days import FOREVER
from dangvu.organizations.actions import Plan, preview_reorganization, reorganize, undo_reorganization
from tests.factories.access import make_account, make_grant
from tests.factories.members import make_member
from tests.factories.organizations import BASIS, FIRST_DAY, make_actor, make_newborn

DAY = date(2019, 3, 20)
DECISION = make_actor(at=datetime(2019, 3, 1, tzinfo=UTC))


def reorganized(plan: Plan) -> None:
    reorganize(actor=DECISION, day=DAY, basis=BASIS, plan=plan)


def held(account: UUID) -> list[tuple[UUID, date, date]]:
    grants = Grant.objects.believed().filter(account=account).order_by("valid_from", "id")
    return list(grants.values_list("organization_id", "valid_from", "valid_to"))


def test_post_ends_with_its_organization(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_secretary", units["A1"])
    reorganized(Plan("absorb", predecessors=(units["A1"],), survivors=(units["A2"],)))
    assert held(grant.account_id) == [(units["A1"], FIRST_DAY, DAY)]
    assert verify_trail() == []


def test_post_not_yet_begun_is_not_held_any_more(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_secretary", units["A1"], day=date(2019, 4, 1))
    reorganized(Plan("dissolve", predecessors=(units["A1"],)))
    assert held(grant.account_id) == []


def test_administrator_goes_on_at_the_successor_from_the_day(units: dict[str, UUID]) -> None:
    grant, later = (make_grant("administrator", units["A"], day=day) for day in (FIRST_DAY, date(2019, 4, 1)))
    heir = make_newborn("superior_committee", units["T"])
    reorganized(Plan("merge", predecessors=(units["A"], units["B"]), newborns=(heir,)))
    assert held(grant.account_id) == [(units["A"], FIRST_DAY, DAY), (heir.id, DAY, FOREVER)]
    assert held(later.account_id) == [(heir.id, date(2019, 4, 1), FOREVER)]


def test_administrator_of_both_predecessors_holds_one_post_at_the_successor(units: dict[str, UUID]) -> None:
    account = make_account()
    for code in "AB":
        make_grant("administrator", units[code], account)
    heir = make_newborn("superior_committee", units["T"])
    reorganized(Plan("merge", predecessors=(units["A"], units["B"]), newborns=(heir,)))
    assert held(account.pk)[2:] == [(heir.id, DAY, FOREVER)]


def test_administrator_of_the_survivor_too_keeps_that_post(units: dict[str, UUID]) -> None:
    account = Account.objects.get(pk=make_grant("administrator", units["A"]).account_id)
    make_grant("administrator", units["B"], account)
    reorganized(Plan("absorb", predecessors=(units["A"],), survivors=(units["B"],)))
    assert sorted(held(account.pk), key=str) == sorted(
        [(units["A"], FIRST_DAY, DAY), (units["B"], FIRST_DAY, FOREVER)], key=str
    )


def test_administrators_post_without_a_successor_ends(units: dict[str, UUID]) -> None:
    grant = make_grant("administrator", units["A3"])
    cells = {units["A31"]: units["A1"], units["A32"]: units["A1"]}
    gone = (units["A3"], units["A31"], units["A32"])
    reorganized(Plan("dissolve", predecessors=gone, cells=cells))
    assert held(grant.account_id) == [(units["A3"], FIRST_DAY, DAY)]


def test_member_sees_the_own_file_on_from_wherever_the_cell_went(units: dict[str, UUID]) -> None:
    account = make_account(member=make_member(units["A1"]))
    make_grant("member", units["A1"], account)
    reorganized(Plan("dissolve", predecessors=(units["A1"],), cells={units["A1"]: units["A2"]}))
    assert held(account.pk) == [(units["A1"], FIRST_DAY, DAY), (units["A2"], DAY, FOREVER)]


def test_member_who_goes_elsewhere_by_name_sees_the_own_file_on_from_there(units: dict[str, UUID]) -> None:
    member = make_member(units["A1"])
    account = make_account(member=member)
    make_grant("member", units["A1"], account)
    plan = Plan(
        "dissolve",
        predecessors=(units["A1"],),
        cells={units["A1"]: units["A2"]},
        members={member: units["A31"]},
    )
    reorganized(plan)
    assert held(account.pk) == [(units["A1"], FIRST_DAY, DAY), (units["A31"], DAY, FOREVER)]


def test_preview_counts_posts_and_undo_gives_them_back(units: dict[str, UUID]) -> None:
    grant = make_grant("cell_secretary", units["A1"])
    plan = Plan("absorb", predecessors=(units["A1"],), survivors=(units["A2"],))
    seen = preview_reorganization(actor=DECISION, day=DAY, basis=BASIS, plan=plan)
    assert (seen.before["posts"], seen.after["posts"]) == ({units["A1"]: 1}, {})
    assert [moved.id for moved in seen.moved if moved.model == "access.Grant"] == [grant.pk]
    reorganized(plan)
    undo_reorganization(actor=make_actor(at=datetime(2019, 3, 2, tzinfo=UTC)), reorganization=plan.id, reason="nhầm")
    assert held(grant.account_id) == [(units["A1"], FIRST_DAY, FOREVER)]
