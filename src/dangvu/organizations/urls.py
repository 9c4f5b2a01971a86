"""Addresses of the tree, of each organisation, and of the acts that change them."""

from __future__ import annotations

from django.urls import path

from dangvu.organizations.views import acts, events, profile, reorganizing, tree

app_name = "organizations"

urlpatterns = [
    path("", tree.show_tree, name="tree"),
    path("options/", tree.options, name="options"),
    path("new/", acts.register, name="register"),
    path("reorganize/", reorganizing.reorganize, name="reorganize"),
    path("reorganizations/", events.events, name="events"),
    path("reorganizations/<uuid:reorganization>/", events.event, name="event"),
    path("<uuid:organization_id>/", profile.profile, name="profile"),
    path("<uuid:organization_id>/correct/", acts.correct, name="correct"),
]
