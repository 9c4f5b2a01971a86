"""What allauth asks this house: no signing up, no mail, locks that say until when, and every attempt noted."""

from __future__ import annotations

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.access.models import Account, Outcome
from dangvu.access.secrecy import decrypted, encrypted
from dangvu.access.signing_in import locked_until, note_sign_in
from dangvu.kernel.days import write_day
from dangvu.ui.asking import actor_of

DONE = {
    "account/messages/password_changed.txt": gettext_lazy("Đã đổi mật khẩu."),
    "account/messages/password_set.txt": gettext_lazy("Đã đặt mật khẩu."),
    "mfa/messages/totp_activated.txt": gettext_lazy("Đã bật mã xác thực."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Đã tắt mã xác thực."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("Đã lập bộ mã dự phòng mới."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Đã thêm khóa bảo mật."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Đã bỏ khóa bảo mật."),
}
"""What is said when something has been done, by the names that allauth gives to it."""


class AccountAdapter(DefaultAccountAdapter):
    """Signing in with a name and a password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy(
            "tên đăng nhập hoặc mật khẩu không đúng; hãy gõ lại, hoặc nhờ người quản lý tài khoản cấp mật khẩu tạm."
        ),
        "too_many_login_attempts": gettext_lazy("đã sai quá nhiều lần; hãy chờ năm phút rồi thử lại."),
        "rate_limited": gettext_lazy("đã thử quá nhiều lần; hãy chờ năm phút rồi thử lại."),
        "incorrect_password": gettext_lazy("mật khẩu không đúng; hãy gõ lại."),
        "enter_current_password": gettext_lazy("mật khẩu đang dùng không đúng; hãy gõ lại."),
        "incorrect_code": gettext_lazy("mã không đúng; hãy gõ mã đang hiện trên máy của bạn."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by whoever may, not by whoever comes."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_args: Any, **_details: Any
    ) -> None:
        """Say what is worth a word; that one is signed in, one sees."""
        if message_template in DONE:
            messages.add_message(request, level, DONE[message_template])

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise ``ValidationError``, which says until when, while the name for signing in is locked."""
        login = credentials["username"]
        until = locked_until(login, actor_of(request).at)
        if until is not None:
            self._note(request, login, Outcome.LOCKED)
            local = until.astimezone(timezone.get_current_timezone())
            message = _("tên đăng nhập này tạm khóa vì sai nhiều lần liên tiếp; hãy thử lại sau %(time)s ngày %(day)s.")
            details = {"time": f"{local:%H:%M}", "day": write_day(local.date())}
            raise ValidationError(message % details, code="too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong name or password."""
        self._note(request, credentials["username"], Outcome.WRONG_PASSWORD)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse:
        """Note that somebody has signed in, by whichever way."""
        self._note(request, user.get_username(), Outcome.SIGNED_IN)
        response: HttpResponse = super().post_login(request, user, **details)
        return response

    def is_reauthentication_required(self, *, app: str, **_details: Any) -> bool:
        """Whether one must prove anew who one is before changing how one signs in: not within minutes of doing so."""
        request = context.request
        proofs = [proof["at"] for proof in get_authentication_records(request, request.user)]
        return bool(actor_of(request).at.timestamp() - max(proofs, default=0) > app_settings.REAUTHENTICATION_TIMEOUT)

    def _note(self, request: HttpRequest, login: str, outcome: Outcome) -> None:
        note_sign_in(login=login, at=actor_of(request).at, address=self.get_client_ip(request), outcome=outcome)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: one-time codes, keys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("mã không đúng; hãy gõ mã đang hiện trên máy của bạn."),
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - as it is called
        """What a further key is called until its owner gives it another name: ``Khóa 2``."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Khóa %(number)d") % {"number": number}

    def encrypt(self, text: str) -> str:
        """A secret as it may be stored."""
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; raises ``Refusal`` when the machine's secret key is another one now."""
        return decrypted(encrypted_text)

    def get_totp_issuer(self) -> str:
        """The name under which the code stands in an app."""
        return "Dangvu"


def note_wrong_code(*, request: HttpRequest, user: Account, **_further: Any) -> None:
    """Note a wrong second factor."""
    address = AccountAdapter(request).get_client_ip(request)
    note_sign_in(login=user.login, at=actor_of(request).at, address=address, outcome=Outcome.WRONG_CODE)
