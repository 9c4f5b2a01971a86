from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from dangvu.audit.models import Line
from dangvu.kernel.policy import Permission, Verb
from dangvu.members.models import Admission, MembershipStatus
from tests.factories.members import make_admission, make_member
from tests.home.programs import make_program, token_of

ON = "on=2015-07-01"
JSON = "application/json"


@pytest.fixture
def member(units: dict[str, UUID]) -> UUID:
    make_member(units["C"], full_name="Ngô Văn Chi", sex="male")
    return make_admission(units["A"], full_name="Đặng Thị Hà", hometown="xã Xuân Lộc")


def program(units: dict[str, UUID], code: str = "S") -> Client:
    """A program that may read the rolls."""
    return make_program("members", "organizations", at=units[code])


def changing(units: dict[str, UUID]) -> Client:
    """A program that may change the rolls."""
    permissions = (Permission("members", Verb.CHANGE), Permission("organizations", Verb.READ))
    return Client(headers={"authorization": f"Bearer {token_of(*permissions, at=units['S'])}"})


def read(response: Any) -> Any:
    return json.loads(response.content)


def codes(response: Any) -> list[str]:
    return [finding["code"] for finding in read(response)["findings"]]


def test_list_answers_with_the_conditions_of_the_page(units: dict[str, UUID], member: UUID) -> None:
    found = read(program(units).get(f"/api/members/?{ON}&status=probationary"))
    assert (found["count"], found["page"]) == (1, 1)
    line = found["members"][0]
    assert (line["full_name"], line["birth_date"], line["cell_code"], line["admitted_on"], line["missing"]) == (
        "Đặng Thị Hà",
        "1990-01-10",
        "A",
        "2015-06-15",
        [],
    )


def test_list_says_which_condition_makes_no_sense(units: dict[str, UUID], member: UUID) -> None:
    response = program(units).get(f"/api/members/?{ON}&age_from=old&sex=none")
    found = [(one["code"], one["place"]) for one in read(response)["findings"]]
    assert (response.status_code, found) == (400, [("members.bad-value", "sex"), ("members.bad-value", "age_from")])


def test_list_goes_on_page_by_page(units: dict[str, UUID], member: UUID) -> None:
    asking = program(units)
    pages = [read(asking.get(f"/api/members/?{ON}&page={number}"))["members"] for number in (1, 2)]
    assert [len(one) for one in pages] == [2, 0]
    found = Line.objects.filter(verb="audit.record_reading").values_list("subject", "details__what")
    assert list(found) == [(units["S"], "danh sách đảng viên qua giao diện lập trình")]


def test_file_and_life_of_a_member_are_answered_and_recorded(units: dict[str, UUID], member: UUID) -> None:
    asking = program(units)
    found = read(asking.get(f"/api/members/{member}?{ON}"))
    assert (found["full_name"], found["status"], found["organization_id"], found["levels"]) == (
        "Đặng Thị Hà",
        "probationary",
        str(units["A"]),
        [{"kind": "general_education", "level": "upper_secondary", "field": "", "since": "2008-06-01"}],
    )
    events = read(asking.get(f"/api/members/{member}/timeline?{ON}"))
    assert [(one["day"], one["kind"]) for one in events[:1]] == [("2015-06-15", "admission")]
    assert Line.objects.filter(verb="audit.record_reading", subject=member).count() == 1


def test_file_out_of_reach_is_not_found(units: dict[str, UUID], member: UUID) -> None:
    asking = program(units)
    assert [asking.get(f"/api/members/{key}?{ON}").status_code for key in (uuid4(), member)] == [404, 200]


def test_act_is_carried_out(units: dict[str, UUID], member: UUID) -> None:
    response = changing(units).post(
        f"/api/members/{member}/acts/recognize?on=2016-07-01", {"day": "2016-06-15"}, content_type=JSON
    )
    assert read(response) == {"done": "Đã ghi công nhận đảng viên chính thức."}
    assert MembershipStatus.objects.on(date(2016, 6, 15)).get(member=member).status == "official"


def test_act_refuses_as_the_page_does(units: dict[str, UUID], member: UUID) -> None:
    asking = changing(units)
    address = f"/api/members/{member}/acts/recognize?on=2016-07-01"
    early = asking.post(address, {"day": "2016-06-14"}, content_type=JSON)
    wrong = asking.post(address, {"day": "14.6.2016"}, content_type=JSON)
    assert [(one.status_code, codes(one)) for one in (early, wrong)] == [
        (400, ["members.probation-not-over"]),
        (400, ["members.bad-value"]),
    ]


def test_act_needs_permission_and_a_name(units: dict[str, UUID], member: UUID) -> None:
    address = f"/api/members/{member}/acts"
    denied = program(units).post(f"{address}/recognize?{ON}", {"day": "2016-06-15"}, content_type=JSON)
    unknown = changing(units).post(f"{address}/promote?{ON}", {"day": "2016-06-15"}, content_type=JSON)
    assert [denied.status_code, unknown.status_code] == [403, 404]


def test_admission_is_carried_out(units: dict[str, UUID], member: UUID) -> None:
    newcomer = {
        "day": "2015-07-01",
        "decided_on": "2015-06-15",
        "organization": str(units["B"]),
        "full_name": "Sầm Thị Đủ",
        "sex": "female",
        "birth_date": "1990-04-03",
        "ethnic_group": "tay",
        "general_education": "upper_secondary",
        "occupation": "state_agency",
    }
    asking = changing(units)
    made = read(asking.post(f"/api/members/admissions?{ON}", newcomer, content_type=JSON))
    assert Admission.objects.get(member=made["member_id"]).organization_id == units["B"]
    again = asking.post(f"/api/members/admissions?{ON}", newcomer, content_type=JSON)
    assert (again.status_code, codes(again)) == (400, ["members.bad-value"])
    namesake = asking.post(f"/api/members/admissions?{ON}", newcomer | {"namesake": True}, content_type=JSON)
    assert namesake.status_code == 200
