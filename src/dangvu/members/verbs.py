"""What the acts of the room are called in the trail and among the latest changes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Spelling, Verbs
from dangvu.members.actions.checks import LEVELS
from dangvu.regulations import spelled

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

SPELLINGS = (
    Spelling(("members.Personal.sex",), spelled("members/sexes")),
    Spelling(("members.Personal.ethnic_group",), spelled("members/ethnic_groups")),
    Spelling(("members.Personal.religion",), spelled("members/religions")),
    Spelling(("members.MembershipStatus.status",), spelled("members/statuses")),
    Spelling(
        ("members.MembershipStatus.end_reason", "members.end_memberships.reason"), spelled("members/leaving_reasons")
    ),
    Spelling(("members.Affiliation.entry",), spelled("members/entries")),
    Spelling(("members.Affiliation.exit",), spelled("members/exits")),
    Spelling(("members.Qualification.kind",), spelled("members/qualification_kinds")),
    Spelling(("members.Qualification.level",), spelled(*LEVELS.values())),
    Spelling(("members.Admission.occupation", "members.Occupation.code"), spelled("members/occupations")),
    Spelling(("members.Exemption.reason", "members.exempt_members.reason"), spelled("members/exemption_reasons")),
)
