"""The statistics room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import (
    Api,
    Check,
    FigureSource,
    LeftOut,
    MenuEntry,
    MenuGroup,
    Pages,
    Relation,
    Verbs,
    register,
)


class StatisticsConfig(AppConfig):
    """Indicators, figures and targets."""

    name = "dangvu.statistics"
    label = "statistics"
    verbose_name = _("Thống kê")

    def ready(self) -> None:
        """Bring the pages and the source of every figure; say what becomes of targets in a reorganisation."""
        from dangvu.statistics.checks import unreadable_indicators  # noqa: PLC0415 - models are ready only now
        from dangvu.statistics.panels import figure_source  # noqa: PLC0415 - likewise
        from dangvu.statistics.policy import CHANGE, READ  # noqa: PLC0415 - likewise
        from dangvu.statistics.verbs import SPELLINGS, VERBS  # noqa: PLC0415 - likewise

        register(
            Pages("statistics/", "dangvu.statistics.urls"),
            Pages("settings/indicators/", "dangvu.statistics.own_urls"),
            MenuEntry(_("Thống kê"), "statistics:index", MenuGroup.FIGURES, 10, READ, bar=True),
            MenuEntry(_("Chỉ tiêu riêng"), "own:index", MenuGroup.SETTINGS, 5, CHANGE),
            Api("statistics/", "dangvu.statistics.api.router"),
            FigureSource("statistics/source.html", figure_source),
            Relation("statistics.Target", left="a promise stays with who made it; heirs already count its figures"),
            LeftOut("statistics.Target", "a promise is compared with figures, it is not one"),
            LeftOut("statistics.OwnIndicator", "says what is counted, and is not counted itself"),
            Check("statistics.own-indicators", _("Chỉ tiêu riêng của cơ quan còn tính được"), unreadable_indicators),
            Verbs(VERBS, area="figures"),
            *SPELLINGS,
        )
