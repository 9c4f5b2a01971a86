"""The shell as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Api, MenuEntry, MenuGroup, register


class HomeConfig(AppConfig):
    """What stands around the rooms, and the overview over all of them."""

    name = "dangvu.home"
    label = "home"

    def ready(self) -> None:
        """Put the overview at the top of the rail, and into the API."""
        register(Api("overview/", "dangvu.home.api.overview.router"))
        register(MenuEntry(_("Tổng quan"), "home", MenuGroup.OVERVIEW, 10, bar=True))
