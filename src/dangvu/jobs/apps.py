"""The jobs room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Area, MenuEntry, MenuGroup, Pages, register


class JobsConfig(AppConfig):
    """Long work in a queue, with progress."""

    name = "dangvu.jobs"
    label = "jobs"
    verbose_name = _("Công việc")

    def ready(self) -> None:
        """Bring the pages of jobs."""
        register(
            Area("jobs", _("công việc của người khác")),
            Pages("jobs/", "dangvu.jobs.urls"),
            MenuEntry(_("Công việc"), "jobs:index", MenuGroup.SETTINGS, 90),
        )
