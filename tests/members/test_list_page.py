from __future__ import annotations

from datetime import date
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dangvu.audit.models import Line
from dangvu.jobs.models import Job
from dangvu.members.actions import end_memberships, exempt_members
from dangvu.members.models import SavedFilter
from dangvu.members.views import filters, lists
from dangvu.organizations.actions import Plan, reorganize
from tests.factories.acts import do
from tests.factories.members import make_admission, make_member, make_members
from tests.factories.organizations import make_actor, make_newborn
from tests.factories.web import reader, statements
from tests.members.pages import alerts_of, heading_of, names_of, page, sheet_of, tabs_of, words_of

pytestmark = pytest.mark.both

LATE = "2016-07-01"


@pytest.fixture
def rolls(units: dict[str, UUID]) -> dict[str, UUID]:
    """Two members of A, one of B and one of C; the woman admitted in June 2015 is on probation."""
    people = {
        "an": make_member(units["A"], full_name="Trần Văn Ấn", sex="male", birth_date=date(1960, 5, 1)),
        "hà": make_admission(units["A"], full_name="Đặng Thị Hà", hometown="xã Xuân Lộc", ethnic_group="thai"),
        "bình": make_member(units["B"], full_name="Lê Thị Bình", religion="buddhism", hometown="xã Thọ Sơn"),
        "chi": make_member(units["C"], full_name="Ngô Văn Chi", sex="male"),
    }
    return people | units


@pytest.fixture
def officer(client: Client, rolls: dict[str, UUID]) -> None:
    reader(client, at=rolls["S"])


@pytest.mark.usefixtures("officer")
def test_list_holds_the_members_of_the_day_in_vietnamese_order(client: Client) -> None:
    response = client.get(page("list"))
    assert names_of(response) == ["Trần Văn Ấn", "Lê Thị Bình", "Ngô Văn Chi", "Đặng Thị Hà"]
    assert heading_of(response) == "4 đảng viên"


@pytest.mark.usefixtures("officer")
def test_list_of_the_day_before_an_admission_is_without_it(client: Client) -> None:
    assert names_of(client.get(page("list", on="2015-06-14"))) == ["Trần Văn Ấn", "Lê Thị Bình", "Ngô Văn Chi"]


@pytest.mark.usefixtures("officer")
def test_list_counts_its_parts(client: Client) -> None:
    said = words_of(client.get(page("list")))
    assert "3 chính thức + 1 dự bị; 2 nam + 2 nữ." in said


def test_list_of_a_cell_holds_its_members_only(client: Client, rolls: dict[str, UUID]) -> None:
    reader(client, "cell_clerk", rolls["B"])
    assert names_of(client.get(page("list"))) == ["Lê Thị Bình"]


@pytest.mark.parametrize("name", ["list", "duplicates"])
def test_rolls_are_not_found_by_a_clerk_of_the_office_instead_of_empty(
    client: Client, rolls: dict[str, UUID], name: str
) -> None:
    reader(client, "office_clerk", rolls["S"])
    assert client.get(page(name)).status_code == 404


def test_list_outside_the_subtree_is_not_found(client: Client, rolls: dict[str, UUID]) -> None:
    reader(client, "cell_clerk", rolls["B"])
    assert client.get(page("list", scope="A")).status_code == 404


def test_member_sees_the_own_line_only(client: Client, rolls: dict[str, UUID]) -> None:
    reader(client, "member", rolls["A"], member=rolls["an"])
    assert names_of(client.get(page("list"))) == ["Trần Văn Ấn"]


