"""The addresses of long work."""

from __future__ import annotations

from django.urls import path

from dangvu.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:job_id>/", views.show, name="job"),
    path("<uuid:job_id>/result/", views.result, name="result"),
]
