"""The reports room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import LeftOut, MenuEntry, MenuGroup, Pages, Relation, register


class ReportsConfig(AppConfig):
    """Templates, drafts and issued reports."""

    name = "dangvu.reports"
    label = "reports"
    verbose_name = _("Báo cáo")

    def ready(self) -> None:
        """Bring the pages; say what reports do when organisations change."""
        issued = "a report stays with the organisation that issued it"
        from dangvu.reports.policy import READ  # noqa: PLC0415 - rooms are ready only now

        register(
            Pages("reports/", "dangvu.reports.urls"),
            MenuEntry(_("Báo cáo"), "reports:index", MenuGroup.FIGURES, 20, READ, bar=True),
            Relation("reports.IssuedReport", left=issued),
            Relation("reports.Narrative", left="the words of a report stay with the organisation that wrote them"),
            LeftOut("reports.IssuedReport", "issued reports are counted with the register of documents"),
            LeftOut("reports.Narrative", "words are not counted"),
        )
