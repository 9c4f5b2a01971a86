"""The statistics room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    """Indicators, figures and targets."""

    name = "dangvu.statistics"
    label = "statistics"
    verbose_name = _("Thống kê")
