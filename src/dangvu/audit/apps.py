"""The audit room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The trail of acts and readings."""

    name = "dangvu.audit"
    label = "audit"
    verbose_name = _("Nhật ký")
