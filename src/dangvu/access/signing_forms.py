"""The forms of allauth in the words of the office."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

CODE = _("Mã xác thực")
KEY = _("Tên gọi của khóa")
PASSWORD = _("Mật khẩu")


class InOurWords(forms.Form):
    """Puts ``labels`` and ``helps`` over those of allauth, and takes away what would stand inside a field."""

    labels: ClassVar[dict[str, Any]] = {}
    helps: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        self.use_required_attribute = False
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.error_messages["required"] = _("chưa ghi; hãy điền vào đây.")
            field.widget.attrs.pop("placeholder", None)
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"help_{name}"


class SignIn(InOurWords, LoginForm):
    """Name and password."""

    labels: ClassVar[dict[str, Any]] = {"login": _("Tên đăng nhập"), "password": PASSWORD}


class Reauthenticate(InOurWords, ReauthenticateForm):
    """The password once more, before anything that guards the account is changed."""

    labels: ClassVar[dict[str, Any]] = {"password": PASSWORD}


class ChangePassword(InOurWords, ChangePasswordForm):
    """Another password."""

    labels: ClassVar[dict[str, Any]] = {
        "oldpassword": _("Mật khẩu đang dùng"),
        "password1": _("Mật khẩu mới"),
        "password2": _("Mật khẩu mới, gõ lại"),
    }
    helps: ClassVar[dict[str, Any]] = {"password1": _("Từ 10 ký tự; một câu dài dễ nhớ thì tốt hơn một từ khó.")}


class SetPassword(InOurWords, SetPasswordForm):
    """A password for an account that had none."""

    labels: ClassVar[dict[str, Any]] = ChangePassword.labels
    helps: ClassVar[dict[str, Any]] = ChangePassword.helps


class SecondFactor(InOurWords, AuthenticateForm):
    """A code of the app, or one of the recovery codes."""

    labels: ClassVar[dict[str, Any]] = {"code": CODE}
    helps: ClassVar[dict[str, Any]] = {
        "code": _("Sáu chữ số đang hiện trong ứng dụng, hoặc một mã dự phòng chưa dùng."),
    }


class ReauthenticateCode(InOurWords, ReauthenticateCodeForm):
    """The second factor once more."""

    labels: ClassVar[dict[str, Any]] = {"code": CODE}


class ActivateCodes(InOurWords, ActivateTOTPForm):
    """The first code, which proves that the app has the secret."""

    labels: ClassVar[dict[str, Any]] = {"code": CODE}
    helps: ClassVar[dict[str, Any]] = {"code": _("Sáu chữ số đang hiện trong ứng dụng.")}


class AddKey(InOurWords, AddWebAuthnForm):
    """A key or a device that signs in."""

    labels: ClassVar[dict[str, Any]] = {
        "name": KEY,
        "passwordless": _("Đăng nhập bằng riêng khóa này, không cần mật khẩu"),
    }


class NameKey(InOurWords, EditWebAuthnForm):
    """Another name for a key."""

    labels: ClassVar[dict[str, Any]] = {"name": KEY}
