"""Addresses of the statistics."""

from __future__ import annotations

from django.urls import path

from dangvu.statistics import views

app_name = "statistics"
urlpatterns = [
    path("rows/", views.rows, name="rows"),
]
