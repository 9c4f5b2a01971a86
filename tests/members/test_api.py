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
    assert (line["official_on"], line["probation_ends"]) == (None, "2016-06-15")


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


NEWCOMER = {
    "decided_on": "2009-06-15",
    "full_name": "Sầm Thị Đủ",
    "sex": "female",
    "birth_date": "1985-04-03",
    "ethnic_group": "tay",
    "general_education": "upper_secondary",
    "occupation": "state_agency",
}


def send(asking: Client, path: str, content: Any) -> tuple[int, Any]:
    response = asking.post(f"/api/members/{path}?{ON}", content, content_type=JSON)
    return response.status_code, read(response)


def test_somebody_who_is_a_member_already_is_enrolled(units: dict[str, UUID]) -> None:
    given = {"since": "2015-03-01", "entry": "transfer_in", "admitted_on": "2009-07-01", "official_on": "2010-07-01"}
    asking = changing(units)
    status, made = send(asking, "enrolments", NEWCOMER | given | {"organization": str(units["B"])})
    held = MembershipStatus.objects.on(date(2015, 3, 1)).get(member=made["member_id"])
    assert (status, held.status) == (200, "official")
    status, refused = send(asking, "enrolments", NEWCOMER | given | {"organization": str(uuid4())})
    assert (status, [one["place"] for one in refused["findings"]]) == (400, ["organization", "full_name"])


def test_act_on_several_happens_to_all_or_none(units: dict[str, UUID], member: UUID) -> None:
    other = make_admission(units["A"], day=date(2015, 6, 20), full_name="Lò Thị Én")
    asking = changing(units)
    given = {"day": "2016-06-15", "members": [str(member), str(other)]}
    status, refused = send(asking, "acts/recognize", given)
    assert (status, [(one["code"], one["place"]) for one in refused["findings"]]) == (
        400,
        [("members.probation-not-over", "Lò Thị Én")],
    )
    assert not MembershipStatus.objects.on(date(2016, 7, 1)).filter(status="official", member=member).exists()
    done = {"done": "Đã ghi công nhận đảng viên chính thức.", "count": 2}
    assert send(asking, "acts/recognize", given | {"day": "2016-06-20"}) == (200, done | {"rehearsal": False})
    assert MembershipStatus.objects.on(date(2016, 7, 1)).filter(status="official", member=other).exists()


def test_rehearsal_changes_nothing_and_says_what_would_stop_the_act(units: dict[str, UUID], member: UUID) -> None:
    asking, given = changing(units), {"members": [str(member)], "rehearsal": True}
    status, done = send(asking, "acts/recognize", given | {"day": "2016-06-15"})
    assert (status, done["rehearsal"], MembershipStatus.objects.filter(status="official", member=member).exists()) == (
        200,
        True,
        False,
    )
    status, refused = send(asking, "acts/recognize", given | {"day": "2016-06-14"})
    assert (status, [one["code"] for one in refused["findings"]]) == (400, ["members.probation-not-over"])


@pytest.mark.parametrize(("code", "changes"), [("leave", {}), ("none", {}), ("recognize", {"members": [str(uuid4())]})])
def test_act_on_several_needs_one_that_fits_many_and_members_in_reach(
    units: dict[str, UUID], member: UUID, code: str, changes: dict[str, Any]
) -> None:
    given = {"day": "2016-06-15", "members": [str(member)], "reason": "expelled"} | changes
    assert send(changing(units), f"acts/{code}", given)[0] == 404


def record_of(asking: Client, member: UUID, kind: str = "personal") -> Any:
    found = read(asking.get(f"/api/members/{member}/records?{ON}"))
    return next(one for one in found if one["kind"] == kind)


