"""Work that can be begun before there is any account, such as building the sample committee."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dangvu.access.models import Account
from dangvu.home.setup import first_jobs, may_set_up
from dangvu.jobs.actions import start
from dangvu.ui.asking import actor_of


@login_not_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the work that is asked for and lead to it; 404 to everybody who may not make the first account."""
    kind = next((one for one in first_jobs() if one.code == request.POST.get("kind")), None)
    if kind is None or Account.objects.exists() or not may_set_up(request):
        raise Http404
    return redirect("jobs:job", start(kind.code, str(kind.label), actor_of(request)).pk)
