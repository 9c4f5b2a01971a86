"""The pages of reports: the document, an open figure, its rows, and what cannot be shown."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dangvu.audit import trail
from dangvu.audit.models import Line
from dangvu.audit.trail import READING
from dangvu.members.models import Personal
from dangvu.reports.report_template import find_template
from tests.factories.members import make_members
from tests.factories.organizations import make_actor
from tests.factories.reports import Office, issue, make_draft, make_template, make_words
from tests.reports.test_assembly import lose_sex

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

PAGE = "/reports/grassroots-review/"
ASKED = {"scope": "SXD", "on": "14/10/2021"}

SIGNED_IN = 3
"""The statements by which a page learns who reads it."""


def get(client: Client, path: str = PAGE, **query: Any) -> Response:
    return client.get(path, ASKED | query)


def times(words: str, response: Response) -> int:
    """How often a page says something."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split()).count(words)


def findings_of(response: Response) -> list[str]:
    listed = re.search(r'<ul class="lead findings" role="alert">(.*?)</ul>', response.content.decode(), re.DOTALL)
    return [unescape(item) for item in re.findall(r"<li>(.*?)</li>", listed.group(1))] if listed else []


def place_of(client: Client, label: str) -> str:
    """Where the figure with this label stands in the report for the first time."""
    found = re.search(rf'id="(f\d+)"[^>]*aria-label="{label}: ', get(client).content.decode())
    assert found is not None
    return found.group(1)


def enrol(office: Office, number: int) -> None:
    """Enrol women in the first cell, after whatever has been read."""
    make_members(office.cells[0], number, actor=make_actor(at=timezone.now()))


def readings() -> list[tuple[str, str]]:
    lines = Line.objects.filter(verb=READING).order_by("number")
    return [(str(line.subject), line.details["what"]) for line in lines]


