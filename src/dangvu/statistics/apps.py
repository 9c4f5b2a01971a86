"""The statistics room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import LeftOut, Relation, register


class StatisticsConfig(AppConfig):
    """Indicators, figures and targets."""

    name = "dangvu.statistics"
    label = "statistics"
    verbose_name = _("Thống kê")

    def ready(self) -> None:
        """Say what becomes of targets in a reorganisation and in statistics."""
        register(
            Relation("statistics.Target", left="a promise stays with who made it; heirs already count its figures"),
            LeftOut("statistics.Target", "a promise is compared with figures, it is not one"),
        )
