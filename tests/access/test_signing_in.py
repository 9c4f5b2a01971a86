"""Signing in: with what, how often one may err, and what must be done before anything else opens."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from dangvu.access.actions import close_account
from dangvu.access.adapters import AccountAdapter
from dangvu.access.models import Account, Origin, Outcome, SignIn
from dangvu.access.signing_in import device_of, locked_until, note_sign_in, origin_of
from dangvu.access.signing_urls import urlpatterns
from dangvu.kernel.policy import Actor
from tests.factories.access import make_account, make_grant
from tests.factories.organizations import BASIS
from tests.factories.web import reader

PASSWORD = "mười hai con ngựa"


@pytest.fixture
def account(units: dict[str, UUID]) -> Account:
    """A clerk of cell A1, who need not have a second factor."""
    account = make_account()
    make_grant("cell_clerk", units["A1"], account)
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def officer(units: dict[str, UUID]) -> Account:
    """An officer of the province, who must have one."""
    account = make_account("Lê Văn Tâm")
    make_grant("organization_officer", units["T"], account)
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(account: Account | str, password: str = PASSWORD, client: Client | None = None, **further: Any) -> Any:
    login = account if isinstance(account, str) else account.login
    address = reverse("account_login")
    return (client or Client()).post(address, {"login": login, "password": password} | further)


def told(response: Any) -> list[str]:
    return [
        unescape(words) for words in re.findall(r'<li>(.*?)</li>|role="alert">([^<]*)<', response.content.decode())[0]
    ]


def outcomes() -> list[tuple[str, str]]:
    return list(SignIn.objects.order_by("id").values_list("outcome", "origin"))


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_right_password_opens_the_front_door(account: Account) -> None:
    response = sign_in(account)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("home"))
    assert outcomes() == [(Outcome.SIGNED_IN, Origin.MACHINE)]


def test_wrong_password_is_told_without_saying_whether_the_name_is_known(account: Account) -> None:
    known, unknown = sign_in(account, "sai rồi"), sign_in("khong-ai", "sai rồi")
    sentence = "Tên đăng nhập hoặc mật khẩu không đúng; hãy gõ lại, hoặc nhờ người quản lý tài khoản cấp mật khẩu tạm."
    for response in (known, unknown):
        assert response.content.decode().count(sentence) == 1
    assert outcomes() == [(Outcome.WRONG_PASSWORD, Origin.MACHINE)] * 2
    assert list(SignIn.objects.order_by("id").values_list("account", flat=True)) == [account.pk, None]


def test_name_that_was_typed_is_not_kept(account: Account) -> None:
    sign_in("mat-khau-go-nham", "sai")
    assert SignIn.objects.get().tried.count("mat-khau") == 0


def test_closed_account_is_answered_like_a_wrong_password(account: Account) -> None:
    now = timezone.now()
    close_account(actor=Actor("Trần Thị Bình", now, operator=True), day=now.date(), basis=BASIS, account_id=account.pk)
    assert sign_in(account).status_code == 200
    assert outcomes() == [(Outcome.WRONG_PASSWORD, Origin.MACHINE)]


def test_closing_an_account_signs_it_out(account: Account) -> None:
    client = Client()
    sign_in(account, client=client)
    assert client.get(reverse("access:security")).status_code == 200
    now = timezone.now()
    close_account(actor=Actor("Trần Thị Bình", now, operator=True), day=now.date(), basis=BASIS, account_id=account.pk)
    assert client.get(reverse("access:security")).status_code == 302


def test_name_is_locked_after_five_wrong_attempts_and_says_until_when(account: Account) -> None:
    for _attempt in range(5):
        sign_in(account, "sai")
    until = timezone.localtime(SignIn.objects.latest("at").at + timedelta(minutes=15))
    page = sign_in(account).content.decode()
    assert page.count(f"hãy thử lại sau {until:%H:%M} ngày {until.day}/{until.month}/{until.year}.") == 1
    assert outcomes()[-1] == (Outcome.LOCKED, Origin.MACHINE)


def test_lock_ends_by_itself_and_attempts_during_it_do_not_lengthen_it(account: Account) -> None:
    now = timezone.now()
    for minute in range(5):
        note_sign_in(
            login=account.login, at=now + timedelta(minutes=minute), address="", outcome=Outcome.WRONG_PASSWORD
        )
    note_sign_in(login=account.login, at=now + timedelta(minutes=6), address="", outcome=Outcome.LOCKED)
    until = now + timedelta(minutes=19)
    assert locked_until(account.login, now + timedelta(minutes=5)) == until
    assert locked_until(account.login, now + timedelta(minutes=18, seconds=59)) is None
    assert locked_until("khong-ai", now) is None


def test_signing_in_well_begins_the_count_anew(account: Account) -> None:
    now = timezone.now()
    for second in range(4):
        note_sign_in(login=account.login, at=now + timedelta(seconds=second), address="", outcome=Outcome.WRONG_CODE)
    note_sign_in(login=account.login, at=now + timedelta(seconds=5), address="", outcome=Outcome.SIGNED_IN)
    note_sign_in(login=account.login, at=now + timedelta(seconds=6), address="", outcome=Outcome.WRONG_CODE)
    assert locked_until(account.login, now + timedelta(seconds=7)) is None


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("127.0.0.1", Origin.MACHINE),
        ("::1", Origin.MACHINE),
        ("192.168.1.20", Origin.OFFICE),
        ("203.113.131.1", Origin.OUTSIDE),
        ("?", Origin.OUTSIDE),
    ],
)
def test_only_the_kind_of_an_address_is_kept(address: str, origin: Origin) -> None:
    assert origin_of(address) == origin


def test_second_factor_is_asked_for_where_there_is_one(officer: Account) -> None:
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    client = Client()
    response = sign_in(officer, client=client)
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.content.decode().count("Mã không đúng; hãy gõ mã đang hiện trên máy của bạn.") == 1
    right = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert right.headers["Location"] == reverse("home")
    assert [outcome for outcome, _origin in outcomes()] == [Outcome.WRONG_CODE, Outcome.SIGNED_IN]


def test_post_that_demands_a_second_factor_opens_nothing_before_there_is_one(officer: Account) -> None:
    client = Client()
    sign_in(officer, client=client)
    for name in ("home", "access:accounts", "access:security", "account_change_password"):
        assert client.get(reverse(name)).headers["Location"] == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert secret is not None
    assert page.count("buộc phải xác thực hai bước") == 1
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret.group(1))})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes.count("<li><code>") == 10
    assert client.get(reverse("access:security")).status_code == 200


def test_post_without_that_demand_opens_at_once(account: Account) -> None:
    client = Client()
    sign_in(account, client=client)
    assert client.get(reverse("access:security")).status_code == 200


def test_recovery_code_takes_the_place_of_the_phone_once(officer: Account) -> None:
    client = Client()
    secret = generate_totp_secret()
    sign_in(officer, client=client)
    TOTP.activate(officer, secret)
    client.post(reverse("mfa_generate_recovery_codes"))
    recovery = Authenticator.objects.get(user=officer, type="recovery_codes").wrap().get_unused_codes()[0]
    for location in (reverse("home"), None):
        other = Client()
        sign_in(officer, client=other)
        response = other.post(reverse("mfa_authenticate"), {"code": recovery})
        assert response.headers.get("Location") == location


def test_given_password_opens_nothing_but_the_page_where_it_is_changed(account: Account) -> None:
    account.temporary_until = timezone.now() + timedelta(days=1)
    account.save()
    client = Client()
    sign_in(account, client=client)
    for name in ("home", "access:security"):
        assert client.get(reverse(name)).headers["Location"] == reverse("account_change_password")
    assert client.get(reverse("account_change_password")).status_code == 200
    new = {"oldpassword": PASSWORD, "password1": "một câu dài dễ nhớ", "password2": "một câu dài dễ nhớ"}
    assert client.post(reverse("account_change_password"), new).status_code == 302
    assert client.get(reverse("access:security")).status_code == 200
    assert sign_in(account, "một câu dài dễ nhớ").status_code == 302


def test_given_password_runs_out(account: Account) -> None:
    account.temporary_until = timezone.now() - timedelta(minutes=1)
    account.save()
    assert sign_in(account).status_code == 200


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("ngắn", "mật khẩu quá ngắn; hãy dùng ít nhất 10 ký tự, chẳng hạn vài từ không liên quan."),
        ("basketball", "mật khẩu này quá phổ biến, ai cũng đoán được; hãy chọn mật khẩu khác."),
        ("31415926535", "mật khẩu chỉ có chữ số; hãy thêm chữ cái."),
        ("{login}-hoa-sen", "mật khẩu có chứa tên đăng nhập; hãy chọn mật khẩu khác."),
    ],
)
def test_weak_password_is_refused_with_what_to_do(account: Account, password: str, sentence: str) -> None:
    client = Client()
    sign_in(account, client=client)
    weak = password.format(login=account.login)
    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    ).content.decode()
    assert page.count(sentence[0].upper() + sentence[1:]) == 1


def test_page_that_was_wanted_opens_after_signing_in(account: Account) -> None:
    client = Client()
    wanted = client.get(reverse("access:security")).headers["Location"]
    response = client.post(wanted, {"login": account.login, "password": PASSWORD})
    assert response.headers["Location"] == reverse("access:security")


def test_house_is_closed_for_signing_up(units: dict[str, UUID]) -> None:
    request = RequestFactory().get("/")
    assert AccountAdapter(request).is_open_for_signup(request) is False


def test_nobody_signs_up_or_resets_a_password_by_mail(client: Client, account: Account) -> None:
    assert [client.get(f"/account/{page}/").status_code for page in ("signup", "email", "password/reset")] == [404] * 3


def test_signing_out_leads_to_the_door(client: Client, units: dict[str, UUID]) -> None:
    reader(client, at=units["T"])
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")
    assert Session.objects.count() == 0


def test_too_many_tries_from_one_address_are_asked_to_wait(account: Account) -> None:
    client = Client()
    tries = [sign_in("khong-ai", client=client) for _try in range(31)]
    assert [response.status_code for response in tries] == [200] * 30 + [429]
    assert tries[-1].content.decode().count("<h1>Thử lại sau ít phút</h1>") == 1


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl", "curl"),
    ],
)
def test_browser_is_called_as_people_call_it(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_no_page_of_the_own_account_fails(client: Client, units: dict[str, UUID], password: str | None) -> None:
    account = reader(client, at=units["T"])
    account.set_password(password)
    account.save()
    client.force_login(account)
    pages = [name for name in (pattern.name for pattern in urlpatterns) if name != "account_logout"]
    keys = {"mfa_edit_webauthn": [1], "mfa_remove_webauthn": [1]}
    statuses = {client.get(reverse(str(name), args=keys.get(str(name)))).status_code for name in pages}
    assert statuses <= {200, 302, 404}


def test_wrong_code_before_a_second_factor_is_set_up_is_told_at_its_field(officer: Account) -> None:
    client = Client()
    sign_in(officer, client=client)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "1"}).content.decode()
    assert page.count("Mã không đúng; hãy gõ mã đang hiện trên máy của bạn.") == 1


def test_old_proof_is_asked_for_again_before_the_way_of_signing_in_changes(account: Account) -> None:
    client = Client()
    sign_in(account, client=client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    confirm = client.get(reverse("mfa_activate_totp")).headers["Location"]
    assert confirm == f"{reverse('account_reauthenticate')}?next=%2Faccount%2Fcodes%2F"
    wrong = client.post(confirm, {"password": "sai"}).content.decode()
    assert wrong.count("Mật khẩu không đúng; hãy gõ lại.") == 1
    assert client.post(confirm, {"password": PASSWORD}).headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