def statements(client: Client, path: str = PAGE, **query: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        get(client, path, **query)
    return len(captured)


def test_report_is_shown_with_its_organization_day_and_verdict(client: Client, office: Office) -> None:
    response = get(client)
    assert response.status_code == 200
    for words in ("Số liệu của Đảng bộ Sở Xây dựng", "ĐẢNG ỦY SỞ XÂY DỰNG", "Mọi phép cân đối đều khớp"):
        assert times(words, response) == 1


def test_broken_identities_are_counted_and_listed(client: Client, office: Office) -> None:
    lose_sex(office.members[0])
    assert times("11 phép cân đối không khớp", get(client)) == 1
    assert times("Đảng viên nữ 3 + Đảng viên nam 3 = 6", get(client)) == 6


def test_every_figure_of_the_report_opens(client: Client, office: Office) -> None:
    places = re.findall(r'<a href="[^"]*" id="(f\d+)" class="fig"', get(client).content.decode())
    assert sorted(places) == sorted(f"f{number}" for number in range(1, len(places) + 1))
    assert {get(client, figure=place).status_code for place in places} == {200}


def test_figure_opens_to_its_definition_its_sum_and_its_rows(client: Client, office: Office) -> None:
    opened = get(client, figure=place_of(client, "Đảng viên nữ"))
    for words in (
        "Đảng viên là nữ",
        "04 + 03 = 07 Đảng viên theo giới tính",
        "Theo dữ liệu biết đến 2/1/2008, 15:00",
        "4 dòng đứng sau",
        "Mở cả 4 dòng",
    ):
        assert times(words, opened) == 1


def test_number_worked_out_of_others_opens_to_them(client: Client, office: Office) -> None:
    page = get(client).content.decode()
    place = re.search(r'id="(f\d+)"[^>]*aria-label="Tổng số đảng viên: không đổi"', page)
    assert place is not None
    opened = get(client, figure=place.group(1))
    assert times("Cách tính 07 − 07 = 0", opened) == 1
    assert opened.content.decode().count(f"figure={place.group(1)}.1#source") == 1
    assert times("7 dòng đứng sau", get(client, figure=f"{place.group(1)}.1")) == 1


def test_sum_that_does_not_hold_is_marked_where_a_figure_is_open(client: Client, office: Office) -> None:
    lose_sex(office.members[0])
    opened = get(client, figure=place_of(client, "Đảng viên nữ"))
    assert times("03 + 03 ≠ 07", opened) == 1
    assert opened.content.decode().count('<span class="mk bad"></span>') == 1


def test_rows_page_shows_every_row(client: Client, office: Office) -> None:
    response = get(client, f"{PAGE}rows/", figure=place_of(client, "Đảng viên nữ"))
    assert response.status_code == 200
    assert response.content.decode().count("<td>Nữ</td>") == 4
    assert times("Đảng viên là nữ Đảng bộ Sở Xây dựng, 31/12/2020", response) == 1


def test_total_is_ruled_as_proved_only_while_its_sum_holds(client: Client, office: Office) -> None:
    place = place_of(client, "Đảng viên nữ")
    proved = '<span class="proved">04</span>'
    assert get(client, f"{PAGE}rows/", figure=place).content.decode().count(proved) == 1
    person = Personal.objects.believed().get(member=office.members[0])
    with trail.act(actor=make_actor(at=timezone.now()), verb="tests.lose_sex") as act:
        act.replace([(person, person.again(sex=""))])
    unproved = '<span class="unproved">03</span>'
    assert get(client, f"{PAGE}rows/", figure=place).content.decode().count(unproved) == 1


@pytest.mark.parametrize(("page", "rows", "first"), [("1", 200, 1), ("2", 7, 201), ("99", 7, 201), ("x", 200, 1)])
def test_rows_come_in_pages(client: Client, office: Office, page: str, rows: int, first: int) -> None:
    enrol(office, 200)
    response = get(client, f"{PAGE}rows/", figure=place_of(client, "Tổng số đảng viên"), page=page).content.decode()
    numbers = [int(number) for number in re.findall(r'<td class="num">(\d+)</td>', response)]
    assert (len(numbers), numbers[0]) == (rows, first)
    assert response.count('<b aria-current="page">') == 1


def test_opening_people_is_recorded_as_a_reading(client: Client, office: Office) -> None:
    place = place_of(client, "Đảng viên nữ")
    assert readings() == []
    get(client, figure=place)
    get(client, f"{PAGE}rows/", figure=place)
    assert readings() == [(str(office.committee), "members.women, 31/12/2020")] * 2


def test_opening_organizations_is_not_a_reading(client: Client, office: Office) -> None:
    opened = get(client, figure=place_of(client, "Tổ chức cơ sở đảng"))
    assert times("1 dòng đứng sau", opened) == 1
    assert readings() == []


def test_opening_nobody_is_not_a_reading(client: Client, office: Office) -> None:
    assert get(client, figure=place_of(client, "Đảng viên dân tộc thiểu số")).status_code == 200
    assert readings() == []


def test_number_of_statements_does_not_grow_with_the_rows(client: Client, office: Office) -> None:
    place = place_of(client, "Đảng viên nữ")
    get(client, figure=place)
    few = statements(client, figure=place), statements(client, f"{PAGE}rows/", figure=place)
    enrol(office, 30)
    get(client)
    assert (statements(client, figure=place), statements(client, f"{PAGE}rows/", figure=place)) == few


def test_number_of_statements_does_not_grow_with_the_members(client: Client, office: Office) -> None:
    few = statements(client)
    enrol(office, 30)
    assert statements(client) == few


def article(response: Response) -> str:
    """The report itself, without the frame of the page."""
    return response.content.decode().partition("<article")[2].partition("</article>")[0]


def test_same_report_is_worked_out_once(client: Client, office: Office) -> None:
    first = get(client)
    with CaptureQueriesContext(connection) as captured:
        again = get(client)
    assert article(again) == article(first)
    assert len(captured) == SIGNED_IN + 2


def test_reading_does_not_make_a_report_new_but_an_act_does(client: Client, office: Office) -> None:
    get(client, figure=place_of(client, "Đảng viên nữ"))
    assert statements(client) == SIGNED_IN + 2
    enrol(office, 1)
    assert times("Tổng số đảng viên là 08", get(client)) == 1


def test_report_of_a_moment_stays_what_it_was(client: Client, office: Office) -> None:
    before = get(client, known_at="2021-10-19")
    enrol(office, 1)
    assert article(get(client, known_at="2021-10-19")) == article(before)


def test_parameters_are_taken_from_the_address_and_kept_in_links(client: Client, office: Office) -> None:
    response = get(client, members_day="31/12/2019").content.decode()
    assert unescape(response).count("Tính đến ngày 31/12/2019, toàn Đảng bộ có") == 1
    links = re.findall(r'href="([^"]*)"[^>]*class="fig"', response)
    assert [link for link in links if "members_day=31%2F12%2F2019" not in link] == []
    assert len(links) == response.count('class="fig"')
    assert response.count('name="members_day" value="31/12/2019"') == 1


def test_page_without_a_question_asks_for_one(client: Client, office: Office) -> None:
    response = client.get(PAGE)
    assert (response.status_code, findings_of(response)) == (200, [])
    assert times("Mã tổ chức đảng", response) == 1


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            {"scope": "SXDD"},
            (
                "Không có tổ chức đảng nào mang mã “SXDD” vào ngày 14/10/2021; có phải ý bạn là:"
                " SXD (Đảng bộ Sở Xây dựng); SXD2 (Chi bộ Phòng 2); SXD1 (Chi bộ Phòng 1)?"
            ),
        ),
        (
            {"scope": "S\0XD", "on": "1/1/1990"},
            "Không có tổ chức đảng nào mang mã “SXD” vào ngày 1/1/1990; hãy xem danh sách mã trong cây tổ chức.",
        ),
        ({"on": "31/02/2021"}, "“31/02/2021” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14."),
        ({"on": "99999-01-01"}, "“99999-01-01” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14."),
        (
            {"known_at": "hôm qua"},
            "“hôm qua” không phải là một thời điểm; hãy viết như 2021-11-05 hoặc 2021-11-05T09:00.",
        ),
        (
            {"known_at": "0001-01-01T00:00"},
            "“0001-01-01T00:00” không phải là một thời điểm; hãy viết như 2021-11-05 hoặc 2021-11-05T09:00.",
        ),
        (
            {"known_at": "9999-12-31T23:59+00:00"},
            "“9999-12-31T23:59+00:00” không phải là một thời điểm; hãy viết như 2021-11-05 hoặc 2021-11-05T09:00.",
        ),
        (
            {"members_day": "31/12/2021"},
            (
                "“Ngày chốt số đảng viên” là 31/12/2021, sau ngày của báo cáo là 14/10/2021;"
                " hãy chọn một ngày không muộn hơn."
            ),
        ),
        (
            {"members_day": "mai"},
            "“mai” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14.",
        ),
        (
            {"base_day": "1/1/0001"},
            "Không có số liệu cho ngày 1/1/1; bản ghi đầu tiên có từ ngày 1/1/2008, hãy chọn từ ngày đó.",
        ),
    ],
)
def test_question_that_cannot_be_answered_is_refused_with_a_sentence(
    client: Client, office: Office, query: dict[str, str], sentence: str
) -> None:
    response = get(client, **query)
    assert (response.status_code, findings_of(response)) == (400, [sentence])


