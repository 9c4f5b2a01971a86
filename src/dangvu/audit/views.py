"""The trail as pages: what was done, by whom, on what; who read what; and the proof that nothing was changed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dangvu.audit.models import Line
from dangvu.audit.places import known_to
from dangvu.audit.policy import READ
from dangvu.audit.queries import acts, entries, leaf, mentioning, names, readings, verb_words
from dangvu.audit.records import groups
from dangvu.audit.trail import READING, record_reading
from dangvu.audit.words import details
from dangvu.jobs.actions import start
from dangvu.kernel.asking import Asked
from dangvu.kernel.days import day_after, parse_day
from dangvu.kernel.policy import denied, everywhere, reach
from dangvu.ui.asking import asked_of
from dangvu.ui.reading import chosen, identity, whole, words

PAGE = 50
"""Lines on a page."""

FEW = 10
"""Members whose records a line shows: each of them sees later that it was opened."""

_FIRST = date(1, 1, 3)
"""The first day whose midnight every time zone can write."""

_LAST = 2**62
"""A number that no line has."""


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
    found = Line.objects.filter(number=min(number, _LAST)).first()
    if found is None or not known_to(asked.actor, [found], READ):
        raise Http404
    touched = groups(asked, found)
    members = {member for group in touched for member in group.members}
    few = len(members) <= FEW
    if few:
        for member in sorted(members):
            what = _("dòng nhật ký %(number)s") % {"number": number}
            record_reading(actor=asked.actor, subject=member, what=what)
    [entry] = entries(asked, [found])
    context = {
        "entry": entry,
        "line": found,
        "details": list(details(found)),
        "groups": [(group, few or not group.members) for group in touched],
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
    """What is asked by somebody who reads the trail anywhere at all; raises ``Http404`` for others."""
    asked = asked_of(request)
    if not reach(asked.actor, READ).anywhere:
        raise Http404
    return asked


def _listed(request: HttpRequest, asked: Asked, lines: QuerySet[Line]) -> dict[str, Any]:
    """The context of a list of lines, narrowed down by the words, subject and days of the address."""
    text = words(request.GET.get("q"))
    subject = identity(request.GET["subject"]) if request.GET.get("subject") else None
    first, last = _day(request, "first"), _day(request, "last")
    if asked.known_at:
        lines = lines.filter(at__lte=asked.known_at)
    if text:
        lines = mentioning(lines, asked, text)
    if subject:
        lines = lines.filter(subject=subject)
    if first:
        lines = lines.filter(at__gte=_midnight(first))
    if last:
        lines = lines.filter(at__lt=_midnight(day_after(last)) if last != date.max else _midnight(last))
    before = whole(request.GET.get("before"), 0) if request.GET.get("before") else None
    found = leaf(lines, asked.actor, READ, limit=PAGE, before=before)
    return {
        "entries": entries(asked, found.lines),
        "before": found.before,
        "later": before is not None,
        "text": text,
        "about": _about(asked, subject),
        "first": first,
        "last": last,
        "narrowed": bool(text or subject or first or last or request.GET.get("verb")),
        "everywhere": everywhere(asked.actor, READ),
    }


def _about(asked: Asked, subject: UUID | None) -> Any:
    return names(asked, {subject}).get(subject, subject) if subject else None


def _day(request: HttpRequest, name: str) -> date | None:
    text = words(request.GET.get(name))
    return parse_day(text) if text else None


def _midnight(day: date) -> datetime:
    return datetime.combine(max(day, _FIRST), time.min, timezone.get_current_timezone())
