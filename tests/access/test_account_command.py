"""dangvu account: what the operator of the machine does for whoever is locked out."""

from __future__ import annotations

from uuid import UUID

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command

from dangvu.access.accounts import has_second_factor
from dangvu.access.models import Account
from dangvu.audit.models import Line
from dangvu.kernel.findings import Refusal
from tests.factories.access import make_account


def test_accounts_are_listed(units: dict[str, UUID], capsys: pytest.CaptureFixture[str]) -> None:
    account = make_account("Lê Văn Tâm")
    call_command("account")
    assert capsys.readouterr().out == f"{account.login} – Lê Văn Tâm, từ ngày 1/1/2008\n"


def test_password_is_given_for_a_while(units: dict[str, UUID], capsys: pytest.CaptureFixture[str]) -> None:
    account = make_account()
    call_command("account", account.login, "--password")
    said, _colon, password = capsys.readouterr().out.strip().rpartition(": ")
    assert said == f"Mật khẩu tạm của {account.login}, phải đổi ngay khi đăng nhập"
    account.refresh_from_db()
    line = Line.objects.latest("number")
    assert (account.check_password(password), account.temporary_until is not None) == (True, True)
    assert (line.verb, line.subject, line.details) == (
        "access.give_temporary_password",
        account.pk,
        {"login": account.login},
    )


def test_second_factor_is_taken_away(units: dict[str, UUID], capsys: pytest.CaptureFixture[str]) -> None:
    account = make_account()
    TOTP.activate(account, generate_totp_secret())
    call_command("account", account.login, "--second-factor")
    assert capsys.readouterr().out == f"Đã gỡ bước xác thực thứ hai của {account.login}.\n"
    assert has_second_factor(account.pk) is False


def test_name_of_nobody_is_refused(units: dict[str, UUID]) -> None:
    with pytest.raises(Refusal) as refused:
        call_command("account", "khong-ai", "--password")
    assert [finding.code for finding in refused.value.findings] == ["access.unknown-account"]
    assert Account.objects.count() == 0
