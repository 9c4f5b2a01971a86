from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from dangvu.audit.models import Line
from dangvu.kernel.days import FOREVER
from dangvu.members.actions import end_memberships, exempt_members, transfer_members
from dangvu.members.models import (
    Admission,
    Affiliation,
    Exemption,
    Member,
    MembershipStatus,
    Occupation,
    Personal,
    Qualification,
    YouthUnionMembership,
)
from tests.factories.acts import do
from tests.factories.members import make_admission, make_member
from tests.factories.web import reader
from tests.members.pages import DECIDED, alerts_of, page, words_of

NEWCOMER = DECIDED | {
    "day": "1/7/2015",
    "decided_on": "15/6/2015",
    "full_name": "Sầm Thị Đủ",
    "sex": "female",
    "birth_date": "3/4/1990",
    "hometown": "xã Xuân Lộc",
    "ethnic_group": "tay",
    "general_education": "upper_secondary",
    "professional": "university",
    "field": "Luật",
    "occupation": "state_agency",
    "title": "Chuyên viên",
    "youth_since": "26/3/2006",
}


@pytest.fixture
def member(units: dict[str, UUID]) -> UUID:
    return make_admission(units["A"], full_name="Đặng Thị Hà")


@pytest.fixture
def officer(client: Client, units: dict[str, UUID], member: UUID) -> Client:
    reader(client, at=units["S"])
    return client


def believed(model: Any, **conditions: Any) -> Any:
    return model.objects.believed().order_by("-valid_from").filter(**conditions).first()


def test_recognition_is_recorded_with_its_decision(officer: Client, member: UUID) -> None:
    response = officer.post(page("act", member, "recognize"), DECIDED | {"day": "15/6/2016"})
    assert response.headers["Location"] == page("file", member)
    status = believed(MembershipStatus, member=member)
    assert (status.status, status.valid_from, str(status.basis)) == (
        "official",
        date(2016, 6, 15),
        "12-QĐ/ĐU, ngày 1/6/2015 của Đảng ủy",
    )
    assert "Đã ghi công nhận đảng viên chính thức." in words_of(officer.get(page("file", member)))


def test_form_begins_with_the_day_asked_about(officer: Client, member: UUID) -> None:
    assert 'value="1/7/2015"' in officer.get(page("act", member, "recognize")).content.decode()


def test_finding_stands_at_its_field_and_keeps_what_was_typed(officer: Client, member: UUID) -> None:
    response = officer.post(page("act", member, "recognize"), DECIDED | {"day": "14/6/2016"})
    assert response.status_code == 422
    assert alerts_of(response) == ["Hết thời gian dự bị vào ngày 15/6/2016; chỉ công nhận chính thức từ ngày đó."]
    assert 'value="12-QĐ/ĐU"' in response.content.decode()


def test_empty_form_says_what_is_missing(officer: Client, member: UUID) -> None:
    response = officer.post(page("act", member, "leave"), {"reason": ""})
    assert alerts_of(response) == ["Chưa ghi; hãy điền vào đây."] * 2


def test_transfer_moves_to_the_chosen_cell(officer: Client, member: UUID, units: dict[str, UUID]) -> None:
    officer.post(page("act", member, "transfer"), DECIDED | {"day": "1/8/2015", "to": str(units["B"])})
    place = believed(Affiliation, member=member)
    assert (place.organization_id, place.entry, place.valid_from) == (units["B"], "internal_transfer", date(2015, 8, 1))


def test_transfer_to_the_same_cell_is_said_at_the_cell(officer: Client, member: UUID, units: dict[str, UUID]) -> None:
    response = officer.post(page("act", member, "transfer"), {"day": "1/8/2015", "to": str(units["A"])})
    assert alerts_of(response) == ["Đã ở trong danh sách của chi bộ này; hãy chọn chi bộ khác."]


def test_transfer_offers_only_cells_that_the_reader_may_change(
    client: Client, member: UUID, units: dict[str, UUID]
) -> None:
    reader(client, "committee_secretary", units["G"])
    content = client.get(page("act", member, "transfer")).content.decode()
    assert [str(units[code]) in content for code in "ABC"] == [True, True, False]
    response = client.post(page("act", member, "transfer"), {"day": "1/8/2015", "to": str(units["C"])})
    assert (response.status_code, believed(Affiliation, member=member).organization_id) == (422, units["A"])


def test_moving_out_keeps_the_destination(officer: Client, member: UUID) -> None:
    officer.post(page("act", member, "move-out"), {"day": "1/8/2015", "destination": "Đảng bộ huyện Núi Voi"})
    place = believed(Affiliation, member=member)
    assert (place.exit, place.destination) == ("transfer_out", "Đảng bộ huyện Núi Voi")