def test_refused_page_keeps_what_was_typed(client: Client, office: Office) -> None:
    response = get(client, on="31/02/2021", members_day="<b>mai").content.decode()
    assert response.count('name="scope" value="SXD"') == 1
    assert response.count('name="on" value="31/02/2021"') == 1
    assert response.count('name="members_day" value="&lt;b&gt;mai"') == 1


@pytest.mark.parametrize("figure", ["f999", "x", "f1.1", "f1.", "-1", "f" + "9" * 5000, "<b>"])
@pytest.mark.parametrize("path", [PAGE, f"{PAGE}rows/"])
def test_figure_that_is_not_there_is_not_found(client: Client, office: Office, path: str, figure: str) -> None:
    response = get(client, path, figure=figure)
    assert (response.status_code, findings_of(response)) == (
        404,
        [f"Báo cáo không có con số “{figure}” với các dòng đứng sau; hãy mở từ một con số trong báo cáo."],
    )


def test_rows_of_what_is_worked_out_are_not_found(client: Client, office: Office) -> None:
    page = get(client).content.decode()
    place = re.search(r'id="(f\d+)"[^>]*aria-label="Tổng số đảng viên: không đổi"', page)
    assert place is not None
    assert get(client, f"{PAGE}rows/", figure=place.group(1)).status_code == 404
    assert get(client, f"{PAGE}rows/").status_code == 404


