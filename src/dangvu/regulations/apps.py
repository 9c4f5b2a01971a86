"""The regulations room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Check, register
from dangvu.regulations.checks import broken_files


class RegulationsConfig(AppConfig):
    """Holds files, no tables."""

    name = "dangvu.regulations"
    label = "regulations"
    verbose_name = _("Quy định")

    def ready(self) -> None:
        """Offer the check of all rule files."""
        register(Check("regulations.files", _("Tệp quy định đọc được"), broken_files))
