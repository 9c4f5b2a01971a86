from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from dangvu.audit import trail
from dangvu.audit.models import Line
from dangvu.audit.verify import verify_trail
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor
from dangvu.members.actions import Award, correct_record, qualify_members, transfer_members
from dangvu.members.models import (
    Admission,
    Affiliation,
    MembershipStatus,
    Occupation,
    Personal,
    Qualification,
)
from tests.factories.acts import STRANGER, do
from tests.factories.members import make_admission, make_member
from tests.factories.organizations import make_actor

DAY = date(2012, 3, 5)
REASON = "Đối chiếu với lý lịch gốc"


def correct(record: Any, **changes: Any) -> Any:
    return correct_record(actor=make_actor(), record=record, reason=REASON, **changes)


def refused(record: Any, *, actor: Actor | None = None, reason: str = REASON, **changes: Any) -> list[str]:
    with pytest.raises(Refusal) as refusal:
        correct_record(actor=actor or make_actor(), record=record, reason=reason, **changes)
    return [finding.code for finding in refusal.value.findings]


def test_correction_of_a_person_derives_the_keys_anew(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    new = correct(Personal.objects.get(), full_name="Đỗ Văn Ất", birth_date=date(1971, 4, 1))
    assert (new.search_key, new.birth_ordinal, new.valid_from) == (
        "do van at",
        date(1971, 4, 1).toordinal(),
        date(1971, 4, 1),
    )


def test_correction_keeps_what_was_believed(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    old = Personal.objects.get()
    new = correct(old, sex="male")
    assert list(Personal.objects.order_by("id").values_list("sex", flat=True)) == ["female", "male"]
    assert Personal.objects.believed().get() == new
    assert verify_trail() == []


def test_correction_keeps_the_first_day_of_a_changed_name(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    row = correct(Personal.objects.get(), valid_to=DAY)
    renamed = row.again(full_name="Tên Mới", valid_from=DAY, valid_to=date(9999, 12, 31))
    with trail.act(actor=make_actor(), verb="members.rename") as act:
        act.add([renamed])
    assert correct(renamed, birth_date=date(1971, 4, 1)).valid_from == DAY
    assert Personal.objects.believed().filter(member=member).count() == 2


def test_correction_leaves_its_reason_in_the_trail(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    correct(Occupation.objects.get(), code="retired", title="")
    line = Line.objects.last()
    assert line is not None
    assert (line.verb, line.reason, line.subject, line.details) == (
        "members.correct_record",
        REASON,
        member,
        {"record": "members.Occupation", "columns": ["code", "title"]},
    )


def test_correction_without_a_reason_is_refused(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    assert refused(Personal.objects.get(), reason=" ", sex="male") == ["members.no-reason"]


def test_correction_to_an_empty_spell_is_refused(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    assert refused(Occupation.objects.get(), valid_to=date(2008, 1, 1)) == ["members.empty-spell"]


def test_correction_to_an_unknown_code_is_refused(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    assert refused(MembershipStatus.objects.get(status="official"), status="candidate") == ["members.unknown-code"]


def test_correction_to_a_level_of_another_kind_is_refused(units: dict[str, UUID]) -> None:
    member = make_member(units["A"], qualifications=())
    do(qualify_members, day=DAY, awards=[Award(member, "professional", "university")])
    assert refused(Qualification.objects.get(), level="advanced") == ["members.unknown-code"]


def test_correction_of_a_place_to_what_is_no_cell_is_refused(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    assert refused(Affiliation.objects.get(), organization_id=units["G"]) == ["members.not-a-cell"]


def test_correction_into_another_record_is_refused_as_an_overlap(units: dict[str, UUID]) -> None:
    member = make_member(units["A"])
    do(transfer_members, day=DAY, member_ids=[member], to=units["B"])
    place = Affiliation.objects.get(valid_from=DAY)
    assert refused(place, valid_from=date(2012, 3, 1)) == ["records.overlap"]


def test_correction_of_a_superseded_record_is_refused(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    old = Personal.objects.get()
    correct(old, sex="male")
    assert refused(old, sex="male") == ["audit.already-superseded"]


def test_correction_of_an_admission_moves_its_day(units: dict[str, UUID]) -> None:
    make_admission(units["A"])
    assert correct(Admission.objects.get(), day=date(2015, 6, 17)).day == date(2015, 6, 17)


def test_correction_is_refused_to_a_stranger(units: dict[str, UUID]) -> None:
    make_member(units["A"])
    assert refused(Personal.objects.get(), actor=STRANGER, sex="male") == ["policy.denied"]


@pytest.mark.parametrize("column", ["member_id", "recorded_at", "superseded_in"])
def test_correction_cannot_touch_identity_and_bookkeeping(units: dict[str, UUID], column: str) -> None:
    make_member(units["A"])
    with pytest.raises(TypeError):
        correct(Personal.objects.get(), **{column: None})