def test_list_of_a_committee_counts_for_those_that_it_took_over(client: Client, rolls: dict[str, UUID]) -> None:
    reader(client, at=rolls["S"])
    assert names_of(client.get(page("list", scope="G"))) == ["Trần Văn Ấn", "Lê Thị Bình", "Đặng Thị Hà"]


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("q=dang%20ha", ["Đặng Thị Hà"]),
        ("status=probationary", ["Đặng Thị Hà"]),
        ("sex=male", ["Trần Văn Ấn", "Ngô Văn Chi"]),
        ("ethnic=minority", ["Đặng Thị Hà"]),
        ("ethnic=thai", ["Đặng Thị Hà"]),
        ("religion=any", ["Lê Thị Bình"]),
        ("religion=none&sex=female", ["Đặng Thị Hà"]),
        ("age_from=55", ["Trần Văn Ấn"]),
        ("age_to=30", ["Đặng Thị Hà"]),
        ("party_age_from=21&sex=female", ["Lê Thị Bình"]),
        ("party_age_to=0", ["Đặng Thị Hà"]),
        ("admitted_from=2015-06-15", ["Đặng Thị Hà"]),
        ("admitted_to=14/6/2015&sex=female", ["Lê Thị Bình"]),
        ("scope=S&unit=C", ["Ngô Văn Chi"]),
        ("general=none", []),
        ("occupation=state_agency&sex=male", ["Trần Văn Ấn", "Ngô Văn Chi"]),
        ("youth=yes", []),
        ("exempt=no&sex=male", ["Trần Văn Ấn", "Ngô Văn Chi"]),
        ("file=missing", ["Trần Văn Ấn", "Ngô Văn Chi"]),
        ("file=complete", ["Lê Thị Bình", "Đặng Thị Hà"]),
        ("due=late", []),
        ("due=soon", []),
    ],
)
def test_list_is_narrowed_by_its_conditions(client: Client, condition: str, found: list[str]) -> None:
    assert names_of(client.get(f"{page('list')}&{condition}")) == found


@pytest.mark.usefixtures("officer")
def test_probation_is_due_before_it_is_late(client: Client) -> None:
    due = [
        (names_of(client.get(page("list", on=on, due="soon"))), names_of(client.get(page("list", on=on, due="late"))))
        for on in ("2016-05-15", "2016-05-16", "2016-06-15", "2016-06-16")
    ]
    assert due == [([], []), (["Đặng Thị Hà"], []), (["Đặng Thị Hà"], []), (["Đặng Thị Hà"], ["Đặng Thị Hà"])]


@pytest.mark.usefixtures("officer")
def test_late_probation_is_said_above_the_list_and_on_its_line(client: Client) -> None:
    said = words_of(client.get(page("list", on=LATE)))
    assert "1 người đã hết thời gian dự bị mà chưa được công nhận." in said
    assert "quá hạn dự bị" in said


def test_exempt_members_are_found(client: Client, rolls: dict[str, UUID]) -> None:
    do(exempt_members, day=date(2015, 6, 20), member_ids=[rolls["an"]], reason="old_age")
    reader(client, at=rolls["S"])
    assert names_of(client.get(page("list", exempt="yes"))) == ["Trần Văn Ấn"]


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("name", ["Ấn", "Bình", "Chi", "Hà"]),
        ("-name", ["Hà", "Chi", "Bình", "Ấn"]),
        ("age", ["Hà", "Bình", "Chi", "Ấn"]),
        ("-age", ["Ấn", "Bình", "Chi", "Hà"]),
        ("-cell", ["Chi", "Bình", "Ấn", "Hà"]),
        ("nonsense", ["Ấn", "Bình", "Chi", "Hà"]),
    ],
)
def test_list_is_sorted_by_the_column_asked_for(client: Client, sort: str, found: list[str]) -> None:
    assert [name.split()[-1] for name in names_of(client.get(page("list", sort=sort)))] == found


@pytest.mark.usefixtures("officer")
def test_conditions_that_make_no_sense_are_said_at_their_fields(client: Client) -> None:
    response = client.get(page("list", age_from="già", admitted_from="32/1/2015"))
    assert response.status_code == 400
    assert [alert[:20] for alert in alerts_of(response)] == ["Không phải là số năm", "“32/1/2015” không ph"]
    assert len(names_of(response)) == 4


@pytest.mark.usefixtures("officer")
def test_conditions_stand_as_chips_that_can_be_taken_away(client: Client) -> None:
    content = client.get(page("list", sex="female", age_from="30")).content.decode()
    assert content.count('class="chip"') == 2
    assert "/members/?on=2015-07-01&amp;age_from=30" in unquote(content)


