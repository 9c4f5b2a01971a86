"""The trail as pages: what was done, by whom, on what; who read what; and the proof that nothing was changed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.audit.looking import FEW, Sought, open_line, require_reader
from dangvu.audit.models import Line
from dangvu.audit.policy import READ
from dangvu.audit.queries import acts, entries, names, readings, verb_words
from dangvu.audit.trail import READING
from dangvu.audit.words import details
from dangvu.jobs.actions import start
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import parse_day
from dangvu.kernel.policy import denied, everywhere
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import chosen, identity, whole, words


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was done, the latest first, narrowed down by what the address asks."""
    asked = _reader(request)
    verbs = sorted(
        ((verb, word) for verb, word in verb_words().items() if verb != READING), key=lambda pair: str(pair[1])
    )
    verb = chosen(request.GET.get("verb"), dict(verbs))
    lines = acts().filter(verb=verb) if verb else acts()
    return render(request, "audit/index.html", {**_listed(request, asked, lines), "verb": verb, "verbs": verbs})


@require_safe
def read_files(request: HttpRequest) -> HttpResponse:
    """Who opened whose file, or the people behind which figure, the latest first."""
    asked = _reader(request)
    return render(request, "audit/readings.html", _listed(request, asked, readings()))


@require_safe
def line(request: HttpRequest, number: int) -> HttpResponse:
    """One line, with the records that its act wrote and superseded."""
    asked = _reader(request)
    opened = open_line(asked, number)
    found = opened.entry.line
    context = {
        "entry": opened.entry,
        "line": found,
        "details": list(details(found)),
        "groups": opened.touched,
        "few": FEW,
    }
    return render(request, "audit/line.html", context)


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Have every line and every record gone over."""
    asked = _reader(request)
    if not everywhere(asked.actor, READ):
        raise denied(asked.actor)
    if request.method == "POST":
        job = start("audit.verify", _("Kiểm tra nhật ký"), asked.actor)
        return redirect(asked.address("jobs:job", job.pk))
    return render(request, "audit/verify.html", {"last": Line.objects.order_by("-number").first()})


def _reader(request: HttpRequest) -> Asked:
    return require_reader(asked_of(request))


def _listed(request: HttpRequest, asked: Asked, lines: QuerySet[Line]) -> dict[str, Any]:
    """The context of a list of lines, narrowed down by the words, subject and days of the address."""
    sought = Sought(
        text=words(request.GET.get("q")),
        subject=identity(request.GET["subject"]) if request.GET.get("subject") else None,
        first=_day(request, "first"),
        last=_day(request, "last"),
        before=whole(request.GET.get("before"), 0) if request.GET.get("before") else None,
    )
    found = sought.found(lines, asked)
    return {
        "entries": entries(asked, found.lines),
        "before": found.before,
        "later": sought.before is not None,
        "text": sought.text,
        "about": _about(asked, sought.subject),
        "first": sought.first,
        "last": sought.last,
        "narrowed": bool(sought.text or sought.subject or sought.first or sought.last or request.GET.get("verb")),
        "everywhere": everywhere(asked.actor, READ),
    }


def _about(asked: Asked, subject: UUID | None) -> Any:
    return names(asked, {subject}).get(subject, subject) if subject else None


def _day(request: HttpRequest, name: str) -> date | None:
    text = words(request.GET.get(name))
    return parse_day(text) if text else None
