"""The addresses of the rooms that have pages; the front door leads to the reports."""

from __future__ import annotations

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="reports:index"), name="home"),
    path("reports/", include("dangvu.reports.urls")),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("check/", include("dangvu.proofreading.urls")),
]
