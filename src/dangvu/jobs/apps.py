"""The jobs room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Long work in a queue, with progress."""

    name = "dangvu.jobs"
    label = "jobs"
    verbose_name = _("Công việc")
