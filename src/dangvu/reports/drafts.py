"""Drafts for the pages: worked out once, then kept at hand while nothing new is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.utils.translation import get_language

from dangvu.audit.models import Line
from dangvu.audit.trail import READING
from dangvu.kernel.findings import Finding
from dangvu.kernel.policy import Actor, Reach, reach, require
from dangvu.organizations.queries import find_organization
from dangvu.reports.address import Address
from dangvu.reports.assembly import Draft, assemble
from dangvu.reports.contradictions import contradictions
from dangvu.reports.policy import READ
from dangvu.reports.report_template import find_template
from dangvu.reports.writing.html import write_fragment
from dangvu.reports.writing.neutral import neutral_tree

KEPT = 16
"""How many drafts are kept; one is some hundred kilobytes."""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A draft, the article in which each of its figures leads to its own page, and what contradicts in its text."""

    draft: Draft
    article: str
    contradictions: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Everything a draft depends on. The seal of the last act stands for all that was ever recorded up to it.

    The document is the same in every ``language``, but not what is found wrong with it.
    """

    address: Address
    reach: Reach
    seal: str
    language: str | None
    actor: Actor = field(compare=False)


def draft_of(address: Address, actor: Actor) -> PageDraft:
    """The draft that an address asks for, whichever figure it opens; raises ``Refusal`` like ``assemble``."""
    wanted = _Wanted(replace(address, figure=""), reach(actor, READ), _last_seal(), get_language(), actor)
    worked_out = _work_out(wanted)
    require(actor, READ, [worked_out.draft.record.organization_id])
    return worked_out


@lru_cache(maxsize=KEPT)
def _work_out(wanted: _Wanted) -> PageDraft:
    address = wanted.address
    draft = assemble(
        find_template(address.template),
        actor=wanted.actor,
        record=find_organization(address.scope, as_of=address.on, known_at=address.known_at),
        on=address.on,
        known_at=address.known_at,
        given=dict(address.given),
        link=lambda quoted: f"{address.url('reports:report', quoted.id)}#source",
    )
    tree = neutral_tree(draft.document)
    return PageDraft(draft, write_fragment(draft.document, tree), contradictions(draft.document, tree))


def _last_seal() -> str:
    acts = Line.objects.exclude(verb=READING).order_by("-number")
    return acts.values_list("seal", flat=True).first() or ""
