"""The committees room as a Django app, and what it offers to the rooms above."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Facts, Indicators, register

ROOM = Path(__file__).parent


class CommitteesConfig(AppConfig):
    """Committees of a term, seats and posts, heads of bodies."""

    name = "dangvu.committees"
    label = "committees"
    verbose_name = _("Cấp ủy")

    def ready(self) -> None:
        """Offer what is counted, the figures over it, the checks, and what ends with an organisation or member."""
        from dangvu.committees.checks import CHECKS  # noqa: PLC0415 - models are ready only now
        from dangvu.committees.relations import HOLDING, MEMBER_ENDS, RELATIONS  # noqa: PLC0415 - likewise

        register(Facts("committees", ROOM / "facts"), Indicators("committees", ROOM / "indicators.yaml"))
        register(*RELATIONS, *MEMBER_ENDS, HOLDING, *CHECKS)
