"""A report as it was issued, and what would be different in it today."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dangvu.audit.queries import last_learned
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import Actor, Reach, reach
from dangvu.reports.drafts import linked
from dangvu.reports.freezing import thaw
from dangvu.reports.models import IssuedReport
from dangvu.reports.naming import is_place, quote_at
from dangvu.reports.queries import issuers
from dangvu.reports.report_template import templates
from dangvu.reports.restatements import Restatement, restatements
from dangvu.reports.views.reaching import readable_issued, shown
from dangvu.reports.writing.html import write_fragment
from dangvu.reports.writing.neutral import neutral_tree
from dangvu.reports.writing.writer import FORMATS
from dangvu.statistics.policy import READ as READ_FIGURES
from dangvu.ui.asking import asked_of

KEPT = 16
"""How many articles and comparisons are kept."""


@require_safe
def issued(request: HttpRequest, issued_id: int) -> HttpResponse:
    """An issued report, every figure of it with what is frozen of its source."""
    found, asked = readable_issued(request, issued_id), asked_of(request)
    figure, url = request.GET.get("figure", ""), asked.address("reports:issued", found.pk)
    then = _then(asked, found)
    quote = quote_at(thaw(found.content).figures, figure, found.organization_id) if is_place(figure) else None
    context = {
        "issued": found,
        "article": shown(_article(found.digest, found.pk), url, figure),
        "quote": quote,
        "figure": figure,
        "organization": then.name,
        "template": templates().get(found.template, found.template),
        "who": issuers([found])[found.recorded_in],
        "known_at": found.known_at,
        "rows_url": then.address("statistics:rows", name=quote.name) if quote and quote.name else "",
        "today_url": asked.address("reports:restated", found.pk),
        "draft_url": then.address("reports:report", found.template, **found.content["about"]["settings"]),
        "files": [(kind, asked.address("reports:issued_file", found.pk, kind)) for kind in FORMATS],
    }
    return render(request, "reports/issued.html", context)


@require_safe
def restated(request: HttpRequest, issued_id: int) -> HttpResponse:
    """What the figures of an issued report come to by what is known now, and which late records make it so."""
    found, asked = readable_issued(request, issued_id), asked_of(request)
    context = {
        "issued": found,
        "changed": changed_by_now(asked, found),
        "issued_url": asked.address("reports:issued", found.pk),
        "today_url": asked.address("reports:restated", found.pk),
    }
    partly = request.headers.get("HX-Request") == "true"
    response = render(request, "reports/restated_brief.html" if partly else "reports/restated.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def changed_by_now(asked: Asked, issued: IssuedReport) -> list[Restatement]:
    """The figures of an issued report that are others by now. Raises ``Refusal`` like ``restatements``."""
    known_at, granted = last_learned() or asked.actor.at, reach(asked.actor, READ_FIGURES)
    return _changed(_Compared(issued.pk, known_at, granted, get_language(), asked.actor))


@dataclass(frozen=True, slots=True)
class _Compared:
    """Everything that a comparison depends on."""

    issued: int
    known_at: datetime
    reach: Reach
    language: str | None
    actor: Actor = field(compare=False)


@lru_cache(maxsize=KEPT)
def _changed(compared: _Compared) -> list[Restatement]:
    issued = IssuedReport.objects.get(pk=compared.issued)
    return restatements(issued, actor=compared.actor, known_at=compared.known_at)


@lru_cache(maxsize=KEPT)
def _article(digest: str, issued_id: int) -> str:
    """The article of an issued report, of which the digest says that it is the same one."""
    document = linked(thaw(IssuedReport.objects.get(pk=issued_id, digest=digest).content), lambda place, _detail: place)
    return write_fragment(document, neutral_tree(document))


def _then(asked: Asked, issued: IssuedReport) -> Asked:
    """The question that an issued report answered."""
    about = issued.content["about"]["organization"]
    there = asked.about(issued.organization_id, about["code"], about["name"])
    return replace(there, on=issued.as_of, known_at=issued.known_at)
