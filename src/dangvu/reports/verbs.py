"""The words for the verbs of this room's acts."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Spelling
from dangvu.reports.report_template import templates

VERBS = {
    "reports.write_narrative": _("viết lời văn báo cáo"),
    "reports.issue_report": _("ban hành báo cáo"),
}


def _template(code: str, _on: date) -> str:
    return str(templates().get(code, code))


def _block(code: str, _on: date) -> str:
    return next((template.blocks[code] for template in templates().values() if code in template.blocks), code)


SPELLINGS = (
    Spelling(
        (
            "reports.Narrative.template",
            "reports.IssuedReport.template",
            "reports.write_narrative.template",
            "reports.issue_report.template",
        ),
        _template,
    ),
    Spelling(("reports.Narrative.block", "reports.write_narrative.block"), _block),
)
