from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from dangvu.members.actions import Readmission, end_memberships, readmit_members, transfer_members
from dangvu.members.models import Admission, Affiliation, Member, MembershipStatus, Personal
from tests.factories.acts import STRANGER, codes_of, do, refusal_of
from tests.factories.members import make_member

LEFT = date(2010, 1, 1)
CEREMONY = date(2015, 6, 15)


def again(unit: UUID, member: UUID, **changes: Any) -> dict[str, Any]:
    """The arguments of a readmission on the usual day."""
    details: dict[str, Any] = {"decided_on": date(2015, 6, 1), "occupation": "other"} | changes
    return {"day": CEREMONY, "organization_id": unit, "readmissions": [Readmission(member, **details)]}


def former(unit: UUID, *, left: date = LEFT, **details: Any) -> UUID:
    """Somebody who resigned."""
    member = make_member(unit, **details)
    do(end_memberships, day=left, member_ids=[member], reason="resigned")
    return member


def test_readmission_keeps_the_person_and_begins_probation_anew(units: dict[str, UUID]) -> None:
    member = former(units["A"])
    do(readmit_members, **again(units["B"], member))
    assert (Member.objects.count(), Personal.objects.believed().count()) == (1, 1)
    assert list(Admission.objects.order_by("day").values_list("day", "readmission")) == [
        (date(1994, 5, 19), False),
        (CEREMONY, True),
    ]
    assert MembershipStatus.objects.on(CEREMONY).get().status == "probationary"
    assert Affiliation.objects.on(CEREMONY).get().organization_id == units["B"]


def test_readmission_on_the_day_the_wait_is_over_is_carried_out(units: dict[str, UUID]) -> None:
    member = former(units["A"], left=date(2012, 6, 15))
    do(readmit_members, **again(units["B"], member))
    assert Affiliation.objects.on(CEREMONY).get().member_id == member


def test_readmission_too_soon_is_refused(units: dict[str, UUID]) -> None:
    member = former(units["A"], left=date(2012, 6, 16), full_name="Hà Thị Về")
    assert refusal_of(readmit_members, **again(units["B"], member)) == [
        (
            "members.readmitted-too-soon",
            "Hà Thị Về: ra khỏi Đảng ngày 16/6/2012, chưa đủ 36 tháng; hãy chờ đến ngày 16/6/2015.",
        )
    ]


def test_readmission_of_a_member_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=LEFT, member_ids=[member], to=None)
    assert codes_of(readmit_members, **again(units["B"], member)) == ["members.not-a-former-member"]


def test_readmission_of_somebody_unknown_is_refused(units: dict[str, UUID]) -> None:
    assert codes_of(readmit_members, **again(units["A"], uuid4())) == ["members.not-a-former-member"]


def test_second_readmission_is_refused(units: dict[str, UUID]) -> None:
    member = former(units["A"], left=date(2008, 6, 1))
    arguments = again(units["B"], member, decided_on=date(2011, 6, 1))
    do(readmit_members, **(arguments | {"day": date(2011, 6, 15)}))
    do(end_memberships, day=date(2012, 1, 1), member_ids=[member], reason="resigned")
    assert codes_of(readmit_members, **again(units["B"], member)) == ["members.readmitted-before"]


def test_readmission_names_every_fault(units: dict[str, UUID]) -> None:
    member = former(units["A"], birth_date=date(1950, 1, 1))
    arguments = again(units["G"], member, decided_on=date(2015, 7, 1), occupation="astronaut")
    assert codes_of(readmit_members, **arguments) == [
        "members.not-a-cell",
        "members.unknown-code",
        "members.decided-too-late",
        "members.too-old",
    ]


def test_readmission_of_somebody_twice_in_one_act_is_refused(units: dict[str, UUID]) -> None:
    member = former(units["A"])
    arguments = again(units["B"], member)
    twice = {"readmissions": arguments["readmissions"] * 2}
    assert codes_of(readmit_members, **(arguments | twice)) == ["members.named-twice"]


def test_readmission_is_refused_to_a_stranger(units: dict[str, UUID]) -> None:
    member = former(units["A"])
    assert codes_of(readmit_members, actor=STRANGER, **again(units["B"], member)) == ["policy.denied"]
