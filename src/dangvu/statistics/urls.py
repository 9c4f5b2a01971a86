"""Addresses of the statistics."""

from __future__ import annotations

from django.urls import path

from dangvu.statistics.views import ages, catalogue, indicator, promises, rows

app_name = "statistics"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("identities/", catalogue.identities, name="identities"),
    path("ages/", ages.ages, name="ages"),
    path("targets/", promises.promises, name="targets"),
    path("targets/new/", promises.promise, name="promise"),
    path("targets/<int:target_id>/correct/", promises.correct, name="correct_target"),
    path("targets/<int:target_id>/withdraw/", promises.withdraw, name="withdraw_target"),
    path("rows/", rows.rows, name="rows"),
    path("indicators/<str:name>/", indicator.indicator, name="indicator"),
]
