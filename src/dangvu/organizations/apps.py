"""The organizations room as a Django app."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Facts, Indicators, register

ROOM = Path(__file__).parent


class OrganizationsConfig(AppConfig):
    """The dated tree."""

    name = "dangvu.organizations"
    label = "organizations"
    verbose_name = _("Tổ chức đảng")

    def ready(self) -> None:
        """Offer facts, indicators, checks, holdings and relations to the rooms above."""
        from dangvu.organizations.checks import CHECKS  # noqa: PLC0415 - models exist only now
        from dangvu.organizations.holdings import HOLDINGS, RELATIONS  # noqa: PLC0415 - likewise

        register(Facts("organizations", ROOM / "facts"), Indicators("organizations", ROOM / "indicators.yaml"))
        register(*CHECKS, *HOLDINGS, *RELATIONS)
