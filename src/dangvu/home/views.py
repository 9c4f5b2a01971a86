"""What belongs to no room: the search over all of them, and the choice between light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from dangvu.home.shell import THEME_COOKIE, THEMES
from dangvu.kernel.asking import Asked
from dangvu.kernel.contracts import Hit, SearchSource, registered
from dangvu.ui.answering import way_back
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import chosen, words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FOUND_A_ROOM = 20
YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Found:
    """What one room found."""

    label: StrOrPromise
    hits: list[Hit]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the rooms find by the words ``q``, as of the day that is asked about."""
    asked = asked_of(request)
    text = words(request.GET.get("q"))
    return render(request, "home/search.html", {"text": text, "found": found_by_words(asked, text)})


def found_by_words(asked: Asked, text: str) -> list[Found]:
    """What each room finds by ``text``, without those that find nothing."""
    found = [Found(one.label, list(one.find(asked, text, FOUND_A_ROOM))) for one in registered(SearchSource) if text]
    return [one for one in found if one.hits]


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in a cookie and go back to the page."""
    response = HttpResponseRedirect(way_back(request, "/"))
    theme = chosen(request.POST.get("theme"), dict(THEMES))
    response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
