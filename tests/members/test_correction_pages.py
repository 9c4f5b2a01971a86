from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from dangvu.audit.queries import readings_of
from dangvu.members.actions import (
    correct_record,
    end_memberships,
    join_youth_union,
    leave_youth_union,
    transfer_members,
)
from dangvu.members.models import (
    Admission,
    Affiliation,
    MembershipStatus,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from tests.factories.acts import do
from tests.factories.members import make_admission, make_member
from tests.factories.organizations import make_actor
from tests.factories.web import reader
from tests.members.pages import alerts_of, page, words_of


@pytest.fixture
def member(units: dict[str, UUID]) -> UUID:
    return make_admission(units["A"], full_name="Đặng Thị Hà")


@pytest.fixture
def officer(client: Client, units: dict[str, UUID], member: UUID) -> Client:
    reader(client, at=units["S"])
    return client


def written(personal: Personal, **changes: str) -> dict[str, str]:
    """What the form of a person holds, with ``changes``."""
    names = ("full_name", "other_name", "sex", "hometown", "ethnic_group", "religion", "file_number", "card_number")
    basis = {"basis_symbol": personal.basis_symbol, "basis_issuer": personal.basis_issuer}
    basis |= {"basis_day": personal.basis_day.isoformat() if personal.basis_day else ""}
    return {
        **{name: getattr(personal, name) for name in names},
        **basis,
        "birth_date": personal.birth_date.isoformat(),
        "reason": "Theo giấy khai sinh",
        "seen": str(personal.pk),
        **changes,
    }


def person(member: UUID) -> Personal:
    found: Personal = Personal.objects.believed().get(member=member)
    return found


def correct(client: Client, record: Any, kind: str, data: dict[str, str]) -> Any:
    return client.post(page("correct", record.member_id, kind, record.pk), data)


def test_correction_puts_the_right_value_in_the_place_of_the_wrong_one(officer: Client, member: UUID) -> None:
    old = person(member)
    response = correct(officer, old, "personal", written(old, full_name="Đặng Thị Hằng"))
    assert response.headers["Location"] == page("file", member)
    assert (person(member).full_name, person(member).search_key) == ("Đặng Thị Hằng", "dang thi hang")
    said = words_of(officer.get(page("file", member)))
    assert "trước ghi Đặng Thị Hà" in said


def test_form_shows_the_record(officer: Client, member: UUID) -> None:
    content = officer.get(page("correct", member, "personal", person(member).pk)).content.decode()
    assert [f'value="{value}"' in content for value in ("Đặng Thị Hà", "10/1/1990", "01-QĐ/TU")] == [True] * 3


def test_correction_without_reason_or_change_is_refused(officer: Client, member: UUID) -> None:
    old = person(member)
    assert alerts_of(correct(officer, old, "personal", written(old, hometown="xã Thọ Sơn", reason=""))) == [
        "Chưa ghi; hãy điền vào đây."
    ]
    assert alerts_of(correct(officer, old, "personal", written(old))) == [
        "Chưa có gì khác với bản ghi; hãy sửa mục bị sai trước khi ghi."
    ]


def test_second_editor_is_told_sees_both_and_loses_nothing(officer: Client, member: UUID) -> None:
    seen = person(member)
    correct(officer, seen, "personal", written(seen, birth_date="11/1/1990", hometown="xã Thọ Sơn"))
    second = correct(officer, seen, "personal", written(seen, birth_date="12/1/1990"))
    assert second.status_code == 409
    said = words_of(second)
    assert "Mục Bạn viết Đang ghi Ngày sinh 12/1/1990 11/1/1990 Quê quán – xã Thọ Sơn" in said
    content = second.content.decode()
    assert [f'value="{value}"' in content for value in ("12/1/1990", "Theo giấy khai sinh")] == [True, True]
    assert person(member).birth_date == date(1990, 1, 11)


def test_second_editor_may_write_after_having_seen_both(officer: Client, member: UUID) -> None:
    seen = person(member)
    correct(officer, seen, "personal", written(seen, birth_date="11/1/1990"))
    newer = person(member)
    last = correct(officer, seen, "personal", written(seen, birth_date="12/1/1990", seen=str(newer.pk)))
    assert (last.status_code, person(member).birth_date) == (302, date(1990, 1, 12))


def test_second_editor_who_writes_the_same_changes_nothing(officer: Client, member: UUID) -> None:
    seen = person(member)
    correct(officer, seen, "personal", written(seen, birth_date="11/1/1990"))
    second = correct(officer, seen, "personal", written(seen, birth_date="11/1/1990"))
    assert alerts_of(second) == ["Chưa có gì khác với bản ghi; hãy sửa mục bị sai trước khi ghi."]


def test_admission_is_corrected(officer: Client, member: UUID, units: dict[str, UUID]) -> None:
    old = Admission.objects.get()
    data = {"day": "16/6/2015", "decided_on": "1/6/2015", "organization_id": str(units["A"]), "occupation": "retired"}
    correct(officer, old, "admission", data | {"reason": "Nhập nhầm", "seen": str(old.pk)})
    new = Admission.objects.believed().get()
    assert (new.day, new.occupation, new.readmission, new.basis_symbol) == (date(2015, 6, 16), "retired", False, "")


def test_place_is_corrected_to_another_cell(officer: Client, member: UUID, units: dict[str, UUID]) -> None:
    old = Affiliation.objects.get()
    data = {"organization_id": str(units["B"]), "entry": "admission", "valid_from": "15/6/2015", "valid_to": ""}
    correct(officer, old, "place", data | {"reason": "Nhập nhầm", "seen": str(old.pk)})
    assert Affiliation.objects.believed().get().organization_id == units["B"]
    assert "trước ghi Tổ chức A nay ghi Tổ chức B" in words_of(officer.get(page("file", member)))


def test_second_editor_sees_the_names_of_cells(officer: Client, member: UUID, units: dict[str, UUID]) -> None:
    old = Affiliation.objects.get()
    data = {"entry": "admission", "valid_from": "15/6/2015", "valid_to": "", "reason": "Nhầm", "seen": str(old.pk)}
    correct(officer, old, "place", data | {"organization_id": str(units["B"])})
    second = correct(officer, old, "place", data | {"organization_id": str(units["C"])})
    assert "Chi bộ sinh hoạt Tổ chức C Tổ chức B" in words_of(second)


def test_spell_that_ends_before_it_begins_is_refused_at_its_end(officer: Client, member: UUID) -> None:
    old = MembershipStatus.objects.get()
    data = {"status": "probationary", "valid_from": "15/6/2015", "valid_to": "1/6/2015", "reason": "Nhầm"}
    response = correct(officer, old, "status", data | {"seen": str(old.pk)})
    assert alerts_of(response) == ["Ngày kết thúc không sau ngày bắt đầu; hãy sửa một trong hai ngày."]


def test_level_is_corrected_within_its_kind(officer: Client, member: UUID) -> None:
    old = Qualification.objects.get()
    data = {"level": "lower_secondary", "field": "", "valid_from": "1/6/2008", "valid_to": "", "reason": "Nhầm"}
    correct(officer, old, "qualification", data | {"seen": str(old.pk)})
    new = Qualification.objects.believed().get()
    assert (new.kind, new.level) == ("general_education", "lower_secondary")


def test_cell_that_is_gone_stays_on_offer_for_its_record(officer: Client, units: dict[str, UUID], member: UUID) -> None:
    reader(officer, "cell_clerk", units["B"])
    do(transfer_members, actor=make_actor(), day=date(2016, 1, 4), member_ids=[member], to=units["B"])
    old = Affiliation.objects.believed().get(exit="internal_transfer")
    content = officer.get(page("correct", member, "place", old.pk, on="2016-02-01")).content.decode()
    assert [name in content for name in ("chi bộ đang ghi", "Tổ chức B")] == [True, True]


def test_correction_asks_for_the_rolls_of_every_cell_the_member_was_in(
    client: Client, units: dict[str, UUID], member: UUID
) -> None:
    do(transfer_members, day=date(2015, 7, 1), member_ids=[member], to=units["B"])
    reader(client, "cell_clerk", units["B"])
    old = person(member)
    response = correct(client, old, "personal", written(old, full_name="Đặng Thị Hằng"))
    assert (response.status_code, [alert[:15] for alert in alerts_of(response)]) == (422, ["Hoàng Thị Duyên"])


@pytest.mark.parametrize(("kind", "record"), [("nonsense", 1), ("personal", 999_999), ("place", None)])
def test_record_that_is_none_of_the_member_is_not_found(
    officer: Client, units: dict[str, UUID], member: UUID, kind: str, record: int | None
) -> None:
    other = make_member(units["B"])
    key = record or Affiliation.objects.get(member=other).pk
    assert officer.get(page("correct", member, kind, key)).status_code == 404


def test_record_that_was_corrected_leads_to_the_one_in_its_place(
    client: Client, units: dict[str, UUID], member: UUID
) -> None:
    old = person(member)
    correct_record(actor=make_actor(), record=old, reason="Nhầm", full_name="Đặng Thị Hằng")
    reader(client, at=units["S"])
    assert "Đặng Thị Hằng" in words_of(client.get(page("correct", member, "personal", old.pk)))


def test_record_that_was_taken_back_is_not_found(client: Client, units: dict[str, UUID], member: UUID) -> None:
    for act in (join_youth_union, leave_youth_union):
        do(act, day=date(2015, 6, 20), member_ids=[member])
    reader(client, at=units["S"])
    gone = YouthUnionMembership.objects.get()
    response = client.get(page("correct", member, "youth", gone.pk))
    assert (response.status_code, alerts_of(response)) == (
        404,
        ["Bản ghi này không còn; hãy mở lại hồ sơ để xem bản ghi mới."],
    )


def test_leaver_is_corrected_by_the_last_keeper(client: Client, units: dict[str, UUID], member: UUID) -> None:
    do(end_memberships, day=date(2016, 1, 4), member_ids=[member], reason="died")
    reader(client, "cell_clerk", units["A"])
    old = person(member)
    assert correct(client, old, "personal", written(old, religion="buddhism")).status_code == 302


@pytest.mark.parametrize(("held", "status"), [(("inspection_officer", "S"), 403), (("cell_clerk", "B"), 404)])
def test_correction_is_for_whoever_may_change_the_rolls(
    client: Client, units: dict[str, UUID], member: UUID, held: tuple[str, str], status: int
) -> None:
    reader(client, held[0], units[held[1]])
    assert client.get(page("correct", member, "personal", person(member).pk)).status_code == status


def test_opening_a_correction_is_a_reading_of_the_file(officer: Client, member: UUID) -> None:
    officer.get(page("correct", member, "personal", person(member).pk))
    assert [line.actor for line in readings_of(member)] == ["Hoàng Thị Duyên"]
