"""The members room as a Django app, and what it offers to the rooms above."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Facts, Indicators, KeyFigure, register

ROOM = Path(__file__).parent


class MembersConfig(AppConfig):
    """The rolls: people, their place, their status and their files."""

    name = "dangvu.members"
    label = "members"
    verbose_name = _("Đảng viên")

    def ready(self) -> None:
        """Offer what is counted, the figures over it, the checks, and what a reorganisation does with members."""
        from dangvu.members.checks import CHECKS  # noqa: PLC0415 - models are ready only now
        from dangvu.members.keeping import FILES  # noqa: PLC0415 - likewise
        from dangvu.members.relations import HOLDING, RELATIONS  # noqa: PLC0415 - likewise
        from dangvu.members.subjects import SUBJECTS  # noqa: PLC0415 - likewise

        register(Facts("members", ROOM / "facts"), *RELATIONS, HOLDING, FILES, SUBJECTS, *CHECKS)
        register(*(Indicators("members", file) for file in sorted((ROOM / "indicators").glob("*.yaml"))))
        register(KeyFigure("members.total", 10, ("members.official", "members.probationary")))
