"""The words for what can happen to committees and heads of bodies."""

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Spelling, Verbs
from dangvu.regulations import spelled

VERBS = Verbs(
    {
        "committees.appoint_members": _("bổ sung cấp ủy viên, giao chức vụ"),
        "committees.correct_record": _("đính chính cấp ủy"),
        "committees.elect_committees": _("bầu hoặc chỉ định cấp ủy"),
        "committees.end_committee": _("kết thúc cấp ủy"),
        "committees.name_heads": _("ghi thủ trưởng cơ quan, đơn vị"),
        "committees.release_head": _("thôi thủ trưởng cơ quan, đơn vị"),
        "committees.release_members": _("cho thôi cấp ủy viên"),
    },
    area="committees",
)

SPELLINGS = (Spelling(("committees.CommitteeMember.post",), spelled("committees/posts")),)