def test_record_is_corrected_and_told_with_its_correction(units: dict[str, UUID], member: UUID) -> None:
    asking = changing(units)
    record = record_of(asking, member)
    assert (record["values"]["hometown"], record["corrected"]) == ("xã Xuân Lộc", [])
    given = {"kind": "personal", "record": record["id"], "reason": "gõ nhầm", "changes": {"hometown": "xã Ngọc Sơn"}}
    assert send(asking, f"{member}/corrections", given) == (200, {"done": "Đã ghi đính chính."})
    righted = record_of(asking, member)
    assert (righted["values"], righted["basis"]) == (record["values"] | {"hometown": "xã Ngọc Sơn"}, record["basis"])
    [change] = righted["corrected"]
    assert (change["old"], change["new"], change["why"]) == ("xã Xuân Lộc", "xã Ngọc Sơn", "gõ nhầm")
    status, late = send(asking, f"{member}/corrections", given | {"changes": {"hometown": "xã Cẩm Tú"}})
    assert (status, [one["code"] for one in late["findings"]]) == (409, ["audit.already-superseded"])


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"changes": {"nickname": "Hà"}}, 400, "members.no-such-column"),
        ({"changes": {"birth_date": "30/2/1990"}}, 400, "members.bad-value"),
        ({"changes": {"hometown": "xã Xuân Lộc"}}, 400, "members.bad-value"),
        ({"kind": "nothing"}, 404, "api.missing"),
        ({"record": 999_999}, 404, "api.missing"),
        ({"changes": {}}, 422, "api.malformed"),
    ],
)
def test_correction_that_makes_no_sense_is_refused(
    units: dict[str, UUID], member: UUID, changes: dict[str, Any], status: int, code: str
) -> None:
    asking = changing(units)
    given = {
        "kind": "personal",
        "record": record_of(asking, member)["id"],
        "reason": "nhầm",
        "changes": {"sex": "male"},
    }
    found = send(asking, f"{member}/corrections", given | changes)
    assert (found[0], [one["code"] for one in found[1]["findings"]]) == (status, [code])


def test_correction_needs_permission(units: dict[str, UUID], member: UUID) -> None:
    given = {"kind": "personal", "record": 1, "reason": "nhầm", "changes": {"sex": "male"}}
    assert send(program(units), f"{member}/corrections", given)[0] == 403


def test_acts_that_fit_are_told_to_whoever_may_carry_them_out(units: dict[str, UUID], member: UUID) -> None:
    address, only_reading = f"/api/members/{member}/acts?{ON}", program(units)
    found = read(changing(units).get(address))
    assert {"code": "recognize", "label": "Công nhận chính thức", "many": True} in found
    assert read(only_reading.get(address)) == []


def test_readings_of_a_file_are_told_to_whoever_watches_over_them(units: dict[str, UUID], member: UUID) -> None:
    only_reading = program(units)
    watching = (Permission("members", Verb.READ), Permission("administration", Verb.CHANGE))
    token = token_of(*watching, Permission("organizations", Verb.READ), at=units["S"])
    asking = Client(headers={"authorization": f"Bearer {token}"})
    asking.get(f"/api/members/{member}?{ON}")
    address = f"/api/members/{member}/readings?{ON}"
    assert [(one["actor"], one["read"]) for one in read(asking.get(address))] == [("Cổng thông tin", "hồ sơ đảng viên")]
    assert only_reading.get(address).status_code == 403


def test_suspected_duplicates_stand_side_by_side_and_that_is_recorded(units: dict[str, UUID], member: UUID) -> None:
    again = make_admission(units["B"], full_name="Đặng Thị Hà", hometown="xã Ngọc Sơn")
    asking = program(units)
    found = read(asking.get(f"/api/members/duplicates?{ON}"))
    assert (found["count"], found["page"]) == (1, 1)
    [group] = found["groups"]
    assert sorted(group["members"]) == sorted([str(member), str(again)])
    rows = {row["label"]: row for row in group["rows"]}
    assert (rows["Họ và tên"]["differs"], rows["Quê quán"]["differs"]) == (False, True)
    assert Line.objects.filter(verb="audit.record_reading", subject__in=[member, again]).count() == 2
    assert read(asking.get(f"/api/members/duplicates?{ON}&page=2"))["groups"] == []