def test_leaving_is_recorded_with_its_reason(officer: Client, member: UUID) -> None:
    officer.post(page("act", member, "leave"), DECIDED | {"day": "1/8/2015", "reason": "struck_off"})
    status = believed(MembershipStatus, member=member)
    assert (status.end_reason, status.valid_to) == ("struck_off", date(2015, 8, 1))


def test_return_is_recorded(officer: Client, member: UUID, units: dict[str, UUID]) -> None:
    do(transfer_members, day=date(2016, 1, 4), member_ids=[member], to=None)
    data = {"day": "4/1/2017", "organization": str(units["B"]), "origin": "Đảng bộ huyện Núi Voi"}
    officer.post(page("act", member, "receive", on="2017-01-04"), data)
    place = believed(Affiliation, member=member)
    assert (place.organization_id, place.entry, place.origin) == (units["B"], "transfer_in", "Đảng bộ huyện Núi Voi")


def test_readmission_is_recorded(officer: Client, member: UUID, units: dict[str, UUID]) -> None:
    do(end_memberships, day=date(2016, 1, 4), member_ids=[member], reason="resigned")
    data = {
        "day": "4/1/2019",
        "organization": str(units["B"]),
        "decided_on": "20/12/2018",
        "occupation": "state_agency",
    }
    officer.post(page("act", member, "readmit", on="2019-01-04"), data)
    admission = Admission.objects.believed().latest("day")
    assert (admission.readmission, admission.day, admission.decided_on) == (True, date(2019, 1, 4), date(2018, 12, 20))


def test_level_is_recorded(officer: Client, member: UUID) -> None:
    data = {"day": "1/8/2015", "level": "professional:master", "field": "Quản lý công"}
    officer.post(page("act", member, "qualify"), data)
    level = believed(Qualification, kind="professional")
    assert (level.level, level.field, level.valid_from) == ("master", "Quản lý công", date(2015, 8, 1))
    lower = officer.post(page("act", member, "qualify"), data | {"day": "1/9/2015", "level": "professional:university"})
    assert alerts_of(lower) == [
        "Đã có trình độ bằng hoặc cao hơn; hãy kiểm tra lại, hoặc đính chính trình độ cũ nếu ghi sai."
    ]


def test_occupation_is_recorded(officer: Client, member: UUID) -> None:
    officer.post(page("act", member, "occupation"), {"day": "1/8/2015", "code": "public_service", "title": "Kế toán"})
    work = believed(Occupation)
    assert (work.code, work.title, work.valid_from) == ("public_service", "Kế toán", date(2015, 8, 1))


def test_youth_union_is_joined_and_left(officer: Client, member: UUID) -> None:
    officer.post(page("act", member, "join-youth-union"), {"day": "1/8/2015"})
    officer.post(page("act", member, "leave-youth-union", on="2016-03-26"), {"day": "26/3/2016"})
    [spell] = YouthUnionMembership.objects.believed().values_list("valid_from", "valid_to")
    assert spell == (date(2015, 8, 1), date(2016, 3, 26))


def test_exemption_is_recorded_and_ended(officer: Client, member: UUID) -> None:
    open_ended = officer.post(page("act", member, "exempt"), {"day": "1/8/2015", "reason": "maternity"})
    assert alerts_of(open_ended) == ["Lý do này phải có thời hạn; hãy ghi ngày hết miễn."]
    officer.post(page("act", member, "exempt"), {"day": "1/8/2015", "reason": "maternity", "until": "1/2/2016"})
    officer.post(page("act", member, "end-exemption", on="2015-12-01"), {"day": "1/12/2015"})
    [spell] = Exemption.objects.believed().values_list("valid_from", "valid_to", "reason")
    assert spell == (date(2015, 8, 1), date(2015, 12, 1), "maternity")


def test_file_of_somebody_exempt_says_so(officer: Client, member: UUID) -> None:
    do(exempt_members, day=date(2015, 6, 20), member_ids=[member], reason="ill_health")
    said = words_of(officer.get(page("file", member)))
    assert "20/6/2015 Được miễn công tác và sinh hoạt đảng: sức khỏe yếu" in said


def test_acts_on_one_member_name_the_member_in_the_trail(officer: Client, member: UUID) -> None:
    officer.post(page("act", member, "occupation"), {"day": "1/8/2015", "code": "retired"})
    last = Line.objects.latest("number")
    assert (last.verb, last.subject) == ("members.change_occupations", member)


def test_act_that_does_not_exist_is_not_found(officer: Client, member: UUID) -> None:
    assert officer.get(page("act", member, "promote")).status_code == 404


