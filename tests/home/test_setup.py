"""The first start: the committee is named and its first account opened, from the machine itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from dangvu.access.models import Account, Grant
from dangvu.audit.verify import verify_trail
from dangvu.home.setup import first_kinds
from dangvu.organizations.models import OrganizationRecord
from tests.factories.web import reader

pytestmark = pytest.mark.django_db

SETUP = "/setup/"
FILLED = {
    "committee": "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh Lam Sơn",
    "code": "DUK",
    "kind": "superior_committee",
    "since": "1/1/2020",
    "name": "Trần Thị Minh Khuê",
    "login": "minh.khue",
    "password": "mười hai con ngựa",
    "again": "mười hai con ngựa",
}


def sent(**changed: str) -> str:
    response = Client().post(SETUP, FILLED | changed)
    assert response.status_code == 422
    return response.content.decode()


@pytest.mark.parametrize("path", ["/", "/account/login/", "/settings/accounts/"])
def test_every_address_leads_to_the_first_page_while_there_is_no_account(path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, response.headers["Location"]) == (302, SETUP)


def test_language_can_be_chosen_before_anything_else() -> None:
    assert Client().post("/language/", {"language": "en"}).headers["Location"] == "/"


def test_first_page_names_the_committee_and_opens_the_first_account() -> None:
    client = Client()
    assert client.get(SETUP).status_code == 200
    assert client.post(SETUP, FILLED).headers["Location"] == reverse("account_login")
    committee = OrganizationRecord.objects.get()
    assert (committee.code, committee.name, committee.valid_from) == ("DUK", FILLED["committee"], date(2020, 1, 1))
    assert sorted(Grant.objects.values_list("post", flat=True)) == ["administrator", "organization_officer"]
    signed_in = client.post(reverse("account_login"), {"login": "minh.khue", "password": FILLED["password"]})
    assert signed_in.headers["Location"] == reverse("home")
    assert client.get("/").headers["Location"] == reverse("mfa_activate_totp")
    assert verify_trail() == []


def test_committee_of_another_kind_gets_the_posts_that_it_has() -> None:
    Client().post(SETUP, FILLED | {"kind": "grassroots_committee"})
    assert sorted(Grant.objects.values_list("post", flat=True)) == ["administrator", "committee_secretary"]


def test_kinds_are_those_that_stand_at_the_top_and_manage_accounts() -> None:
    assert first_kinds(date(2020, 1, 1)) == ["provincial_committee", "superior_committee", "grassroots_committee"]


def test_mistake_is_told_at_its_field_and_nothing_is_kept() -> None:
    for changed, sentence in (
        ({"again": "khác"}, "Hai lần gõ không giống nhau; hãy gõ lại."),
        ({"password": "minh.khue là tôi"}, "Mật khẩu có chứa tên đăng nhập; hãy chọn mật khẩu khác."),
        ({"since": "1/1/2999"}, "Ngày này chưa đến; hãy ghi ngày hôm nay hoặc trước đó."),
        ({"since": "hôm qua"}, "ngày"),
        ({"login": "Minh Khuê"}, "Tên đăng nhập “Minh Khuê” không dùng được"),
        ({"password": ""}, "Chưa ghi; hãy điền vào đây."),
    ):
        assert sent(**changed).count(sentence) > 0
    assert (Account.objects.count(), OrganizationRecord.objects.count()) == (0, 0)


def test_first_page_is_gone_once_there_is_an_account(client: Client) -> None:
    reader(client)
    assert client.get(SETUP).status_code == 404
    assert Client().get(SETUP).status_code == 404


@pytest.mark.parametrize(
    ("further", "status"),
    [({}, 200), ({"REMOTE_ADDR": "192.168.1.9"}, 403), ({"HTTP_X_FORWARDED_FOR": "192.168.1.9"}, 403)],
)
def test_first_page_opens_on_the_machine_itself_only(further: dict[str, Any], status: int) -> None:
    assert Client().get(SETUP, **further).status_code == status


@override_settings(SETUP_CODE="mot-lan-thoi")
@pytest.mark.parametrize(("code", "status"), [("mot-lan-thoi", 200), ("đoán", 403), ("", 403)])
def test_first_page_opens_elsewhere_with_the_code_of_the_terminal(code: str, status: int) -> None:
    assert Client().get(SETUP, {"code": code}, REMOTE_ADDR="192.168.1.9").status_code == status
