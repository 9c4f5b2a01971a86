"""The words for what is done with accounts, for whoever reads the trail."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Area, Spelling, Verbs, registered
from dangvu.kernel.policy import Verb
from dangvu.regulations import spelled

VERBS = Verbs(
    {
        "access.open_account": _("mở tài khoản"),
        "access.close_account": _("khóa tài khoản"),
        "access.grant_post": _("phân công"),
        "access.end_post": _("kết thúc phân công"),
        "access.enter_administration": _("vào chế độ quản trị"),
        "access.leave_administration": _("rời chế độ quản trị"),
        "access.give_temporary_password": _("cấp mật khẩu tạm"),
        "access.forget_second_factors": _("gỡ bước xác thực thứ hai"),
        "access.open_client": _("cho ứng dụng truy cập"),
        "access.renew_token": _("cấp mã truy cập mới cho ứng dụng"),
        "access.close_client": _("ngừng cho ứng dụng truy cập"),
    }
)


def _area(code: str, _on: date) -> str:
    return next((str(area.label) for area in registered(Area) if area.code == code), code)


def _may(verb: str, _on: date) -> str:
    return str(_("sửa") if verb == Verb.CHANGE else _("xem"))


SPELLINGS = (
    Spelling(("access.Grant.post", "access.grant_post.post", "access.end_post.post"), spelled("access/posts")),
    Spelling(("access.ClientGrant.place",), spelled("access/places")),
    Spelling(("access.ClientGrant.area",), _area),
    Spelling(("access.ClientGrant.verb",), _may),
)