@pytest.mark.parametrize(
    ("held", "status"), [(("inspection_officer", "S"), 403), (("cell_clerk", "B"), 404), (("cell_clerk", "A"), 200)]
)
def test_act_is_for_whoever_may_change_the_rolls(
    client: Client, units: dict[str, UUID], member: UUID, held: tuple[str, str], status: int
) -> None:
    reader(client, held[0], units[held[1]])
    assert client.get(page("act", member, "recognize")).status_code == status


def test_admission_enters_person_and_file(officer: Client, units: dict[str, UUID]) -> None:
    response = officer.post(page("admit"), NEWCOMER | {"organization": str(units["B"])})
    person = Personal.objects.believed().get(full_name="Sầm Thị Đủ")
    assert response.headers["Location"] == page("file", person.member_id)
    admission = Admission.objects.believed().get(member=person.member_id)
    assert (admission.day, admission.decided_on, admission.organization_id) == (
        date(2015, 7, 1),
        date(2015, 6, 15),
        units["B"],
    )
    levels = Qualification.objects.believed().filter(member=person.member_id).order_by("kind")
    assert list(levels.values_list("kind", "level", "field")) == [
        ("general_education", "upper_secondary", ""),
        ("professional", "university", "Luật"),
    ]
    youth = believed(YouthUnionMembership, member=person.member_id)
    assert (youth.valid_from, youth.valid_to) == (date(2006, 3, 26), FOREVER)


def test_admission_says_each_finding_at_its_field(officer: Client, units: dict[str, UUID]) -> None:
    wrong = {"birth_date": "2/7/1997", "decided_on": "2/7/2015", "general_education": "primary"}
    response = officer.post(page("admit"), NEWCOMER | wrong | {"organization": str(units["B"])})
    assert sorted(alert[:30] for alert in alerts_of(response)) == [
        "Chưa có trình độ giáo dục phổ ",
        "Mới 17 tuổi vào ngày 1/7/2015;",
        "Quyết định kết nạp ngày 2/7/20",
    ]
    assert Member.objects.count() == 1


def test_admission_asks_about_a_namesake_before_entering_somebody_twice(
    officer: Client, units: dict[str, UUID]
) -> None:
    data = NEWCOMER | {"organization": str(units["B"])}
    officer.post(page("admit"), data)
    again = officer.post(page("admit"), data)
    assert alerts_of(again) == [
        "Đã có người cùng họ tên và ngày sinh trong sổ; hãy tìm người đó, hoặc đánh dấu bên dưới."
    ]
    confirmed = officer.post(page("admit"), data | {"namesake": "on"})
    assert (confirmed.status_code, Personal.objects.filter(full_name="Sầm Thị Đủ").count()) == (302, 2)


def test_enrolment_enters_a_member_with_their_past(officer: Client, units: dict[str, UUID]) -> None:
    past = {"since": "1/7/2015", "entry": "transfer_in", "origin": "Đảng bộ huyện Núi Voi", "decided_on": "1/6/2010"}
    past |= {"admitted_on": "15/6/2010", "admission_place": "Chi bộ Trường Núi Voi", "official_on": "15/6/2011"}
    officer.post(page("enrol"), NEWCOMER | past | {"organization": str(units["C"])})
    person = Personal.objects.believed().get(full_name="Sầm Thị Đủ")
    place = believed(Affiliation, member=person.member_id)
    status = believed(MembershipStatus, member=person.member_id)
    assert (place.organization_id, place.entry, place.origin, status.status, status.valid_from) == (
        units["C"],
        "transfer_in",
        "Đảng bộ huyện Núi Voi",
        "official",
        date(2011, 6, 15),
    )


def test_enrolment_says_that_days_are_out_of_order(officer: Client, units: dict[str, UUID]) -> None:
    past = {"since": "1/7/2015", "entry": "register", "decided_on": "1/6/2010", "admitted_on": "15/5/2010"}
    response = officer.post(page("enrol"), NEWCOMER | past | {"organization": str(units["C"])})
    assert [alert[:24] for alert in alerts_of(response)] == ["Các ngày sinh, quyết địn"]


def test_newcomers_are_entered_by_whoever_may_change_some_rolls(client: Client, units: dict[str, UUID]) -> None:
    make_member(units["A"])
    reader(client, "inspection_officer", units["S"])
    assert [client.get(page(name)).status_code for name in ("admit", "enrol")] == [403, 403]
    reader(client, "cell_clerk", units["A"])
    assert [client.get(page(name)).status_code for name in ("admit", "enrol")] == [200, 200]
