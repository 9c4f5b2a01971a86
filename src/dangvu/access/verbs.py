"""The words for what is done with accounts, for whoever reads the trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Verbs

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
