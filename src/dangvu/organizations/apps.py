"""The organizations room as a Django app."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Api, Facts, Indicators, KeyFigure, MenuEntry, MenuGroup, Pages, register

ROOM = Path(__file__).parent


class OrganizationsConfig(AppConfig):
    """The dated tree."""

    name = "dangvu.organizations"
    label = "organizations"
    verbose_name = _("Tổ chức đảng")

    def ready(self) -> None:
        """Offer facts, figures, checks, what a reorganisation moves, pages, search and the API to the rooms above."""
        from dangvu.organizations.checks import CHECKS  # noqa: PLC0415 - models exist only now
        from dangvu.organizations.holdings import HOLDINGS, RELATIONS  # noqa: PLC0415 - likewise
        from dangvu.organizations.policy import READ  # noqa: PLC0415 - likewise
        from dangvu.organizations.search import SEARCH  # noqa: PLC0415 - likewise
        from dangvu.organizations.subjects import SUBJECTS  # noqa: PLC0415 - likewise
        from dangvu.organizations.verbs import SPELLINGS, VERBS  # noqa: PLC0415 - likewise

        register(Facts("organizations", ROOM / "facts"), Indicators("organizations", ROOM / "indicators.yaml"))
        register(*CHECKS, *HOLDINGS, *RELATIONS, SUBJECTS, SEARCH, VERBS, *SPELLINGS)
        register(Pages("organizations/", "dangvu.organizations.urls"))
        register(Api("organizations/", "dangvu.organizations.api.router"))
        register(MenuEntry(_("Tổ chức"), "organizations:tree", MenuGroup.PEOPLE, 1, READ, bar=True))
        register(
            KeyFigure(
                "organizations.grassroots",
                20,
                ("organizations.grassroots_committees", "organizations.grassroots_cells"),
            )
        )
        register(KeyFigure("organizations.subordinate_cells", 30))
