"""The committee of one organisation, in one term or in two side by side."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dangvu.committees.comparison import chosen_terms, compare
from dangvu.committees.models import CommitteeTerm
from dangvu.committees.people import Candidates
from dangvu.committees.policy import CHANGE
from dangvu.committees.sittings import heads_of, sit, terms_of, turns_of
from dangvu.committees.views.reading import asked_about
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import allowed, reach
from dangvu.members.policy import READ as READ_FILES
from dangvu.ui.reading import identity, words

PROPOSED = 12
"""People proposed while somebody types."""


@require_safe
def show(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """The committee in office on the day asked about, or that of the term asked for."""
    asked, record = asked_about(request, organization_id)
    terms = terms_of(organization_id, known_at=asked.known_at)
    term = _term(request, asked, terms)
    sitting = sit(term, on=asked.on, known_at=asked.known_at) if term else None
    context = {
        "record": record,
        "terms": terms,
        "term": term,
        "in_office": bool(term and term.valid_from <= asked.on < term.valid_to),
        "sitting": sitting,
        "changes": turns_of(term, on=asked.on, known_at=asked.known_at) if term else [],
        "heads": heads_of(organization_id, on=asked.on, known_at=asked.known_at),
        "may_change": allowed(asked.actor, CHANGE, organization_id),
        "reads_files": _reads_files(asked),
    }
    return render(request, "committees/committee.html", context)


@require_safe
def compare_terms(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Two terms of an organisation's committees side by side: the last two, or those asked for."""
    asked, record = asked_about(request, organization_id)
    terms = terms_of(organization_id, known_at=asked.known_at)
    comparison = None
    if len(terms) > 1:
        named = [identity(request.GET[name]) if request.GET.get(name) else None for name in ("one", "two")]
        comparison = compare(*chosen_terms(terms, *named), known_at=asked.known_at)
    context = {"record": record, "terms": terms, "comparison": comparison, "reads_files": _reads_files(asked)}
    return render(request, "committees/compare.html", context)


@require_safe
def people(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """People who may be meant by what has been typed, as lines of a list of proposals.

    The text stands in the parameter of the field that is being typed into.
    """
    asked, _record = asked_about(request, organization_id)
    if not allowed(asked.actor, CHANGE, organization_id):
        raise Http404
    typed = next((name for name in request.GET if name.startswith("person")), "")
    text = words(request.GET.get(typed))
    proposed = Candidates(organization_id, asked.on).proposed(text, PROPOSED) if text else []
    return render(request, "committees/people.html", {"proposed": proposed})


def _term(request: HttpRequest, asked: Asked, terms: list[CommitteeTerm]) -> CommitteeTerm | None:
    """The term asked for; else the one of the day, or the last one begun by then."""
    if request.GET.get("term"):
        wanted = identity(request.GET["term"])
        found = [term for term in terms if term.committee_id == wanted]
        if not found:
            raise Http404
        return found[0]
    return next((term for term in terms if term.valid_from <= asked.on), None)


def _reads_files(asked: Asked) -> bool:
    """Whether names may lead to files: the file itself decides which of them open."""
    return reach(asked.actor, READ_FILES).anywhere
