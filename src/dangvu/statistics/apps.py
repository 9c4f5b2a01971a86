"""The statistics room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import FigureSource, LeftOut, Pages, Relation, register


class StatisticsConfig(AppConfig):
    """Indicators, figures and targets."""

    name = "dangvu.statistics"
    label = "statistics"
    verbose_name = _("Thống kê")

    def ready(self) -> None:
        """Bring the pages and the source of every figure; say what becomes of targets in a reorganisation."""
        from dangvu.statistics.panels import figure_source  # noqa: PLC0415 - models are ready only now

        register(
            Pages("statistics/", "dangvu.statistics.urls"),
            FigureSource("statistics/source.html", figure_source),
            Relation("statistics.Target", left="a promise stays with who made it; heirs already count its figures"),
            LeftOut("statistics.Target", "a promise is compared with figures, it is not one"),
        )
