"""The pages of figures: every number opens to its source, and what is divided adds up."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from dangvu.audit.models import Line
from dangvu.statistics.models import OwnIndicator, Target
from tests.factories.members import make_admission, make_members
from tests.factories.reports import Office, make_office
from tests.factories.web import reader, statements, words_in

pytestmark = pytest.mark.django_db

ON = "on=2021-10-14"


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def officer(office: Office, client: Client) -> Client:
    reader(client, "organization_officer", at=office.province)
    return client


def show(client: Client, path: str, status: int = 200) -> Any:
    joined = "&" if "?" in path else "?"
    response = client.get(f"{path}{joined}scope=SXD&{ON}")
    assert response.status_code == status
    return response


def strings(response: Any) -> str:
    """The texts of an Excel file."""
    with ZipFile(BytesIO(response.content)) as archive:
        return archive.read("xl/sharedStrings.xml").decode("utf-8")


def test_index_shows_every_indicator_with_its_value(office: Office, officer: Client) -> None:
    context = show(officer, "/statistics/").context
    figures = [figure for group in context["groups"] for figure in group.figures]
    assert len(figures) == context["count"]
    assert {figure.indicator.id: figure.value for figure in figures}["members.total"] == 7


def test_index_finds_indicators_without_diacritics(office: Office, officer: Client) -> None:
    groups = show(officer, "/statistics/?q=dan toc thieu so").context["groups"]
    found = {figure.indicator.id for group in groups for figure in group.figures}
    assert "members.ethnic_minority" in found
    assert "members.women" not in found


def test_index_says_when_nothing_is_found(office: Office, officer: Client) -> None:
    assert (
        show(officer, "/statistics/?q=khongcochitieunay").content.decode().count("Không có chỉ tiêu nào như vậy") == 1
    )


def test_index_is_an_excel_file_as_well_and_that_is_recorded(office: Office, officer: Client) -> None:
    before = Line.objects.count()
    response = show(officer, "/statistics/?q=nữ&format=xlsx")
    assert strings(response).count("<t>Đảng viên nữ</t>") == 1
    assert Line.objects.count() == before + 1


def test_reader_without_figures_sees_none(office: Office, client: Client) -> None:
    reader(client, "administrator", at=office.province)
    assert show(client, "/statistics/").context["groups"] == []
    assert show(client, "/statistics/identities/").context["count"] == 0


@pytest.mark.parametrize("path", ["ages/", "indicators/members.total/", "rows/?name=members.total"])
def test_reader_without_figures_is_not_told_that_there_is_nobody(office: Office, client: Client, path: str) -> None:
    reader(client, "administrator", at=office.province)
    assert show(client, f"/statistics/{path}", 404).status_code == 404


def test_identities_hold_and_name_their_terms(office: Office, officer: Client) -> None:
    context = show(officer, "/statistics/identities/").context
    assert (context["broken"], context["count"] > 20) == (0, True)
    assert {one.holds for one in (*context["sums"], *context["ledgers"], *context["shares"])} == {True}


def test_pyramid_opens_to_the_people_of_a_band(office: Office, officer: Client) -> None:
    response = show(officer, "/statistics/ages/")
    pyramid = response.context["pyramid"]
    counted = sum((band.women.value or 0) + (band.men.value or 0) for band in pyramid.bands)
    assert (counted, pyramid.whole.value, response.context["outside"]) == (7, 7, 0)
    assert response.content.decode().count("figure=members.total..sex.female..age.") >= 1


def test_opened_band_of_the_pyramid_shows_its_rows(office: Office, officer: Client) -> None:
    band = next(one for one in show(officer, "/statistics/ages/").context["pyramid"].bands if one.women.value)
    page = show(officer, f"/statistics/ages/?figure={band.women.indicator.id}").content.decode()
    assert page.count('<p class="big">4</p>') == page.count("4 dòng đứng sau") == 1


@pytest.mark.parametrize(
    ("way", "values"),
    [
        ("children", [4, 3]),
        ("members.by_sex", [4, 3]),
        ("code.sex", [4, 3]),
        ("code.nothing", [4, 3]),
    ],
)
def test_indicator_is_divided_as_asked(office: Office, officer: Client, way: str, values: list[int]) -> None:
    parts = show(officer, f"/statistics/indicators/members.total/?by={way}").context["parts"]
    assert sorted((line.value for line in parts.lines), reverse=True) == values
    assert parts.whole.value == 7


def test_what_an_organisation_counts_itself_fills_up_those_below_it(office: Office, officer: Client) -> None:
    response = officer.get(f"/statistics/indicators/organizations.cells/?scope=SXD1&{ON}")
    assert (response.context["parts"].lines, response.context["bars"]) == ([], None)


def test_share_is_divided_by_organisations_only(office: Office, officer: Client) -> None:
    context = show(officer, "/statistics/indicators/members.women_share/").context
    assert list(context["ways"]) == ["children"]
    assert [line.figure.value for line in context["parts"].lines] == [100, 0]


@pytest.mark.parametrize(
    ("name", "every", "points"),
    [
        ("members.total", "month", 13),
        ("members.total", "year", 6),
        ("members.arrivals", "month", 13),
        ("members.mean_age", "year", 6),
    ],
)
def test_course_goes_back_over_months_and_years(
    office: Office, officer: Client, name: str, every: str, points: int
) -> None:
    context = show(officer, f"/statistics/indicators/{name}/?every={every}").context
    assert (len(context["course"]), context["curve"] is None) == (points, False)


def test_course_begins_with_the_records(office: Office, officer: Client) -> None:
    response = officer.get("/statistics/indicators/members.total/?scope=SXD&on=2008-01-20")
    assert (len(response.context["course"]), response.context["curve"]) == (1, None)


def test_two_days_stand_side_by_side_with_what_moved_between(office: Office, officer: Client) -> None:
    make_members(office.cells[0], 2)
    comparison = show(officer, "/statistics/indicators/members.total/?against=2020-12-31").context["comparison"]
    assert (comparison.before.value, comparison.after.value, comparison.change) == (9, 9, 0)


def test_day_before_all_records_cannot_be_compared(office: Office, officer: Client) -> None:
    assert show(officer, "/statistics/indicators/members.total/?against=1990-01-01").context["comparison"] is None


def test_division_is_an_excel_file_as_well(office: Office, officer: Client) -> None:
    found = strings(show(officer, "/statistics/indicators/members.total/?by=members.by_sex&format=xlsx"))
    assert found.count("<t>Đảng viên nữ</t>") == found.count("<t>Đảng viên nam</t>") == 1


def test_unknown_indicator_is_no_page(office: Office, officer: Client) -> None:
    assert "Không có chỉ tiêu" in show(officer, "/statistics/indicators/members.totals/", 404).content.decode()


def test_indicator_takes_the_same_statements_for_few_and_for_many(office: Office, officer: Client) -> None:
    show(officer, "/statistics/indicators/members.total/")
    counts = []
    for more in (0, 30):
        if more:
            make_members(office.cells[0], more)
        counts.append(statements(officer, "/statistics/indicators/members.total/?by=children"))
    assert counts[0] == counts[1]


def test_all_rows_of_a_figure_stand_on_a_page_of_their_own(office: Office, officer: Client) -> None:
    page = show(officer, "/statistics/rows/?name=members.women").content.decode()
    assert (page.count("<h1>Đảng viên nữ: 4</h1>"), page.count("<tr>")) == (1, 5)


def test_rows_hide_what_the_reader_may_not_open(office: Office, client: Client) -> None:
    reader(client, "office_clerk", at=office.province)
    page = show(client, "/statistics/rows/?name=members.women").content.decode()
    assert (page.count("4 dòng thuộc những sổ mà người đang xem không được mở"), page.count("<td")) == (1, 0)


def test_figure_of_the_own_cell_does_not_say_that_it_leaves_something_out(office: Office, client: Client) -> None:
    reader(client, "cell_secretary", at=office.cells[0])
    page = client.get(f"/statistics/?{ON}&figure=members.total").content.decode()
    assert (page.count('<p class="big">4</p>'), page.count("Tính trong phạm vi")) == (1, 0)


def test_flow_is_counted_from_any_day_with_its_parts(office: Office, officer: Client) -> None:
    make_admission(office.cells[0], day=date(2020, 5, 1))
    path = "/statistics/indicators/members.arrivals/"
    found = [show(officer, f"{path}?since={since}").context for since in ("", "1/1/2020")]
    assert [(one["figure"].first, one["figure"].value, one["parts"].whole.value) for one in found] == [
        (date(2021, 1, 1), 0, 0),
        (date(2020, 1, 1), 1, 1),
    ]


def test_flows_of_the_list_are_counted_from_any_day(office: Office, officer: Client) -> None:
    make_admission(office.cells[0], day=date(2020, 5, 1))
    pages = [show(officer, f"/statistics/?q=admissions&since={since}") for since in ("", "1/1/2020")]
    figures = [{one.indicator.id: one.value for one in page.context["groups"][0].figures} for page in pages]
    assert [found["members.admissions"] for found in figures] == [0, 1]
    assert pages[1].content.decode().count("phát sinh tính từ ngày 1/1/2020") == 1


def test_period_that_begins_after_the_day_is_refused(office: Office, officer: Client) -> None:
    page = show(officer, "/statistics/indicators/members.arrivals/?since=1/1/2022", status=400).content.decode()
    assert page.count("Kỳ số liệu kết thúc ngày 14/10/2021, trước khi bắt đầu ngày 1/1/2022") == 1


TARGET = {
    "indicator": "members.arrivals",
    "operator": "at_least",
    "value": "10",
    "first": "1/1/2021",
    "last": "31/12/2021",
    "day": "4/1/2021",
    "basis_symbol": "05-NQ/ĐU",
    "basis_day": "4/1/2021",
}


def act(client: Client, path: str, data: dict[str, str]) -> Any:
    return client.post(f"{path}?scope=SXD&{ON}", data)


def test_target_is_promised_corrected_and_withdrawn(office: Office, officer: Client) -> None:
    assert act(officer, "/statistics/targets/new/", TARGET).status_code == 302
    [one] = show(officer, "/statistics/targets/").context["targets"]
    assert (one.progress.target.value, one.progress.met, one.drawing.missed) == (10, False, True)
    path = f"/statistics/targets/{one.progress.target.pk}"
    assert "1/1/2021 – 31/12/2021: 10</p>" in show(officer, f"{path}/correct/").content.decode()
    assert act(officer, f"{path}/correct/", {"value": "1", "reason": "Ghi nhầm"}).status_code == 302
    [corrected] = show(officer, "/statistics/targets/").context["targets"]
    assert corrected.progress.target.value == 1
    path = f"/statistics/targets/{corrected.progress.target.pk}"
    assert act(officer, f"{path}/withdraw/", {"reason": "Chưa giao"}).status_code == 302
    assert show(officer, "/statistics/targets/").context["targets"] == []


def test_refused_target_keeps_what_was_typed(office: Office, officer: Client) -> None:
    response = act(officer, "/statistics/targets/new/", TARGET | {"last": "31/12/2020"})
    assert (response.status_code, "last" in response.context["form"].errors) == (422, True)
    assert response.content.decode().count('value="31/12/2020"') == 1
    assert Target.objects.count() == 0


def test_second_to_correct_a_target_is_told_and_sees_both(office: Office, officer: Client) -> None:
    act(officer, "/statistics/targets/new/", TARGET)
    path = f"/statistics/targets/{Target.objects.get().pk}/correct/"
    act(officer, path, {"value": "8", "reason": "Ghi nhầm"})
    second = act(officer, path, {"value": "9", "reason": "Ghi nhầm nữa"})
    page = second.content.decode()
    assert (second.status_code, page.count("Người khác vừa sửa thành 8"), page.count('value="9"')) == (422, 1, 1)


def test_withdrawal_that_is_refused_says_why(office: Office, officer: Client) -> None:
    act(officer, "/statistics/targets/new/", TARGET)
    path = f"/statistics/targets/{Target.objects.get().pk}/withdraw/"
    assert act(officer, path, {"reason": " "}).status_code == 422


@pytest.mark.parametrize(
    "path", ["/statistics/targets/new/", "/statistics/targets/1/correct/", "/settings/indicators/"]
)
def test_acts_are_no_pages_for_who_may_not_change_figures(office: Office, client: Client, path: str) -> None:
    reader(client, "inspection_officer", at=office.province)
    assert act(client, path, {}).status_code in (404, 405)
    assert show(client, path, 404).status_code == 404


def test_target_of_another_organisation_is_no_page(office: Office, officer: Client) -> None:
    act(officer, "/statistics/targets/new/", TARGET)
    path = f"/statistics/targets/{Target.objects.get().pk}/correct/?scope=TINH&{ON}"
    assert officer.get(path).status_code == 404


OWN = {
    "code": "own.young_women",
    "label_vi": "Nữ dưới 35 tuổi",
    "definition_vi": "Đảng viên nữ chưa đủ 35 tuổi.",
    "unit_vi": "người",
    "rule": "Yêu cầu của Ban Thường vụ",
    "fact": "members",
    "measure": "count",
    "condition": "sex = 'female' AND age < 35",
    "basis_symbol": "12-CV/ĐU",
}


def test_indicator_written_on_the_settings_page_works_everywhere_at_once(office: Office, officer: Client) -> None:
    assert officer.post("/settings/indicators/new/", OWN).status_code == 302
    assert show(officer, "/statistics/indicators/own.young_women/").context["figure"].value is not None
    found = show(officer, "/statistics/?q=nữ dưới 35").context["groups"]
    assert [figure.indicator.id for group in found for figure in group.figures] == ["own.young_women"]
    assert [one.code for one in officer.get("/settings/indicators/").context["defined"]] == ["own.young_women"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"condition": "sexx = 'female'"}, "condition"),
        ({"code": "members.total"}, "code"),
        ({"rule": ""}, "rule"),
        ({"part": "members.women", "base": "members.total"}, "__all__"),
    ],
)
def test_mistake_in_an_indicator_stands_at_its_field(
    office: Office, officer: Client, change: dict[str, str], field: str
) -> None:
    response = officer.post("/settings/indicators/new/", OWN | change)
    errors = response.context["form"].errors
    assert response.status_code == 422
    assert field in errors or field == "__all__"
    assert OwnIndicator.objects.count() == 0


def test_page_lists_what_may_stand_in_a_condition(office: Office, officer: Client) -> None:
    page = words_in(officer.get("/settings/indicators/new/").content.decode())
    assert [page.count(said) for said in ("Giới tính 2 mã female: Nữ male: Nam", "number", "members/")] == [7, 0, 0]


def test_ratio_is_defined_from_two_indicators(office: Office, officer: Client) -> None:
    ratio = OWN | {"fact": "", "measure": "", "condition": "", "part": "members.women", "base": "members.total"}
    assert officer.post("/settings/indicators/new/", ratio | {"decimals": "1"}).status_code == 302
    assert str(show(officer, "/statistics/indicators/own.young_women/").context["figure"].value) == "57.1"


def test_indicator_is_retired_with_a_reason(office: Office, officer: Client) -> None:
    officer.post("/settings/indicators/new/", OWN)
    path = f"/settings/indicators/{OwnIndicator.objects.get().pk}/retire/"
    assert officer.get(path).status_code == 200
    assert officer.post(path, {"reason": ""}).status_code == 422
    assert officer.post(path, {"reason": "Không còn yêu cầu"}).status_code == 302
    page = officer.get("/settings/indicators/")
    assert (list(page.context["defined"]), [one.code for one in page.context["retired"]]) == ([], ["own.young_women"])
    assert officer.get(path).status_code == 404
