"""The audit room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import MenuEntry, MenuGroup, Pages, register


class AuditConfig(AppConfig):
    """The trail of acts and readings."""

    name = "dangvu.audit"
    label = "audit"
    verbose_name = _("Nhật ký")

    def ready(self) -> None:
        """Bring the pages of the trail, and the work of proving it."""
        from dangvu.audit.jobs import VERIFY  # noqa: PLC0415 - models are ready only now
        from dangvu.audit.policy import READ  # noqa: PLC0415 - likewise
        from dangvu.audit.words import READ_WORDS  # noqa: PLC0415 - likewise

        register(
            Pages("settings/trail/", "dangvu.audit.urls"),
            MenuEntry(_("Nhật ký"), "audit:index", MenuGroup.SETTINGS, 20, READ),
            READ_WORDS,
            VERIFY,
        )