def test_unknown_template_is_not_found_with_the_nearest(client: Client, office: Office) -> None:
    response = get(client, "/reports/grassroots/")
    assert (response.status_code, findings_of(response)) == (
        404,
        ["Không có mẫu báo cáo “grassroots”; các mẫu gần nhất là: grassroots-review."],
    )
    assert client.get("/reports/grassroots/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/reports/", PAGE, f"{PAGE}rows/"])
def test_pages_are_only_read(client: Client, path: str, method: str) -> None:
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "scope=%00",
        "scope=%FF%FE",
        "scope=" + "A" * 20000,
        "scope=SXD&on=30/12/9999",
        "scope=SXD&on=31/12/9999",
        "scope=SXD&known_at=9999-12-31",
        "scope=SXD&known_at=2021-10-20T08:00:00%2B23:59",
        "scope=SXD&on=14/10/2021&page=" + "9" * 5000,
        "scope=SXD&on=14/10/2021&figure=f1&page=-1",
        "scope=SXD&on=14/10/2021&request=" + "%0A%0A%20%20%20%20x%0A%23%20y%00%3Cscript%3E",
        "scope=SXD&scope=SXD1&on=14/10/2021",
        "a=b",
        "=&&=",
    ],
)
def test_hostile_address_is_answered_or_refused(client: Client, office: Office, query: str) -> None:
    for path in (PAGE, f"{PAGE}rows/"):
        response = client.get(f"{path}?{query}")
        assert response.status_code in (200, 400, 404)
        assert (response.status_code == 200) == (findings_of(response) == [])
        assert response.content.decode().count("<script") == 0


def test_door_leads_to_a_question_while_nothing_is_issued(client: Client, db: None) -> None:
    response = client.get("/reports/", follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert times("Mã tổ chức đảng", response) == 1


def test_door_leads_to_what_the_last_report_reported(client: Client, office: Office) -> None:
    template = find_template("grassroots-review")
    for block in template.blocks:
        make_words(office.committee, template, block, "Nền nếp.")
    issue(make_draft(make_template(), office.committee))
    issue(make_draft(template, office.committee, given={"members_day": "2019-12-31"}))
    enrol(office, 1)
    response = client.get("/reports/", follow=True)
    assert (response.status_code, times("toàn Đảng bộ có 07 đảng viên", response)) == (200, 1)
    assert dict(QueryDict(response.redirect_chain[0][0].partition("?")[2]).items()) == {
        "scope": "SXD",
        "on": "2021-10-14",
        "known_at": "2021-10-20T08:00:00+00:00",
        "base_day": "2010-12-31",
        "members_day": "2019-12-31",
        "committees_day": "2020-12-31",
        "committees_day_before": "2015-12-31",
        "request": "yêu cầu của cấp ủy cấp trên",
    }


def test_page_speaks_the_language_of_its_reader(client: Client, office: Office) -> None:
    shown = get(client).content.decode()
    assert re.findall(r"<html lang=\"(\w+)\">", shown) == ["vi"]
