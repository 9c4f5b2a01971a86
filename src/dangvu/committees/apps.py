"""The committees room as a Django app, and what it offers to the rooms above."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import (
    Api,
    Duties,
    Facts,
    Indicators,
    KeyFigure,
    MenuEntry,
    MenuGroup,
    Pages,
    Panel,
    SearchSource,
    register,
)

ROOM = Path(__file__).parent


class CommitteesConfig(AppConfig):
    """Committees of a term, seats and posts, heads of bodies."""

    name = "dangvu.committees"
    label = "committees"
    verbose_name = _("Cấp ủy")

    def ready(self) -> None:
        """Offer what is counted, the checks, what ends with an organisation or member, and the pages."""
        from dangvu.committees.checks import CHECKS  # noqa: PLC0415 - models are ready only now
        from dangvu.committees.duties import owed  # noqa: PLC0415 - likewise
        from dangvu.committees.panels import committee_of, posts_of_member  # noqa: PLC0415 - likewise
        from dangvu.committees.policy import READ  # noqa: PLC0415 - likewise
        from dangvu.committees.relations import HOLDING, MEMBER_ENDS, RELATIONS  # noqa: PLC0415 - likewise
        from dangvu.committees.search import find  # noqa: PLC0415 - likewise
        from dangvu.committees.verbs import SPELLINGS, VERBS  # noqa: PLC0415 - likewise

        register(Facts("committees", ROOM / "facts"), Indicators("committees", ROOM / "indicators.yaml"))
        register(*RELATIONS, *MEMBER_ENDS, HOLDING, *CHECKS)
        register(KeyFigure("committees.concurrent_share", 40))
        register(
            Pages("committees/", "dangvu.committees.urls"),
            Api("committees/", "dangvu.committees.api.router"),
            MenuEntry(_("Cấp ủy"), "committees:list", MenuGroup.PEOPLE, 3, READ),
            Duties("committees", _("Cấp ủy"), owed),
            SearchSource("committees", _("Cấp ủy"), find),
            Panel("organization", _("Cấp ủy"), 20, "committees/of_organization.html", committee_of),
            Panel("member", _("Chức vụ trong cấp ủy"), 20, "committees/of_member.html", posts_of_member),
            VERBS,
            *SPELLINGS,
        )
