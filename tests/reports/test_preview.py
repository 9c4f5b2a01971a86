"""The page of a report as it would be issued now, and the list of reports."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.reports import Office, issue, make_draft, make_template, make_words
from tests.factories.web import reader
from tests.reports.pages import (
    ASKED,
    PAGE,
    article,
    enrol,
    findings_of,
    get,
    issue_review,
    link_to,
    links,
    readings,
    statements,
    times,
    word_all,
    words_of,
)
from tests.reports.test_assembly import lose_sex


def test_report_is_shown_with_its_organization_and_what_it_lacks(client: Client, office: Office) -> None:
    response = get(client)
    assert response.status_code == 200
    for words in ("Số liệu của Đảng bộ Sở Xây dựng", "ĐẢNG ỦY SỞ XÂY DỰNG", "19 việc cần xong trước khi ban hành"):
        assert times(words, response) == 1


def test_report_that_lacks_nothing_says_so(client: Client, office: Office) -> None:
    word_all(office)
    assert times("Mọi phép cân đối đều khớp", get(client)) == 2


def test_broken_identities_are_counted_and_listed(client: Client, office: Office) -> None:
    word_all(office)
    lose_sex(office.members[0])
    response = get(client)
    assert times("11 việc cần xong trước khi ban hành", response) == 1
    assert times("Đảng viên nữ 3 + Đảng viên nam 3 = 6", response) == 6


def test_contradiction_in_the_words_is_told_with_its_place(client: Client, office: Office) -> None:
    template = word_all(office)
    make_words(office.committee, template, "lessons", "Có 12 chi bộ, gồm 5 chi bộ cơ quan và 6 chi bộ doanh nghiệp.")
    response = get(client)
    assert times("1 việc cần xong trước khi ban hành", response) == 1
    assert times("Các phần cộng lại không bằng tổng: 5 + 6 = 11, văn bản ghi 12", response) == 1


def test_every_figure_of_the_report_opens(client: Client, office: Office) -> None:
    found = links(get(client))
    assert len(found) > 50
    opened = {address: client.get(address) for address, _label in found}
    assert {response.status_code for response in opened.values()} == {200}
    closed = [address for address, response in opened.items() if b'<p class="big">' not in response.content]
    assert closed == []


def test_figure_opens_to_its_definition_its_sum_and_its_rows(client: Client, office: Office) -> None:
    opened = client.get(link_to(client, "Đảng viên nữ"))
    for words in ("Đảng viên là nữ", "Đảng viên theo giới tính", "4 dòng đứng sau", "Mở cả 4 dòng"):
        assert times(words, opened) == 1


def test_open_figure_is_marked_in_the_report(client: Client, office: Office) -> None:
    opened = client.get(link_to(client, "Đảng viên nữ")).content.decode()
    assert opened.count('aria-expanded="true" id="f') == 1
    assert opened.count(" style=") == 0


def test_number_worked_out_of_others_opens_to_them(client: Client, office: Office) -> None:
    opened = client.get(link_to(client, "Tổng số đảng viên: không đổi"))
    assert times("Cách tính 07 − 07 = 0", opened) == 1
    operands = [part for part in opened.content.decode().split('href="') if part.startswith(f"{PAGE}?")]
    assert sum("figure=members.total%3A2010-12-31#source" in operand for operand in operands) == 1


def test_opening_people_is_recorded_as_a_reading(client: Client, office: Office) -> None:
    address = link_to(client, "Đảng viên nữ")
    assert readings() == []
    client.get(address)
    assert readings() == [(str(office.committee), "members.women, 31/12/2020")]


def test_place_that_is_not_in_the_report_is_not_found(client: Client, office: Office) -> None:
    response = get(client, figure="f999")
    assert (response.status_code, findings_of(response)) == (
        404,
        ["Báo cáo không có con số “f999”; hãy mở từ một con số trong báo cáo."],
    )


@pytest.mark.parametrize("figure", ["x", "f0", "-1", "f" + "9" * 5000, "<b>", "members.total@NOWHERE"])
def test_figure_that_is_none_is_refused_beside_the_report(client: Client, office: Office, figure: str) -> None:
    response = get(client, figure=figure)
    assert (response.status_code, len(findings_of(response))) == (200, 1)


def test_number_of_statements_does_not_grow_with_the_members(client: Client, office: Office) -> None:
    address = link_to(client, "Đảng viên nữ")
    client.get(address)
    few = statements(client), statements(client, address)
    enrol(office, 30)
    client.get(address)
    assert (statements(client), statements(client, address)) == few


def test_same_report_is_worked_out_once(client: Client, office: Office) -> None:
    first = get(client)
    with CaptureQueriesContext(connection) as captured:
        again = get(client)
    assert article(again) == article(first)
    assert [each["sql"] for each in captured if "members_personal" in each["sql"]] == []


def test_reading_does_not_make_a_report_new_but_an_act_does(client: Client, office: Office) -> None:
    client.get(link_to(client, "Đảng viên nữ"))
    with CaptureQueriesContext(connection) as captured:
        get(client)
    assert [each["sql"] for each in captured if "members_personal" in each["sql"]] == []
    enrol(office, 1)
    assert times("Tổng số đảng viên là 08", get(client)) == 1


def test_report_of_a_moment_stays_what_it_was(client: Client, office: Office) -> None:
    before = get(client, known_at="2021-10-19")
    enrol(office, 1)
    assert article(get(client, known_at="2021-10-19")) == article(before)


def test_report_of_a_moment_is_not_offered_for_change(client: Client, office: Office) -> None:
    assert times("Ban hành", get(client)) == 1
    assert times("Ban hành", get(client, known_at="2021-10-19")) == 0


def test_parameters_are_taken_from_the_address_and_kept_in_links(client: Client, office: Office) -> None:
    response = get(client, members_day="31/12/2019")
    assert times("Tính đến ngày 31/12/2019, toàn Đảng bộ có", response) == 1
    found = [address for address, _label in links(response)]
    assert [address for address in found if "members_day=31%2F12%2F2019" not in address] == []
    assert response.content.decode().count('id="p-members_day" name="members_day" value="31/12/2019"') == 1
    assert response.content.decode().count('name="base_day" value="" placeholder="31/12/2010"') == 1


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"on": "31/02/2021"}, "“31/02/2021” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14."),
        (
            {"known_at": "hôm qua"},
            "“hôm qua” không phải là một thời điểm; hãy viết như 2021-11-05 hoặc 2021-11-05T09:00.",
        ),
        (
            {"members_day": "31/12/2021"},
            (
                "“Ngày chốt số đảng viên” là 31/12/2021, sau ngày của báo cáo là 14/10/2021;"
                " hãy chọn một ngày không muộn hơn."
            ),
        ),
        ({"members_day": "mai"}, "“mai” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14."),
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


def test_unknown_template_is_not_found_with_the_nearest(client: Client, office: Office) -> None:
    response = get(client, "/reports/grassroots/")
    assert (response.status_code, findings_of(response)) == (
        404,
        ["Không có mẫu báo cáo “grassroots”; các mẫu gần nhất là: grassroots-review."],
    )


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/reports/", PAGE])
def test_pages_are_only_read(client: Client, office: Office, path: str, method: str) -> None:
    assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "scope=%00",
        "scope=%FF%FE",
        "scope=" + "A" * 20000,
        "scope=SXD&on=31/12/9999",
        "scope=SXD&known_at=9999-12-31",
        "scope=SXD&on=14/10/2021&figure=f1&page=-1",
        "scope=SXD&on=14/10/2021&figure=%00",
        "scope=SXD&on=14/10/2021&request=" + "%0A%0A%20%20%20%20x%0A%23%20y%00%3Cscript%3E",
        "scope=SXD&scope=SXD1&on=14/10/2021",
        "a=b",
    ],
)
def test_hostile_address_is_answered_or_refused(client: Client, office: Office, query: str) -> None:
    for path in (PAGE, "/reports/"):
        response = client.get(f"{path}?{query}")
        assert response.status_code in (200, 400, 404)
        assert response.content.decode().count("<script>") == 0


def test_page_speaks_the_language_of_its_reader(client: Client, office: Office) -> None:
    assert get(client).content.decode().count('<html lang="vi"') == 1


@pytest.mark.parametrize(("post", "at"), [("cell_secretary", "cell"), ("administrator", "province")])
def test_report_out_of_reach_is_not_found(client: Client, office: Office, post: str, at: str) -> None:
    reader(client, post, {"cell": office.cells[0], "province": office.province}[at])
    assert [get(client, path).status_code for path in (PAGE, "/reports/")] == [404, 404]


def test_figures_under_a_narrower_reach_are_told_and_cannot_be_issued(client: Client, office: Office) -> None:
    reader(client, "cell_secretary", office.cells[0])
    response = get(client, scope="SXD1")
    assert times("Tổng số đảng viên là 04", response) == 1
    assert times("Ban hành", response) == 0
    assert times("Số liệu chỉ tính trong phạm vi người đang xem được xem", response) == 0


def test_list_has_templates_and_what_was_begun(client: Client, office: Office) -> None:
    template = word_all(office)
    make_words(office.committee, template, "lessons", "Nền nếp.", day=date(2020, 12, 31))
    response = get(client, "/reports/")
    assert times("Tổng kết về xây dựng tổ chức cơ sở đảng và đội ngũ đảng viên, đến 14/10/2021", response) == 1
    assert times("19/19 đoạn đã viết cho ngày này", response) == 1
    assert times("1/19 đoạn đã viết cho ngày này", response) == 1
    assert times("Chưa ban hành báo cáo nào.", response) == 1


def test_issued_report_is_listed_and_no_longer_begun(client: Client, office: Office) -> None:
    issued = issue_review(office)
    response = get(client, "/reports/")
    assert times("đoạn đã viết cho ngày này", response) == 0
    listed = "01-BC/ĐU 14/10/2021 Tổng kết về xây dựng tổ chức cơ sở đảng và đội ngũ đảng viên 14/10/2021"
    assert times(listed, response) == 1
    assert response.content.decode().count(f"/reports/issued/{issued.pk}/") == 1


def test_report_of_a_template_that_is_gone_stays_in_the_list(client: Client, office: Office) -> None:
    issue(make_draft(make_template(), office.committee))
    make_words(office.committee, make_template(blocks={"x": "Nêu."}), "x", "Cũ.", day=date(2020, 1, 1))
    response = get(client, "/reports/")
    assert times("01-BC/ĐU 14/10/2021 review", response) == 1
    assert times("Đang viết", response) == 0


def test_list_sends_as_many_statements_for_one_report_as_for_many(client: Client, office: Office) -> None:
    issue(make_draft(make_template(), office.committee))
    counts = []
    for more in (0, 5):
        for _ in range(more):
            issue(make_draft(make_template(), office.committee))
        get(client, "/reports/")  # what can be remembered until the next act, is
        counts.append(statements(client, "/reports/"))
    assert counts[0] == counts[1]


def test_list_comes_in_pages(client: Client, office: Office) -> None:
    for _ in range(31):
        issue(make_draft(make_template(), office.committee))
    pages = [get(client, "/reports/", page=page).content.decode().count("-BC/ĐU</a>") for page in ("1", "2", "x")]
    assert pages == [30, 1, 30]


def test_list_is_exported_to_excel_and_that_is_recorded(client: Client, office: Office) -> None:
    issue(make_draft(make_template(), office.committee))
    response = get(client, "/reports/", format="xlsx")
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert strings.count("<t>01-BC/ĐU</t>") == 1
    assert readings() == [(str(office.committee), "Báo cáo đã ban hành, xlsx")]


def test_words_that_are_not_saved_are_told(client: Client, office: Office) -> None:
    client.post(f"{PAGE}words/lessons/keep/", {"text-lessons": "Đang viết.", "seen-lessons": "0"}, query_params=ASKED)
    assert words_of(get(client)).count("1 đoạn của bạn chưa lưu nên chưa có trong bản này.") == 1
