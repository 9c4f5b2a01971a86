"""The regulations room as a Django app."""

from django.apps import AppConfig
from django.core.signals import request_started
from django.utils.translation import gettext_lazy as _
from django_tasks.signals import task_started

from dangvu.kernel.contracts import Api, Check, LeftOut, MenuEntry, MenuGroup, Pages, register
from dangvu.regulations.checks import broken_files
from dangvu.regulations.own import forget
from dangvu.regulations.verbs import SPELLINGS, VERBS


class RegulationsConfig(AppConfig):
    """Rule files, and the values that an office gives rules itself."""

    name = "dangvu.regulations"
    label = "regulations"
    verbose_name = _("Quy định")

    def ready(self) -> None:
        """Bring the pages and the check of all rule files; see new values of rules with every request and job."""
        request_started.connect(forget, dispatch_uid="regulations.forget")
        task_started.connect(forget, dispatch_uid="regulations.forget")
        register(
            Check("regulations.files", _("Tệp quy định đọc được"), broken_files),
            Pages("settings/regulations/", "dangvu.regulations.urls"),
            Api("regulations/", "dangvu.regulations.api.router"),
            MenuEntry(_("Quy định"), "regulations:index", MenuGroup.SETTINGS, 10),
            LeftOut("regulations.Override", "an office's own value of a rule is shown with the rule, not counted"),
            VERBS,
            *SPELLINGS,
        )
