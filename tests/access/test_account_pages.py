"""The pages of accounts and posts: who works with Dangvu, who lets them, and help for whoever is locked out."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dangvu.access.accounts import has_second_factor
from dangvu.access.models import Account, AdministratorMode
from dangvu.access.passwords import forget_second_factors, give_temporary_password
from dangvu.kernel.findings import Refusal
from tests.factories.access import make_account, make_grant
from tests.factories.organizations import make_actor
from tests.factories.web import reader, statements, words_in

DECIDED = {"basis_symbol": "12-QĐ/ĐUK", "basis_day": "1/6/2020", "basis_issuer": "Ban Thường vụ"}


def words_of(response: Any) -> str:
    return words_in(response.content.decode())


def alerts_of(response: Any) -> list[str]:
    page = response.content.decode()
    return [unescape(words) for words in re.findall(r'role="alert">(?:<ul[^>]*><li>)?([^<]+)<', page)]


def page(name: str, *args: Any) -> str:
    return reverse(f"access:{name}", args=args)


@pytest.fixture
def officer(client: Client, units: dict[str, UUID]) -> Account:
    """An officer of committee A, who is signed in."""
    return reader(client, at=units["A"], name="Lê Văn Tâm")


def test_accounts_of_the_organization_and_below_are_listed(
    client: Client, officer: Account, units: dict[str, UUID]
) -> None:
    make_grant("cell_clerk", units["A1"], make_account("Hoàng Thị Duyên"))
    make_grant("cell_clerk", units["B1"], make_account("Ngô Bá Thành"))
    said = words_of(client.get(page("accounts")))
    assert [said.count(name) for name in ("Hoàng Thị Duyên", "Ngô Bá Thành")] == [1, 0]
    assert said.count("2 tài khoản có phân công tại Tổ chức A và bên dưới.") == 1
    below = words_of(client.get(page("accounts"), {"scope": "A3"}))
    assert below.count("0 tài khoản có phân công tại Tổ chức A3") == 1


def test_accounts_are_found_by_name_post_and_lack_of_one(
    client: Client, officer: Account, units: dict[str, UUID]
) -> None:
    clerk = make_account("Hoàng Thị Duyên")
    make_grant("cell_clerk", units["A1"], clerk)
    make_account("Đỗ Thị Hòa")
    found = [
        words_of(client.get(page("accounts"), query)).count(name)
        for query, name in (
            ({"q": "duyên"}, "Hoàng Thị Duyên"),
            ({"q": clerk.login.upper()}, "Hoàng Thị Duyên"),
            ({"post": "cell_clerk"}, "Hoàng Thị Duyên"),
            ({"post": "cell_secretary"}, "Hoàng Thị Duyên"),
            ({"post": "-"}, "Đỗ Thị Hòa"),
            ({"post": "-"}, "Hoàng Thị Duyên"),
            ({"post": "<script>", "page": "-1"}, "Hoàng Thị Duyên"),
        )
    ]
    assert found == [1, 1, 1, 0, 1, 0, 1]


def test_list_asks_the_database_as_often_for_thirty_accounts_as_for_one(
    client: Client, officer: Account, units: dict[str, UUID]
) -> None:
    counts = []
    for number in (1, 29):
        for _account in range(number):
            make_grant("cell_clerk", units["A1"])
        counts.append(statements(client, page("accounts")))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("post", ["cell_clerk", "office_clerk", None])
def test_whoever_does_not_manage_accounts_finds_no_such_pages(
    client: Client, units: dict[str, UUID], post: str | None
) -> None:
    reader(client, post, units["A1"] if post == "cell_clerk" else units["A"])
    for name in ("accounts", "open_account", "clients", "open_client", "who"):
        assert client.get(page(name)).status_code == 404


def test_account_beyond_the_own_reach_is_not_found(client: Client, officer: Account, units: dict[str, UUID]) -> None:
    theirs = make_grant("cell_clerk", units["B1"])
    for name in ("account", "close_account", "temporary_password", "forget_factors", "give_post"):
        assert client.get(page(name, theirs.account_id)).status_code == 404
        assert client.get(page(name, uuid4())).status_code == 404
    assert client.get(page("end_post", theirs.account_id, theirs.pk)).status_code == 404


def test_account_is_opened_and_given_a_post(client: Client, officer: Account, units: dict[str, UUID]) -> None:
    opened = {"login": "thu.ha", "name": "Trần Thu Hà", "day": "1/6/2020", "member": ""} | DECIDED
    response = client.post(page("open_account"), opened)
    account = Account.objects.get(login="thu.ha")
    assert response.headers["Location"] == page("account", account.pk)
    assert account.has_usable_password() is False
    given = {"post": "cell_clerk", "scope": "A1", "day": "1/6/2020", "until": "1/1/2031"} | DECIDED
    assert client.post(page("give_post", account.pk), given).status_code == 302
    said = words_of(client.get(page("account", account.pk)))
    assert said.count("Cán bộ giúp việc chi bộ Tổ chức A1 1/6/2020 1/1/2031 12-QĐ/ĐUK") == 1


def test_account_is_opened_for_a_member_whom_the_address_names(
    client: Client, officer: Account, units: dict[str, UUID]
) -> None:
    assert client.get(page("open_account"), {"member": "nobody"}).status_code == 404
    form = client.get(page("open_account"), {"member": str(units["A1"]), "name": "Trần Thu Hà"}).content.decode()
    fields = re.findall(r'<input type="(?:hidden|text)" name="(?:member|name)" value="([^"]+)"[^>]* id=', form)
    assert sorted(fields) == sorted([str(units["A1"]), "Trần Thu Hà"])


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"login": "Thu Hà"}, "Tên đăng nhập “Thu Hà” không dùng được"),
        ({"name": ""}, "Chưa ghi; hãy điền vào đây."),
        ({"day": "32/1/2020"}, "32/1/2020"),
    ],
)
def test_mistake_in_opening_stands_at_its_field_with_what_was_typed(
    client: Client, officer: Account, changed: dict[str, str], sentence: str
) -> None:
    filled = {"login": "thu.ha", "name": "Trần Thu Hà", "day": "1/6/2020"} | changed
    response = client.post(page("open_account"), filled)
    assert response.status_code == 422
    assert [words.count(sentence) for words in alerts_of(response)] == [1]
    assert response.content.decode().count(f'value="{filled["login"]}"') == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"scope": "KHÔNG"}, "KHÔNG"),
        ({"post": "cell_clerk", "scope": "A"}, "không có ở cấp này"),
        ({"post": "administrator", "scope": "A"}, "vượt quá quyền"),
        ({"post": "thủ trưởng"}, "thủ trưởng"),
        ({"scope": "B1"}, "không có quyền"),
    ],
)
def test_post_that_cannot_be_given_says_why(
    client: Client, officer: Account, changed: dict[str, str], sentence: str
) -> None:
    account = make_account()
    filled = {"post": "cell_clerk", "scope": "A1", "day": "1/6/2020"} | changed
    response = client.post(page("give_post", account.pk), filled)
    assert response.status_code == 422
    assert [words.count(sentence) > 0 for words in alerts_of(response)] == [True]


def test_post_is_ended(client: Client, officer: Account, units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    address = page("end_post", grant.account_id, grant.pk)
    assert words_of(client.get(address)).count("Cán bộ giúp việc chi bộ, Tổ chức A1") == 1
    assert client.post(address, {"day": "sai"}).status_code == 422
    assert client.post(address, {"day": "1/6/2021"} | DECIDED).headers["Location"] == page("account", grant.account_id)
    assert client.get(address).status_code == 404


def test_account_is_closed(client: Client, officer: Account, units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    address = page("close_account", grant.account_id)
    assert client.get(address).status_code == 200
    assert client.post(address, {"day": "1/6/2021"} | DECIDED).status_code == 302
    assert words_of(client.get(page("account", grant.account_id))).count("khóa từ 1/6/2021") == 1
    again = client.post(address, {"day": "1/6/2022"} | DECIDED)
    assert [words.count("Không có tài khoản này") for words in alerts_of(again)] == [1]


def test_own_account_is_not_closed(client: Client, officer: Account) -> None:
    response = client.post(page("close_account", officer.pk), {"day": "1/6/2021"})
    assert [words.count("Không thể tự khóa tài khoản của mình") for words in alerts_of(response)] == [1]


def test_temporary_password_is_shown_once_and_lets_in_to_be_changed(
    client: Client, officer: Account, units: dict[str, UUID]
) -> None:
    account = make_account()
    make_grant("cell_clerk", units["A1"], account)
    address = page("temporary_password", account.pk)
    response = client.post(address, {"reason": "quên mật khẩu"})
    shown = re.search(r"<code>((?:[a-z2-9]{4}-){3}[a-z2-9]{4})</code>", response.content.decode())
    assert shown is not None
    assert response.headers["Cache-Control"] == "private, no-store"
    assert client.get(address).content.decode().count(shown.group(1)) == 0
    other = Client()
    other.post(reverse("account_login"), {"login": account.login, "password": shown.group(1)})
    assert other.get("/").headers["Location"] == reverse("account_change_password")


@pytest.mark.parametrize("name", ["temporary_password", "forget_factors"])
def test_help_needs_a_reason_and_is_not_given_to_oneself(
    client: Client, officer: Account, units: dict[str, UUID], name: str
) -> None:
    account = make_grant("cell_clerk", units["A1"]).account_id
    assert alerts_of(client.post(page(name, account), {"reason": " "})) == ["Chưa ghi; hãy điền vào đây."]
    own = client.post(page(name, officer.pk), {"reason": "thử"})
    assert [words.count("Không thể làm việc này với tài khoản của mình") for words in alerts_of(own)] == [1]


def test_act_itself_asks_for_a_reason(units: dict[str, UUID]) -> None:
    account = make_account()
    for act in (give_temporary_password, forget_second_factors):
        with pytest.raises(Refusal) as refused:
            act(actor=make_actor(at=timezone.now()), account_id=account.pk, reason=" ")
        assert [finding.code for finding in refused.value.findings] == ["access.no-reason"]


def test_nobody_takes_over_an_account_that_may_do_more(
    client: Client, officer: Account, units: dict[str, UUID]
) -> None:
    account = make_account()
    make_grant("administrator", units["A"], account)
    response = client.post(page("temporary_password", account.pk), {"reason": "thử"})
    assert [words.count("vượt quá quyền") for words in alerts_of(response)] == [1]
    account.refresh_from_db()
    assert account.has_usable_password() is False


def test_second_factor_is_taken_away_and_sessions_end(client: Client, officer: Account, units: dict[str, UUID]) -> None:
    account = make_account()
    make_grant("cell_clerk", units["A1"], account)
    TOTP.activate(account, generate_totp_secret())
    other = Client()
    other.force_login(account)
    assert client.get(page("forget_factors", account.pk)).status_code == 200
    assert client.post(page("forget_factors", account.pk), {"reason": "mất điện thoại"}).status_code == 302
    assert has_second_factor(account.pk) is False


def test_closed_account_is_not_helped(client: Client, officer: Account, units: dict[str, UUID]) -> None:
    grant = make_grant("cell_clerk", units["A1"])
    client.post(page("close_account", grant.account_id), {"day": "1/6/2021"})
    response = client.post(page("temporary_password", grant.account_id), {"reason": "thử"})
    assert [words.count("Không có tài khoản này, hoặc nó đã khóa") for words in alerts_of(response)] == [1]


def test_reasons_are_given_for_everybody_who_may(client: Client, officer: Account, units: dict[str, UUID]) -> None:
    make_grant("cell_secretary", units["A1"], make_account("Hoàng Thị Duyên"))
    said = words_of(client.get(page("who"), {"scope": "A1", "area": "members", "verb": "change"}))
    assert said.count("2 phân công mở được danh sách và hồ sơ đảng viên của Tổ chức A1") == 1
    assert said.count("Bí thư chi bộ tại Tổ chức A1 từ ngày 1/1/2008") == 1
    usual = words_of(client.get(page("who"), {"scope": "A1", "area": "x", "verb": "y"}))
    assert usual.count("mở được danh sách và hồ sơ đảng viên của Tổ chức A1") == 1


def test_program_is_let_in_renewed_and_turned_away(client: Client, officer: Account) -> None:
    filled = {"name": "Trang tin", "scope": "A", "place": "layer_and_below", "read": ["figures"], "day": "1/6/2020"}
    assert client.get(page("open_client")).status_code == 200
    assert words_of(client.get(page("clients"))).count("Chưa có ứng dụng nào được truy cập.") == 1
    shown = re.search(r"<code>([\w-]{43})</code>", client.post(page("open_client"), filled).content.decode())
    assert shown is not None
    listed = client.get(page("clients"))
    assert (
        words_of(listed).count("Trang tin xem số liệu và chỉ tiêu: cả lớp của tổ chức đó và mọi tổ chức bên dưới") == 1
    )
    client_id = re.findall(r"/settings/clients/([0-9a-f-]{36})/token/", listed.content.decode())[0]
    assert client.get(page("renew_token", client_id)).status_code == 200
    renewed = client.post(page("renew_token", client_id), {"reason": "mã bị lộ"}).content.decode()
    assert len(re.findall(r"<code>([\w-]{43})</code>", renewed)) == 1
    assert client.get(page("close_client", client_id)).status_code == 200
    today = timezone.localdate()
    assert client.post(page("close_client", client_id), {"day": f"{today:%d/%m/%Y}"}).status_code == 302
    assert client.get(page("close_client", client_id)).status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"read": []}, "Chưa chọn quyền nào"),
        ({"scope": "B"}, "không có quyền"),
        ({"scope": "KHÔNG"}, "KHÔNG"),
        ({"name": ""}, "Chưa ghi; hãy điền vào đây."),
    ],
)
def test_program_that_cannot_be_let_in_says_why(
    client: Client, officer: Account, changed: dict[str, Any], sentence: str
) -> None:
    filled = {"name": "Trang tin", "scope": "A", "place": "unit", "change": ["members"], "read": ["figures"]}
    changed = changed | ({"change": []} if "read" in changed else {})
    response = client.post(page("open_client"), filled | {"day": "1/6/2020"} | changed)
    assert response.status_code == 422
    assert [words.count(sentence) > 0 for words in alerts_of(response)] == [True]


def test_administrator_mode_is_entered_shown_above_every_page_and_left(client: Client, units: dict[str, UUID]) -> None:
    reader(client, "administrator", units["T"])
    assert words_of(client.get(page("security"))).count("Vào chế độ quản trị") == 1
    assert words_of(client.get(page("accounts"))).count("Vào chế độ quản trị để thay đổi") == 1
    assert client.get(page("enter_mode")).status_code == 200
    assert alerts_of(client.post(page("enter_mode"), {"reason": ""})) == ["Chưa ghi; hãy điền vào đây."]
    entered = client.post(page("enter_mode"), {"reason": "phân công đầu năm", "next": page("accounts")})
    assert entered.headers["Location"] == page("accounts")
    assert words_of(client.get(page("accounts"))).count("Chế độ quản trị còn 30 phút") == 1
    assert client.get(page("enter_mode")).status_code == 404
    for _again in range(2):
        assert client.post(page("leave_mode")).headers["Location"] == reverse("home")
    assert AdministratorMode.objects.believed().count() == 0
    assert words_of(client.get(page("accounts"))).count("Chế độ quản trị còn") == 0


def test_nobody_else_enters_administrator_mode(client: Client, officer: Account) -> None:
    assert client.post(page("enter_mode"), {"reason": "thử"}).status_code == 404


def test_sessions_are_listed_and_ended(client: Client, units: dict[str, UUID]) -> None:
    account = make_account()
    make_grant("cell_clerk", units["A1"], account)
    account.set_password("mười hai con ngựa")
    account.save()
    here, there, elsewhere = (Client(headers={"user-agent": name}) for name in ("O day", "Noi kia", "Noi khac"))
    for browser in (here, there, elsewhere):
        browser.post(reverse("account_login"), {"login": account.login, "password": "mười hai con ngựa"})
    listed = here.get(page("security"))
    assert [words_of(listed).count(name) for name in ("O day", "Noi kia", "Noi khac", "nơi này")] == [1, 1, 1, 1]
    first = re.findall(r"/account/sessions/(\d+)/end/", listed.content.decode())[0]
    assert here.post(page("end_session", first)).status_code == 302
    assert here.post(page("end_session", first)).status_code == 404
    assert elsewhere.get(page("security")).status_code == 302
    assert here.post(page("end_other_sessions")).status_code == 302
    assert (there.get(page("security")).status_code, here.get(page("security")).status_code) == (302, 200)


def test_account_without_post_sees_its_own_page(client: Client, units: dict[str, UUID]) -> None:
    reader(client, None)
    assert words_of(client.get(page("security"))).count("Chưa có phân công nào nên chưa xem được gì.") == 1


def test_key_pages_ask_for_what_a_key_needs(client: Client, officer: Account) -> None:
    officer.set_password("mười hai con ngựa")
    officer.save()
    client.force_login(officer)
    confirm = client.get(reverse("mfa_add_webauthn"))
    assert confirm.headers["Location"].startswith(reverse("account_reauthenticate")) is True
    assert client.get(confirm.headers["Location"]).status_code == 200
    response = client.post(confirm.headers["Location"], {"password": "mười hai con ngựa"}, follow=True)
    assert response.content.decode().count('id="js_data"') == 1
    for name in ("mfa_reauthenticate", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"):
        assert client.get(reverse(name)).status_code in {200, 302, 404}
