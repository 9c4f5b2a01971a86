"""Secrets behind second factors do not lie open in the database."""

from __future__ import annotations

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from dangvu.access.models import Account
from dangvu.access.secrecy import decrypted, encrypted
from dangvu.kernel.findings import Refusal
from tests.factories.access import make_account

MIGRATION = import_module("dangvu.access.migrations.0004_encrypted_second_factors")


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@given(st.text())
def test_what_was_encrypted_is_read_again(text: str) -> None:
    assert decrypted(encrypted(text)) == text
    assert encrypted(text) != encrypted(text)


def test_old_secret_key_still_opens_what_it_encrypted(settings: Settings) -> None:
    stored, old = encrypted("bí mật"), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "khóa mới", [old]
    assert decrypted(stored) == "bí mật"


@pytest.mark.parametrize(
    "stored", ["JBSWY3DPEHPK3PXP", "", encrypted("x")], ids=["in clear", "nothing", "of another key"]
)
def test_what_another_key_encrypted_is_refused_with_what_to_do(settings: Settings, stored: str) -> None:
    settings.SECRET_KEY = "khóa khác"
    with pytest.raises(Refusal, match="hãy nhờ người quản lý tài khoản gỡ bước này rồi đặt lại") as refused:
        decrypted(stored)
    assert [finding.code for finding in refused.value.findings] == ["access.other-key"]


@pytest.fixture
def account(db: None) -> Account:
    return make_account()


def test_secrets_of_second_factors_are_stored_encrypted(account: Account) -> None:
    secret = generate_totp_secret()
    totp = TOTP.activate(account, secret)
    assert decrypted(totp.instance.data["secret"]) == secret
    assert totp.validate_code(code_of(secret))
    codes = RecoveryCodes.activate(account)
    assert len(decrypted(codes.instance.data["seed"])) > 20
    assert codes.validate_code(codes.get_unused_codes()[0])


def test_secrets_stored_before_are_encrypted_by_the_migration_and_opened_again_by_going_back(account: Account) -> None:
    totp = Authenticator.objects.create(user=account, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    plain = {"migrated_codes": ["abc", "def"], "used_mask": 0}
    codes = Authenticator.objects.create(user=account, type="recovery_codes", data=plain)
    key = Authenticator.objects.create(user=account, type="webauthn", data={"name": "Khóa"})
    MIGRATION.encrypt(apps, None)
    for one in (totp, codes, key):
        one.refresh_from_db()
    assert TOTP(totp).validate_code(code_of("JBSWY3DPEHPK3PXP"))
    assert RecoveryCodes(codes).get_unused_codes() == ["abc", "def"]
    assert [len(code) > 50 for code in codes.data["migrated_codes"]] == [True, True]
    assert key.data == {"name": "Khóa"}
    MIGRATION.decrypt(apps, None)
    totp.refresh_from_db()
    codes.refresh_from_db()
    assert (totp.data, codes.data) == ({"secret": "JBSWY3DPEHPK3PXP"}, plain)
