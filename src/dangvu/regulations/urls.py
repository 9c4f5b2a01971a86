"""Addresses of the rules."""

from __future__ import annotations

from django.urls import path

from dangvu.regulations import views

app_name = "regulations"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:subject>/<slug:name>/", views.rule, name="rule"),
    path("<slug:subject>/<slug:name>/change/", views.change, name="change"),
    path("<slug:subject>/<slug:name>/withdraw/<int:own>/", views.withdraw, name="withdraw"),
]
