"""What must be read again and may not lie open in the database: the secrets behind one-time and recovery codes.

They are encrypted under a key made of the machine's secret key, which is kept beside the database and in no copy of it.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from dangvu.kernel.findings import Refusal

PURPOSE = b"dangvu.access.second-factor"
"""Keys for other purposes are other keys."""


def encrypted(text: str) -> str:
    """``text`` as it may be stored."""
    return _cipher().encrypt(text.encode()).decode()


def decrypted(stored: str) -> str:
    """What was encrypted; raises ``Refusal`` when it was under another key."""
    try:
        return _cipher().decrypt(stored).decode()
    except InvalidToken:
        message = _(
            "không đọc được bước xác thực thứ hai vì khóa bí mật của máy đã đổi;"
            " hãy nhờ người quản lý tài khoản gỡ bước này rồi đặt lại."
        )
        raise Refusal.of("access.other-key", message) from None


def _cipher() -> MultiFernet:
    return _cipher_under(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _cipher_under(*secrets: str) -> MultiFernet:
    """Encrypts under the first of the secrets, and decrypts under any."""
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return urlsafe_b64encode(HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode()))