@pytest.mark.usefixtures("officer")
def test_form_for_conditions_is_there_when_it_is_asked_for(client: Client) -> None:
    plain, asked = (client.get(address).content.decode() for address in (page("list"), page("list", narrow="yes")))
    assert ['name="party_age_from"' in content for content in (plain, asked)] == [False, True]


@pytest.mark.usefixtures("officer")
def test_chosen_columns_are_remembered(client: Client) -> None:
    first = client.get(f"{page('list')}&columns=age&columns=hometown")
    assert client.cookies[lists.COLUMNS_COOKIE].value == "age.hometown"
    assert 'class="c-age num"' in first.content.decode()
    assert 'class="c-age num"' in client.get(page("list")).content.decode()


@pytest.mark.usefixtures("officer")
def test_nobody_to_list_is_said(client: Client) -> None:
    assert "Không có đảng viên nào hợp với các điều kiện" in words_of(client.get(page("list", q="zzz")))


@pytest.mark.usefixtures("officer")
def test_export_is_the_list_as_shown(client: Client) -> None:
    response = client.get(f"{page('list')}&format=xlsx&sort=-name&columns=birth&columns=status&columns=missing")
    assert sheet_of(response.content) == [
        ["Họ và tên", "Ngày sinh", "Hồ sơ còn thiếu", "Tình trạng"],
        ["Đặng Thị Hà", date(1990, 1, 10), "dự bị"],
        ["Ngô Văn Chi", date(1970, 3, 15), "Quê quán", "chính thức"],
        ["Lê Thị Bình", date(1970, 3, 15), "chính thức"],
        ["Trần Văn Ấn", date(1960, 5, 1), "Quê quán", "chính thức"],
    ]


@pytest.mark.usefixtures("officer")
def test_export_is_recorded(client: Client, rolls: dict[str, UUID]) -> None:
    client.get(page("list", format="xlsx", sex="male"))
    last = Line.objects.latest("number")
    assert (last.verb, last.subject, last.details["what"]) == (
        "audit.record_reading",
        rolls["S"],
        "Danh sách đảng viên của Tổ chức S; Tính đến hết ngày 1/7/2015; Giới: Nam; 2 đảng viên",
    )


def readings_of_lists() -> list[str]:
    lines = Line.objects.filter(verb="audit.record_reading").order_by("number")
    return [line.details["what"] for line in lines]


def test_list_that_shows_what_stands_in_files_is_a_reading_once_a_sitting(
    client: Client, rolls: dict[str, UUID]
) -> None:
    reader(client, at=rolls["S"])
    for columns in ("cell", "birth", "birth", "sex"):
        client.get(page("list", columns=columns))
    assert readings_of_lists() == ["danh sách đảng viên: Ngày sinh", "danh sách đảng viên: Giới"]
    assert set(Line.objects.filter(verb="audit.record_reading").values_list("subject", flat=True)) == {rolls["S"]}


@pytest.mark.usefixtures("officer")
def test_names_rolls_and_standings_are_no_reading_but_conditions_and_orders_on_files_are(client: Client) -> None:
    client.get(page("list", columns="cell", q="ha", status="probationary", sort="-name"))
    assert readings_of_lists() == []
    client.get(page("list", columns="cell", religion="buddhism"))
    client.get(page("list", columns="cell", sort="-birth"))
    client.get(page("list", columns="cell", religion="catholic"))
    assert readings_of_lists() == ["danh sách đảng viên: Tôn giáo", "danh sách đảng viên: Ngày sinh"]


def test_list_of_the_own_file_alone_is_no_reading(client: Client, rolls: dict[str, UUID]) -> None:
    reader(client, "member", rolls["A"], member=rolls["an"])
    assert names_of(client.get(page("list"))) == ["Trần Văn Ấn"]
    assert readings_of_lists() == []


