"""Addresses of committees."""

from __future__ import annotations

from django.urls import path

from dangvu.committees.views import acts, committee, corrections, lists

app_name = "committees"

urlpatterns = [
    path("", lists.list_committees, name="list"),
    path("<uuid:organization_id>/", committee.show, name="committee"),
    path("<uuid:organization_id>/terms/", committee.compare_terms, name="compare"),
    path("<uuid:organization_id>/people/", committee.people, name="people"),
    path("<uuid:organization_id>/elect/", acts.elect, name="elect"),
    path("<uuid:organization_id>/appoint/", acts.appoint, name="appoint"),
    path("<uuid:organization_id>/release/", acts.release, name="release"),
    path("<uuid:organization_id>/head/", acts.name_head, name="head"),
    path("<uuid:organization_id>/no-head/", acts.release_the_head, name="no_head"),
    path("<uuid:organization_id>/end/", acts.end, name="end"),
    path("<uuid:organization_id>/correct/<slug:kind>/<int:record_id>/", corrections.correct, name="correct"),
]
