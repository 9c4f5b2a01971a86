"""The pages of long work."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.jobs.actions import cancel
from dangvu.jobs.models import Job, State
from dangvu.jobs.policy import sees_all, visible_to
from dangvu.jobs.progress import asked_to_stop, is_held, reached
from dangvu.ui.answering import done
from dangvu.ui.asking import actor_of
from dangvu.ui.reading import whole

ON_PAGE = 30


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The jobs of the reader, the latest first; in administrator mode those of all."""
    actor = actor_of(request)
    jobs = Job.objects.filter(visible_to(actor))
    page = Paginator(jobs, ON_PAGE).get_page(whole(request.GET.get("page"), 1))
    return render(request, "jobs/index.html", {"page": page, "others": sees_all(actor)})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One job: how far it is, and what it made; by POST it is asked to stop. Asked by htmx, only what changes."""
    job = get_object_or_404(Job.objects.filter(visible_to(actor_of(request))), pk=job_id)
    if request.method == "POST":
        cancel(job)
        return done(request, _("Đã yêu cầu dừng “%(title)s”.") % {"title": job.title}, request.get_full_path())
    partly = request.headers.get("HX-Request") == "true"
    response = render(request, "jobs/progress.html" if partly else "jobs/job.html", _shown(request, job))
    patch_vary_headers(response, ["HX-Request"])
    if partly and not job.unfinished:
        response["HX-Refresh"] = "true"
    return response


@login_not_required
@require_safe
def result(request: HttpRequest, job_id: UUID) -> FileResponse:
    """The file that a job made, for whoever asked for it."""
    job = get_object_or_404(Job, pk=job_id, account=actor_of(request).account)
    if job.result_path is None:
        raise Http404
    return FileResponse(job.result_path.open("rb"), as_attachment=True)


def _shown(request: HttpRequest, job: Job) -> dict[str, Any]:
    return {
        "job": job,
        "reached": reached(job),
        "stopping": job.unfinished and asked_to_stop(job),
        "interrupted": job.state == State.RUNNING and not is_held(job),
        "mine": job.account == actor_of(request).account,
        "around": "ui/page.html" if request.user.is_authenticated else "ui/plain.html",
    }
