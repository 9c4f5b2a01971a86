"""Addresses of the tree, of each organisation, and of the acts that change them."""

from __future__ import annotations

from django.urls import path

from dangvu.organizations.views import profile, tree

app_name = "organizations"

urlpatterns = [
    path("", tree.show_tree, name="tree"),
    path("options/", tree.options, name="options"),
    path("<uuid:organization_id>/", profile.profile, name="profile"),
]
