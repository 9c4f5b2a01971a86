"""The tour of the README, and every page for those who do not use a mouse or do not see, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from tests.browser.conftest import Folder
from tests.browser.walking import code_of, sign_in
from tools.browser import browser
from tools.serving import Key, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DAY = "on=2020-12-31"
HOUSE = "Đảng bộ Sở Xây dựng"


@dataclass(frozen=True)
class Sample:
    """The sample committee as it is served, and what its people sign in with."""

    address: str
    keys: dict[str, Key]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def sample(folder: Folder) -> Iterator[Sample]:
    with served(folder.var) as address:
        yield Sample(address, folder.keys)


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, sample: Sample) -> Any:
    """What a browser keeps of having signed in: a code opens only once."""
    context = chromium.new_context()
    sign_in(context.new_page(), sample.address, sample.keys["to-chuc"])
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new browser at a desk."""
    yield from at_a_desk(chromium, None)


@pytest.fixture
def officer(chromium: Browser, signed_in: Any) -> Iterator[Page]:
    """The browser of the officer of the organisation board, who has signed in."""
    yield from at_a_desk(chromium, signed_in)


def at_a_desk(chromium: Browser, kept: Any) -> Iterator[Page]:
    """A browser; what its console complains of is an error."""
    context = chromium.new_context(viewport={"width": 1360, "height": 880}, locale="vi-VN", storage_state=kept)
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def test_office_is_set_up_and_its_first_officer_signs_in_with_a_second_factor(
    page: Page, tmp_path: Path, empty_file: Path
) -> None:
    shutil.copy(empty_file, tmp_path)
    with served(tmp_path) as address:
        page.goto(address)
        page.get_by_label("Tên đảng bộ").fill("Đảng bộ huyện Thạch Giang")
        page.get_by_label("Mã đảng bộ").fill("TG")
        page.get_by_label("Họ và tên của bạn").fill("Ngô Thị Lan")
        page.get_by_label("Tên đăng nhập").fill("ngo-lan")
        page.get_by_label("Mật khẩu", exact=True).fill("mot cau dai de nho 7")
        page.get_by_label("Mật khẩu, gõ lại").fill("mot cau dai de nho 7")
        page.get_by_role("button", name="Lập sổ").click()
        sign_in(page, address, Key("ngo-lan", "mot cau dai de nho 7", ""))
        secret = page.locator("code, [data-secret]").first.inner_text().replace(" ", "")
        page.locator("input[name=code]").fill(code_of(secret))
        page.locator("main form button.ink").click()
        page.goto(address)
        assert page.get_by_role("heading", level=1).inner_text() == "Tổng quan"
        assert page.locator(".ctx-org strong").inner_text() == "Đảng bộ huyện Thạch Giang"


def test_member_is_found_by_a_name_typed_without_diacritics(officer: Page, sample: Sample) -> None:
    officer.goto(f"{sample.address}/?{DAY}")
    officer.keyboard.press("/")
    officer.keyboard.type("nguyen van an")
    officer.keyboard.press("Enter")
    officer.wait_for_url("**/search/**")
    people = officer.locator("main section", has=officer.get_by_role("heading", name="Đảng viên"))
    assert people.locator(".book a").first.inner_text() == "Nguyễn Văn An"
    people.locator(".book a").first.click()
    officer.wait_for_url("**/members/*/**")
    assert officer.get_by_role("heading", level=1).inner_text() == "Nguyễn Văn An"


def test_member_is_admitted_and_counted_from_that_day(officer: Page, sample: Sample) -> None:
    before = {day: admissions(officer, sample, day) for day in ("2020-12-29", "2020-12-30")}
    officer.goto(f"{sample.address}/members/admit/?{DAY}")
    fill(officer, {"Ngày làm lễ kết nạp": "30/12/2020", "Ngày quyết định kết nạp": "28/12/2020"})
    officer.get_by_label("Vào danh sách chi bộ").select_option(label="Chi bộ Thanh tra Sở Xây dựng")
    fill(officer, {"Họ và tên khai sinh": "Đặng Thị Hồng Ánh", "Ngày sinh": "14/3/1992", "Số lý lịch": "LS-0001"})
    officer.get_by_label("Trình độ giáo dục phổ thông").select_option(label="Trung học phổ thông")
    choose_first(officer, ["Giới tính", "Dân tộc", "Nghề nghiệp"])
    fill(officer, {"Số, ký hiệu văn bản": "915-QĐ/ĐUK", "Ngày của văn bản": "28/12/2020"})
    officer.get_by_role("button", name="Ghi kết nạp").click()
    assert officer.get_by_role("heading", level=1).inner_text().split("\n")[0] == "Đặng Thị Hồng Ánh"
    after = {day: admissions(officer, sample, day) for day in before}
    assert after == {"2020-12-29": before["2020-12-29"], "2020-12-30": before["2020-12-30"] + 1}


