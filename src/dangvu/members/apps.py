"""The members room as a Django app, and what it offers to the rooms above."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import (
    Api,
    Facts,
    Indicators,
    KeyFigure,
    MenuEntry,
    MenuGroup,
    Pages,
    register,
)

ROOM = Path(__file__).parent


class MembersConfig(AppConfig):
    """The rolls: people, their place, their status and their files."""

    name = "dangvu.members"
    label = "members"
    verbose_name = _("Đảng viên")

    def ready(self) -> None:
        """Offer facts, figures, checks, relations, pages, duties and search to the rooms above."""
        from dangvu.members.checks import CHECKS  # noqa: PLC0415 - models are ready only now
        from dangvu.members.duties import DUTIES  # noqa: PLC0415 - likewise
        from dangvu.members.exporting import EXPORT  # noqa: PLC0415 - likewise
        from dangvu.members.keeping import FILES  # noqa: PLC0415 - likewise
        from dangvu.members.panels import ROLLS  # noqa: PLC0415 - likewise
        from dangvu.members.policy import READ  # noqa: PLC0415 - likewise
        from dangvu.members.relations import HOLDING, RELATIONS  # noqa: PLC0415 - likewise
        from dangvu.members.search import SEARCH  # noqa: PLC0415 - likewise
        from dangvu.members.subjects import SUBJECTS  # noqa: PLC0415 - likewise
        from dangvu.members.verbs import SPELLINGS, VERBS  # noqa: PLC0415 - likewise

        register(Facts("members", ROOM / "facts"), *RELATIONS, HOLDING, FILES, SUBJECTS, *CHECKS)
        register(*(Indicators("members", file) for file in sorted((ROOM / "indicators").glob("*.yaml"))))
        register(Pages("members/", "dangvu.members.urls"), Api("members/", "dangvu.members.api.router"))
        register(MenuEntry(_("Đảng viên"), "members:list", MenuGroup.PEOPLE, 2, READ, bar=True))
        register(DUTIES, EXPORT, ROLLS, SEARCH, VERBS, *SPELLINGS)
        register(KeyFigure("members.total", 10, ("members.official", "members.probationary")))
