"""What a password must be, said in a sentence."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dangvu.kernel.vietnamese import fold


class LongEnough:
    """A password has at least so many letters."""

    def __init__(self, letters: int) -> None:
        self.letters = letters

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ``ValidationError`` for a shorter one."""
        if len(password) < self.letters:
            message = _("mật khẩu quá ngắn; hãy dùng ít nhất %(letters)d ký tự, chẳng hạn vài từ không liên quan.")
            raise ValidationError(message % {"letters": self.letters}, code="access.short-password")


class NotCommon(CommonPasswordValidator):
    """A password is none that everybody tries first."""

    def get_error_message(self) -> str:
        """What is wrong with a common one."""
        return _("mật khẩu này quá phổ biến, ai cũng đoán được; hãy chọn mật khẩu khác.")


class NotTheName:
    """A password does not hold the name for signing in, nor only digits."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ``ValidationError`` for one that does."""
        if password.isdecimal():
            message = _("mật khẩu chỉ có chữ số; hãy thêm chữ cái.")
            raise ValidationError(message, code="access.digits-only")
        if user is not None and user.get_username() and user.get_username() in fold(password):
            message = _("mật khẩu có chứa tên đăng nhập; hãy chọn mật khẩu khác.")
            raise ValidationError(message, code="access.name-in-password")
