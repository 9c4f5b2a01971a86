"""The reports room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import (
    Api,
    LeftOut,
    MenuEntry,
    MenuGroup,
    Pages,
    Panel,
    Relation,
    SearchSource,
    Verbs,
    register,
)


class ReportsConfig(AppConfig):
    """Templates, drafts and issued reports."""

    name = "dangvu.reports"
    label = "reports"
    verbose_name = _("Báo cáo")

    def ready(self) -> None:
        """Bring the pages; say what reports do when organisations change."""
        from dangvu.reports.panels import issued_panel  # noqa: PLC0415 - rooms are ready only now
        from dangvu.reports.policy import READ  # noqa: PLC0415 - likewise
        from dangvu.reports.search import find_issued_reports  # noqa: PLC0415 - likewise
        from dangvu.reports.verbs import SPELLINGS, VERBS  # noqa: PLC0415 - likewise

        register(
            Pages("reports/", "dangvu.reports.urls"),
            Api("reports/", "dangvu.reports.api.router"),
            MenuEntry(_("Báo cáo"), "reports:index", MenuGroup.FIGURES, 20, READ, bar=True),
            Panel("organization", _("Báo cáo đã ban hành"), 90, "reports/panel.html", issued_panel),
            SearchSource("reports", _("Báo cáo đã ban hành"), find_issued_reports),
            Verbs(VERBS),
            *SPELLINGS,
            Relation("reports.IssuedReport", left="a report stays with the organisation that issued it"),
            Relation("reports.Narrative", left="the words of a report stay with the organisation that wrote them"),
            Relation("reports.UnsavedText", left="what is being written is saved or dropped by its writer"),
            LeftOut("reports.IssuedReport", "issued reports are counted with the register of documents"),
            LeftOut("reports.Narrative", "words are not counted"),
        )
