"""The audit room as a Django app."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Api, MenuEntry, MenuGroup, Pages, register


class AuditConfig(AppConfig):
    """The trail of acts and readings."""

    name = "dangvu.audit"
    label = "audit"
    verbose_name = _("Nhật ký")

    def ready(self) -> None:
        """Bring the pages of the trail and the work of proving it, and let a request ask for each state once."""
        from dangvu.audit.jobs import VERIFY  # noqa: PLC0415 - models are ready only now
        from dangvu.audit.policy import READ  # noqa: PLC0415 - likewise
        from dangvu.audit.remembering import hold_states, release_states  # noqa: PLC0415 - likewise
        from dangvu.audit.words import READ_WORDS  # noqa: PLC0415 - likewise

        register(
            Pages("settings/trail/", "dangvu.audit.urls"),
            Api("audit/", "dangvu.audit.api.router"),
            MenuEntry(_("Nhật ký"), "audit:index", MenuGroup.SETTINGS, 20, READ),
            READ_WORDS,
            VERIFY,
        )
        request_started.connect(hold_states, dispatch_uid="audit.hold_states")
        request_finished.connect(release_states, dispatch_uid="audit.release_states")
