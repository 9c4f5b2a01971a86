"""Reading the trail on pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from dangvu.audit.models import Line
from dangvu.audit.records import MOST
from dangvu.audit.trail import READING, act, record_reading
from dangvu.audit.words import details
from dangvu.jobs.models import Job, State
from dangvu.members.actions import correct_record
from dangvu.members.models import Personal
from dangvu.organizations.models import Organization, OrganizationRecord
from tests.audit.rows import unit
from tests.factories.jobs import worked_off
from tests.factories.members import make_member, make_members
from tests.factories.organizations import make_actor, make_blocs
from tests.factories.web import reader, statements

pytestmark = pytest.mark.both

TRAIL = "/settings/trail/"
LATER = datetime(2009, 5, 4, 2, tzinfo=UTC)
MORE = 11
"""Members of whom a line does not show the records."""


@pytest.fixture
def tree(db: None) -> dict[str, UUID]:
    return make_blocs()


@pytest.fixture
def client(tree: dict[str, UUID], client: Client) -> Client:
    reader(client)
    return client


def numbers(client: Client, path: str = TRAIL, **query: str) -> list[int]:
    return [entry.line.number for entry in client.get(path, query).context["entries"]]


def last(verb: str) -> Line:
    return Line.objects.filter(verb=verb).order_by("-number")[0]


def corrected(member: UUID) -> Line:
    """The line by which the birth date of a member was put right, a year later."""
    correct_record(
        actor=make_actor(at=LATER, name="Vũ Đức Thắng"),
        record=Personal.objects.get(member=member),
        reason="Nhập nhầm so với giấy khai sinh",
        birth_date=date(1971, 3, 15),
    )
    return last("members.correct_record")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [5, 4, 3, 2, 1]),
        ({"verb": "members.correct_record"}, [5]),
        ({"verb": "no.such_verb"}, [5, 4, 3, 2, 1]),
        ({"q": "giấy khai sinh"}, [5]),
        ({"q": "Vũ Đức"}, [5]),
        ({"q": "01-QĐ/TU"}, [5, 4, 3, 2, 1]),
        ({"q": "pham thi lua"}, [5, 4]),
        ({"q": "không có chữ này"}, []),
        ({"first": "4/5/2009"}, [5]),
        ({"last": "3/5/2009"}, [4, 3, 2, 1]),
        ({"first": "5/5/2009", "last": "31/12/9999"}, []),
        ({"before": "3"}, [2, 1]),
        ({"before": "3' OR 1=1"}, []),
        ({"known_at": "2008-12-31"}, [4, 3, 2, 1]),
    ],
)
def test_lines_are_found_by_verb_words_subject_and_days(
    client: Client, tree: dict[str, UUID], query: dict[str, str], expected: list[int]
) -> None:
    corrected(make_member(tree["A1"], full_name="Phạm Thị Lụa"))
    assert numbers(client, **query) == expected


def test_lines_about_one_subject_are_listed_under_its_name(client: Client, tree: dict[str, UUID]) -> None:
    member = make_member(tree["A1"], full_name="Phạm Thị Lụa")
    line = corrected(member)
    response = client.get(TRAIL, {"subject": str(member)})
    assert [entry.line.number for entry in response.context["entries"]] == [line.number, line.number - 1]
    assert response.context["about"].label == "Phạm Thị Lụa"
    assert numbers(client, subject=str(uuid4())) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (TRAIL + "?subject=x", 404),
        (TRAIL + "?first=mai", 400),
        (TRAIL + "0/", 404),
        (TRAIL + "99999999999999999999999/", 404),
        (TRAIL + "?q=%00%27;--", 200),
        (TRAIL + "readings/?last=1/1/0001", 200),
    ],
)
def test_address_that_asks_amiss_is_told_so(client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_line_shows_old_values_beside_new_ones(client: Client, tree: dict[str, UUID]) -> None:
    line = corrected(make_member(tree["A1"], full_name="Phạm Thị Lụa"))
    [(group, shown)] = client.get(reverse("audit:line", args=[line.number])).context["groups"]
    [change] = group.changes
    assert (shown, group.count, change.kind, [hit.label for hit in change.about]) == (
        True,
        1,
        "replaced",
        ["Phạm Thị Lụa"],
    )
    # A person is one from birth on.
    assert [(value.label, value.old, value.new) for value in change.values] == [
        ("từ ngày", "15/3/1970", "15/3/1971"),
        ("ngày sinh", "15/3/1970", "15/3/1971"),
    ]


def test_line_that_only_added_shows_what_it_added(client: Client, tree: dict[str, UUID]) -> None:
    [(group, shown)] = client.get(TRAIL + "1/").context["groups"]
    assert (shown, group.count, {change.kind for change in group.changes}) == (True, len(tree), {"added"})


def test_opening_a_line_is_recorded_with_the_member_it_shows(client: Client, tree: dict[str, UUID]) -> None:
    member = make_member(tree["A1"])
    line = corrected(member)
    client.get(reverse("audit:line", args=[line.number]))
    reading = last(READING)
    assert (reading.subject, reading.details) == (member, {"what": f"dòng nhật ký {line.number}"})
    assert numbers(client, TRAIL + "readings/") == [reading.number]


def test_line_about_many_members_shows_no_records_of_theirs(client: Client, tree: dict[str, UUID]) -> None:
    make_members(tree["A1"], MORE)
    response = client.get(reverse("audit:line", args=[last("members.enrol_members").number]))
    assert {shown for _group, shown in response.context["groups"]} == {False}
    assert Line.objects.filter(verb=READING).count() == 0


def test_line_that_ended_something_shows_it_withdrawn(client: Client, tree: dict[str, UUID]) -> None:
    record = OrganizationRecord.objects.get(organization=tree["A1"])
    with act(actor=make_actor(at=LATER), verb="organizations.correct_organization", subject=tree["A1"]) as under_way:
        under_way.supersede([record])
    [(group, _shown)] = client.get(reverse("audit:line", args=[under_way.number])).context["groups"]
    assert [(change.kind, change.values[0].new) for change in group.changes] == [("withdrawn", "")]


def test_part_of_a_line_within_reach_is_shown(tree: dict[str, UUID], client: Client) -> None:
    make_members(tree["A31"], 1, full_name="Đỗ Thị Mận")
    reader(client, "committee_secretary", tree["A3"])
    registered = client.get(TRAIL + "1/")
    assert registered.status_code == 200
    [(group, _shown)] = registered.context["groups"]
    assert sorted(hit.note for change in group.changes for hit in change.about if hit.note[:2] == "A3") == [
        "A3",
        "A3",
        "A3",
        "A31",
        "A32",
    ]


def test_readings_are_listed_by_who_read_and_whom(client: Client, tree: dict[str, UUID]) -> None:
    member = make_member(tree["A1"], full_name="Phạm Thị Lụa")
    record_reading(actor=make_actor(at=LATER, name="Ngô Văn Bảy"), subject=member, what="hồ sơ")
    record_reading(actor=make_actor(at=LATER + timedelta(days=1)), subject=tree["A"], what="người của số liệu")
    path = TRAIL + "readings/"
    assert [numbers(client, path, **query) for query in ({}, {"q": "lua"}, {"q": "Ngô Văn"}, {"last": "4/5/2009"})] == [
        [6, 5],
        [5],
        [5],
        [5],
    ]


def test_trail_is_read_by_administration_only(tree: dict[str, UUID], client: Client) -> None:
    reader(client, "inspection_officer")
    paths = [TRAIL, TRAIL + "1/", TRAIL + "readings/", TRAIL + "verify/"]
    assert [client.get(path).status_code for path in paths] == [404] * 4


def test_line_of_elsewhere_is_not_found(tree: dict[str, UUID], client: Client) -> None:
    make_member(tree["B1"])
    line = last("members.enrol_members")
    reader(client, "committee_secretary", tree["A3"])
    assert client.get(reverse("audit:line", args=[line.number])).status_code == 404
    assert client.get(TRAIL + "verify/").status_code == 403


@pytest.mark.usefixtures("transactional_db")
def test_trail_is_proved_by_a_job(client: Client) -> None:
    assert client.get(TRAIL + "verify/").status_code == 200
    client.post(TRAIL + "verify/")
    job = worked_off(Job.objects.get())
    assert (job.state, job.said) == (State.FINISHED, f"Nhật ký nguyên vẹn: {Line.objects.count()} dòng.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_line SET actor = 'Ai đó' WHERE number = 1")
    client.post(TRAIL + "verify/")
    job = worked_off(Job.objects.latest("created_at"))
    assert (job.state, job.said) == (
        State.FAILED,
        "nhật ký dòng 1: nội dung không khớp niêm phong; dòng này đã bị sửa.",
    )


@pytest.mark.usefixtures("transactional_db")
def test_job_of_somebody_who_may_not_read_the_whole_trail_refuses(client: Client, tree: dict[str, UUID]) -> None:
    client.post(TRAIL + "verify/")
    job = Job.objects.get()
    Job.objects.update(account=uuid4())
    assert worked_off(job).state == State.FAILED


def test_lists_ask_the_database_as_often_for_thirty_lines_as_for_one(client: Client, tree: dict[str, UUID]) -> None:
    one = statements(client, TRAIL)
    for _ in range(30):
        make_member(tree["A1"])
    assert statements(client, TRAIL) == one


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"members": 3, "to": "Đảng bộ thành phố"}, [("người", "3"), ("đến", "Đảng bộ thành phố")]),
        ({"predecessors": [str(uuid4()), str(uuid4())], "newborns": []}, [("tổ chức cũ", "2")]),
        (
            {"record": "members.Personal", "columns": ["birth_date", "sex"]},
            [("bản ghi", "thông tin cá nhân"), ("mục được sửa", "ngày sinh, giới tính")],
        ),
        ({"record": "gone.Away", "columns": ["sex"]}, [("bản ghi", "gone.Away"), ("mục được sửa", "sex")]),
        ({"reason": "died", "from": "2019-03-20"}, [("lý do", "Từ trần"), ("từ ngày", "20/3/2019")]),
        ({"reason": "unheard_of"}, [("lý do", "unheard_of")]),
        ({"until": "2019-03-20T09:00+07:00"}, [("đến lúc", "20/3/2019, 09:00")]),
        ({"organization": str(uuid4()), "none": None, "more": {"a": 1}}, []),
        ({"own_key": "x"}, [("own_key", "x")]),
    ],
)
def test_details_are_said_in_words_without_identities(said: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    line = Line(verb="members.end_memberships", at=LATER, details=said)
    assert [(str(label), text) for label, text in details(line)] == expected


def test_line_that_touched_very_many_records_says_how_many(client: Client, tree: dict[str, UUID]) -> None:
    with act(actor=make_actor(at=LATER), verb="organizations.register_organizations") as under_way:
        units = under_way.identify(Organization() for _ in range(2 * MOST + 1))
        under_way.add(unit(one, code=f"X{number}", parent_id=tree["A"]) for number, one in enumerate(units))
    [(group, shown)] = client.get(reverse("audit:line", args=[under_way.number])).context["groups"]
    assert (shown, group.changes, group.count) == (True, (), 2 * MOST + 1)


def test_record_that_is_not_within_reach_is_left_out_of_its_line(tree: dict[str, UUID], client: Client) -> None:
    make_members(tree["A31"], 1, full_name="Đỗ Thị Mận")
    with act(actor=make_actor(at=LATER), verb="organizations.correct_organization", subject=tree["A31"]) as under_way:
        rows = OrganizationRecord.objects.filter(organization__in=[tree["A31"], tree["B1"]])
        under_way.replace([(row, row.again(short_name="Đổi tên")) for row in rows])
    reader(client, "committee_secretary", tree["A3"])
    [(group, _shown)] = client.get(reverse("audit:line", args=[under_way.number])).context["groups"]
    assert [[value.new for value in change.values] for change in group.changes] == [["Đổi tên"]]
