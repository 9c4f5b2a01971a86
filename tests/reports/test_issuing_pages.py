"""Issuing from the page, and an issued report with what would be different today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from dangvu.reports.models import IssuedReport
from tests.factories.organizations import make_actor
from tests.factories.reports import ON, Office, make_words
from tests.factories.web import reader
from tests.reports.pages import (
    ASKED,
    PAGE,
    article,
    enrol,
    findings_of,
    get,
    issue_review,
    links,
    post,
    times,
    word_all,
    words_of,
)
from tests.reports.test_assembly import lose_sex

ISSUE = f"{PAGE}issue/"


def known_at(client: Client) -> str:
    """The moment that the page of issue stands on."""
    found = re.search(r'name="known_at" value="([^"]+)"', get(client, ISSUE).content.decode())
    assert found is not None
    return unescape(found.group(1))


def sent(client: Client, **changes: str) -> dict[str, str]:
    """The form as it is filled in for a good issue."""
    form = {"dated": "16/10/2021", "known_at": known_at(client), "basis_symbol": "5-KL/ĐU", "basis_day": "15/10/2021"}
    return form | {"basis_issuer": "Ban Thường vụ"} | changes


def test_page_tells_the_number_and_what_is_about_to_be_issued(client: Client, office: Office) -> None:
    word_all(office)
    page = get(client, ISSUE)
    assert times("Ban hành báo cáo số 01-BC/ĐU", page) == 1
    assert times("Bí thư", page) + times("BÍ THƯ", page) == 1
    assert re.findall(r'<button class="btn (\w+)">([^<]*)</button>', page.content.decode())[-1] == (
        "seal",
        "Ban hành số 01-BC/ĐU",
    )


def test_issued_report_has_its_date_its_basis_and_its_number(client: Client, office: Office) -> None:
    word_all(office)
    response = post(client, ISSUE, **sent(client))
    issued = IssuedReport.objects.get()
    assert response.headers["Location"] == f"/reports/issued/{issued.pk}/?scope=SXD&on=2021-10-14"
    assert (issued.symbol, issued.day, issued.as_of) == ("01-BC/ĐU", date(2021, 10, 16), ON)
    assert str(issued.basis) == "5-KL/ĐU, ngày 15/10/2021 của Ban Thường vụ"
    assert times("Đã ban hành báo cáo số 01-BC/ĐU.", client.get(response.headers["Location"])) == 1


def test_what_is_issued_is_what_was_seen(client: Client, office: Office) -> None:
    word_all(office)
    form = sent(client)
    enrol(office, 1)
    issued_page = client.get(post(client, ISSUE, **form).headers["Location"])
    assert times("Tổng số đảng viên là 07", issued_page) == 1


def test_moment_to_come_is_that_of_the_act(client: Client, office: Office) -> None:
    word_all(office)
    tomorrow = timezone.now() + timedelta(days=1)
    post(client, ISSUE, **sent(client, known_at=tomorrow.isoformat()))
    assert IssuedReport.objects.get().known_at < tomorrow


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"dated": ""}, "Chưa ghi; hãy điền vào đây."),
        ({"dated": "31/2/2021"}, "“31/2/2021” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14."),
        ({"dated": "1/10/2021"}, "Ngày ban hành sớm hơn ngày chốt số liệu; hãy chọn ngày ban hành muộn hơn."),
        ({"basis_day": "x"}, "“x” không phải là một ngày; hãy viết như 14/10/2021 hoặc 2021-10-14."),
    ],
)
def test_mistake_is_told_beside_its_field_and_what_was_typed_stays(
    client: Client, office: Office, changes: dict[str, str], sentence: str
) -> None:
    word_all(office)
    response = post(client, ISSUE, **sent(client, **changes))
    assert (response.status_code, times(sentence, response), IssuedReport.objects.count()) == (422, 1, 0)
    assert response.content.decode().count('value="5-KL/ĐU"') == 1


@pytest.mark.parametrize("moment", ["", "x", "9999-12-31T00:00"])
def test_moment_that_is_none_is_refused(client: Client, office: Office, moment: str) -> None:
    word_all(office)
    assert post(client, ISSUE, **sent(client, known_at=moment)).status_code == 422


def test_what_stands_against_it_is_told_before_anything_is_asked(client: Client, office: Office) -> None:
    page = get(client, ISSUE)
    assert [finding.partition(":")[0] for finding in findings_of(page)] == ["Chưa viết lời văn cho các đoạn"]
    assert page.content.decode().count('name="dated"') == 0


def test_broken_identities_refuse_the_act(client: Client, office: Office) -> None:
    word_all(office)
    form = sent(client)
    lose_sex(office.members[0])
    response = post(client, ISSUE, **{**form, "known_at": timezone.now().isoformat()})
    assert (response.status_code, IssuedReport.objects.count()) == (422, 0)
    assert times("Đảng viên nữ 3 + Đảng viên nam 3 = 6", response) == 6


def test_words_still_being_written_hold_the_issue_up(client: Client, office: Office) -> None:
    word_all(office)
    form = sent(client)
    keep = {"text-lessons": "Đang viết.", "seen-lessons": "0"}
    client.post(f"{PAGE}words/lessons/keep/", keep, query_params=ASKED)
    told = "Còn lời văn viết dở chưa lưu ở các đoạn: “Nêu bài học kinh nghiệm”; hãy lưu hoặc bỏ rồi ban hành."
    assert findings_of(get(client, ISSUE)) == [told]
    assert times(told, post(client, ISSUE, **form)) == 1


@pytest.mark.parametrize("post_held", ["inspection_officer", None])
def test_reports_are_issued_only_by_those_who_may(client: Client, office: Office, post_held: str | None) -> None:
    reader(client, post_held, office.province if post_held else None)
    assert [get(client, ISSUE).status_code, post(client, ISSUE).status_code] == [404, 404]


def test_report_known_earlier_is_not_issued(client: Client, office: Office) -> None:
    assert get(client, ISSUE, known_at="2021-10-19").status_code == 400


def test_issued_report_stays_what_it_was(client: Client, office: Office) -> None:
    issued = issue_review(office)
    page = f"/reports/issued/{issued.pk}/"
    before = article(get(client, page))
    enrol(office, 2)
    assert article(get(client, page)) == before
    assert times("Số 01-BC/ĐU", get(client, page)) == 1


def test_every_figure_of_an_issued_report_opens_to_what_is_frozen(client: Client, office: Office) -> None:
    issued = issue_review(office)
    found = links(get(client, f"/reports/issued/{issued.pk}/"))
    address = next(address for address, label in found if label == "Đảng viên nữ: 04")
    enrol(office, 2)
    opened = client.get(address)
    for words in ("Đảng viên nữ 04", "Đảng viên là nữ", "Mở các dòng đứng sau"):
        assert times(words, opened) == 1
    assert times("Theo dữ liệu biết đến 20/10/2021, 15:00", opened) == 2
    assert opened.content.decode().count('aria-expanded="true" id="f') == 1


def test_number_of_an_issued_report_worked_out_of_others_tells_them(client: Client, office: Office) -> None:
    issued = issue_review(office)
    found = links(get(client, f"/reports/issued/{issued.pk}/"))
    opened = client.get(next(address for address, label in found if label == "Tổng số đảng viên: không đổi"))
    assert times("Cách tính 07 − 07 = 0", opened) == 1
    assert times("07 31/12/2010", opened) == 1


def test_place_that_is_not_in_an_issued_report_is_not_found(client: Client, office: Office) -> None:
    issued = issue_review(office)
    assert get(client, f"/reports/issued/{issued.pk}/", figure="f999").status_code == 404


def test_unchanged_figures_are_told_to_be_so(client: Client, office: Office) -> None:
    today = f"/reports/issued/{issue_review(office).pk}/today/"
    assert times("Mọi số liệu vẫn như khi ban hành", get(client, today)) == 1
    brief = client.get(today, ASKED, headers={"HX-Request": "true"})
    assert words_of(brief) == "Mọi số liệu đến nay vẫn như khi ban hành"


def test_changed_figures_are_told_with_the_late_records(client: Client, office: Office) -> None:
    issued = issue_review(office)
    enrol(office, 2)
    response = get(client, f"/reports/issued/{issued.pk}/today/")
    assert times("Tổng số đảng viên 07 09", response) == 1
    brief = client.get(f"/reports/issued/{issued.pk}/today/", ASKED, headers={"HX-Request": "true"})
    assert words_of(brief).endswith("số liệu nay đã khác Xem từng số và các bản ghi muộn")


def test_reports_of_others_are_not_compared(client: Client, office: Office) -> None:
    issued = issue_review(office)
    reader(client, "cell_secretary", office.cells[0])
    assert client.get(f"/reports/issued/{issued.pk}/today/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/reports/issued/999/", "/reports/issued/999/today/", "/reports/issued/999/files/pdf/"]
)
def test_report_that_was_never_issued_is_not_found(client: Client, office: Office, path: str) -> None:
    assert get(client, path).status_code == 404


def test_report_not_issued_yet_at_a_moment_is_not_found(client: Client, office: Office) -> None:
    issued = issue_review(office)
    assert get(client, f"/reports/issued/{issued.pk}/", known_at="2021-10-19").status_code == 404


def test_words_written_later_do_not_change_an_issued_report(client: Client, office: Office) -> None:
    template = word_all(office)
    response = post(client, ISSUE, **sent(client))
    make_words(office.committee, template, "lessons", "Khác hẳn.", actor=make_actor(at=timezone.now()))
    assert times("Khác hẳn.", client.get(response.headers["Location"])) == 0
