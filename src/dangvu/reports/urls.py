"""The addresses of the reports room."""

from django.urls import path

from dangvu.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:template_id>/", views.report, name="report"),
    path("<slug:template_id>/rows/", views.rows, name="rows"),
]
