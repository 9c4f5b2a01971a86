"""Addresses of the trail."""

from __future__ import annotations

from django.urls import path

from dangvu.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.index, name="index"),
    path("readings/", views.read_files, name="readings"),
    path("verify/", views.verify, name="verify"),
    path("<int:number>/", views.line, name="line"),
]
