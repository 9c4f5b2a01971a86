"""What somebody does in a browser: sign in, and give the code that an app would show."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import TYPE_CHECKING

from tools.serving import Key

if TYPE_CHECKING:
    from playwright.sync_api import Page

STEP = 30
"""Seconds for which a code holds."""


def code_of(secret: str) -> str:
    """The code that an app shows for ``secret`` at this moment (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // STEP)
    digest = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def sign_in(page: Page, address: str, key: Key) -> None:
    """Sign in with a password and, where one is asked for, a code."""
    page.goto(f"{address}/account/login/")
    page.get_by_label("Tên đăng nhập").fill(key.login)
    page.get_by_label("Mật khẩu").fill(key.password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    if key.secret:
        page.locator("input[name=code]").fill(code_of(key.secret))
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("heading", level=1).wait_for()
