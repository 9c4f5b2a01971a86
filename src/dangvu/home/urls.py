"""The front door, signing in, and the pages that the rooms bring."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from dangvu.home import views
from dangvu.home.api import addresses, build_api
from dangvu.home.components import components
from dangvu.home.overview import overview
from dangvu.home.setup import setup
from dangvu.home.setup_jobs import begin
from dangvu.kernel.contracts import Pages, registered

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview, name="home"),
    path("setup/", setup, name="setup"),
    path("setup/begin/", begin, name="setup_begin"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("theme/", views.set_theme, name="set_theme"),
    path("search/", views.search, name="search"),
    path("components/", components, name="components"),
    path("api/", addresses(build_api())),
    *(path(pages.prefix, include(pages.urls)) for pages in registered(Pages)),
]