@pytest.mark.usefixtures("officer")
def test_long_export_becomes_a_job(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "AT_ONCE", 1)
    response = client.get(page("list", format="xlsx"))
    job = Job.objects.get()
    assert response.headers["Location"] == f"{reverse('jobs:job', args=[job.pk])}?on=2015-07-01"
    assert (job.kind, job.title) == ("members.export", "Danh sách đảng viên của Tổ chức S")


def test_list_of_a_day_before_the_founding_is_of_those_it_took_over(client: Client, units: dict[str, UUID]) -> None:
    for code in "ABC":
        make_member(units[code], full_name=f"Trần Thị {code}")
    merged = make_newborn("subordinate_cell", units["G"], code="M")
    plan = Plan("merge", predecessors=(units["A"], units["B"]), newborns=(merged,))
    do(reorganize, day=date(2012, 3, 5), plan=plan)
    reader(client, at=units["S"])
    listed = [names_of(client.get(page("list", scope="M", on=on))) for on in ("2012-03-04", "2012-03-05")]
    assert listed == [["Trần Thị A", "Trần Thị B"]] * 2


def test_list_takes_as_many_statements_for_many_as_for_one(client: Client, units: dict[str, UUID]) -> None:
    make_member(units["A"])
    reader(client, at=units["S"])
    few = statements(client, page("list"))
    make_members(units["A"], 30, actor=make_actor(at=timezone.now()))
    assert statements(client, page("list")) == few


def test_filters_are_kept_under_a_name_with_their_counts(client: Client, rolls: dict[str, UUID]) -> None:
    account = reader(client, at=rolls["S"])
    kept = {"name": "Nam giới", "conditions": "sex=male&page=3&nonsense=1&ethnic=wrong"}
    response = client.post(page("save_filter"), kept)
    assert response.headers["Location"] == page("list", sex="male")
    assert list(SavedFilter.objects.values_list("account", "name", "conditions")) == [
        (account.pk, "Nam giới", "sex=male")
    ]
    assert tabs_of(client.get(page("list"))) == [
        ("Tất cả", 4),
        ("Dự bị", 1),
        ("Sắp hết dự bị", 0),
        ("Hồ sơ thiếu", 2),
        ("Nam giới", 2),
    ]
    assert heading_of(client.get(page("list", sex="male"))) == "2 đảng viên, Nam giới"


def test_filter_saved_again_takes_the_place_of_the_first(client: Client, rolls: dict[str, UUID]) -> None:
    reader(client, at=rolls["S"])
    for conditions in ("sex=male", "sex=female"):
        client.post(page("save_filter"), {"name": "Của tôi", "conditions": conditions})
    assert list(SavedFilter.objects.values_list("conditions", flat=True)) == ["sex=female"]


def test_filter_without_a_name_is_refused(client: Client, rolls: dict[str, UUID]) -> None:
    reader(client, at=rolls["S"])
    response = client.post(page("save_filter"), {"name": " ", "conditions": "sex=male"})
    assert (response.status_code, SavedFilter.objects.count()) == (400, 0)


def test_filters_are_not_without_number(
    client: Client, rolls: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "MOST", 1)
    reader(client, at=rolls["S"])
    answers = [client.post(page("save_filter"), {"name": name}).status_code for name in ("Một", "Hai", "Một")]
    assert answers == [302, 400, 302]


def test_filter_is_forgotten_by_its_own_account_only(client: Client, rolls: dict[str, UUID]) -> None:
    owner = reader(client, at=rolls["S"])
    client.post(page("save_filter"), {"name": "Nam giới", "conditions": "sex=male"})
    kept = SavedFilter.objects.get().pk
    reader(client, at=rolls["S"])
    strange = client.post(page("delete_filter", kept)).status_code
    client.force_login(owner)
    assert [strange, client.post(page("delete_filter", kept)).status_code] == [404, 302]
    assert SavedFilter.objects.count() == 0


def test_those_who_left_are_no_longer_listed(client: Client, rolls: dict[str, UUID]) -> None:
    do(end_memberships, day=date(2015, 6, 30), member_ids=[rolls["an"]], reason="died")
    reader(client, at=rolls["S"])
    assert names_of(client.get(page("list", scope="A"))) == ["Đặng Thị Hà"]
