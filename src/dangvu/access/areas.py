"""The areas of the rooms of the house; a room that comes later registers its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Area

AREAS = (
    Area("organizations", _("tổ chức đảng")),
    Area("members", _("danh sách và hồ sơ đảng viên")),
    Area("committees", _("cấp ủy")),
    Area("figures", _("số liệu và chỉ tiêu")),
    Area("reports", _("báo cáo")),
    Area("administration", _("tài khoản và phân công")),
)
