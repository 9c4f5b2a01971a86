"""The committee of one organisation, in one term or in two side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dangvu.committees.comparison import chosen_terms, compare
from dangvu.committees.models import CommitteeMember, CommitteeTerm, HeadOfBody
from dangvu.committees.people import Candidates
from dangvu.committees.policy import CHANGE
from dangvu.committees.sittings import post_name, sit, terms_of
from dangvu.committees.views.reading import asked_about
from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import allowed, reach
from dangvu.members.models import Personal
from dangvu.members.policy import READ as READ_FILES
from dangvu.members.queries import held
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
    heads = HeadOfBody.objects.believed(asked.known_at).filter(organization=organization_id).order_by("-valid_from")
    headed = [head for head in heads if head.valid_from <= asked.on]
    context = {
        "record": record,
        "terms": terms,
        "term": term,
        "in_office": bool(term and term.valid_from <= asked.on < term.valid_to),
        "sitting": sitting,
        "changes": _changes(asked, term) if term else [],
        "heads": [(head, person) for head, person in _with_people(asked, headed)],
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


def _changes(asked: Asked, term: CommitteeTerm) -> list[dict[str, Any]]:
    """Who came and who went after a committee took office, the latest first."""
    seats = CommitteeMember.objects.believed(asked.known_at).filter(committee=term.committee_id)
    told = []
    for seat, person in _with_people(asked, list(seats.order_by("valid_from", "id"))):
        name = person.full_name if person else str(seat.member_id)
        post = post_name(seat.post, seat.valid_from)
        if term.valid_from < seat.valid_from <= asked.on:
            told.append({"day": seat.valid_from, "came": True, "name": name, "post": post, "seat": seat})
        if seat.valid_to < term.valid_to and seat.valid_to <= asked.on:
            told.append({"day": seat.valid_to, "came": False, "name": name, "post": post, "seat": seat})
    return sorted(told, key=lambda one: (one["day"], one["came"]), reverse=True)


def _with_people(asked: Asked, rows: list[Any]) -> list[tuple[Any, Personal | None]]:
    people = held(Personal, [row.member_id for row in rows], as_of=asked.on, known_at=asked.known_at)
    return [(row, people.get(row.member_id)) for row in rows]


def _reads_files(asked: Asked) -> bool:
    """Whether names may lead to files: the file itself decides which of them open."""
    return reach(asked.actor, READ_FILES).anywhere
