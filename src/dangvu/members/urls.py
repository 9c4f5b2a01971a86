"""The addresses of the rolls."""

from __future__ import annotations

from django.urls import path

from dangvu.members.views import acts, bulk, corrections, duplicates, file, filters, lists, newcomers

app_name = "members"

urlpatterns = [
    path("", lists.list_members, name="list"),
    path("mine/", file.show_own_file, name="mine"),
    path("admit/", newcomers.admit, name="admit"),
    path("enrol/", newcomers.enrol, name="enrol"),
    path("duplicates/", duplicates.list_duplicates, name="duplicates"),
    path("bulk/", bulk.act_on_many, name="bulk"),
    path("filters/", filters.save_filter, name="save_filter"),
    path("filters/<uuid:filter_id>/delete/", filters.delete_filter, name="delete_filter"),
    path("<uuid:member_id>/", file.show_file, name="file"),
    path("<uuid:member_id>/<slug:code>/", acts.act_on_member, name="act"),
    path("<uuid:member_id>/correct/<slug:kind>/<int:record_id>/", corrections.correct, name="correct"),
]
