"""What a reorganisation would do, found out by doing it and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from dangvu.kernel.basis import Basis
from dangvu.kernel.contracts import Holding, registered
from dangvu.kernel.findings import Finding, Refusal
from dangvu.kernel.policy import Actor
from dangvu.organizations.actions.plans import Plan
from dangvu.organizations.actions.reorganization import reorganize
from dangvu.organizations.models import Reorganization
from dangvu.organizations.rooms import record_models

Counts = Mapping[str, Mapping[UUID, int]]
"""For the code of each ``Holding``, how many every organisation holds."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A record that would be superseded: its model (``members.Affiliation``) and its key."""

    model: str
    id: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What every organisation holds on the day as things stand and as they would be, and which records would change.

    With ``findings`` the reorganisation would be refused: then nothing is known of ``after`` and ``moved``.
    """

    before: Counts
    after: Counts = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    findings: tuple[Finding, ...] = ()


def preview_reorganization(*, actor: Actor, day: date, basis: Basis, plan: Plan) -> Preview:
    """The effects of ``reorganize`` with the same arguments; nothing is written, a refusal becomes ``findings``."""
    before = _count_holdings(day)
    try:
        with foreseen(actor=actor, day=day, basis=basis, plan=plan) as event:
            return Preview(before, _count_holdings(day), _superseded_in(event.recorded_in))
    except Refusal as refusal:
        return Preview(before, findings=refusal.findings)


@contextmanager
def foreseen(*, actor: Actor, day: date, basis: Basis, plan: Plan) -> Iterator[Reorganization]:
    """Within it the reorganisation has been carried out, and can be looked at; at its end it is taken back.

    Raises ``Refusal`` where ``reorganize`` does.
    """
    with transaction.atomic():
        yield reorganize(actor=actor, day=day, basis=basis, plan=plan)
        transaction.set_rollback(True)


def _count_holdings(day: date) -> Counts:
    return {holding.code: holding.count(day, None) for holding in registered(Holding)}


def _superseded_in(line: int) -> tuple[Moved, ...]:
    return tuple(
        Moved(model._meta.label, key)
        for model in record_models()
        for key in model.objects.filter(superseded_in=line).order_by("id").values_list("id", flat=True)
    )
