"""Addresses of the office's own indicators, among the settings."""

from __future__ import annotations

from django.urls import path

from dangvu.statistics.views import own

app_name = "own"
urlpatterns = [
    path("", own.own, name="index"),
    path("new/", own.define, name="define"),
    path("<int:own_id>/retire/", own.retire, name="retire"),
]
