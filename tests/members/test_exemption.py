from __future__ import annotations

from datetime import date
from uuid import UUID

from dangvu.members.actions import end_exemptions, end_memberships, exempt_members
from dangvu.members.models import Exemption
from tests.factories.acts import STRANGER, codes_of, do
from tests.factories.members import make_member, make_members

DAY, END = date(2012, 3, 5), date(2012, 9, 5)


def spells() -> list[tuple[date, date, str]]:
    return list(Exemption.objects.believed().order_by("id").values_list("valid_from", "valid_to", "reason"))


def test_exemption_for_maternity_ends_on_its_day(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(exempt_members, day=DAY, member_ids=[member], reason="maternity", until=END)
    assert spells() == [(DAY, END, "maternity")]


def test_exemption_for_old_age_has_no_end(units: dict[str, UUID]) -> None:
    members = make_members(units["A"], 2)
    do(exempt_members, day=DAY, member_ids=members, reason="old_age")
    assert spells() == [(DAY, date(9999, 12, 31), "old_age")] * 2


def test_exemption_for_another_reason_needs_an_end(units: dict[str, UUID]) -> None:
    members = [make_member(units["A"])]
    assert codes_of(exempt_members, day=DAY, member_ids=members, reason="abroad") == ["members.no-end"]


def test_exemption_cannot_end_before_it_begins(units: dict[str, UUID]) -> None:
    members = [make_member(units["A"])]
    found = codes_of(exempt_members, day=DAY, member_ids=members, reason="abroad", until=DAY)
    assert found == ["members.ends-too-early"]


def test_exemption_refuses_unknown_reasons_and_people(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], since=date(2013, 1, 1))
    found = codes_of(exempt_members, day=DAY, member_ids=[member, member], reason="nothing")
    assert found == ["members.unknown-code", "members.named-twice", "members.off-the-rolls"]


def test_exemption_refuses_whoever_is_exempt_already(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(exempt_members, day=DAY, member_ids=[member], reason="old_age")
    assert codes_of(exempt_members, day=END, member_ids=[member], reason="ill_health") == ["records.overlap"]


def test_exemption_needs_permission(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    found = codes_of(exempt_members, actor=STRANGER, day=DAY, member_ids=[member], reason="old_age")
    assert found == ["policy.denied"]


def test_ending_an_exemption_keeps_what_was(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(exempt_members, day=DAY, member_ids=[member], reason="ill_health")
    do(end_exemptions, day=END, member_ids=[member])
    assert spells() == [(DAY, END, "ill_health")]


def test_ending_refuses_whoever_is_not_exempt(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    assert codes_of(end_exemptions, day=DAY, member_ids=[member, member]) == [
        "members.named-twice",
        "members.not-exempt",
    ]


def test_leaving_the_party_ends_an_exemption(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(exempt_members, day=DAY, member_ids=[member], reason="old_age")
    do(end_memberships, day=END, member_ids=[member], reason="died")
    assert spells() == [(DAY, END, "old_age")]
