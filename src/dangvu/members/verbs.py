"""What the acts of the room are called in the trail and among the latest changes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Verbs

VERBS = Verbs(
    {
        "members.admit_members": _("kết nạp đảng viên"),
        "members.recognize_members": _("công nhận đảng viên chính thức"),
        "members.enrol_members": _("ghi đảng viên vào danh sách"),
        "members.transfer_members": _("chuyển sinh hoạt đảng"),
        "members.receive_members": _("tiếp nhận đảng viên trở lại"),
        "members.end_memberships": _("cho ra khỏi danh sách đảng viên"),
        "members.readmit_members": _("kết nạp lại vào Đảng"),
        "members.correct_record": _("đính chính hồ sơ đảng viên"),
        "members.qualify_members": _("ghi trình độ"),
        "members.change_occupations": _("ghi nghề nghiệp"),
        "members.join_youth_union": _("ghi là đoàn viên"),
        "members.leave_youth_union": _("ghi trưởng thành Đoàn"),
        "members.exempt_members": _("miễn công tác và sinh hoạt đảng"),
        "members.end_exemptions": _("cho tham gia công tác và sinh hoạt trở lại"),
    }
)
