"""The proofreading room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import MenuEntry, MenuGroup, Pages, register


class ProofreadingConfig(AppConfig):
    """Contradictions in texts; its core knows nothing of Django."""

    name = "dangvu.proofreading"
    label = "proofreading"

    def ready(self) -> None:
        """Bring the page, which is for everybody: it reads only what is pasted."""
        register(
            Pages("check/", "dangvu.proofreading.urls"),
            MenuEntry(_("Soát số liệu"), "proofreading:check", MenuGroup.FIGURES, 30),
        )
