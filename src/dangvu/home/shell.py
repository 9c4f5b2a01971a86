"""What stands around every page: the rail, the context bar, and the source of an open figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dangvu.access.asking import Asking, Wrong
from dangvu.access.queries import posts_of
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Band, FigureSource, MenuEntry, registered
from dangvu.kernel.days import day_before
from dangvu.kernel.findings import Refusal
from dangvu.kernel.policy import Actor, reach
from dangvu.organizations.queries import first_day
from dangvu.ui.charts import Ruler, ruler

THEMES = (("light", gettext_lazy("Sáng")), ("dark", gettext_lazy("Tối")), ("", gettext_lazy("Theo máy")))
THEME_COOKIE = "dangvu-theme"

_ON_BAR = 4
"""Entries on the short bar of a phone, beside the one that opens the rail."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of every template: ``shell``, and ``asked`` for pages that are about somebody's records."""
    asking: Asking | None = getattr(request, "asking", None)
    if asking is None:
        return {}
    built = Shell(request, asking)
    return {"shell": built, "asked": built.asked}


@dataclass
class Shell:
    """What the templates of the shell ask for, each worked out when one does."""

    request: HttpRequest
    asking: Asking

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return self.asking.actor

    @cached_property
    def asked(self) -> Asked | None:
        """What is asked, as far as it makes sense; ``None`` where nobody is signed in or nothing is to be seen."""
        if not self.request.user.is_authenticated:
            return None
        try:
            return self._whole or self.asking.heard.asked
        except Http404:
            return None

    @cached_property
    def wrong(self) -> Mapping[str, Wrong]:
        """What of the question makes no sense, as it was typed: the page that complains of it shows it at its field."""
        return {} if self.asked is self._whole else self.asking.heard.wrong

    @property
    def _whole(self) -> Asked | None:
        """What is asked; ``None`` where a part of it makes no sense."""
        try:
            return self.asking.asked
        except Refusal:
            return None

    @cached_property
    def menu(self) -> Sequence[MenuEntry]:
        """The lines of the rail that lead to something the reader may see."""
        if self.actor.account is None:
            return ()
        entries = sorted(registered(MenuEntry), key=lambda entry: (entry.group, entry.order))
        permissions = {entry.permission for entry in entries if entry.permission}
        held = {permission for permission in permissions if _holds(self.actor, permission)}
        return [entry for entry in entries if entry.permission is None or entry.permission in held]

    @property
    def bar(self) -> Sequence[MenuEntry]:
        """The lines that also stand on the short bar of a phone."""
        return [entry for entry in self.menu if entry.bar][:_ON_BAR]

    @cached_property
    def current(self) -> str:
        """The url name of the line of the rail to which this page belongs."""
        path = self.request.path
        paths = {entry.url: reverse(entry.url) for entry in self.menu}
        around = [url for url, start in paths.items() if path == start or (start != "/" and path.startswith(start))]
        return max(around, key=lambda url: len(paths[url]), default="")

    @property
    def post(self) -> str:
        """The posts of the reader, in words."""
        return ", ".join(posts_of(self.actor))

    @cached_property
    def bands(self) -> list[SafeString]:
        """What lasts out of the ordinary, said above the page."""
        if self.actor.account is None:
            return []
        found = [(band, band.context(self.actor)) for band in registered(Band)]
        return [
            render_to_string(band.template, dict(content), request=self.request)
            for band, content in found
            if content is not None
        ]

    @cached_property
    def source(self) -> SafeString | str:
        """What proves the figure that the address opens; a sentence when the address names none."""
        figure = self.request.GET.get("figure", "")
        if not figure or self.asked is None:
            return ""
        [offer] = registered(FigureSource)
        try:
            content = dict(offer.context(self.asked, figure))
        except Refusal as refusal:
            return render_to_string("ui/source_refused.html", {"findings": refusal.findings}, request=self.request)
        return render_to_string(offer.template, content, request=self.request)

    @cached_property
    def days(self) -> list[tuple[str, date]]:
        """Days that are often asked about."""
        today = self.actor.day
        month, year = today.replace(day=1), today.replace(month=1, day=1)
        quarter = today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1)
        return [
            (_("hôm nay"), today),
            (_("cuối tháng trước"), day_before(month)),
            (_("cuối quý trước"), day_before(quarter)),
            (_("cuối năm trước"), day_before(year)),
        ]

    @cached_property
    def ruler(self) -> Ruler | None:
        """The days of the records up to today, with the day that is asked for; ``None`` while there are no records."""
        asked = self.asked
        if asked is None:
            return None
        first, last = first_day(known_at=asked.known_at), asked.today
        known_on = asked.known_at.astimezone(timezone.get_current_timezone()).date() if asked.known_at else None
        return None if first is None or first > last else ruler(first, last, asked.on, known_on)

    @property
    def searched(self) -> str:
        """What was searched for, to be put right."""
        return self.request.GET.get("q", "") if self.request.path == reverse("search") else ""

    @property
    def theme(self) -> str:
        """Light, dark, or empty for what the machine prefers."""
        chosen = self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in dict(THEMES) else ""

    @property
    def themes(self) -> Sequence[tuple[str, Any]]:
        """The themes to choose from."""
        return THEMES

    @property
    def theme_url(self) -> str:
        """Where a theme is chosen."""
        return reverse("set_theme")

    @property
    def language_url(self) -> str:
        """Where a language is chosen."""
        return reverse("set_language")

    @property
    def search_url(self) -> str:
        """Where the rooms are searched."""
        return reverse("search")

    @property
    def choose_url(self) -> str:
        """Where organisations are proposed while somebody types."""
        return reverse("organizations:options")

    @property
    def tree_url(self) -> str:
        """Where an organisation is chosen in the tree."""
        return self.asked.address_of(reverse("organizations:tree")) if self.asked else reverse("organizations:tree")

    @property
    def account_url(self) -> str:
        """The reader's own page."""
        return reverse("access:security") if self.actor.account else ""

    @property
    def leave_url(self) -> str:
        """Where the reader signs out."""
        return reverse("account_logout") if self.actor.account else ""


def _holds(actor: Actor, permission: Any) -> bool:
    granted = reach(actor, permission)
    return granted.anywhere or bool(granted.persons)
