"""Answers that all pages share: done, with a word about it, or refused, with what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from dangvu.kernel.findings import Finding, Refusal

BAD_REQUEST, FORBIDDEN, NOT_FOUND, CONFLICT = 400, 403, 404, 409


def done(request: HttpRequest, message: str, url: str) -> HttpResponse:
    """Go to ``url`` and say there that it is done."""
    messages.success(request, message)
    return HttpResponseRedirect(url)


def way_back(request: HttpRequest, default: str) -> str:
    """The address that the request asks to be led to, if it is one of ours, else ``default``."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else default


def refused(request: HttpRequest, findings: Sequence[Finding]) -> HttpResponse:
    """A page that says what is wrong; 404 when what was asked for does not exist."""
    status = status_of(findings)
    return render(request, "ui/refused.html", {"findings": findings, "status": status}, status=status)


def status_of(findings: Sequence[Finding]) -> int:
    """The HTTP status of a refusal, by what kind of thing its findings' codes say."""
    codes = [finding.code.partition(".")[2] for finding in findings]
    if any(code.startswith("unknown-") for code in codes):
        return NOT_FOUND
    if any(code == "denied" for code in codes):
        return FORBIDDEN
    return CONFLICT if any(code == "already-superseded" for code in codes) else BAD_REQUEST


class RefusalMiddleware:
    """Whatever a view refuses becomes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the views do."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say the findings of a ``Refusal``; leave everything else to Django."""
        return refused(request, exception.findings) if isinstance(exception, Refusal) else None
