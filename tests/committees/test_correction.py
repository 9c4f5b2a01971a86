from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dangvu.audit.models import Line
from dangvu.committees.actions import correct_record, name_heads
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from tests.committees.conftest import Party
from tests.factories.acts import STRANGER, do
from tests.factories.committees import ELECTED, make_committee
from tests.factories.organizations import make_actor

REASON = "Đối chiếu với biên bản bầu cử"


def correct(record: Any, *, actor: Actor | None = None, reason: str = REASON, **changes: Any) -> Any:
    return correct_record(actor=actor or make_actor(), record=record, reason=reason, **changes)


def refused(record: Any, **arguments: Any) -> list[str]:
    with pytest.raises(Refusal) as refusal:
        correct(record, **arguments)
    return [finding.code for finding in refusal.value.findings]


def test_correction_of_a_seat_keeps_what_was_believed(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    seat = CommitteeMember.objects.get(post="member")
    correct(seat, post="deputy_secretary")
    assert list(
        CommitteeMember.objects.filter(member=seat.member_id).order_by("id").values_list("post", flat=True)
    ) == [
        "member",
        "deputy_secretary",
    ]


def test_correction_of_a_term_leaves_reason_and_organization_in_the_trail(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    correct(CommitteeTerm.objects.get(), seats=5)
    line = Line.objects.last()
    assert line is not None
    assert (line.verb, line.reason, line.subject, line.details) == (
        "committees.correct_record",
        REASON,
        party.units["G"],
        {"record": "committees.CommitteeTerm", "columns": ["seats"]},
    )


def test_correction_of_a_head_changes_the_title(party: Party) -> None:
    do(name_heads, day=ELECTED, heads=[(party.units["G"], party.members["A"][0], "Giám đốc")])
    assert correct(HeadOfBody.objects.get(), title="Tổng Giám đốc").title == "Tổng Giám đốc"


def test_correction_without_reason_to_nothing_known_is_refused(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    seat = CommitteeMember.objects.get(post="member")
    assert refused(seat, reason="", post="treasurer", valid_to=date(2015, 1, 1)) == [
        "committees.no-reason",
        "committees.empty-spell",
        "committees.unknown-post",
    ]


def test_correction_is_refused_to_a_stranger(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    assert refused(CommitteeTerm.objects.get(), actor=STRANGER, seats=5) == ["policy.denied"]


def test_correction_cannot_move_a_seat_to_another_committee(party: Party) -> None:
    make_committee(party.units["G"], party.members["A"][:3])
    with pytest.raises(TypeError):
        correct(CommitteeTerm.objects.get(), organization_id=party.units["C"])
