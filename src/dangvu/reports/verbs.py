"""The words for the verbs of this room's acts."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "reports.write_narrative": _("viết lời văn báo cáo"),
    "reports.issue_report": _("ban hành báo cáo"),
}
