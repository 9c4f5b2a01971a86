"""Drafts for the pages: worked out once, then kept at hand while nothing new is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from dangvu.audit.models import Line
from dangvu.audit.trail import READING
from dangvu.kernel.findings import Finding
from dangvu.kernel.policy import Actor, Reach, reach
from dangvu.organizations.queries import find_organization
from dangvu.reports.address import Address
from dangvu.reports.assembly import Draft, assemble
from dangvu.reports.contradictions import contradictions
from dangvu.reports.naming import figure_name
from dangvu.reports.report_template import ReportTemplate, find_template
from dangvu.reports.writing.document import Document
from dangvu.reports.writing.html import write_fragment
from dangvu.reports.writing.neutral import neutral_tree
from dangvu.statistics.policy import READ as READ_FIGURES

KEPT = 16
"""How many drafts are kept; one is some hundred kilobytes."""

OPENS, CLOSES = f"{token_hex(8)}-", "-"
"""Around the name of a block where its words are to be written; nobody who writes into a report can guess it."""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A draft, the article in which each of its figures is a link, and what contradicts in its text.

    The links lead to ``?figure=`` and their name, for the page to write the rest of its address.
    """

    draft: Draft
    article: str
    contradictions: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Everything a draft depends on. The seal of the last act stands for all that was ever recorded up to it.

    The document is the same in every ``language``, but not what is found wrong with it.
    """

    template: str
    organization: UUID
    on: date
    known_at: datetime
    given: tuple[tuple[str, str], ...]
    reach: Reach
    seal: str
    language: str | None
    actor: Actor = field(compare=False)


def draft_of(address: Address) -> PageDraft:
    """The draft that an address asks for, of a report that its reader may see; raises ``Refusal`` like ``assemble``."""
    return _told(address, _work_out)


def blank_of(address: Address) -> PageDraft:
    """The same with the names of its blocks, between ``OPENS`` and ``CLOSES``, in the place of their words."""
    return _told(address, _work_out_blank)


def linked(document: Document, name: Callable[[str, Mapping[str, Any]], str]) -> Document:
    """The document with each figure leading to ``?figure=`` and the name of it, given its id and its detail."""
    marks = (replace(mark, href=f"?figure={name(mark.id, mark.detail)}#source") for mark in document.figures)
    return replace(document, figures=tuple(marks))


def _told(address: Address, work_out: Callable[[_Wanted], PageDraft]) -> PageDraft:
    asked = address.asked
    wanted = _Wanted(
        address.template.id,
        asked.organization,
        asked.on,
        address.known_at,
        address.given,
        reach(asked.actor, READ_FIGURES),
        _last_seal(),
        get_language(),
        asked.actor,
    )
    return work_out(wanted)


@lru_cache(maxsize=KEPT)
def _work_out(wanted: _Wanted) -> PageDraft:
    draft = _draft(wanted, find_template(wanted.template))
    tree = neutral_tree(draft.document)
    article = write_fragment(linked(draft.document, _named(wanted)), tree)
    return PageDraft(draft, article, contradictions(draft.document, tree))


@lru_cache(maxsize=KEPT)
def _work_out_blank(wanted: _Wanted) -> PageDraft:
    template = find_template(wanted.template)
    draft = _draft(wanted, template, {block: f"{OPENS}{block}{CLOSES}" for block in template.blocks})
    document = linked(draft.document, _named(wanted))
    return PageDraft(draft, write_fragment(document, neutral_tree(document)), ())


def _draft(wanted: _Wanted, template: ReportTemplate, words: Mapping[str, str] | None = None) -> Draft:
    record = find_organization(wanted.organization, as_of=wanted.on, known_at=wanted.known_at)
    return assemble(
        template,
        actor=wanted.actor,
        record=record,
        on=wanted.on,
        known_at=wanted.known_at,
        given=dict(wanted.given),
        words=words,
    )


def _named(wanted: _Wanted) -> Callable[[str, Mapping[str, Any]], str]:
    return lambda place, detail: figure_name(place, detail, wanted.organization)


def _last_seal() -> str:
    acts = Line.objects.exclude(verb=READING).order_by("-number")
    return acts.values_list("seal", flat=True).first() or ""
