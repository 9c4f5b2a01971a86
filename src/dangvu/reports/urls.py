"""The addresses of the reports room."""

from django.urls import path

from dangvu.reports.views import files, issued, issuing, preview, words

app_name = "reports"

urlpatterns = [
    path("", preview.index, name="index"),
    path("issued/<int:issued_id>/", issued.issued, name="issued"),
    path("issued/<int:issued_id>/today/", issued.restated, name="restated"),
    path("issued/<int:issued_id>/files/<slug:kind>/", files.issued_file, name="issued_file"),
    path("<slug:template_id>/", preview.report, name="report"),
    path("<slug:template_id>/words/", words.words, name="words"),
    path("<slug:template_id>/words/<slug:block>/", words.history, name="history"),
    path("<slug:template_id>/words/<slug:block>/keep/", words.keep, name="keep"),
    path("<slug:template_id>/issue/", issuing.issue, name="issue"),
    path("<slug:template_id>/files/<slug:kind>/", files.draft_file, name="file"),
]
