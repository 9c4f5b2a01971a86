from __future__ import annotations

from datetime import date
from uuid import UUID

from dangvu.audit.verify import verify_trail
from dangvu.committees.actions import name_heads
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.relations import count_seats
from dangvu.members.actions import correct_record, end_memberships, transfer_members
from dangvu.members.models import Affiliation
from dangvu.organizations.actions import Plan, reorganize
from tests.committees.conftest import Party
from tests.factories.acts import do
from tests.factories.committees import ELECTED, make_committee
from tests.factories.organizations import make_actor, make_tree

DAY = date(2017, 2, 1)


def seated(member: UUID, day: date = DAY) -> int:
    return CommitteeMember.objects.on(day).filter(member=member).count()


def test_seats_and_headship_end_when_a_member_leaves_the_party(party: Party) -> None:
    g, (a, b, c) = party.units["G"], party.members["A"][:3]
    make_committee(g, [a, b, c])
    do(name_heads, day=ELECTED, heads=[(g, a, "Giám đốc")])
    do(end_memberships, day=DAY, member_ids=[a, b], reason="died")
    assert [seated(member) for member in (a, b, c)] == [0, 0, 1]
    assert HeadOfBody.objects.believed().get().valid_to == DAY
    assert verify_trail() == []


def test_seats_end_when_a_member_moves_out_of_the_organization(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    make_committee(party.units["A"], party.members["A"][:2])
    do(transfer_members, day=DAY, member_ids=party.members["A"][:1], to=party.units["C"])
    assert seated(party.members["A"][0]) == 0


def test_only_the_seat_in_the_old_cell_ends_when_a_member_moves_within_the_organization(party: Party) -> None:
    mover = party.members["A"][0]
    committee = make_committee(party.units["G"], party.members["A"][:3])
    make_committee(party.units["A"], party.members["A"][:2])
    do(transfer_members, day=DAY, member_ids=[mover], to=party.units["B"])
    assert CommitteeMember.objects.on(DAY).get(member=mover).committee_id == committee


def test_head_stays_when_moving_within_the_organization(party: Party) -> None:
    mover = party.members["A"][0]
    do(name_heads, day=ELECTED, heads=[(party.units["G"], mover, "Giám đốc")])
    do(transfer_members, day=DAY, member_ids=[mover], to=party.units["B"])
    assert HeadOfBody.objects.on(DAY).get().member_id == mover


def test_seat_that_fits_again_later_stays_when_a_move_is_recorded_late(party: Party) -> None:
    mover, *others = party.members["A"][:3]
    do(transfer_members, day=date(2014, 1, 1), member_ids=[mover], to=party.units["B"])
    make_committee(party.units["G"], [mover, *others])
    do(transfer_members, day=date(2013, 1, 1), member_ids=[mover], to=party.units["C"])
    assert seated(mover) == 1


def test_seat_ends_on_the_later_day_on_which_it_no_longer_fits(party: Party) -> None:
    mover, *others = party.members["A"][:3]
    do(transfer_members, day=date(2016, 1, 1), member_ids=[mover], to=None)
    make_committee(party.units["G"], [mover, *others])
    assert [seated(mover, day) for day in (date(2015, 12, 31), date(2016, 1, 1))] == [1, 0]


def test_post_that_did_not_fit_before_is_left_to_doctor(party: Party) -> None:
    mover, *others = party.members["A"][:3]
    make_committee(party.units["G"], [mover, *others])
    do(name_heads, day=ELECTED, heads=[(party.units["G"], mover, "Giám đốc")])
    place = Affiliation.objects.get(member=mover)
    correct_record(actor=make_actor(), record=place, reason="Nhầm", organization_id=party.units["C"])
    plan = Plan("rename", survivors=(party.units["B"],), details={party.units["B"]: {"name": "Tên mới"}})
    do(reorganize, day=DAY, plan=plan)
    assert (seated(mover), HeadOfBody.objects.on(DAY).count()) == (1, 1)


def test_committee_and_head_end_with_their_organization(party: Party) -> None:
    c, members = party.units["C"], party.members["C"]
    make_committee(c, members[:2])
    make_committee(party.units["G"], party.members["A"][:3])
    do(name_heads, day=ELECTED, heads=[(c, members[0], "Giám đốc")])
    others = make_tree({"P2": ("provincial_committee", None), "D": ("grassroots_cell", "P2")})
    do(reorganize, day=DAY, plan=Plan("absorb", predecessors=(c,), survivors=(others["D"],)))
    assert [seated(members[0]), seated(party.members["A"][0])] == [0, 1]
    assert CommitteeTerm.objects.believed().get(organization=c).valid_to == DAY
    assert HeadOfBody.objects.believed().get().valid_to == DAY


def test_committee_of_the_survivor_stays_in_office(party: Party) -> None:
    make_committee(party.units["B"], party.members["B"][:2])
    do(
        reorganize,
        day=DAY,
        plan=Plan("absorb", predecessors=(party.units["A"],), survivors=(party.units["B"],)),
    )
    assert [seated(member) for member in party.members["B"][:2]] == [1, 1]


def test_seat_ends_when_the_cell_of_its_holder_goes_under_another_organization(party: Party) -> None:
    others = make_tree({"P2": ("provincial_committee", None), "H": ("grassroots_committee", "P2")})
    make_committee(party.units["G"], [*party.members["A"][:2], party.members["B"][0]])
    do(name_heads, day=ELECTED, heads=[(party.units["G"], party.members["B"][0], "Giám đốc")])
    plan = Plan("move", survivors=(party.units["B"],), details={party.units["B"]: {"parent": others["H"]}})
    do(reorganize, day=DAY, plan=plan)
    assert [seated(member) for member in (party.members["A"][0], party.members["B"][0])] == [1, 0]
    assert HeadOfBody.objects.believed().get().valid_to == DAY


def test_holding_counts_seats_by_organization(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    make_committee(party.units["C"], party.members["C"][:2])
    assert count_seats(DAY, None) == {party.units["G"]: 3, party.units["C"]: 2}