def test_two_cells_are_merged_with_a_preview_and_figures_change_on_that_day_only(officer: Page, sample: Sample) -> None:
    cells = {day: cells_of(officer, sample, day) for day in ("2020-12-30", "2020-12-31")}
    officer.goto(f"{sample.address}/organizations/reorganize/?{DAY}&scope=CQ03")
    officer.get_by_label("nhập vào một tổ chức").check()
    go_on(officer)
    officer.get_by_label("Chi bộ Phòng Quy hoạch Sở Xây dựng").check()
    officer.get_by_label("Tổ chức nhận").fill("CQ03.04")
    go_on(officer)
    go_on(officer)
    fill(officer, {"Số, ký hiệu văn bản": "920-QĐ/ĐUK", "Ngày của văn bản": "30/12/2020"})
    go_on(officer)
    assert officer.get_by_text("không đảng viên nào bị bỏ sót").count() == 1
    aside = officer.context.new_page()
    assert cells_of(aside, sample, "2020-12-31") == cells["2020-12-31"]
    aside.close()
    go_on(officer)
    after = {day: cells_of(officer, sample, day) for day in cells}
    assert after == {"2020-12-30": cells["2020-12-30"], "2020-12-31": cells["2020-12-31"] - 1}


def test_figure_opens_to_its_people_beside_the_page(officer: Page, sample: Sample) -> None:
    officer.goto(f"{sample.address}/?{DAY}&scope=DUK")
    figure = officer.locator("main .hero a.fig").first
    text = figure.inner_text()
    figure.click()
    assert officer.locator("#source .big").inner_text() == text
    assert "figure=members.total" in officer.url
    officer.locator("#source a", has_text="Mở cả").click()
    rows = officer.locator("main tbody tr").count()
    assert (rows, text in officer.get_by_role("heading", level=1).inner_text()) == (200, True)


def test_source_of_a_figure_closes_with_escape_and_opens_again_by_going_back(officer: Page, sample: Sample) -> None:
    officer.goto(f"{sample.address}/?{DAY}&scope=DUK")
    officer.locator("main .hero a.fig").first.click()
    officer.locator("#source .big").wait_for()
    officer.keyboard.press("Escape")
    assert officer.locator("#source").inner_html() == ""
    officer.go_back()
    officer.locator("#source .big").wait_for()


def test_report_is_edited_and_downloaded(officer: Page, sample: Sample) -> None:
    words = "Cấp ủy các cấp chủ động nắm tình hình và giải quyết việc phát sinh ngay từ cơ sở."
    officer.goto(f"{sample.address}/reports/grassroots-review/words/?on=2021-10-14&scope=DUK")
    officer.locator("#text-strengths").fill(words)
    officer.locator("#kept-strengths", has_text="chưa lưu").wait_for()
    officer.locator("#words-strengths").get_by_role("button", name="Lưu").click()
    officer.goto(f"{sample.address}/reports/grassroots-review/?on=2021-10-14&scope=DUK")
    assert officer.locator("article.sheet", has_text=words).count() == 1
    officer.locator("summary", has_text="Tải về").click()
    with officer.expect_download() as expected:
        officer.get_by_role("link", name="Word").click()
    with ZipFile(BytesIO(expected.value.path().read_bytes())) as document:
        assert document.read("word/document.xml").decode("utf-8").count(words) == 1


def go_on(page: Page) -> None:
    """The step after this one."""
    before = page.locator("main .steps [aria-current], main .steps .now").first.inner_text()
    page.locator("main form button.ink").click()
    page.wait_for_function("text => document.querySelector('main .steps .now')?.innerText !== text", arg=before)


def admissions(page: Page, sample: Sample, day: str) -> int:
    return figure(page, sample, "members.admissions", day, "DUK")


def cells_of(page: Page, sample: Sample, day: str) -> int:
    return figure(page, sample, "organizations.cells", day, "CQ03")


def figure(page: Page, sample: Sample, name: str, day: str, scope: str) -> int:
    """The value that the page of an indicator shows."""
    page.goto(f"{sample.address}/statistics/indicators/{name}/?on={day}&scope={scope}")
    return int(page.locator(".hero-line a.fig").inner_text().replace(".", ""))


def fill(page: Page, values: dict[str, str]) -> None:
    for label, value in values.items():
        page.get_by_label(label, exact=True).fill(value)


def choose_first(page: Page, labels: list[str]) -> None:
    """The first answer of each list that is one."""
    for label in labels:
        options = page.get_by_label(label, exact=True).locator("option:not([value=''])")
        page.get_by_label(label, exact=True).select_option(value=options.first.get_attribute("value"))
